"""Service requests: catalogue, life cycle, clock, numbers, history, stores.

A `ServiceDefinition` says what a service is. A `RequestDesk` files requests
under it, moves them through its `Workflow`, knows their `Deadline` in Indonesian
working days, and issues documents in three steps. What is refused comes with a
`Refusal` that says why and who could.

Source:
    UU 25/2009 (pelayanan publik), UU 30/2014 (administrasi pemerintahan).
"""

from typing import TYPE_CHECKING

from egovkit.errors import NoTransactionError, Refused

if TYPE_CHECKING:
    from egovkit.services._actor import Actor, ActorKind, Capacity, Delegation
    from egovkit.services._attachment import Attachment
    from egovkit.services._batch import Batch
    from egovkit.services._catalogue import Catalogue
    from egovkit.services._complaint import Complaint, ComplaintClass
    from egovkit.services._deadline import Calendar, Day, DayKind, Deadline
    from egovkit.services._decision import ReasonedDecision, RuleTest
    from egovkit.services._definition import (
        COMPONENTS,
        Component,
        OfficeHours,
        OutputProfile,
        Retention,
        ServiceDefinition,
        Term,
        Unit,
    )
    from egovkit.services._desk import RequestDesk
    from egovkit.services._desk_base import Receipt, StatusIndices
    from egovkit.services._draft import Draft
    from egovkit.services._fee import Bracket, Fee
    from egovkit.services._history import TimelineEntry, verifier_script
    from egovkit.services._numbering import NumberRule
    from egovkit.services._objection import Objection, Remedy
    from egovkit.services._outbox import Delivery, Message, Outbox
    from egovkit.services._performance import ServicePerformance
    from egovkit.services._personal import Erasure, PersonalData
    from egovkit.services._recovery import Recovery, recover
    from egovkit.services._refusal import Refusal
    from egovkit.services._request import ServiceRequest
    from egovkit.services._requirement import Requirement, When
    from egovkit.services._sqlite import MemoryStore, SQLiteStore
    from egovkit.services._store import BorrowedStore, Store
    from egovkit.services._survey import (
        Element,
        Response,
        Survey,
        SurveyIndex,
        sample_size,
        survey_index,
    )
    from egovkit.services._ticket import Ticket
    from egovkit.services._verify import verify_history
    from egovkit.services._workflow import Branch, Transition, Workflow
    from egovkit.services._worklist import WorkItem, WorkQuery

__all__ = [
    "COMPONENTS",
    "Actor",
    "ActorKind",
    "Attachment",
    "Batch",
    "BorrowedStore",
    "Bracket",
    "Branch",
    "Calendar",
    "Capacity",
    "Catalogue",
    "Complaint",
    "ComplaintClass",
    "Component",
    "Day",
    "DayKind",
    "Deadline",
    "Delegation",
    "Delivery",
    "Draft",
    "Element",
    "Erasure",
    "Fee",
    "MemoryStore",
    "Message",
    "NoTransactionError",
    "NumberRule",
    "Objection",
    "OfficeHours",
    "Outbox",
    "OutputProfile",
    "PersonalData",
    "ReasonedDecision",
    "Receipt",
    "Recovery",
    "Refusal",
    "Refused",
    "Remedy",
    "RequestDesk",
    "Requirement",
    "Response",
    "Retention",
    "RuleTest",
    "SQLiteStore",
    "ServiceDefinition",
    "ServicePerformance",
    "ServiceRequest",
    "StatusIndices",
    "Store",
    "Survey",
    "SurveyIndex",
    "Term",
    "Ticket",
    "TimelineEntry",
    "Transition",
    "Unit",
    "When",
    "WorkItem",
    "WorkQuery",
    "Workflow",
    "recover",
    "sample_size",
    "survey_index",
    "verifier_script",
    "verify_history",
]
_HOME = {
    "Actor": "_actor",
    "ActorKind": "_actor",
    "Attachment": "_attachment",
    "Batch": "_batch",
    "BorrowedStore": "_store",
    "Bracket": "_fee",
    "Branch": "_workflow",
    "COMPONENTS": "_definition",
    "Calendar": "_deadline",
    "Capacity": "_actor",
    "Catalogue": "_catalogue",
    "Complaint": "_complaint",
    "ComplaintClass": "_complaint",
    "Component": "_definition",
    "Day": "_deadline",
    "DayKind": "_deadline",
    "Deadline": "_deadline",
    "Delegation": "_actor",
    "Delivery": "_outbox",
    "Draft": "_draft",
    "Element": "_survey",
    "Erasure": "_personal",
    "Fee": "_fee",
    "MemoryStore": "_sqlite",
    "Message": "_outbox",
    "NumberRule": "_numbering",
    "Objection": "_objection",
    "OfficeHours": "_definition",
    "OutputProfile": "_definition",
    "Outbox": "_outbox",
    "PersonalData": "_personal",
    "ReasonedDecision": "_decision",
    "Receipt": "_desk_base",
    "Recovery": "_recovery",
    "Refusal": "_refusal",
    "Remedy": "_objection",
    "RequestDesk": "_desk",
    "Requirement": "_requirement",
    "Response": "_survey",
    "Retention": "_definition",
    "RuleTest": "_decision",
    "SQLiteStore": "_sqlite",
    "ServiceDefinition": "_definition",
    "ServicePerformance": "_performance",
    "ServiceRequest": "_request",
    "StatusIndices": "_desk_base",
    "Store": "_store",
    "Survey": "_survey",
    "SurveyIndex": "_survey",
    "Term": "_definition",
    "Ticket": "_ticket",
    "TimelineEntry": "_history",
    "Transition": "_workflow",
    "Unit": "_definition",
    "When": "_requirement",
    "WorkItem": "_worklist",
    "WorkQuery": "_worklist",
    "Workflow": "_workflow",
    "recover": "_recovery",
    "sample_size": "_survey",
    "survey_index": "_survey",
    "verifier_script": "_history",
    "verify_history": "_verify",
}

if not TYPE_CHECKING:  # hidden, so that a typo stays a type error
    from egovkit._lazy import lazy

    __getattr__, __dir__ = lazy(globals(), _HOME)

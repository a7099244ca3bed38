"""What a service is: one object for the standard, the form, the steps, the clock.

Source:
    UU 25/2009 art. 21 (the fourteen components of a *standar pelayanan*, in this
    order). Permenpan-RB 15/2014 sorts them into two groups and quotes the fourth as
    *jangka waktu pelayanan*; its annex was not read, and nothing here rests on it.
"""

from collections.abc import Callable, Mapping
from datetime import date, time
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic.json_schema import SkipJsonSchema

from egovkit._model import Model
from egovkit.errors import DefinitionError
from egovkit.services._actor import APPLICANT
from egovkit.services._digest import definition_digest
from egovkit.services._fee import Fee
from egovkit.services._numbering import NumberRule, check_rule
from egovkit.services._requirement import Requirement
from egovkit.services._words import Lang, Words, word_for
from egovkit.services._workflow import COMPUTED_FACTS, Name, Workflow

__all__ = [
    "COMPONENTS",
    "Component",
    "OfficeHours",
    "OutputProfile",
    "Retention",
    "ServiceDefinition",
    "Term",
    "Unit",
]

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Unit(StrEnum):
    """In what a term is counted."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    HOURS = "hours"
    WORKING_HOURS = "working_hours"
    WORKING_MINUTES = "working_minutes"


class Term(Model):
    """A period with its unit and the rule it comes from.

    Args:
        length: How many units.
        unit: Working days, calendar days, hours by the clock, or hours and
            minutes of office time.
        source: The clause, such as ``"UU 30/2014 Pasal 53(2) jo. UU 6/2023"``.
        starts: The action that starts the clock: ``submit``, or the one that
            finds the request complete.
        pauses: For whom the clock stands still: ``applicant``, or the ``waits``
            name of a branch. Nothing else stops it.
        deemed_granted: Whether the rule says that silence grants. Only a flag
            for people: nothing is ever issued by it.
        extension: By how many units in all the term may be lengthened.
        extension_roles: Who may lengthen it.

    Example:
        >>> Term(length=5, unit="working_days").describe("id")
        '5 hari kerja'
    """

    length: int = Field(gt=0, le=3660)
    unit: Unit = Unit.WORKING_DAYS
    source: str = ""
    starts: Name = "submit"
    pauses: frozenset[Name] = frozenset({APPLICANT})
    deemed_granted: bool = False
    extension: int = Field(default=0, ge=0)
    extension_roles: frozenset[Name] = frozenset()

    def describe(self, lang: str = "id") -> str:
        """The term in words."""
        one_id, one_en = _UNIT_WORDS[self.unit]
        if lang == "id":
            return f"{self.length} {one_id}"
        return f"{self.length} {one_en}{'s' if self.length != 1 else ''}"


_UNIT_WORDS = {
    Unit.WORKING_DAYS: ("hari kerja", "working day"),
    Unit.CALENDAR_DAYS: ("hari kalender", "calendar day"),
    Unit.HOURS: ("jam", "hour"),
    Unit.WORKING_HOURS: ("jam kerja", "working hour"),
    Unit.WORKING_MINUTES: ("menit kerja", "working minute"),
}


Span = tuple[time, time]


class OfficeHours(Model):
    """When an office works, for terms in office hours and minutes.

    Args:
        monday_to_thursday: Spans of local time.
        friday: The same.
        saturday: The same; for six-day weeks.

    Raises:
        egovkit.errors.DefinitionError: Spans that end before they begin, or do not
            follow each other.

    Source:
        Perpres 21/2023 art. 3–4: 37.5 hours a week without breaks, from 07.30;
        breaks of 60 minutes, on Friday 90. The hours here are one such
        arrangement; units that serve the public directly may have another.
    """

    monday_to_thursday: tuple[Span, ...] = (
        (time(7, 30), time(12)),
        (time(13), time(16)),
    )
    friday: tuple[Span, ...] = ((time(7, 30), time(11, 30)), (time(13), time(16, 30)))
    saturday: tuple[Span, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for spans in (self.monday_to_thursday, self.friday, self.saturday):
            empty = any(begin >= end for begin, end in spans)
            if empty or any(one[1] > two[0] for one, two in pairwise(spans)):
                raise DefinitionError("office_hours_order")
        return self

    def of(self, day: date) -> tuple[Span, ...]:
        """The spans of a day, in order."""
        weekday = day.weekday()
        if weekday <= _THURSDAY:
            return self.monday_to_thursday
        return {4: self.friday, 5: self.saturday}.get(weekday, ())


_THURSDAY = 3


class Component(StrEnum):
    """The fourteen components, with the names of the statute."""

    LEGAL_BASIS = "dasar_hukum"
    REQUIREMENTS = "persyaratan"
    PROCEDURE = "sistem_mekanisme_prosedur"
    TIME = "jangka_waktu_penyelesaian"
    FEE = "biaya_tarif"
    PRODUCT = "produk_pelayanan"
    FACILITIES = "sarana_prasarana_fasilitas"
    COMPETENCE = "kompetensi_pelaksana"
    SUPERVISION = "pengawasan_internal"
    COMPLAINTS = "penanganan_pengaduan_saran_masukan"
    STAFF = "jumlah_pelaksana"
    GUARANTEE = "jaminan_pelayanan"
    SAFETY = "jaminan_keamanan_keselamatan"
    EVALUATION = "evaluasi_kinerja_pelaksana"


COMPONENTS: Mapping[Component, str] = {
    Component.LEGAL_BASIS: "Dasar hukum",
    Component.REQUIREMENTS: "Persyaratan",
    Component.PROCEDURE: "Sistem, mekanisme, dan prosedur",
    Component.TIME: "Jangka waktu penyelesaian",
    Component.FEE: "Biaya/tarif",
    Component.PRODUCT: "Produk pelayanan",
    Component.FACILITIES: "Sarana, prasarana, dan/atau fasilitas",
    Component.COMPETENCE: "Kompetensi pelaksana",
    Component.SUPERVISION: "Pengawasan internal",
    Component.COMPLAINTS: "Penanganan pengaduan, saran, dan masukan",
    Component.STAFF: "Jumlah pelaksana",
    Component.GUARANTEE: "Jaminan pelayanan",
    Component.SAFETY: "Jaminan keamanan dan keselamatan pelayanan",
    Component.EVALUATION: "Evaluasi kinerja pelaksana",
}
"""The components in the statute's order, with its words."""


class Retention(Model):
    """How long a closed request is kept before it may be erased.

    Args:
        years: Whole years after closing.
        source: The schedule or rule it comes from.
    """

    years: int = Field(ge=0, le=100)
    source: str = ""


class OutputProfile(Model):
    """What comes out of a service: its title, and what its seal must state.

    Args:
        title: What people call it, such as ``"Surat Keterangan Domisili"``.
        profile: The profile number of the sealed document
            (`egovkit.qr.SealedDocument`). With it a document whose seal states another
            profile, or none, is not issued.

    Example:
        >>> OutputProfile(title="Surat Keterangan Domisili", profile=1).profile
        1
    """

    title: Text
    profile: int | None = Field(default=None, ge=0, le=65_535)


_VOID_REASONS = frozenset(
    {"seal_failed", "signing_failed", "typesetting_failed", "data_wrong", "withdrawn"}
)
_REVOKE_REASONS = frozenset({"data_wrong", "issued_in_error", "by_court", "replaced"})


class ServiceDefinition(Model):
    """A service as an agency publishes it: immutable, versioned.

    A definition may be stated in Python or read from a file
    (`from_mapping`); the form is always a pydantic model class.

    Args:
        id: Stable name of the service, lower case.
        version: Counts up with every published change.
        title: What people call it.
        title_en: The same in English.
        agency: The office that answers for it.
        decree: The decree that sets the standard, as the national catalogue shows
            it (*No. SK*).
        prefix: Letters before its tickets.
        form: The pydantic model of the application.
        form_version: Counts up when the form changes.
        workflow: The life cycle.
        terms: The clocks by name; ``statutory`` and ``promise`` are usual. The
            first one is the one shown when none is asked for.
        requirements: Documents and conditions asked of the applicant.
        fee: What it costs.
        legal_basis: The rules the service stands on, each with its clause.
        number: How the documents are numbered; none when nothing is issued.
        output: What comes out: a title, or an `OutputProfile` that also says what
            the seal of the document must state.
        retention: How long closed requests are kept.
        office_hours: When the office works, for terms in office time.
        components: Text for those of the fourteen components that no other field
            answers.
        valid_from: First day the version is in force; open when left out.
        valid_until: Last day.
        published: Whether it may be used; a draft may not. See `publish`.
        labels: What people read for roles, reasons, branches, facts and terms, by
            language: ``{"kasi": {"id": "Kepala Seksi Pemerintahan"}}``. Those of
            states and actions stand in the workflow.
        facts: What may be recorded beside the workflow and by which roles, such as
            ``{"paid": {"bendahara"}}``.
        upcasters: Form version → function from its plain values to those of the
            next version.
        erase_roles: Who may erase personal data when retention is over.
        void_reasons: The closed list for numbers given up.
        revoke_reasons: The closed list for documents withdrawn.

    Raises:
        egovkit.errors.DefinitionError: A clock that starts with an action, or
            stands still for somebody, that the workflow does not know; a row
            that requires a fact nobody can record; a fact with the name of one that is
            computed; a label of something that the service does not have; two
            requirements of one name; a number rule that cannot write a number; a fee or
            condition on a field that the form has not; a last day before the first one.

    Example:
        >>> definition = ServiceDefinition.from_mapping({
        ...     "id": "domisili",
        ...     "title": "Surat Keterangan Domisili",
        ...     "workflow": {
        ...         "initial": "submitted",
        ...         "transitions": [
        ...             {"from": "submitted", "action": "issue", "to": "issued",
        ...              "roles": ["lurah"]},
        ...         ],
        ...     },
        ...     "terms": {"statutory": {"length": 5, "unit": "working_days"}},
        ... })
        >>> definition.key
        'domisili@1'
        >>> definition.missing_components()[:2]
        ('dasar_hukum', 'persyaratan')
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    id: Name
    version: int = Field(default=1, ge=1)
    title: Text
    title_en: str = ""
    agency: str = ""
    decree: str = ""
    prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z]{0,8}$")] = ""
    form: SkipJsonSchema[type[BaseModel] | None] = None  # a class has no JSON form
    form_version: int = Field(default=1, ge=1)
    workflow: Workflow
    terms: Mapping[Name, Term] = Field(default_factory=dict)
    requirements: tuple[Requirement, ...] = ()
    fee: Fee | None = None
    legal_basis: tuple[Text, ...] = ()
    number: NumberRule | None = None
    output: str | OutputProfile = ""
    retention: Retention = Retention(years=5)
    office_hours: OfficeHours = OfficeHours()
    components: Mapping[Component, str] = Field(default_factory=dict)
    valid_from: date | None = None
    valid_until: date | None = None
    published: bool = True
    labels: Mapping[Name, Mapping[str, str]] = Field(default_factory=dict)
    facts: Mapping[Name, frozenset[Name]] = Field(default_factory=dict)
    upcasters: SkipJsonSchema[
        Mapping[int, Callable[[dict[str, Any]], Mapping[str, Any]]]
    ] = Field(default_factory=dict)
    erase_roles: frozenset[Name] = frozenset({"arsiparis"})
    void_reasons: frozenset[Name] = _VOID_REASONS
    revoke_reasons: frozenset[Name] = _REVOKE_REASONS

    @classmethod
    def from_mapping(
        cls, data: Mapping[str, Any], *, form: type[BaseModel] | None = None
    ) -> Self:
        """A definition from a parsed TOML or JSON file.

        Args:
            data: The file's content.
            form: The model class of the application.
        """
        return cls.model_validate({**data, "form": form} if form else dict(data))

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        known = {"submit", *self.workflow.actions}
        for name, term in self.terms.items():
            if term.starts not in known:
                raise DefinitionError("term_unknown_action", term=name)
            for waiter in term.pauses - self.workflow.waiters():
                raise DefinitionError("term_unknown_pause", term=name, waiter=waiter)
        for fact in COMPUTED_FACTS.intersection(self.facts):
            raise DefinitionError("fact_reserved", fact=fact)
        for row in self.workflow.transitions:
            for fact in row.requires - COMPUTED_FACTS - set(self.facts):
                raise DefinitionError("fact_unknown", fact=fact)
        if self.number is not None:
            check_rule(self.number)
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise DefinitionError("definition_period")
        self._check_fields()
        self._check_names()
        return self

    def _check_names(self) -> None:
        names = [requirement.name for requirement in self.requirements]
        if len(set(names)) != len(names):
            raise DefinitionError("requirement_twice")
        for name in set(self.labels) - self._names():
            raise DefinitionError("label_unknown", name=name)

    def _check_fields(self) -> None:
        """A rule about a field that the form has not would fail at the counter."""
        if self.form is None:
            return
        known = {*self.form.model_fields, *self.form.model_computed_fields}
        asked = {w.field for r in self.requirements for w in r.when}
        if self.fee is not None and self.fee.field:
            asked.add(self.fee.field)
        open_form = self.form.model_config.get("extra") == "allow"
        for name in set() if open_form else asked - known:
            raise DefinitionError("field_unknown", field=name)

    def _names(self) -> set[str]:
        """Everything beside states and actions that has a name here."""
        rows, branches = self.workflow.transitions, self.workflow.branches
        return {
            *(name for row in rows for name in (*row.roles, *row.reasons)),
            *(name for b in branches for name in (b.name, *b.roles, *b.reasons)),
            *(name for roles in self.facts.values() for name in roles),
            *(name for term in self.terms.values() for name in term.extension_roles),
            *(*self.facts, *self.terms, *self.workflow.waiters(), *COMPUTED_FACTS),
            *(*self.erase_roles, *self.void_reasons, *self.revoke_reasons),
        }

    @property
    def words(self) -> Words:
        """What people read for the names of the service, requirements among them."""
        titles = {r.name: {"id": r.title} for r in self.requirements}
        return {**titles, **self.labels, **self.workflow.labels}

    def label(self, name: str, lang: Lang = "id") -> str:
        """What people read for a name of the service; the name where none is given.

        Args:
            name: A state, action, role, reason, branch, fact, term or requirement.
            lang: ``"id"`` or ``"en"``.
        """
        return word_for(name, lang, self.words)

    def readers(self) -> frozenset[str]:
        """The roles that have work in the service, and so may read its forms."""
        groups = [row.roles for row in self.workflow.transitions]
        groups += [branch.roles for branch in self.workflow.branches]
        return frozenset().union(*groups) - {APPLICANT}

    @property
    def key(self) -> str:
        """Name and version, as events hold them."""
        return f"{self.id}@{self.version}"

    @property
    def digest(self) -> str:
        """64 hexadecimal digits that change when anything it says does.

        Keep the digest of a published version in a test: whoever edits the version
        instead of making a new one is told.
        """
        return definition_digest(self, self.form)

    def publish(self, *, valid_from: date, valid_until: date | None = None) -> Self:
        """The published version of a draft, in force from a day on.

        Args:
            valid_from: The first day, in the office's zone.
            valid_until: The last day; open when left out.

        Raises:
            egovkit.errors.DefinitionError: It is published already, or the last day
                lies before the first.
        """
        if self.published:
            raise DefinitionError("definition_published", service=self.key)
        changes = {"published": True, "valid_from": valid_from}
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self)(**{**fields, **changes, "valid_until": valid_until})

    def in_force(self, day: date) -> bool:
        """Whether the version is in force on a day."""
        after = self.valid_from is None or self.valid_from <= day
        before = self.valid_until is None or day <= self.valid_until
        return self.published and after and before

    @property
    def product(self) -> str:
        """The title of what comes out; nothing where none is stated."""
        output = self.output
        return output.title if isinstance(output, OutputProfile) else output.strip()

    def standard(self) -> dict[Component, str]:
        """The fourteen components, empty text where nothing is stated.

        A field that says the same (requirements, terms, fee, steps) answers for
        its component when no text is given.
        """
        answered = self._answered()
        return {
            part: self.components.get(part, "").strip() or answered.get(part, "")
            for part in COMPONENTS
        }

    def _answered(self) -> dict[Component, str]:
        steps = self.workflow.steps()
        return {
            Component.LEGAL_BASIS: "; ".join(self.legal_basis),
            Component.PRODUCT: self.product,
            Component.REQUIREMENTS: "; ".join(r.title for r in self.requirements),
            Component.PROCEDURE: " → ".join(steps) if len(steps) > 1 else "",
            Component.TIME: "; ".join(t.describe() for t in self.terms.values()),
            Component.FEE: self.fee.describe() if self.fee else "",
        }

    def missing_components(self) -> tuple[str, ...]:
        """Which of the fourteen components nobody has stated, in their order."""
        return tuple(part.value for part, text in self.standard().items() if not text)

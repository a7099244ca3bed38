"""A service definition in the forms that others read.

The form as JSON Schema, the desk's verbs as an OpenAPI fragment, the service as
CPSV-AP JSON-LD for a catalogue of services, and a page for citizens in
Indonesian with the parts that the national catalogue shows. Everything is
derived: there is nothing to keep in step by hand.

Source:
    JSON Schema 2020-12; OpenAPI 3.1; RFC 9457 (problem details); CPSV-AP 3.2.0
    (SEMIC); UU 25/2009 Pasal 21 (components).
"""

from html import escape
from typing import Any

from egovkit._messages import sentence
from egovkit.errors import UsageError
from egovkit.services._definition import COMPONENTS, Component, ServiceDefinition, Unit
from egovkit.services._requirement import Requirement
from egovkit.services._workflow import ISSUE

__all__ = ["form_schema", "to_cpsv_ap", "to_html", "to_markdown", "to_openapi"]

Json = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def form_schema(definition: ServiceDefinition) -> Json:
    """The application form as JSON Schema 2020-12.

    A service without a form takes any object.

    Example:
        >>> definition = ServiceDefinition.from_mapping({
        ...     "id": "sktm", "title": "SKTM", "workflow": {"initial": "new",
        ...     "transitions": [{"from": "new", "action": "issue", "to": "done",
        ...                      "roles": ["lurah"]}]}})
        >>> form_schema(definition)["type"]
        'object'
    """
    return {"$schema": _DRAFT, **_form(definition, "#/$defs/{model}")}


def _form(definition: ServiceDefinition, ref_template: str) -> Json:
    if definition.form is None:
        return {"type": "object", "title": definition.title}
    return definition.form.model_json_schema(ref_template=ref_template)


def to_openapi(definition: ServiceDefinition, *, prefix: str = "") -> Json:
    """The desk's verbs for this service as a fragment of an OpenAPI document.

    Refusals are problem details (`egovkit.services.Refusal.to_problem`).

    Args:
        definition: The service.
        prefix: What stands before the service's paths, such as ``"/layanan"``.

    Returns:
        ``paths`` and ``components``, to be merged into a document of yours.
    """
    base, name = f"{prefix}/{definition.id}", f"{definition.id}_form"
    # Models inside the form are named after the service too, so that the fragments
    # of several services, and what they share, can stand in one document.
    schema = _form(definition, f"#/components/schemas/{definition.id}_{{model}}")
    inner = {f"{definition.id}_{n}": s for n, s in schema.pop("$defs", {}).items()}
    paths: Json = {
        base: {"post": _submit(definition, name)},
        f"{base}/{{ticket}}": {"get": _look(definition), **_TICKET},
    }
    rows = (row.action for row in definition.workflow.transitions)
    if actions := [action for action in dict.fromkeys(rows) if action != ISSUE]:
        act = _act(definition, actions, name)
        paths[f"{base}/{{ticket}}/{{action}}"] = {"post": act, **_TICKET}
    return {
        "paths": paths,
        "components": {"schemas": {**inner, name: schema, **_SHARED}},
    }


_SHARED: Json = {
    "receipt": {
        "type": "object",
        "required": ["ticket", "state", "head"],
        "properties": {
            "ticket": {"type": "string"},
            "state": {"type": "string"},
            "head": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        },
    },
    "problem": {
        "type": "object",
        "required": ["type", "title", "status"],
        "properties": {
            "type": {"type": "string", "format": "uri-reference"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "code": {"type": "string"},
        },
    },
}
_TICKET: Json = {
    "parameters": [
        {
            "name": "ticket",
            "in": "path",
            "required": True,
            "schema": {"type": "string"},
        }
    ]
}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _answers(success: str) -> Json:
    problem = {"application/problem+json": {"schema": _ref("problem")}}
    return {
        success: {
            "description": "OK",
            "content": {"application/json": {"schema": _ref("receipt")}},
        },
        "4XX": {"description": "Refused", "content": problem},
    }


_KEY: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
}


def _submit(definition: ServiceDefinition, form: str) -> Json:
    return {
        "operationId": f"{definition.id}_submit",
        "summary": definition.title,
        "parameters": [_KEY],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _ref(form)}},
        },
        "responses": _answers("201"),
    }


def _look(definition: ServiceDefinition) -> Json:
    return {"operationId": f"{definition.id}_get", "responses": _answers("200")}


def _act(definition: ServiceDefinition, actions: list[str], form: str) -> Json:
    rows = [row for row in definition.workflow.transitions if row.action != ISSUE]
    reasons = sorted({reason for row in rows for reason in row.reasons})
    brought: Json = {
        "note": {"type": "string", "maxLength": 2000},
        "expected_version": {"type": "integer", "minimum": 1},
    }
    if reasons:
        brought["reason"] = {"type": "string", "enum": reasons}
    if any(row.amends for row in rows):
        brought["form"] = _ref(form)
    if any(row.reasoned for row in rows):
        brought["decision"] = {"type": "object"}
    return {
        "operationId": f"{definition.id}_act",
        "parameters": [
            {
                "name": "action",
                "in": "path",
                "required": True,
                "schema": {"type": "string", "enum": actions},
            },
            _KEY,
        ],
        "requestBody": {
            "content": {
                "application/json": {
                    "schema": {"type": "object", "properties": brought}
                }
            },
        },
        "responses": _answers("200"),
    }


_CONTEXT: Json = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_CURRENCY: Json = {"@id": f"{_AUTHORITY}/currency/IDR", "@type": "skos:Concept"}
_LANGUAGE: Json = {
    "@id": f"{_AUTHORITY}/language/IND",
    "@type": "dct:LinguisticSystem",
}
_INDONESIA = f"{_AUTHORITY}/country/IDN"
_AREA = "http://data.europa.eu/88u/dataset/atu-type"
# Working time is no xsd:duration; the rule's text carries it.
_DURATIONS = {Unit.CALENDAR_DAYS: "P{}D", Unit.HOURS: "PT{}H"}


def to_cpsv_ap(
    definition: ServiceDefinition, *, uri: str, area: str = _INDONESIA
) -> Json:
    """The service as CPSV-AP 3.2 JSON-LD, for a catalogue of services.

    A term in working days has no ``xsd:duration``; it stands in the words of the
    rule that the service follows, never as as many calendar days.

    Args:
        definition: The service.
        uri: The service's own address, https.
        area: The address that names the area the agency covers; Indonesia when
            left out.

    Raises:
        egovkit.errors.UsageError: An address that is not https.
    """
    if not str(uri).startswith("https://"):
        raise UsageError("export_uri")
    standard = definition.standard()
    product = standard[Component.PRODUCT] or definition.title
    return {
        "@context": _CONTEXT,
        "@id": uri,
        "@type": "cpsv:PublicService",
        "dct:identifier": definition.key,
        "dct:title": _titles(definition),
        "dct:description": _text(standard[Component.PROCEDURE] or definition.title),
        "dct:language": _LANGUAGE,
        "cv:hasCompetentAuthority": {
            "@id": f"{uri}#agency",
            "@type": "cv:PublicOrganisation",
            "skos:prefLabel": _text(definition.agency or definition.title),
            "dct:spatial": {"@id": area, "@type": _AREA},
        },
        "cpsv:produces": {
            "@id": f"{uri}#product",
            "@type": "cv:Output",
            "dct:identifier": f"{definition.id}-product",
            "dct:title": _text(product),
        },
        **_asked(definition, uri),
        **_cost(definition, uri),
        **_law(definition, uri),
        **_times(definition, uri),
    }


def _asked(definition: ServiceDefinition, uri: str) -> Json:
    """Requirements; a document is evidence for one, of a type of its own."""

    def named(requirement: Requirement, kind: str) -> Json:
        at = f"{uri}#{requirement.name}"
        return {
            "@id": at if kind == "Requirement" else f"{at}-{kind.lower()}",
            "@type": f"cv:{kind}",
            "dct:identifier": requirement.name,
            "dct:title": _text(requirement.title),
        }

    holds, evidence, types = [], [], []
    for requirement in definition.requirements:
        holds.append(named(requirement, "Requirement"))
        if requirement.document:
            types.append(named(requirement, "EvidenceType"))
            document = named(requirement, "Evidence")
            evidence.append({**document, "dct:conformsTo": {"@id": types[-1]["@id"]}})
            holds[-1]["cv:hasSupportingEvidence"] = {"@id": document["@id"]}
    return {
        "cv:holdsRequirement": holds,
        "cpsv:hasInput": evidence,
        "cv:hasInputType": types,
    }


def _text(text: str, language: str = "id") -> Json:
    return {"@value": text, "@language": language}


def _titles(definition: ServiceDefinition) -> list[Json]:
    titles = [_text(definition.title)]
    if definition.title_en:
        titles.append(_text(definition.title_en, "en"))
    return titles


def _cost(definition: ServiceDefinition, uri: str) -> Json:
    fee = definition.fee
    if fee is None:
        return {}
    cost: Json = {
        "@id": f"{uri}#cost",
        "@type": "cv:Cost",
        "dct:identifier": f"{definition.id}-cost",
        "dct:description": _text(fee.describe()),
        "cv:currency": _CURRENCY,
    }
    if not fee.brackets:  # a tariff has no one value
        cost["cv:hasValue"] = {"@value": str(fee.amount), "@type": "xsd:double"}
    return {"cv:hasCost": cost}


def _law(definition: ServiceDefinition, uri: str) -> Json:
    basis = definition.standard()[Component.LEGAL_BASIS]
    if not basis:
        return {}
    resource = {
        "@id": f"{uri}#law",
        "@type": "eli:LegalResource",
        "dct:title": _text(basis),
    }
    return {"cv:hasLegalResource": resource}


def _times(definition: ServiceDefinition, uri: str) -> Json:
    rules = [
        {
            "@id": f"{uri}#term-{name}",
            "@type": "cpsv:Rule",
            "dct:identifier": name,
            "dct:title": _text(term.describe()),
            "dct:description": _text(term.source or term.describe()),
        }
        for name, term in definition.terms.items()
    ]
    exact = next((t for t in definition.terms.values() if t.unit in _DURATIONS), None)
    times: Json = {"cpsv:follows": rules} if rules else {}
    if exact is not None:
        duration = _DURATIONS[exact.unit].format(exact.length)
        times["cv:processingTime"] = {"@value": duration, "@type": "xsd:duration"}
    return times


# What the national catalogue shows of a service comes first.
_FOR_CITIZENS = (
    Component.REQUIREMENTS,
    Component.PROCEDURE,
    Component.TIME,
    Component.FEE,
    Component.PRODUCT,
    Component.COMPLAINTS,
)


def _sections(definition: ServiceDefinition) -> list[tuple[str, list[str]]]:
    """Heading and lines of each component, those for citizens first."""
    standard = definition.standard()
    order = [
        *_FOR_CITIZENS,
        *(part for part in COMPONENTS if part not in _FOR_CITIZENS),
    ]
    unstated = sentence("export_unstated", "id")
    return [
        (COMPONENTS[part], _lines(definition, part, standard[part]) or [unstated])
        for part in order
    ]


def _lines(definition: ServiceDefinition, part: Component, text: str) -> list[str]:
    if definition.components.get(part, "").strip():  # the agency's own words
        return [line for line in text.splitlines() if line.strip()]
    if part is Component.REQUIREMENTS and definition.requirements:
        return [
            requirement.title
            if not requirement.when
            else sentence("export_conditional", "id", title=requirement.title)
            for requirement in definition.requirements
        ]
    if part is Component.PROCEDURE and text:
        return list(definition.workflow.steps())
    if part is Component.TIME and definition.terms:
        return [
            f"{term.describe()} ({term.source})" if term.source else term.describe()
            for term in definition.terms.values()
        ]
    return text.splitlines()


def _under_title(definition: ServiceDefinition) -> list[str]:
    decree = definition.decree and sentence(
        "export_decree", "id", number=definition.decree
    )
    return [line for line in (definition.agency, decree) if line]


def to_markdown(definition: ServiceDefinition) -> str:
    """A page about the service for citizens, in Indonesian, as Markdown.

    All fourteen components appear; one that nobody stated says so.
    """
    parts = [f"# {definition.title}", ""]
    for line in _under_title(definition):
        parts += [line, ""]
    for heading, lines in _sections(definition):
        parts += [f"## {heading}", ""]
        parts += lines if len(lines) == 1 else _marked(heading, lines)
        parts.append("")
    return "\n".join(parts).replace("<", "&lt;")


def to_html(definition: ServiceDefinition) -> str:
    """The same page as an HTML fragment: an ``article`` with headings and lists."""
    parts = [
        f'<article lang="id"><h1>{escape(definition.title)}</h1>',
        *(f"<p>{escape(line)}</p>" for line in _under_title(definition)),
    ]
    for heading, lines in _sections(definition):
        parts += [f"<h2>{escape(heading)}</h2>", _html(heading, lines)]
    return "".join([*parts, "</article>"])


_IN_ORDER = frozenset({COMPONENTS[Component.PROCEDURE]})


def _marked(heading: str, lines: list[str]) -> list[str]:
    """A Markdown list; steps are numbered."""
    if heading in _IN_ORDER:
        return [f"{place}. {line}" for place, line in enumerate(lines, 1)]
    return [f"- {line}" for line in lines]


def _html(heading: str, lines: list[str]) -> str:
    """One line as a paragraph, several as a list; steps are numbered."""
    if len(lines) == 1:
        return f"<p>{escape(lines[0])}</p>"
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    tag = "ol" if heading in _IN_ORDER else "ul"
    return f"<{tag}>{items}</{tag}>"

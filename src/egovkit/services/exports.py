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
    base = f"{prefix}/{definition.id}"
    schema = _form(definition, "#/components/schemas/{model}")
    name = f"{definition.id}_form"
    schemas = {**schema.pop("$defs", {}), name: schema, **_SHARED}
    return {
        "paths": {
            base: {"post": _submit(definition, name)},
            f"{base}/{{ticket}}": {"get": _look(definition), **_TICKET},
            f"{base}/{{ticket}}/{{action}}": {"post": _act(definition), **_TICKET},
        },
        "components": {"schemas": schemas},
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


def _submit(definition: ServiceDefinition, form: str) -> Json:
    return {
        "operationId": f"{definition.id}_submit",
        "summary": definition.title,
        "parameters": [
            {
                "name": "Idempotency-Key",
                "in": "header",
                "schema": {"type": "string", "maxLength": 200},
            }
        ],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _ref(form)}},
        },
        "responses": _answers("201"),
    }


def _look(definition: ServiceDefinition) -> Json:
    return {"operationId": f"{definition.id}_get", "responses": _answers("200")}


def _act(definition: ServiceDefinition) -> Json:
    rows = definition.workflow.transitions
    actions = list(dict.fromkeys(row.action for row in rows))
    reasons = sorted({reason for row in rows for reason in row.reasons})
    reason: Json = {"type": "string"}
    if reasons:
        reason["enum"] = reasons
    return {
        "operationId": f"{definition.id}_act",
        "parameters": [
            {
                "name": "action",
                "in": "path",
                "required": True,
                "schema": {"type": "string", "enum": actions},
            }
        ],
        "requestBody": {
            "content": {
                "application/json": {
                    "schema": {"type": "object", "properties": {"reason": reason}}
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
_CURRENCY = "http://publications.europa.eu/resource/authority/currency/IDR"
_LANGUAGE = "http://publications.europa.eu/resource/authority/language/IND"
# Working time is no xsd:duration; the rule's text carries it.
_DURATIONS = {Unit.CALENDAR_DAYS: "P{}D", Unit.HOURS: "PT{}H"}


def to_cpsv_ap(definition: ServiceDefinition, *, uri: str) -> Json:
    """The service as CPSV-AP 3.2 JSON-LD, for a catalogue of services.

    A term in working days has no ``xsd:duration``; it stands in the words of the
    rule that the service follows, never as as many calendar days.

    Args:
        definition: The service.
        uri: The service's own address, https.

    Raises:
        egovkit.errors.UsageError: An address that is not https.
    """
    if not uri.startswith("https://"):
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
        "dct:language": {"@id": _LANGUAGE},
        "cv:hasCompetentAuthority": {
            "@id": f"{uri}#agency",
            "@type": "cv:PublicOrganisation",
            "skos:prefLabel": _text(definition.agency or definition.title),
        },
        "cpsv:produces": {
            "@id": f"{uri}#product",
            "@type": "cv:Output",
            "dct:identifier": f"{definition.id}-product",
            "dct:title": _text(product),
        },
        "cpsv:hasInput": [
            {
                "@id": f"{uri}#{requirement.name}",
                "@type": "cv:Evidence",
                "dct:identifier": requirement.name,
                "dct:title": _text(requirement.title),
            }
            for requirement in definition.requirements
        ],
        **_cost(definition, uri),
        **_law(definition, uri),
        **_times(definition, uri),
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
        "cv:currency": {"@id": _CURRENCY},
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
    if part is Component.REQUIREMENTS and definition.requirements:
        return [
            requirement.title
            if not requirement.when
            else sentence("export_conditional", "id", title=requirement.title)
            for requirement in definition.requirements
        ]
    if part is Component.TIME and definition.terms:
        return [
            f"{term.describe()} ({term.source})" if term.source else term.describe()
            for term in definition.terms.values()
        ]
    return text.splitlines()


def to_markdown(definition: ServiceDefinition) -> str:
    """A page about the service for citizens, in Indonesian, as Markdown.

    All fourteen components appear; one that nobody stated says so.
    """
    parts = [f"# {definition.title}", "", definition.agency, ""]
    for heading, lines in _sections(definition):
        parts += [f"## {heading}", ""]
        parts += [f"- {line}" for line in lines] if len(lines) > 1 else lines
        parts.append("")
    return "\n".join(parts).replace("<", "&lt;")


def to_html(definition: ServiceDefinition) -> str:
    """The same page as an HTML fragment: an ``article`` with headings and lists."""
    parts = [
        f'<article lang="id"><h1>{escape(definition.title)}</h1>',
        f"<p>{escape(definition.agency)}</p>" if definition.agency else "",
    ]
    for heading, lines in _sections(definition):
        items = "".join(f"<li>{escape(line)}</li>" for line in lines)
        parts.append(f"<h2>{escape(heading)}</h2><ul>{items}</ul>")
    return "".join([*parts, "</article>"])

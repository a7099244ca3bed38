"""A definition in the forms that others read, judged by the others' own tools."""

import json

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, XSD
from services_office import DomicileForm, definition

from egovkit.errors import UsageError
from egovkit.services import COMPONENTS, ServiceDefinition
from egovkit.services.exports import (
    form_schema,
    to_cpsv_ap,
    to_html,
    to_markdown,
    to_openapi,
)

# rdflib's own JSON-LD reader uses a class that rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

CPSV = Namespace("http://purl.org/vocab/cpsv#")
CV = Namespace("http://data.europa.eu/m8g/")
SERVICE = URIRef("https://layanan.contoh.example/domisili")
BARE = ServiceDefinition.from_mapping(
    {
        "id": "bare",
        "title": "Layanan <Rekaan>",
        "workflow": {
            "initial": "new",
            "transitions": [
                {"from": "new", "action": "issue", "to": "done", "roles": ["lurah"]}
            ],
        },
    }
)


def graph(exported):
    """The triples an RDF tool reads from the export."""
    return Graph().parse(data=json.dumps(exported), format="json-ld")


def document(exported):
    """A whole OpenAPI document around the fragment."""
    info = {"title": "Layanan", "version": "1"}
    return {"openapi": "3.1.0", "info": info, **exported}


def test_the_form_schema_judges_as_the_form_does():
    """What the model takes the schema takes; what it refuses the schema refuses."""
    schema = form_schema(definition())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    good = {"name": "Siti Aminah", "purpose": "sekolah"}
    assert validator.is_valid(good)
    assert DomicileForm.model_validate(good).area == 20
    for bad in ({"purpose": "sekolah"}, {"name": "", "purpose": "x"}, []):
        assert not validator.is_valid(bad)


def test_a_service_without_a_form_takes_any_object():
    """No form: an object, nothing more."""
    validator = Draft202012Validator(form_schema(BARE))
    assert validator.is_valid({"anything": 1})
    assert not validator.is_valid("text")


@pytest.mark.parametrize("service", [definition(), BARE], ids=["form", "bare"])
def test_the_fragment_is_valid_openapi(service):
    """A whole document around the fragment passes the specification's validator."""
    exported = to_openapi(service, prefix="/layanan")
    OpenAPIV31SpecValidator(document(exported)).validate()
    assert f"/layanan/{service.id}/{{ticket}}" in exported["paths"]


def test_actions_and_reasons_are_closed_lists():
    """The fragment lists the workflow's actions and reason codes."""
    act = to_openapi(definition())["paths"]["/domisili/{ticket}/{action}"]["post"]
    actions = act["parameters"][0]["schema"]["enum"]
    assert actions[:2] == ["check", "return"]
    body = act["requestBody"]["content"]["application/json"]["schema"]
    assert "kk_unreadable" in body["properties"]["reason"]["enum"]


def test_cpsv_ap_states_what_the_profile_demands():
    """Identifier, title, description and competent authority are mandatory."""
    found = graph(to_cpsv_ap(definition(), uri=str(SERVICE)))
    assert (SERVICE, RDF.type, CPSV.PublicService) in found
    assert (SERVICE, DCTERMS.identifier, Literal("domisili@1")) in found
    titles = {(str(t), t.language) for t in found.objects(SERVICE, DCTERMS.title)}
    assert titles == {
        ("Surat Keterangan Domisili", "id"),
        ("Letter of Domicile", "en"),
    }
    assert found.value(SERVICE, DCTERMS.description)
    authority = found.value(SERVICE, CV.hasCompetentAuthority)
    assert (authority, RDF.type, CV.PublicOrganisation) in found


def test_working_days_are_never_told_as_calendar_days():
    """Five working days have no xsd:duration; they stand in the rule's words."""
    found = graph(to_cpsv_ap(definition(), uri=str(SERVICE)))
    assert found.value(SERVICE, CV.processingTime) is None
    words = {
        str(found.value(rule, DCTERMS.title))
        for rule in found.objects(SERVICE, CPSV.follows)
    }
    assert words == {"5 hari kerja", "1 hari kerja"}


@pytest.mark.parametrize(
    ("unit", "duration"),
    [
        pytest.param("calendar_days", "P14D", id="days"),
        pytest.param("hours", "PT14H", id="hours"),
    ],
)
def test_exact_terms_have_a_duration(unit, duration):
    """Calendar days and hours by the clock are durations."""
    service = definition(terms={"statutory": {"length": 14, "unit": unit}})
    found = graph(to_cpsv_ap(service, uri=str(SERVICE)))
    value = found.value(SERVICE, CV.processingTime)
    assert (str(value), value.datatype) == (duration, XSD.duration)


def test_evidence_and_cost_are_told():
    """Each requirement is evidence; a free service costs 0 rupiah."""
    found = graph(to_cpsv_ap(definition(), uri=str(SERVICE)))
    inputs = found.objects(SERVICE, CPSV.hasInput)
    assert [str(found.value(i, DCTERMS.title)) for i in inputs] == ["Kartu Keluarga"]
    cost = found.value(SERVICE, CV.hasCost)
    assert float(found.value(cost, CV.hasValue)) == 0


def test_a_tariff_has_no_single_value():
    """A fee by brackets is described, not stated as one amount."""
    tariff = {"field": "area", "brackets": [{"base": 1000}]}
    found = graph(to_cpsv_ap(definition(fee=tariff), uri=str(SERVICE)))
    cost = found.value(SERVICE, CV.hasCost)
    assert found.value(cost, CV.hasValue) is None


def test_the_legal_basis_is_a_resource():
    """With a stated basis there is a legal resource; without one there is none."""
    basis = {"dasar_hukum": "Peraturan Wali Kota Contoh 1/2026"}
    found = graph(to_cpsv_ap(definition(components=basis), uri=str(SERVICE)))
    law = found.value(SERVICE, CV.hasLegalResource)
    assert str(found.value(law, DCTERMS.title)) == basis["dasar_hukum"]
    bare = graph(to_cpsv_ap(BARE, uri=str(SERVICE)))
    assert bare.value(SERVICE, CV.hasLegalResource) is None


def test_an_address_that_is_not_https_is_refused():
    """A catalogue of services links to pages over https."""
    with pytest.raises(UsageError):
        to_cpsv_ap(BARE, uri="http://layanan.contoh.example/x")


def test_the_page_shows_all_fourteen_components():
    """Citizens see every component, and which ones nobody has stated."""
    page = to_markdown(definition())
    headings = [line[3:] for line in page.splitlines() if line.startswith("## ")]
    assert sorted(headings) == sorted(COMPONENTS.values())
    assert headings[0] == "Persyaratan"
    assert "Kartu Keluarga (bersyarat)" in page
    assert "5 hari kerja (UU 30/2014 art. 53(2))" in page
    assert page.count("Belum dinyatakan.") == len(definition().missing_components())


def test_what_an_agency_wrote_adds_no_markup():
    """A title with a tag in it is shown, not run, in both forms."""
    assert "<Rekaan>" not in to_html(BARE)
    assert "&lt;Rekaan&gt;" in to_html(BARE)
    assert "<Rekaan" not in to_markdown(BARE)
    assert to_html(BARE).count("<h2>") == len(COMPONENTS)

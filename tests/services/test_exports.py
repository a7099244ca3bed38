"""A definition in the forms that others read, judged by the others' own tools."""

import json
import re
from html.parser import HTMLParser
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from pydantic import create_model
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS, XSD
from services_office import (
    CITIZEN,
    LURAH,
    OFFICER,
    SEKLUR,
    START,
    DomicileForm,
    definition,
    file_one,
    make_desk,
)

from egovkit.errors import UsageError
from egovkit.services import COMPONENTS, MemoryStore, ServiceDefinition
from egovkit.services._codes import is_key
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
    """What `act` takes: not `issue`, which is done in steps."""
    act = to_openapi(definition())["paths"]["/domisili/{ticket}/{action}"]["post"]
    actions = act["parameters"][0]["schema"]["enum"]
    assert actions == [
        "check",
        "return",
        "resubmit",
        "withdraw",
        "paraf",
        "approve",
        "reject",
    ]
    body = act["requestBody"]["content"]["application/json"]["schema"]["properties"]
    assert body["reason"]["enum"] == ["kk_unreadable", "not_resident", "wrong_address"]
    assert body["form"] == {"$ref": "#/components/schemas/domisili_form"}
    assert "decision" not in body
    rows = [dict(row) for row in definition().workflow.transitions]
    rows[6]["reasoned"] = True
    flow = {"initial": "submitted", "transitions": rows}
    act = to_openapi(definition(workflow=flow))["paths"]
    act = act["/domisili/{ticket}/{action}"]["post"]
    assert (
        "decision"
        in act["requestBody"]["content"]["application/json"]["schema"]["properties"]
    )


@pytest.mark.parametrize("prefix", ["", "/layanan", "/v1/layanan"])
def test_the_paths_of_a_service(prefix):
    """File, look, act; each operation with a name of the service's own."""
    exported = to_openapi(definition(), prefix=prefix)
    base = f"{prefix}/domisili"
    verbs = {
        (path, verb): operation["operationId"]
        for path, item in exported["paths"].items()
        for verb, operation in item.items()
        if verb != "parameters"
    }
    assert verbs == {
        (base, "post"): "domisili_submit",
        (base + "/{ticket}", "get"): "domisili_get",
        (base + "/{ticket}/{action}", "post"): "domisili_act",
    }
    for path, item in exported["paths"].items():
        named = [p["name"] for p in item.get("parameters", [])]
        assert named == (["ticket"] if "{ticket}" in path else [])
    post = exported["paths"][base]["post"]
    assert list(post["responses"]) == ["201", "4XX"]
    assert post["requestBody"]["required"] is True  # without a form nothing is filed
    assert post["parameters"][0]["name"] == "Idempotency-Key"
    assert not post["parameters"][0].get("required")
    assert list(exported["paths"][base + "/{ticket}"]["get"]["responses"]) == [
        "200",
        "4XX",
    ]


@pytest.mark.parametrize("reasons", [[], ["late"]], ids=["free", "reasons"])
@pytest.mark.parametrize("amends", [False, True], ids=["plain", "amends"])
@pytest.mark.parametrize("reasoned", [False, True], ids=["short", "reasoned"])
def test_an_action_takes_what_its_rows_ask_for(reasons, amends, reasoned):
    """A reason from the list, the form again, a decision: only where a row does."""
    rows = [
        {"from": "a", "action": "go", "to": "b", "roles": ["x"], "reasons": reasons,
         "amends": amends, "reasoned": reasoned},
        {"from": "b", "action": "issue", "to": "c", "roles": ["x"]},
    ]  # fmt: skip
    service = definition(workflow={"initial": "a", "transitions": rows})
    act = to_openapi(service)["paths"]["/domisili/{ticket}/{action}"]["post"]
    body = act["requestBody"]["content"]["application/json"]["schema"]["properties"]
    asked = {"reason": bool(reasons), "form": amends, "decision": reasoned}
    assert set(body) == {"note", "expected_version"} | {
        n for n, is_ in asked.items() if is_
    }
    assert act["parameters"][0]["schema"]["enum"] == ["go"]


def answer_schema(name):
    """A validator for what the fragment says of an answer."""
    return Draft202012Validator(to_openapi(BARE)["components"]["schemas"][name])


def test_what_the_desk_answers_is_what_the_fragment_says():
    """Real receipts and real refusals hold to the shapes that are exported."""
    with MemoryStore() as store:
        desk = make_desk(store)
        ticket = file_one(desk)
        receipt = desk.act(ticket, "check", by=OFFICER, at=START)
        answer_schema("receipt").validate(
            {name: getattr(receipt, name) for name in ("ticket", "state", "head")}
        )
        codes = set()
        actions = [*definition().workflow.actions, "fly"]
        for action, by in product(actions, [CITIZEN, OFFICER, SEKLUR, LURAH]):
            refusal = desk.check(ticket, action, by=by, at=START)
            if refusal is not None:
                codes.add(refusal.code)
                answer_schema("problem").validate(
                    json.loads(json.dumps(refusal.to_problem()))
                )
        assert codes == {"wrong_state", "wrong_role", "unknown_action"}


@pytest.mark.property
@given(
    st.text(st.characters(max_codepoint=0x180), max_size=12)
    | st.text("!~ az", max_size=3)
)
def test_a_key_is_one_that_the_desk_takes(text):
    """The pattern of the header and the desk's own rule say the same."""
    (header,) = to_openapi(BARE)["paths"]["/bare"]["post"]["parameters"]
    takes = re.fullmatch(header["schema"]["pattern"].strip("^$"), text) is not None
    assert takes is is_key(text)
    assert is_key("k" * 200)
    assert not is_key("k" * 201)


def test_a_service_that_only_issues_has_no_action_to_offer():
    """An empty list of actions is no schema, so there is no such path."""
    assert list(to_openapi(BARE)["paths"]) == ["/bare", "/bare/{ticket}"]


def test_two_services_stand_in_one_document():
    """Models of the same name inside two forms do not overwrite each other."""

    def form(**fields):
        inner = create_model("Address", **fields)
        return create_model("Application", place=(inner, ...))

    one = definition(id="one", number=None)
    two = definition(id="two", number=None)
    one = one.model_copy(update={"form": form(street=(str, ...))})
    two = two.model_copy(update={"form": form(village=(int, ...))})
    parts = [to_openapi(service, prefix="/layanan") for service in (one, two)]
    merged = {
        "paths": {**parts[0]["paths"], **parts[1]["paths"]},
        "components": {
            "schemas": {
                **parts[0]["components"]["schemas"],
                **parts[1]["components"]["schemas"],
            }
        },
    }
    OpenAPIV31SpecValidator(document(merged)).validate()
    schemas = merged["components"]["schemas"]
    assert set(schemas["one_Address"]["properties"]) == {"street"}
    assert set(schemas["two_Address"]["properties"]) == {"village"}
    assert schemas["two_form"]["properties"]["place"]["$ref"].endswith("/two_Address")


# CPSV-AP 3.2.0, SHACL shapes: what must be there at least once, and of which class
# the values are. (releases/3.2.0/shacl/cpsv-ap-SHACL.ttl of SEMICeu/CPSV-AP)
MUST = {
    CPSV.PublicService: [
        DCTERMS.identifier,
        DCTERMS.title,
        DCTERMS.description,
        CV.hasCompetentAuthority,
    ],
    CV.PublicOrganisation: [SKOS.prefLabel, DCTERMS.spatial],
    CV.Requirement: [DCTERMS.identifier, DCTERMS.title],
    CV.Evidence: [DCTERMS.identifier, DCTERMS.title],
    CV.EvidenceType: [DCTERMS.identifier],
    CV.Output: [DCTERMS.identifier, DCTERMS.title],
    CV.Cost: [DCTERMS.identifier],
    CPSV.Rule: [DCTERMS.identifier, DCTERMS.title, DCTERMS.description],
}
ONCE = [DCTERMS.identifier, CV.hasValue, CV.currency, CV.processingTime]
OF_CLASS = {
    CV.hasCompetentAuthority: CV.PublicOrganisation,
    CV.holdsRequirement: CV.Requirement,
    CV.hasSupportingEvidence: CV.Evidence,
    CV.hasInputType: CV.EvidenceType,
    CPSV.hasInput: CV.Evidence,
    DCTERMS.conformsTo: CV.EvidenceType,
    CPSV.produces: CV.Output,
    CPSV.follows: CPSV.Rule,
    CV.hasCost: CV.Cost,
    CV.currency: SKOS.Concept,
    CV.hasLegalResource: URIRef("http://data.europa.eu/eli/ontology#LegalResource"),
    DCTERMS.language: DCTERMS.LinguisticSystem,
    DCTERMS.spatial: URIRef("http://data.europa.eu/88u/dataset/atu-type"),
}
IN_A_LANGUAGE = [DCTERMS.title, DCTERMS.description, SKOS.prefLabel]
FULL = definition(
    requirements=[
        {"name": "kk", "title": "Kartu Keluarga"},
        {"name": "resident", "title": "Tinggal paling sedikit 6 bulan",
         "document": False},
    ],
    legal_basis=["UU 30/2014"],
    output="Surat Keterangan Domisili",
    terms={"promise": {"length": 3, "unit": "hours"}, "statutory": {"length": 5}},
)  # fmt: skip


@pytest.mark.parametrize(
    "service", [definition(), FULL, BARE], ids=["a", "full", "bare"]
)
def test_the_shapes_of_the_profile_hold(service):
    """Every mandatory property, every class, every limit of one."""
    found = graph(to_cpsv_ap(service, uri=str(SERVICE)))
    for kind, properties in MUST.items():
        for subject in found.subjects(RDF.type, kind):
            for name in properties:
                assert list(found.objects(subject, name)), (subject, name)
    for name, kind in OF_CLASS.items():
        for value in found.objects(None, name):
            assert (value, RDF.type, kind) in found, (name, value)
    for name in ONCE:
        for subject in set(found.subjects(name, None)):
            assert len(list(found.objects(subject, name))) == 1
    for name in IN_A_LANGUAGE:
        assert all(value.language for value in found.objects(None, name))


def test_a_requirement_is_a_document_or_a_condition():
    """A document is evidence of its own type; a condition is a requirement alone."""
    found = graph(to_cpsv_ap(FULL, uri=str(SERVICE)))
    held = {
        str(found.value(r, DCTERMS.identifier)): found.value(
            r, CV.hasSupportingEvidence
        )
        for r in found.objects(SERVICE, CV.holdsRequirement)
    }
    (evidence,) = found.objects(SERVICE, CPSV.hasInput)
    (kind,) = found.objects(SERVICE, CV.hasInputType)
    assert held == {"kk": evidence, "resident": None}
    assert found.value(evidence, DCTERMS.conformsTo) == kind


def nodes(exported):
    """Address and class of everything that an export describes."""
    if isinstance(exported, list):
        return [found for item in exported for found in nodes(item)]
    if not isinstance(exported, dict):
        return []
    own = (
        [(exported["@id"], exported["@type"])]
        if {"@id", "@type"} <= set(exported)
        else []
    )
    return own + [found for value in exported.values() for found in nodes(value)]


def test_everything_described_has_an_address_of_its_own():
    """A requirement, its evidence and the kind of evidence are three things."""
    found = nodes(to_cpsv_ap(FULL, uri=str(SERVICE)))
    addresses = [address for address, _ in found]
    assert len(set(addresses)) == len(addresses)
    own = {a.removeprefix(str(SERVICE)): kind for a, kind in found if str(SERVICE) in a}
    assert own == {
        "": "cpsv:PublicService",
        "#agency": "cv:PublicOrganisation",
        "#product": "cv:Output",
        "#kk": "cv:Requirement",
        "#kk-evidence": "cv:Evidence",
        "#kk-evidencetype": "cv:EvidenceType",
        "#resident": "cv:Requirement",
        "#cost": "cv:Cost",
        "#law": "eli:LegalResource",
        "#term-promise": "cpsv:Rule",
        "#term-statutory": "cpsv:Rule",
    }


def test_the_area_is_the_agencys():
    """Indonesia, unless the catalogue names the region."""
    area = "https://data.contoh.example/wilayah/99.71"
    found = graph(to_cpsv_ap(BARE, uri=str(SERVICE), area=area))
    authority = found.value(SERVICE, CV.hasCompetentAuthority)
    assert str(found.value(authority, DCTERMS.spatial)) == area
    found = graph(to_cpsv_ap(BARE, uri=str(SERVICE)))
    assert str(next(found.objects(None, DCTERMS.spatial))).endswith("/country/IDN")


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


@pytest.mark.parametrize(
    ("service", "agency", "product", "description"),
    [
        (definition(output="SK"), "Kelurahan Contoh, Kota Contoh", "SK", "check → "),
        (definition(), "Kelurahan Contoh, Kota Contoh", "Surat Keterangan Domisili",
         "check → return → "),
        (BARE, "Layanan <Rekaan>", "Layanan <Rekaan>", "Layanan <Rekaan>"),
    ],
    ids=["stated", "no product", "bare"],
)  # fmt: skip
def test_what_is_not_stated_is_told_by_the_title(service, agency, product, description):
    """The profile demands a name for the authority, the output and the service."""
    found = graph(to_cpsv_ap(service, uri=str(SERVICE)))
    authority = found.value(SERVICE, CV.hasCompetentAuthority)
    assert str(found.value(authority, SKOS.prefLabel)) == agency
    made = found.value(SERVICE, CPSV.produces)
    assert str(found.value(made, DCTERMS.title)) == product
    assert str(found.value(made, DCTERMS.identifier)) == f"{service.id}-product"
    assert str(found.value(SERVICE, DCTERMS.description)).startswith(description)


def test_working_days_are_never_told_as_calendar_days():
    """Five working days have no xsd:duration; they stand in the rule's words."""
    found = graph(to_cpsv_ap(definition(), uri=str(SERVICE)))
    assert found.value(SERVICE, CV.processingTime) is None
    words = {
        str(found.value(rule, DCTERMS.title))
        for rule in found.objects(SERVICE, CPSV.follows)
    }
    assert words == {"5 hari kerja", "1 hari kerja"}
    described = {
        str(found.value(rule, DCTERMS.identifier)): str(
            found.value(rule, DCTERMS.description)
        )
        for rule in found.objects(SERVICE, CPSV.follows)
    }
    assert described == {
        "statutory": "UU 30/2014 art. 53(2)",  # its clause, where one is stated
        "promise": "1 hari kerja",
    }


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


def test_the_page_reads_as_the_national_catalogues():
    """Decree, then requirements, steps one by one, time, fee, product, complaints."""
    rows = [dict(row) for row in definition().workflow.transitions]
    labels = {"check": {"id": "Memeriksa kelengkapan"}}
    flow = {"initial": "submitted", "transitions": rows, "labels": labels}
    service = definition(
        workflow=flow,
        decree="SK Camat Contoh 9/2026",
        output="Surat Keterangan Domisili",
    )
    page = to_markdown(service)
    assert "Nomor SK: SK Camat Contoh 9/2026" in page
    assert "1. Memeriksa kelengkapan\n2. return\n" in page
    assert "8. Penerbitan dokumen\n" in page
    assert "<ol><li>Memeriksa kelengkapan</li>" in to_html(service)
    assert "<p>Nomor SK: SK Camat Contoh 9/2026</p>" in to_html(service)
    wanted = ["Persyaratan", "Sistem", "Jangka waktu", "Biaya", "Produk", "Penanganan"]
    headings = [line[3:] for line in page.splitlines() if line.startswith("## ")]
    assert [h.split()[0].split(",")[0].split("/")[0] for h in headings[:6]] == [
        word.split()[0] for word in wanted
    ]
    assert "Tidak dipungut biaya" in page
    own = definition(components={"sistem_mekanisme_prosedur": "Datang ke loket."})
    assert "Datang ke loket." in to_markdown(own)
    assert "2. return" not in to_markdown(own)


class Page(HTMLParser):
    """Headings of a page, and under each the kind of its block and its lines."""

    def __init__(self, text):
        super().__init__()
        self.sections, self._tag = {}, ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, _):
        """Where the next text belongs."""
        self._tag = tag
        if tag in ("ol", "ul", "p") and self.sections:
            self.sections[list(self.sections)[-1]] = (tag, [])

    def handle_data(self, data):
        """A heading, or a line under it."""
        if self._tag == "h2":
            self.sections[data] = ("", [])
        elif self.sections:
            self.sections[list(self.sections)[-1]][1].append(data)


@pytest.mark.parametrize("part", COMPONENTS)
def test_an_agencys_own_words_are_the_ones_that_are_shown(part):
    """Before what is reckoned from fees, terms, steps, requirements; in both forms."""
    words = "Kata sendiri.\n  \nBaris & kedua."
    own = definition(components={part: words}, legal_basis=["UU 25/2009"], output="SK")
    heading = COMPONENTS[part]
    tag = "ol" if part.value == "sistem_mekanisme_prosedur" else "ul"
    assert Page(to_html(own)).sections[heading] == (
        tag,
        ["Kata sendiri.", "Baris & kedua."],
    )
    marks = ["1. ", "2. "] if tag == "ol" else ["- ", "- "]
    block = to_markdown(own).split(f"## {heading}\n\n")[1].split("\n\n")[0]
    assert block.splitlines() == [
        f"{marks[0]}Kata sendiri.",
        f"{marks[1]}Baris & kedua.",
    ]
    one = definition(components={part: "Satu kalimat."})
    assert Page(to_html(one)).sections[heading] == ("p", ["Satu kalimat."])
    assert f"## {heading}\n\nSatu kalimat.\n" in to_markdown(one)


def test_both_forms_of_the_page_say_the_same():
    """Heading by heading, line by line; and what the fields of the service say."""
    service = definition(legal_basis=["UU 25/2009", "Perwal 9/2025"], output="SK")
    html = Page(to_html(service)).sections
    text = to_markdown(service).split("## ")[1:]
    blocks = {
        block.split("\n")[0]: block.split("\n\n")[1].splitlines() for block in text
    }
    assert list(blocks) == list(html)
    for heading, (tag, lines) in html.items():
        marks = {"p": [""], "ol": [f"{n}. " for n in range(1, 99)], "ul": ["- "] * 99}
        assert blocks[heading] == [
            mark + line for mark, line in zip(marks[tag], lines, strict=False)
        ]
    assert html["Jangka waktu penyelesaian"] == (
        "ul",
        ["5 hari kerja (UU 30/2014 art. 53(2))", "1 hari kerja"],
    )
    assert html["Persyaratan"] == ("p", ["Kartu Keluarga (bersyarat)"])
    assert html["Dasar hukum"] == ("p", ["UU 25/2009; Perwal 9/2025"])
    assert html["Jumlah pelaksana"] == ("p", ["Belum dinyatakan."])
    assert len(html["Sistem, mekanisme, dan prosedur"][1]) == 8


def test_what_an_agency_wrote_adds_no_markup():
    """A title with a tag in it is shown, not run, in both forms."""
    assert "<Rekaan>" not in to_html(BARE)
    assert "&lt;Rekaan&gt;" in to_html(BARE)
    assert "<Rekaan" not in to_markdown(BARE)
    assert to_html(BARE).count("<h2>") == len(COMPONENTS)

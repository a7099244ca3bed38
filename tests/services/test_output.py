"""What comes out of a service, and what its seal must state to be issued."""

import pytest
from services_office import (
    LURAH,
    START,
    Seal,
    approved,
    code_of,
    definition,
    make_desk,
)

from egovkit.errors import InvalidFormatError
from egovkit.qr import SealedDocument, Sealer, StatusIndexAllocator, sealed
from egovkit.services import MemoryStore, OutputProfile, ServiceDefinition
from egovkit.services.exports import to_cpsv_ap, to_markdown
from egovkit.testing import TestAuthority


class Domicile(
    SealedDocument,
    registry="kota-contoh",
    profile=1,
    labels={"id": "Surat Keterangan Domisili", "en": "Letter of Domicile"},
):
    """The document of the service."""

    number: str = sealed(id="Nomor", en="Number")


class Poverty(
    SealedDocument,
    registry="kota-contoh",
    profile=2,
    labels={"id": "Surat Keterangan Tidak Mampu", "en": "Letter of Need"},
):
    """The document of another service of the same office."""

    number: str = sealed(id="Nomor", en="Number")


SEALER = Sealer(
    key=TestAuthority().issuer_key("kelurahan-contoh", documents=[Domicile, Poverty]),
    issuer="kelurahan-contoh",
    url="https://v.contoh.example/s",
)
BY = {"by": LURAH, "at": START}
OUTPUT = {"title": "Surat Keterangan Domisili", "profile": 1}


def seal(draft, document=Domicile, index=...):
    """A document of a draft, sealed."""
    index = draft.status_index if index is ... else index
    letter = document(number=str(draft.number))
    return SEALER.seal(letter, at=START, status_index=index)


@pytest.fixture
def desk():
    """A desk whose service issues letters of domicile, with a status list."""
    return make_desk(
        MemoryStore(),
        definition=definition(output=OUTPUT),
        status_indices=StatusIndexAllocator(b"a key of a test!"),
    )


def test_the_right_document_under_its_own_index_is_issued(desk):
    """Nothing is in the way of what the definition asks for."""
    draft = desk.reserve(approved(desk), **BY)
    made = seal(draft)
    receipt = desk.issue(draft, seal=made, **BY)
    assert receipt.state == "issued"
    assert desk.issue(draft, seal=made, **BY) == receipt


def test_another_kind_of_document_is_not_issued(desk):
    """A letter of need is no letter of domicile, whoever sealed it."""
    draft = desk.reserve(approved(desk), **BY)
    before = desk.get(draft.ticket).version
    other = seal(draft, Poverty)
    assert code_of(desk.issue, draft, seal=other, **BY) == "seal_other_profile"
    assert desk.get(draft.ticket).version == before
    desk.issue(draft, seal=seal(draft), **BY)  # the number is still its own


def test_a_seal_that_says_nothing_is_not_issued_where_a_profile_is_asked_for(desk):
    """Unknown is never right."""
    draft = desk.reserve(approved(desk), **BY)
    assert code_of(desk.issue, draft, seal=Seal(), **BY) == "seal_other_profile"


def test_another_drafts_index_is_not_issued(desk):
    """Under it the document could never be revoked, and another one would be."""
    first, second = (desk.reserve(approved(desk), **BY) for _ in range(2))
    swapped = seal(first, index=second.status_index)
    assert code_of(desk.issue, first, seal=swapped, **BY) == "seal_other_index"
    unlisted = seal(first, index=None)
    assert code_of(desk.issue, first, seal=unlisted, **BY) == "seal_other_index"
    for draft in (first, second):
        assert desk.issue(draft, seal=seal(draft), **BY).state == "issued"


def test_the_index_is_held_without_an_output_too():
    """A draft's index is the draft's, whatever the definition says of the document."""
    plain = make_desk(
        MemoryStore(), status_indices=StatusIndexAllocator(b"a key of a test!")
    )
    draft = plain.reserve(approved(plain), **BY)
    wrong = seal(draft, Poverty, index=draft.status_index + 1)
    assert code_of(plain.issue, draft, seal=wrong, **BY) == "seal_other_index"
    plain.issue(draft, seal=seal(draft, Poverty), **BY)


def test_without_status_lists_the_application_may_keep_its_own():
    """A desk that gives no index holds a seal to none."""
    plain = make_desk(MemoryStore())
    draft = plain.reserve(approved(plain), **BY)
    assert draft.status_index is None
    assert plain.issue(draft, seal=seal(draft, index=77), **BY).state == "issued"


def test_a_seal_of_another_make_is_held_to_what_it_says():
    """Only what has no index of its own goes without."""
    plain = make_desk(
        MemoryStore(), status_indices=StatusIndexAllocator(b"a key of a test!")
    )
    draft = plain.reserve(approved(plain), **BY)
    own = Seal()
    own.status_index = None
    assert code_of(plain.issue, draft, seal=own, **BY) == "seal_other_index"
    assert plain.issue(draft, seal=Seal(), **BY).state == "issued"


def test_in_a_batch_each_is_held_for_itself(desk):
    """One wrong seal stops no other document."""
    drafts = desk.reserve_many([approved(desk) for _ in range(3)], **BY).done
    made = [seal(drafts[0]), seal(drafts[1], Poverty), seal(drafts[2], index=1)]
    batch = desk.issue_many(zip(drafts, made, strict=True), **BY)
    assert [receipt.ticket for receipt in batch.done] == [drafts[0].ticket]
    assert {ticket: why.code for ticket, why in batch.refused.items()} == {
        drafts[1].ticket: "seal_other_profile",
        drafts[2].ticket: "seal_other_index",
    }


def test_bytes_that_are_no_seal_are_named(desk):
    """A seal with other bytes than format v1's says nothing of itself."""
    draft = desk.reserve(approved(desk), **BY)
    good = seal(draft)
    broken = type(good)(b"\x00" * 100, good.url, good.symbol)
    with pytest.raises(InvalidFormatError):
        desk.issue(draft, seal=broken, **BY)
    assert desk.get(draft.ticket).document == "reserved"


def test_sentences_name_the_expected_number_only(desk):
    """What the seal held came from outside."""
    draft = desk.reserve(approved(desk), **BY)
    refusal = desk.issue_many([(draft, seal(draft, Poverty))], **BY).refused[
        draft.ticket
    ]
    assert refusal.facts == {"expected": 1}
    assert refusal.sentence("en") == (
        "The seal is not of this service's kind of document (profile 1)."
    )


@pytest.mark.parametrize(
    ("output", "product"),
    [
        ("", ""),
        ("  ", ""),
        (" Surat ", "Surat"),
        ({"title": " Surat "}, "Surat"),
        (OUTPUT, "Surat Keterangan Domisili"),
        (OutputProfile(title="Izin", profile=0), "Izin"),
    ],
)
def test_the_title_answers_for_the_product(output, product):
    """A text or a profile with a title: the component is the same."""
    service = definition(output=output)
    assert service.product == product
    assert ("produk_pelayanan" in service.missing_components()) is (not product)
    assert (f"\n{product}\n" in to_markdown(service)) or not product
    titles = to_cpsv_ap(service, uri="https://contoh.example/layanan")["cpsv:produces"]
    assert titles["dct:title"]["@value"] == (product or service.title)


@pytest.mark.parametrize(
    "output",
    [
        {"title": ""},
        {"title": "x", "profile": -1},
        {"title": "x", "profile": 65_536},
        {"title": "x", "number": 1},
        {"profile": 1},
        7,
        None,
    ],
    ids=str,
)
def test_an_output_that_cannot_be_is_refused(output):
    """When the definition is made, not when the first document is issued."""
    with pytest.raises(ValueError, match="output"):
        definition(output=output)


def test_an_output_may_stand_in_a_file():
    """As a text or as a table; what was written comes back."""
    import tomllib

    text = 'output = {title = "Izin", profile = 3}'
    service = definition(**tomllib.loads(text))
    assert service.output == OutputProfile(title="Izin", profile=3)
    fields = {name: getattr(service, name) for name in ServiceDefinition.model_fields}
    assert ServiceDefinition(**fields).digest == service.digest
    assert service.digest != definition(output="Izin").digest

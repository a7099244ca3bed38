"""What people read: labels of a definition, in sentences and beside them."""

import pickle
from datetime import timedelta

import pytest
from services_office import (
    CITIZEN,
    LURAH,
    OFFICER,
    SEKLUR,
    SETUP,
    START,
    Seal,
    approved,
    definition,
    file_one,
    make_desk,
)

from egovkit._messages import names, sentence
from egovkit.errors import DefinitionError, Refused
from egovkit.services import Actor, Attachment, MemoryStore, Refusal, Ticket
from egovkit.services._words import word_for

OUTSIDER = Actor.officer("u-7", "tamu")
LABELS = {
    "petugas": {"id": "Petugas Loket", "en": "Counter Officer"},
    "not_resident": {"id": "bukan warga kelurahan"},
    "statutory": {"id": "Batas waktu menurut undang-undang"},
}
ACTIONS = {
    "check": {"id": "Pemeriksaan", "en": "Checking"},
    "paraf": {"id": "Paraf Sekretaris", "en": "Initials"},
    "submitted": {"id": "Diajukan", "en": "Submitted"},
    "checked": {"id": "Sudah diperiksa", "en": "Checked"},
}
WORDED = definition(labels=LABELS, workflow={**SETUP["workflow"], "labels": ACTIONS})


@pytest.fixture
def desk():
    """A desk for the service with words."""
    return make_desk(MemoryStore(), definition=WORDED)


def refused(call, *args, **kwargs):
    """The refusal of a call."""
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value


def test_a_sentence_says_roles_and_actions_in_words(desk):
    """Facts keep the names, sentences use the words, in either language."""
    refusal = desk.check(file_one(desk), "check", by=LURAH, at=START)
    assert refusal.facts == {"action": "check", "allowed": ("petugas",)}
    assert refusal.sentence("id") == (
        'Tindakan "Pemeriksaan" hanya dapat dilakukan oleh: Petugas Loket.'
    )
    assert refusal.sentence("en") == (
        'The action "Checking" can only be done by: Counter Officer.'
    )
    assert refusal.to_problem("id")["detail"] == refusal.sentence("id")
    assert refusal.to_problem("id")["allowed"] == ["petugas"]


def test_act_says_what_check_says(desk):
    """The exception carries the same refusal and says the same sentence."""
    ticket = file_one(desk)
    error = refused(desk.act, ticket, "paraf", by=SEKLUR, at=START)
    asked = desk.check(ticket, "paraf", by=SEKLUR, at=START)
    assert error.refusal == asked
    for lang in ("id", "en"):
        assert error.sentence(lang) == asked.sentence(lang)
    assert error.sentence("id") == (
        'Tindakan "Paraf Sekretaris" tidak dapat dilakukan pada status "Diajukan"; '
        "hanya pada: Sudah diperiksa."
    )
    assert error.facts == {
        "action": "paraf", "state": "submitted", "allowed_from": "checked",
    }  # fmt: skip
    assert str(error).endswith("[wrong_state]")
    assert '"Initials"' in str(error)


def test_documents_are_named_by_their_titles(desk):
    """What is missing is what the applicant was asked for."""
    form = {"name": "Siti Aminah", "purpose": "pindah"}
    ticket = desk.submit(form, by=CITIZEN, at=START).ticket
    refusal = desk.check(ticket, "check", by=OFFICER, at=START)
    assert refusal.facts["documents"] == ("kk",)
    assert refusal.sentence("id") == (
        'Tindakan "Pemeriksaan" belum dapat dilakukan; yang belum terpenuhi: dokumen '
        "persyaratan. Dokumen yang kurang: Kartu Keluarga."
    )
    large = Attachment(
        requirement="kk", digest="0" * 64, media_type="image/png", size=1001
    )
    error = refused(desk.submit, form, by=CITIZEN, at=START, attachments=[large])
    assert error.sentence("id").startswith('Lampiran "Kartu Keluarga" terlalu besar')


def test_a_batch_says_it_in_words_too(desk):
    """Each refusal of a batch speaks of its own request."""
    ready, early = approved(desk), file_one(desk)
    batch = desk.reserve_many([ready, early], by=LURAH, at=START)
    assert 'status "Diajukan"' in batch.refused[early].sentence("id")
    (draft,) = batch.done
    desk.void(draft, reason="data_wrong", by=LURAH, at=START)
    (why,) = desk.issue_many([(draft, Seal())], by=LURAH, at=START).refused.values()
    assert why.words == WORDED.words


def test_other_verbs_say_it_in_words_too(desk):
    """Roles and reasons of what stands beside the workflow."""
    ticket = file_one(desk)
    error = refused(desk.read, ticket, by=OUTSIDER, at=START)
    assert error.code == "wrong_role"
    assert "Petugas Loket" in error.sentence("id")
    assert error.sentence("id").startswith('Tindakan "pembacaan data pribadi" ')


def test_a_refusal_about_nothing_known_still_speaks(desk):
    """A ticket that does not exist belongs to no service."""
    error = refused(desk.act, Ticket.new("DOM"), "check", by=OFFICER, at=START)
    assert error.refusal.words == {}
    assert error.sentence("id") == sentence("not_found", "id")


def test_answers_are_not_names_of_states():
    """A state ``rejected`` with a word of its own does not change what may be said."""
    words = {"rejected": {"id": "Ditolak"}}
    refusal = Refusal("unknown_answer", {"allowed": ("accepted", "rejected")})
    assert refusal.worded(words).sentence("id") == (
        "Jawaban harus salah satu dari: accepted, rejected."
    )


def test_words_are_no_part_of_what_a_refusal_is(desk):
    """Two refusals with the same code and facts are equal; copies keep the words."""
    plain = Refusal("wrong_role", {"action": "check", "allowed": ("petugas",)})
    spoken = plain.worded(WORDED.words)
    assert plain == spoken
    assert "Loket" not in repr(spoken)
    assert pickle.loads(pickle.dumps(spoken)).sentence() == spoken.sentence()
    error = refused(desk.act, file_one(desk), "check", by=LURAH, at=START)
    copy = pickle.loads(pickle.dumps(error))
    assert copy.sentence("id") == error.sentence("id")


def test_without_words_names_stand_for_themselves():
    """A service that gives no words is spoken of by its names."""
    plain = make_desk(MemoryStore())
    refusal = plain.check(file_one(plain), "check", by=LURAH, at=START)
    assert refusal.sentence("id") == (
        'Tindakan "check" hanya dapat dilakukan oleh: petugas.'
    )


@pytest.mark.parametrize(
    ("name", "lang", "word"),
    [
        ("petugas", "id", "Petugas Loket"),
        ("petugas", "en", "Counter Officer"),
        ("not_resident", "id", "bukan warga kelurahan"),
        ("not_resident", "en", "not_resident"),  # no word in this language
        ("kk", "id", "Kartu Keluarga"),
        ("check", "en", "Checking"),
        ("applicant", "id", "pemohon"),
        ("applicant", "en", "the applicant"),
        ("issue", "id", "Penerbitan dokumen"),
        ("lurah", "id", "lurah"),
        ("", "id", ""),
    ],
)
def test_the_word_for_a_name(name, lang, word):
    """The service's own, then the desk's, then the name."""
    assert WORDED.label(name, lang) == word


def test_a_service_may_call_the_desks_own_names_otherwise():
    """Its word comes first."""
    own = definition(labels={"applicant": {"id": "pemohon atau kuasanya"}})
    assert own.label("applicant") == "pemohon atau kuasanya"
    assert own.label("applicant", "en") == "the applicant"


@pytest.mark.parametrize("name", ["lurahh", "check", "submitted", "kk", "domisili"])
def test_a_label_for_nothing_is_refused(name):
    """A slip would never be seen: states and actions belong to the workflow."""
    with pytest.raises(DefinitionError) as caught:
        definition(labels={name: {"id": "…"}})
    assert (caught.value.code, caught.value.facts) == ("label_unknown", {"name": name})


def test_everything_that_has_a_name_may_have_a_label():
    """Roles, reasons, branches, facts, terms, and whom the office waits for."""
    flow = {
        **SETUP["workflow"],
        "branches": [
            {"name": "fire", "state": "checked", "roles": ["damkar"],
             "reasons": ["unsafe"], "waits": "dinas"},
        ],
    }  # fmt: skip
    terms = {
        "statutory": {"length": 5, "extension": 2, "extension_roles": ["camat"]},
    }
    named = [
        *("lurah", "applicant", "kk_unreadable", "fire", "damkar", "unsafe", "dinas"),
        *("paid", "bendahara", "statutory", "camat", "documents", "fee", "arsiparis"),
        *("seal_failed", "by_court"),
    ]
    labelled = definition(
        workflow=flow,
        terms=terms,
        facts={"paid": ["bendahara"]},
        labels={name: {"id": name.upper()} for name in named},
    )
    assert [labelled.label(name) for name in named] == [n.upper() for n in named]


def test_labels_are_part_of_what_a_version_says():
    """Its digest changes with them."""
    assert definition(labels=LABELS).digest != definition().digest


@pytest.mark.parametrize("name", sorted(names.SENTENCES))
def test_each_common_name_has_two_words(name):
    """In both languages, and neither is the name itself."""
    plain = name.removeprefix("name_")
    words = {word_for(plain, "id", {}), word_for(plain, "en", {})}
    assert "" not in words
    assert name not in words


def test_a_clock_says_for_whom_it_waits_in_words(desk):
    """The applicant by the desk's word, another by the service's."""
    ticket = file_one(desk)
    desk.act(ticket, "return", by=OFFICER, at=START, reason="wrong_address")
    paused = desk.get(ticket).deadline(at=START)
    assert paused.explain("id").splitlines()[0].endswith("berhenti: menunggu pemohon.")
    flow = {
        **SETUP["workflow"],
        "waiting": {"returned": "dinsos"},
    }
    terms = {"statutory": {"length": 5, "pauses": ["dinsos"]}}
    labels = {"dinsos": {"id": "Dinas Sosial", "en": "the social office"}}
    other = make_desk(
        MemoryStore(), definition=definition(workflow=flow, terms=terms, labels=labels)
    )
    ticket = file_one(other)
    other.act(ticket, "return", by=OFFICER, at=START, reason="wrong_address")
    again = START + timedelta(days=17)  # past Nyepi and Idulfitri
    other.act(ticket, "resubmit", by=CITIZEN, at=again)
    clock = other.get(ticket).deadline(at=again)
    assert "menunggu Dinas Sosial" in clock.explain("id")
    assert "waiting for the social office" in clock.explain("en")
    assert "dinsos" not in clock.explain("id")

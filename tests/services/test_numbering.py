"""Letter numbers of a service: a pattern of the agency's, and a serial in a register.

No regulation that was read fixes one pattern, so the rule is data: whatever rule
is accepted has to write every number of every year, and no two alike.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from services_office import (
    CITIZEN,
    LURAH,
    OFFICER,
    SEKLUR,
    approved,
    definition,
    make_desk,
    wib,
)

from egovkit.errors import DefinitionError
from egovkit.services import Catalogue, MemoryStore, NumberRule
from egovkit.services._numbering import check_rule, is_register, letter_number


def rule(template, **slots):
    """A rule of a pattern and its fixed parts."""
    return NumberRule(register="surat", template=template, slots=slots)


@pytest.mark.parametrize(
    ("pattern", "slots", "serial", "day", "number"),
    [
        # Permendagri 83/2022: classification, serial, unit; no month and no year
        ("{klasifikasi}/{urut}/{unit}", {"klasifikasi": "000.8.3.3", "unit": "OR"},
         15, date(2023, 5, 2), "000.8.3.3/15/OR"),
        # villages: code, serial padded to three, unit, month in Roman figures, year
        ("{kode}/{urut:03}/{unit}/{bulan:romawi}/{tahun}",
         {"kode": "140", "unit": "TGR"}, 1, date(2021, 7, 9), "140/001/TGR/VII/2021"),
        ("{kode} / {urut:03} / {bulan:romawi} / {tahun}", {"kode": "475"},
         2, date(2024, 2, 29), "475 / 002 / II / 2024"),
        # the word ``nomor`` for the serial, as in templates of OpenSID
        ("{kode}/{nomor}/PEM/{tahun}", {"kode": "S-01"}, 73, date(2024, 10, 1),
         "S-01/73/PEM/2024"),
        # a university: serial first, position code with dots
        ("{urut}/{unit}/TU/{tahun}", {"unit": "UN37.1.7"}, 7103, date(2019, 8, 1),
         "7103/UN37.1.7/TU/2019"),
        # a ministry's own form: no month at all
        ("{urut}/{klasifikasi}/{tahun}", {"klasifikasi": "S.SM.01.00"},
         9, date(2026, 12, 31), "9/S.SM.01.00/2026"),
        # scenario A of the facts
        ("{klasifikasi}/{urut}/{unit}/{bulan:romawi}/{tahun}",
         {"klasifikasi": "400.12", "unit": "KEL-MTG"}, 1, date(2027, 3, 19),
         "400.12/1/KEL-MTG/III/2027"),
    ],
    ids=["ministry 2022", "village 2021", "village 2024", "nomor", "university",
         "no month", "scenario A"],
)  # fmt: skip
def test_the_patterns_that_are_in_use(pattern, slots, serial, day, number):
    """Numbers as they stand on real letters, written by a rule each."""
    found = rule(pattern, **slots)
    check_rule(found)
    assert letter_number(found, serial, day) == number


ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]


@pytest.mark.parametrize(("month", "roman"), list(enumerate(ROMAN, 1)))
def test_the_month_is_that_of_the_day_of_reserving(month, roman):
    """In the office's zone: the first minute of a month belongs to it."""
    store = MemoryStore()
    desk = make_desk(store)
    at = wib(2026, month, 1, 0, 0)
    draft = desk.reserve(approved(desk, at), by=LURAH, at=at)
    assert draft.number == f"400.12/1/KEL-CTH/{roman}/2026"
    store.close()


SEPARATORS = st.sampled_from(["/", " / ", ".", "-", " "])
SLOTS = st.permutations(["urut", "kode", "bulan", "tahun"])
FORMS = {
    "urut": ["{urut}", "{urut:03}", "{urut:05}"],
    "kode": ["{kode}"],
    "bulan": ["{bulan}", "{bulan:02}", "{bulan:romawi}"],
    "tahun": ["{tahun}", "{tahun:2}"],
}
DATES = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.property
@given(
    order=SLOTS,
    others=st.integers(0, 3),
    choice=st.lists(st.integers(0, 2), min_size=4, max_size=4),
    separator=SEPARATORS,
    serials=st.lists(st.integers(1, 10**6), min_size=2, max_size=6, unique=True),
    days=st.tuples(DATES, DATES),
)
def test_a_rule_that_is_accepted_writes_every_number(
    order, others, choice, separator, serials, days
):
    """No date and no serial stops it later; serials of one year never look alike."""
    kept = {"urut", *[name for name in order if name != "urut"][:others]}
    names = [name for name in order if name in kept]
    parts = [FORMS[n][c % len(FORMS[n])] for n, c in zip(names, choice, strict=False)]
    slots = {"kode": "KEL"} if "kode" in names else {}
    found = rule(separator.join(parts), **slots)
    check_rule(found)
    for day in days:
        written = {letter_number(found, serial, day) for serial in serials}
        assert len(written) == len(serials)


@pytest.mark.parametrize(
    ("pattern", "slots", "code"),
    [
        ("{unit}/{tahun}", {"unit": "X"}, "number_no_serial"),
        ("{urut}/{unit}", {}, "number_slots"),
        ("{urut}/{unit}", {"unit": "X", "more": "Y"}, "number_slots"),
        ("{urut}/{unit}", {"unit": "X/Y"}, None),  # the last slot may hold the sign
        ("{unit}/{urut}", {"unit": "X/Y"}, "number_slots"),
        ("{unit}/{urut}", {"unit": ""}, "number_slots"),
        ("{urut}{unit}", {"unit": "X"}, "letter_template_separator"),
        ("{urut", {}, "letter_template_brace"),
        ("tanpa nomor", {}, "letter_template_slot"),
        ("{urut}/{urut}", {}, "letter_template_twice"),
    ],
)
def test_a_rule_that_cannot_write_is_found_when_it_is_stated(pattern, slots, code):
    """With its own code; the definition that holds it is not made."""
    stated = {"register": "surat", "template": pattern, "slots": slots}
    if code is None:
        check_rule(rule(pattern, **slots))
        definition(number=stated)
        return
    with pytest.raises(DefinitionError) as caught:
        check_rule(rule(pattern, **slots))
    assert caught.value.code == code
    with pytest.raises(DefinitionError) as caught:
        definition(number=stated)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("surat", True), ("surat-keluar", True), ("0.a_b", True), ("s" * 64, True),
        ("", False), ("Surat", False), ("surat umum", False), ("-surat", False),
        (".surat", False), ("s" * 65, False), ("surat\n", False), ("surat/2027", False),
        ("\u0455urat", False),
    ],
)  # fmt: skip
def test_a_register_has_a_plain_name(name, good):
    """A rule and the recovery after a backup agree on what a name is."""
    assert is_register(name) is good
    if good:
        assert rule_of(name).register_name == name
    else:
        with pytest.raises(ValidationError):
            rule_of(name)


def rule_of(name):
    """A rule of a register."""
    return NumberRule(register=name, template="{urut}")


def test_the_field_may_be_named_as_in_python_or_as_in_a_file():
    """``register`` in a file; ``register_name`` beside pydantic's own ``register``."""
    assert rule_of("surat") == NumberRule(register_name="surat", template="{urut}")
    with pytest.raises(ValidationError):
        NumberRule(template="{urut}")
    with pytest.raises(ValidationError):
        NumberRule(register="surat", template="")


def test_services_may_share_a_register():
    """Two services, one book: the serials run on, and each writes its own pattern."""
    own = {"register": "surat", "template": "KET-{urut}"}
    both = Catalogue([definition(), definition(id="lain", number=own)])
    store = MemoryStore()
    desk = make_desk(store, definition=both)
    numbers = []
    for service in ("domisili", "lain", "domisili"):
        at = wib(2027, 3, 5, 9)
        form = {"name": "S", "purpose": "x"}
        ticket = file_at(desk, form, service, at)
        numbers.append(desk.reserve(ticket, by=LURAH, at=at).number)
    assert numbers == [
        "400.12/1/KEL-CTH/III/2027", "KET-2", "400.12/3/KEL-CTH/III/2027",
    ]  # fmt: skip
    assert [n for n, _, _ in desk.numbers("surat", 2027)] == [1, 2, 3]
    store.close()


def file_at(desk, form, service, at):
    """File with one of several services, and move it to where it is issued."""
    ticket = desk.submit(form, by=CITIZEN, at=at, service=service).ticket
    for action, by in [("check", OFFICER), ("paraf", SEKLUR), ("approve", LURAH)]:
        desk.act(ticket, action, by=by, at=at)
    return ticket

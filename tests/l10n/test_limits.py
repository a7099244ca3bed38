"""How long a text may be: exactly as long as its documentation says.

Each row is the longest text that is read, and one character more. A longer one is
refused before any work, so that nobody can make a service busy with one field.
"""

import inspect
import re
from datetime import date, time

import pytest

from egovkit.errors import (
    DefinitionError,
    InvalidFormatError,
    InvalidLengthError,
    UsageError,
)
from egovkit.l10n import (
    LetterNumberTemplate,
    PersonName,
    expand_address,
    format_address,
    format_number,
    fraction_in_words,
    letter_address,
    name_findings,
    parse_date,
    parse_rt_rw,
    parse_rupiah,
    parse_terbilang,
    parse_time,
    recipient_line,
    search_key,
    title_case,
)

READERS = {
    "amount": (parse_rupiah, "Rp1.500", 80),
    "words": (lambda text: parse_terbilang(text, lenient=True), "satu juta", 1200),
    "fraction": (fraction_in_words, "1/2", 100),
    "date": (parse_date, "24 November 2026", 200),
    "time": (parse_time, "08.00", 200),
    "name": (PersonName.parse, "Siti Aminah", 200),
    "name for findings": (name_findings, "Siti Aminah", 1000),
    "name in capitals": (title_case, "SITI AMINAH", 1000),
    "name to search for": (search_key, "Siti Aminah", 1000),
    "line of an address": (expand_address, "Jl. Contoh 5", 200),
    "part of an address": (
        lambda text: format_address({"street": text}),
        "Jl. Contoh 5",
        200,
    ),
    "RT and RW": (parse_rt_rw, "3/5", 40),
    "office": (lambda text: recipient_line(position=text), "Kepala Dinas", 300),
    "recipient": (
        lambda text: letter_address(text, {"street": "Jl. Contoh 5"}),
        "Yth. Kepala Dinas",
        200,
    ),
}


@pytest.mark.parametrize("what", READERS)
def test_the_longest_text_is_read_and_no_longer_one(what):
    """Spaces count: they have to be looked at too."""
    read, text, limit = READERS[what]
    assert read(text.ljust(limit)) is not None
    with pytest.raises(InvalidLengthError) as caught:
        read(text.ljust(limit + 1))
    assert (caught.value.code, caught.value.facts) == (
        "text_too_long",
        {"limit": limit},
    )


@pytest.mark.parametrize("what", READERS)
@pytest.mark.parametrize("value", [None, 7, b"x", ["x"]], ids=repr)
def test_only_text_is_read(what, value):
    """Another type is told from a text that is too long."""
    read, _, _ = READERS[what]
    if what == "part of an address":
        return  # a part may be a number, and is written as one
    with pytest.raises((InvalidFormatError, UsageError)):
        read(value)


@pytest.mark.parametrize(
    ("function", "limit"),
    [
        (parse_rupiah, 80),
        (parse_terbilang, 1200),
        (name_findings, 1000),
        (title_case, 1000),
        (search_key, 1000),
        (PersonName.parse, 200),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_the_documentation_says_the_limit(function, limit):
    """Who reads it need not try."""
    text = " ".join(inspect.getdoc(function).split())
    (said,) = re.findall(r"Longer than ([0-9]+) characters", text)
    assert int(said) == limit


class TestNames:
    """A name with its titles has two hundred characters, a registered one sixty."""

    @pytest.mark.parametrize("part", ["prefix", "suffix"])
    def test_with_titles(self, part):
        """What would be printed counts, commas and all."""
        extra = {"prefix": ("Dr.",), "suffix": ("S.H.",)}[part]
        used = len(PersonName(name="x", **{part: extra}).formatted()) - 1
        name = PersonName(name="x" * (200 - used), **{part: extra})
        assert len(name.formatted()) == 200
        with pytest.raises(InvalidLengthError):
            PersonName(name="x" * (201 - used), **{part: extra})

    def test_registered(self):
        """Permendagri 73/2022, article 4(2)b: sixty letters with the spaces."""
        sixty = "Siti " + "a" * 55
        assert [finding.code for finding in name_findings(sixty)] == []
        assert [finding.code for finding in name_findings(sixty + "a")] == [
            "name_max_length"
        ]

    def test_two_words(self):
        """Article 4(2)c: two words at least, and that is no ground for refusing."""
        (finding,) = name_findings("Suharto")
        assert (finding.code, finding.refusable) == ("name_min_words", False)
        assert name_findings("Siti Aminah") == ()


class TestLetterNumbers:
    """A template of two hundred characters, a number of a hundred and twenty."""

    def test_a_template(self):
        """One character more is no template."""
        text = "{urut}/" + "x" * 193
        assert LetterNumberTemplate(text).slots == ("urut",)
        for wrong in (text + "x", "", None):
            with pytest.raises(DefinitionError) as caught:
                LetterNumberTemplate(wrong)
            assert caught.value.code == "letter_template_length"

    def test_a_number(self):
        """As long as it may be, and read back."""
        template = LetterNumberTemplate("{urut}/{unit}/" + "x" * 57)
        whole = {"urut": 1, "unit": "u" * 59}
        text = template.format(**whole)
        assert len(text) == 119
        assert template.parse(text) == whole
        longest = template.format(urut=10, unit="u" * 59)
        assert len(longest) == 120
        assert template.parse(longest)["urut"] == 10
        with pytest.raises(InvalidFormatError) as caught:
            template.format(urut=100, unit="u" * 59)
        assert caught.value.code == "letter_number_code"
        with pytest.raises(InvalidLengthError):
            template.parse(text + "xx")

    def test_a_code(self):
        """Sixty characters in one slot."""
        template = LetterNumberTemplate("{unit}")
        assert template.format(unit="u" * 60) == "u" * 60
        with pytest.raises(InvalidFormatError):
            template.format(unit="u" * 61)

    def test_a_count(self):
        """Eighteen digits, as a database holds them."""
        template = LetterNumberTemplate("{urut}")
        assert template.parse("9" * 18) == {"urut": 10**18 - 1}
        with pytest.raises(InvalidFormatError):
            template.parse("9" * 19)

    @pytest.mark.parametrize(
        ("spec", "good"), [("18", True), ("018", True), ("19", False), ("0", False)]
    )
    def test_a_width(self, spec, good):
        """From one digit to eighteen."""
        if good:
            assert len(LetterNumberTemplate(f"{{urut:{spec}}}").format(urut=1)) == 18
        else:
            with pytest.raises(DefinitionError):
                LetterNumberTemplate(f"{{urut:{spec}}}")


@pytest.mark.parametrize(
    ("tag", "good"),
    [
        ("id-ID", True),
        ("su-" + "x" * 32, True),
        ("su-" + "x" * 33, False),
        ("i", False),
        ("fil-PH", True),
        ("indo", False),
    ],
)
def test_a_language_tag_has_thirty_five_characters(tag, good):
    """RFC 5646 without extensions; its first part is a code of ISO 639."""
    if good:
        assert format_number(1, lang=tag) == "1"
    else:
        with pytest.raises(UsageError) as caught:
            format_number(1, lang=tag)
        assert caught.value.code == "language_tag"


def test_what_is_read_at_its_limit_means_the_same():
    """The longest texts are not only taken."""
    assert parse_date("24 November 2026".rjust(200)) == date(2026, 11, 24)
    assert parse_time("pukul 08.00".rjust(200)) == time(8)
    assert parse_rupiah("Rp1.500".rjust(80)) == 1500
    assert fraction_in_words("1/2".rjust(100)) == "setengah"

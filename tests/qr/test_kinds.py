"""What may stand in a field, kind by kind, at the bounds of each.

Rules: docs/reference/seal-format.md, section 5. A value is looked at as it came
from the wire (`fits`), shown to be compared with the paper (`show`), and written
(`WRITERS`).
"""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit._cbor import decode, encode
from egovkit._identifier import Identifier
from egovkit.errors import UsageError
from egovkit.qr import Masked, SealedDocument, sealed
from egovkit.qr._kinds import WRITERS, from_wire_rupiah, profile_reader
from egovkit.signatures import FieldSpec, ProfileSpec

LABEL = {"id": "Isian", "en": "Field"}
FIRST, LAST = -62_135_596_800, 253_402_300_799  # 0001-01-01 and 9999-12-31 23:59:59


def reader(kind, **more):
    """How a field of this kind is read."""
    field = FieldSpec("a", LABEL, kind, **more)
    return profile_reader(ProfileSpec(1, LABEL, (field,))).fields[0]


def fits(kind, value, **more):
    """What is wrong with the value, or None."""
    return reader(kind, **more).fits(value)


def shown(kind, value, lang="id", **more):
    """The text in one language."""
    assert fits(kind, value, **more) is None
    text = reader(kind, **more).show(value)
    return text if isinstance(text, str) else text[lang]


OTHER_KINDS = [None, True, 1, 1.5, "x", b"x", [], {}, [1], {1: 1}]


class TestTypes:
    """A value of another CBOR type is refused, whatever the kind."""

    @pytest.mark.parametrize(
        ("kind", "more", "own"),
        [
            ("text", {}, ["x"]),
            ("masked", {}, ["x"]),
            ("int", {}, [1]),
            ("bool", {}, [True]),
            ("date", {}, [1]),
            ("datetime", {}, [1]),
            ("rupiah", {}, [1]),
            ("enum", {"values": {1: LABEL}}, [1]),
            ("digits", {"width": 4}, [1]),
            ("list", {"item": FieldSpec("", {}, "int")}, [[], [1]]),
        ],
    )
    def test_another_type(self, kind, more, own):
        """True is no 1, 1.0 is no 1, text is no bytes, null is nothing of these."""
        for value in OTHER_KINDS:
            good = any(type(value) is type(one) and value == one for one in own)
            assert (fits(kind, value, **more) is None) is good, value
            if not good:
                assert fits(kind, value, **more) == "field_type"

    @pytest.mark.parametrize("kind", ["text", "int", "bool", "date", "datetime"])
    def test_optional(self, kind):
        """Null stands for an optional field that is empty, and for nothing else."""
        assert fits(kind, None, optional=True) is None
        assert fits(kind, [], optional=True) == "field_type"


class TestText:
    """Text that shows as it is written."""

    @pytest.mark.parametrize("size", [0, 1, 23, 24, 255, 256, 257, 65_535, 65_536])
    @pytest.mark.parametrize("letter", ["a", "é", "李"])
    def test_any_length(self, size, letter):
        """Written as cbor2 writes it: the length counts bytes, not characters."""
        text = letter * size
        written = WRITERS["text"](text)
        assert written == cbor2.dumps(text)
        assert decode(written, limit=10**6) == text

    @pytest.mark.parametrize(
        ("text", "good"),
        [
            ("Siti Aminah", True),
            ("", True),
            ("~", True),
            ("\x7f", False),
            ("\x1f", False),
            ("a\tb", False),
            ("\xa0", True),  # a no-break space shows as a space
            ("\x85", False),
            ("\xad", False),  # a soft hyphen shows or not
            ("\u200b", False),
            ("\u200e", False),
            ("\u202e", False),
            ("\u2066", False),
            ("\u2028", False),
            ("\u2029", False),
            ("\ue000", False),
            ("\U000f0000", False),
            ("\U0001f600", True),
            ("\u0301", True),  # a mark alone is odd, and shows
            ("e\u0301", False),  # another spelling of é
            ("\u00e9", True),
            ("\u212b", False),  # the ångström sign is an Å (NFC)
            ("\u0627\u0644", True),
            ("\uac00", True),
            ("\u1100\u1161", False),  # the same syllable in two letters
        ],
        ids=ascii,
    )
    def test_characters(self, text, good):
        """Read and written by one rule."""
        assert (fits("text", text) is None) is good
        if good:
            assert WRITERS["text"](text) == encode(text)
            assert shown("text", text) == text
        else:
            assert fits("text", text) == "field_text"
            with pytest.raises(UsageError) as caught:
                WRITERS["text"](text)
            assert caught.value.code == "text_unclean"


class TestDigits:
    """Identifiers as integers; the width is the profile's."""

    @pytest.mark.parametrize("width", [1, 4, 16, 18, 19])
    def test_bounds(self, width):
        """As many digits as the width has, zeros in front."""
        assert shown("digits", 0, width=width) == "0" * width
        assert shown("digits", 10**width - 1, width=width) == "9" * width
        assert fits("digits", 10**width, width=width) == "field_width"
        assert fits("digits", -1, width=width) == "field_width"

    def test_nineteen_digits_are_the_most(self):
        """10**19 - 1 fits in 64 bits and 10**20 - 1 does not: longer ones are text."""

        class Nineteen(Identifier):
            """Nineteen digits."""

            PREFIX, LENGTHS, EXAMPLE = "uji", (19,), "9" * 19

        class Twenty(Identifier):
            """Twenty digits."""

            PREFIX, LENGTHS, EXAMPLE = "uji", (20,), "9" * 20

        class Two(Identifier):
            """Old and new numbers: a leading zero would be lost."""

            PREFIX, LENGTHS, EXAMPLE = "uji", (4, 3), "0123"

        class Letters(Identifier):
            """Not digits alone."""

            PREFIX, LENGTHS, EXAMPLE, DIGITS = "uji", (4,), "AB12", False

        for identifier, kind, width in (
            (Nineteen, "digits", 19),
            (Twenty, "text", None),
            (Two, "text", None),
            (Letters, "text", None),
        ):
            document = one_field(identifier, printed_in_full=True)
            (field,) = document.profile_spec().fields
            assert (field.type, field.width) == (kind, width)
            sample = document(field=identifier(identifier.EXAMPLE))
            values = decode(document.seal_plan().write(sample.__dict__, b"\xf6"))[2:]
            assert document.from_wire(values) == sample
            assert shown(kind, values[0], width=width) == identifier.EXAMPLE


def one_field(annotation, **options):
    """A class with one field of that type."""
    return type(SealedDocument)(
        "One",
        (SealedDocument,),
        {
            "__module__": __name__,
            "__annotations__": {"field": annotation},
            "field": sealed(id="Isian", en="Field", **options),
        },
        registry="kota-contoh",
        profile=1,
        labels=LABEL,
    )


class TestTimes:
    """The years 1 to 9999."""

    @pytest.mark.parametrize(
        ("days", "id_", "en"),
        [
            (0, "1 Januari 1970", "1 January 1970"),
            (-1, "31 Desember 1969", "31 December 1969"),
            (20_781, "24 November 2026", "24 November 2026"),
            (-719_162, "1 Januari 1", "1 January 1"),
            (2_932_896, "31 Desember 9999", "31 December 9999"),
        ],
    )
    def test_dates(self, days, id_, en):
        """Days since 1970, both languages, the first and the last."""
        assert (shown("date", days), shown("date", days, "en")) == (id_, en)

    @pytest.mark.parametrize("days", [-719_163, 2_932_897, 2**63, -(2**64)])
    def test_days_there_are_not(self, days):
        """Outside those years."""
        assert fits("date", days) == "field_range"

    @pytest.mark.parametrize(
        ("seconds", "text"),
        [
            (FIRST, "1 Januari 1 00.00 UTC"),
            (FIRST + 86_399, "1 Januari 1 23.59.59 UTC"),
            (FIRST + 86_400, "2 Januari 1 07.00 WIB"),
            (0, "1 Januari 1970 07.00 WIB"),
            (59, "1 Januari 1970 07.00.59 WIB"),
            (60, "1 Januari 1970 07.01 WIB"),
            (LAST - 86_400, "31 Desember 9999 06.59.59 WIB"),
            (LAST - 86_399, "31 Desember 9999 00.00 UTC"),
            (LAST, "31 Desember 9999 23.59.59 UTC"),
        ],
    )
    def test_moments(self, seconds, text):
        """In WIB (UTC+7); the first and the last day, where another zone might have
        no such year, in UTC. Seconds where there are any.
        """
        assert shown("datetime", seconds) == text
        english = shown("datetime", seconds, "en")
        assert english.split()[-2:] == [
            text.split()[-2].replace(".", ":"),
            text.split()[-1],
        ]

    @pytest.mark.parametrize("seconds", [FIRST - 1, LAST + 1, 2**63, -(2**64)])
    def test_moments_there_are_not(self, seconds):
        """Outside those years."""
        assert fits("datetime", seconds) == "field_range"

    @pytest.mark.parametrize(
        "moment",
        [
            datetime(2026, 11, 24, 8, 0, 0, 999_999, tzinfo=UTC),
            datetime(2026, 11, 24, 15, tzinfo=timezone(timedelta(hours=7))),
            datetime(2026, 11, 23, 20, tzinfo=timezone(-timedelta(hours=12))),
        ],
    )
    def test_one_moment_in_any_zone(self, moment):
        """Seconds since 1970 UTC, fractions dropped."""
        assert decode(WRITERS["datetime"](moment)) == 1_795_507_200

    def test_before_1970_fractions_are_dropped_downwards(self):
        """Half a second before 1970 is the second that ends there."""
        moment = datetime(1969, 12, 31, 23, 59, 59, 500_000, tzinfo=UTC)
        assert decode(WRITERS["datetime"](moment)) == -1

    def test_a_time_needs_a_zone(self):
        """As everywhere."""
        with pytest.raises(UsageError) as caught:
            WRITERS["datetime"](datetime(2026, 11, 24))  # noqa: DTZ001 - the point
        assert caught.value.code == "naive_datetime"

    @pytest.mark.property
    @given(st.dates())
    def test_any_date(self, day):
        """Written and read back, and shown with its own day and year."""
        days = decode(WRITERS["date"](day))
        assert date(1970, 1, 1) + timedelta(days=days) == day
        assert shown("date", days).split()[0] == str(day.day)
        assert shown("date", days).split()[2] == str(day.year)


class TestRupiah:
    """Rupiah, or rupiah and sen."""

    @pytest.mark.parametrize(
        ("wire", "text"),
        [
            (0, "Rp0"),
            (1, "Rp1"),
            (-1, "-Rp1"),
            (999, "Rp999"),
            (1000, "Rp1.000"),
            (1_500_000, "Rp1.500.000"),
            (-1_500_000, "-Rp1.500.000"),
            ([0, 1], "Rp0,01"),
            ([0, 50], "Rp0,50"),
            ([1, 99], "Rp1,99"),
            ([1_234_567, 5], "Rp1.234.567,05"),
            ([-1, 50], "-Rp0,50"),
            ([-1, 1], "-Rp0,99"),
            ([-2, 99], "-Rp1,01"),
            (2**64 - 1, "Rp18.446.744.073.709.551.615"),
        ],
        ids=str,
    )
    def test_shown(self, wire, text):
        """Points between thousands, a comma before the sen, the sign before Rp."""
        assert shown("rupiah", wire) == text

    @pytest.mark.parametrize(
        ("wire", "code"),
        [
            ([1, 0], "field_range"),
            ([1, 100], "field_range"),
            ([1, -1], "field_range"),
            ([], "field_type"),
            ([1], "field_type"),
            ([1, 2, 3], "field_type"),
            ([1, "2"], "field_type"),
            (["1", 2], "field_type"),
            ([True, 2], "field_type"),
            ([1, True], "field_type"),
            ([[1], 2], "field_type"),
            ({1: 2}, "field_type"),
            ("12", "field_type"),
        ],
        ids=str,
    )
    def test_refused(self, wire, code):
        """No sen are written as a whole number: one sum has one form."""
        assert fits("rupiah", wire) == code

    @pytest.mark.property
    @given(st.decimals(-(10**15), 10**15, places=2))
    def test_there_and_back(self, amount):
        """Any sum of whole sen is written in the one form that is read."""
        wire = decode(WRITERS["rupiah"](amount))
        assert fits("rupiah", wire) is None
        assert from_wire_rupiah(wire) == amount

    @pytest.mark.parametrize(
        "amount", ["0.001", "1.005", "NaN", "Infinity", "-Infinity"]
    )
    def test_no_such_sum(self, amount):
        """Less than a sen, and what is no number."""
        with pytest.raises(UsageError) as caught:
            WRITERS["rupiah"](Decimal(amount))
        assert caught.value.code == "field_sen"


class TestLists:
    """Short lists of one kind."""

    ITEM = FieldSpec("", {}, "int")

    @pytest.mark.parametrize(
        ("count", "said"), [(0, None), (32, None), (33, "field_items")]
    )
    def test_how_many(self, count, said):
        """At most 32, read and written."""
        assert fits("list", list(range(count)), item=self.ITEM) == said
        document = one_field(list[int])
        sample = document(field=list(range(count)))
        write = document.seal_plan().write
        if said is None:
            assert decode(write(sample.__dict__, b"\xf6"))[2] == list(range(count))
        else:
            with pytest.raises(UsageError) as caught:
                write(sample.__dict__, b"\xf6")
            assert caught.value.facts == {"limit": 32}

    @pytest.mark.parametrize("place", range(5))
    def test_any_item_may_be_wrong(self, place):
        """The code is that of the item."""
        for wrong, code in (
            ("x", "field_type"),
            (None, "field_type"),
            (7, "field_range"),
        ):
            values = [1, 2, 3, 4, 5]
            values[place] = 10**9 if code == "field_range" else wrong
            item = FieldSpec("", {}, "date")
            assert fits("list", values, item=item) == code

    def test_shown(self):
        """Item by item; one text where both languages say the same."""
        assert shown("list", [1, 2], item=self.ITEM) == "1; 2"
        assert reader("list", item=self.ITEM).show([]) == ""
        yes_no = FieldSpec("", {}, "bool")
        assert reader("list", item=yes_no).show([True, False]) == {
            "id": "ya; tidak",
            "en": "yes; no",
        }


class TestProfiles:
    """How many values a seal must hold."""

    @pytest.mark.parametrize(
        ("optional", "required"),
        [
            ([], 0),
            ([True], 0),
            ([True, True], 0),
            ([False], 1),
            ([False, True], 1),
            ([True, False], 2),
            ([True, False, True], 2),
            ([False, False, False], 3),
        ],
        ids=str,
    )
    def test_up_to_the_last_that_is_required(self, optional, required):
        """Those before it must be there, be it as null."""
        fields = tuple(
            FieldSpec(f"f{n}", LABEL, "int", optional=one)
            for n, one in enumerate(optional)
        )
        assert profile_reader(ProfileSpec(1, LABEL, fields)).required == required


class TestMasked:
    """The masked form of an identifier, which is all that the seal holds."""

    def test_equal_to_its_like_only(self):
        """Not to text that looks the same, nor to anything else."""
        masked = Masked("317101**********")
        assert masked == Masked("317101**********")
        assert hash(masked) == hash(Masked("317101**********"))
        for other in ("317101**********", None, 1, [], Masked("317102**********")):
            assert masked != other

    def test_the_wire_is_text(self):
        """Read as text, by the rule for text."""
        assert fits("masked", "317101**********") is None
        assert fits("masked", "317101\u202e****") == "field_text"


class Word(IntEnum):
    """Numbers of an enum."""

    NONE = 0
    LAST = 2**63


class TestEnums:
    """Explicit integers are the wire; labels are the profile's."""

    VALUES = {0: LABEL, 5: {"id": "Lima", "en": "Five"}}  # noqa: RUF012 - a table

    def test_known_numbers(self):
        """Zero is a number like others."""
        assert shown("enum", 0, values=self.VALUES) == "Isian"
        assert shown("enum", 5, "en", values=self.VALUES) == "Five"
        for other in (-1, 1, 6):
            assert fits("enum", other, values=self.VALUES) == "field_value_unknown"

    def test_members_are_written_as_their_numbers(self):
        """The first and a large one, back to the member itself."""
        document = one_field(Word)
        for member in Word:
            sample = document(field=member)
            values = decode(document.seal_plan().write(sample.__dict__, b"\xf6"))[2:]
            assert values == [member.value]
            assert document.from_wire(values).field is member

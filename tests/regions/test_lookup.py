"""Region codes: current, retired or unknown, with edition, decree and successors."""

import copy
import csv
import gzip
import io
import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import EgovkitError, InvalidFormatError
from egovkit.regions import (
    Region,
    RegionStatus,
    RegionTable,
    active,
    children,
    lookup,
    use,
)


@pytest.fixture(scope="session")
def sources(repo):
    """A source table by its name, as rows."""

    def read(name):
        data = (repo / "tools" / "data" / "regions" / name).read_bytes()
        text = (gzip.decompress(data) if name.endswith(".gz") else data).decode()
        return list(csv.DictReader(io.StringIO(text)))

    return read


class TestForm:
    """2, 4, 6 or 10 digits, with dots or without."""

    @pytest.mark.parametrize(
        ("code", "level", "name"),
        [
            ("31", 1, "Daerah Khusus Ibukota Jakarta"),
            ("3171", 2, "Kota Administrasi Jakarta Pusat"),
            ("31.71", 2, "Kota Administrasi Jakarta Pusat"),
            ("317101", 3, "Gambir"),
            ("31.71.01", 3, "Gambir"),
            ("3171011001", 4, "Gambir"),
            ("31.71.01.1001", 4, "Gambir"),
        ],
    )
    def test_dotted_or_plain(self, code, level, name):
        """Both forms give the same region, its code with dots."""
        region = lookup(code)
        assert (region.level, region.name) == (level, name)
        assert region.plain == code.replace(".", "")
        assert lookup(region.code) == lookup(region.plain) == region

    @pytest.mark.parametrize(
        "code",
        [
            "",
            "3",
            "317",
            "31710",
            "3171011",
            "317101100",
            "31710110011",
            "31-71",
            "3.171",
            ".31",
            "31.",
            "31..71",
            " 31",
            "31\n",
            "\uff13\uff11",
            "\u0663\u0661",
            "3I",
            None,
            31,
            b"31",
            ["31"],
        ],
        ids=repr,
    )
    def test_anything_else_is_refused(self, code):
        """With our error; the code asked for is not in it."""
        for ask in (lookup, active().postal_codes):
            with pytest.raises(InvalidFormatError):
                ask(code)

    @pytest.mark.property
    @given(code=st.one_of(st.text(max_size=15), st.binary(max_size=15)))
    def test_every_text_has_an_answer_or_our_error(self, code):
        """A lookup is total."""
        try:
            region = lookup(code)
        except EgovkitError:
            return
        assert region.plain == code.replace(".", "")


class TestCurrent:
    """Kepmendagri 300.2.2-2138/2025 as amended by 300.2.2-2430/2025."""

    def test_the_counts_of_the_decree(self):
        """38 provinces, 514 regencies and cities, 7,285 districts, 83,762 villages."""
        provinces = children()
        regencies = [r for p in provinces for r in children(p.code)]
        districts = [d for r in regencies for d in children(r.code)]
        villages = sum(len(children(d.code)) for d in districts)
        counts = (len(provinces), len(regencies), len(districts), villages)
        assert counts == (38, 514, 7285, 83_762)
        assert len(active()) == 38 + 514 + 7285
        assert sum(r.term.startswith("kota") for r in regencies) == 98

    def test_every_current_code_answers_with_its_name(self, sources):
        """All 91,599 rows of the source, levels 1 to 4, one by one."""
        for row in sources("regions.csv") + sources("villages.csv.gz"):
            region = lookup(row["code"])
            assert (region.code, region.name) == (row["code"], row["name"])
            assert region.status is RegionStatus.CURRENT

    def test_edition_and_decree_travel_with_the_answer(self):
        """Whoever stores an answer can say where it came from."""
        region = lookup("317101")
        assert region.edition == active().edition == "2025"
        assert region.decree == active().decree
        assert "300.2.2-2138/2025" in region.decree

    def test_lineage_and_full_name(self):
        """From the province down, and the line as a letter has it."""
        region = lookup("31.71.01.1001")
        assert [r.code for r in region.lineage] == [
            "31",
            "31.71",
            "31.71.01",
            "31.71.01.1001",
        ]
        assert region.parent is lookup("31.71.01")
        assert lookup("31").parent is None
        assert region.full_name == (
            "Kelurahan Gambir, Kecamatan Gambir, Kota Administrasi Jakarta Pusat, "
            "Daerah Khusus Ibukota Jakarta"
        )

    def test_children_are_direct_and_in_order(self):
        """By code; a village has none; a code that is not there has none."""
        codes = [region.code for region in children("31.71")]
        assert codes == [f"31.71.{n:02}" for n in range(1, 9)]
        assert all(c.parent is lookup("31.71.01") for c in children("317101"))
        assert children("31.71.01.1001") == ()
        assert children("99") == children("31.99") == children("31.71.99") == ()
        assert children("91.01") == ()  # retired

    def test_postal_codes_are_hints(self, sources):
        """Every village has the one of the source; a district all of its villages'."""
        by_district = {}
        for row in sources("villages.csv.gz")[::97]:
            assert active().postal_codes(row["code"]) == (row["postal_code"],)
        for row in sources("villages.csv.gz"):
            if row["code"].startswith("31.71.0"):
                by_district.setdefault(row["code"][:8], set()).add(row["postal_code"])
        for code, expected in by_district.items():
            assert active().postal_codes(code) == tuple(sorted(expected))
        assert active().postal_codes("31.71") == ()
        assert active().postal_codes("99.99.99") == ()


class TestRetired:
    """What editions since Permendagri 56/2015 listed and the current one does not."""

    def test_merauke(self):
        """UU 14/2022: 91.01 became 93.01 when Papua Selatan was made."""
        merauke = lookup("91.01.01")
        assert merauke.status is RegionStatus.RETIRED
        assert (merauke.name, merauke.edition) == ("Merauke", "2021")
        assert "Permendagri 58/2021" in merauke.decree
        assert merauke.successors == (lookup("93.01.01"),)
        assert merauke.full_name == ("Distrik Merauke, Kabupaten Merauke, Papua")

    def test_all_620_of_levels_2_and_3_have_a_current_successor(self, sources):
        """26 regencies and 594 districts, each with its latest name."""
        rows = [r for r in sources("history.csv") if r["status"] == "retired"]
        latest = {}
        for row in sorted(rows, key=lambda r: r["last_edition"]):
            latest[row["code"]] = row
        assert sum(code.count(".") == 1 for code in latest) == 26
        assert sum(code.count(".") == 2 for code in latest) == 594
        for code, row in latest.items():
            region = lookup(code)
            assert region.status is RegionStatus.RETIRED
            assert (region.name, region.edition) == (row["name"], row["last_edition"])
            assert [s.code for s in region.successors] == [row["successor"]]
            assert region.successors[0].status is RegionStatus.CURRENT

    def test_a_village_that_moved(self):
        """Airputih of Pekanbaru, asked for in the source project's issue 28."""
        old = lookup("14.71.08.1011")
        assert (old.status, old.name) == (RegionStatus.RETIRED, "Airputih")
        assert [s.code for s in old.successors] == ["14.71.13.1005"]

    def test_all_retired_villages(self, sources):
        """6,914, of which 382 have no known successor."""
        rows = sources("villages_history.csv.gz")
        without = 0
        for row in rows:
            region = lookup(row["code"])
            assert region.status is RegionStatus.RETIRED
            assert (region.name, region.edition) == (row["name"], row["last_edition"])
            assert region.decree
            without += not region.successors
        assert (len(rows), without) == (6914, 382)


class TestUnknown:
    """Mistyped, or older than the history at hand."""

    def test_an_unknown_code_says_what_is_known_above_it(self):
        """No name, no edition, but the parent as far as it is known."""
        region = lookup("31.71.99")
        assert region == Region(
            code="31.71.99",
            name="",
            level=3,
            status=RegionStatus.UNKNOWN,
            edition="",
            decree="",
            parent=lookup("31.71"),
            iso_3166_2="ID-JK",
        )
        assert region.full_name.startswith("31.71.99, Kota Administrasi")
        assert lookup("99").status == "unknown"
        assert lookup("31.71.01.9999").status == "unknown"

    def test_unknown_codes_are_not_kept(self):
        """Nobody can fill the memory with codes of their own making."""
        before = len(active()._made)
        for n in range(10_000):
            lookup(f"{99:02}{n:04}")
        assert len(active()._made) == before


class TestPlaces:
    """What a place is called, which time it keeps, its ISO code."""

    @pytest.mark.parametrize(
        ("code", "term"),
        [
            ("31", "provinsi"),
            ("31.01", "kabupaten administrasi"),
            ("31.71", "kota administrasi"),
            ("32.01", "kabupaten"),
            ("32.71", "kota"),
            ("32.99", "kota"),  # unknown: by its number
            ("32.69", "kabupaten"),
            ("31.71.01", "kecamatan"),
            ("93.01.01", "distrik"),
            ("91.71.01", "distrik"),
            ("31.71.01.1001", "kelurahan"),
            ("32.01.02.2001", "desa"),
            ("11.01.01.2001", "gampong"),
            ("11.04.01.2001", "kampung"),
            ("13.06.01.2001", "nagari"),
            ("13.09.01.2001", "desa"),
            ("18.04.04.2001", "pekon"),
            ("64.07.05.2001", "kampung"),
            ("73.18.01.2001", "lembang"),
            ("93.01.01.2001", "kampung"),
            ("91.03.01.3001", "desa adat"),
        ],
    )
    def test_terms(self, code, term):
        """UU 21/2001; UU 6/2014, article 1; the first digit of a village number."""
        assert lookup(code).term == term

    @pytest.mark.parametrize(
        ("zone", "hours", "provinces"),
        [
            ("WIB", 7, "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 61 62"),
            ("WITA", 8, "51 52 53 63 64 65 71 72 73 74 75 76"),
            ("WIT", 9, "81 82 91 92 93 94 95 96"),
        ],
    )
    def test_time_zones(self, zone, hours, provinces):
        """Keppres 41/1987, article 1: three zones, by province."""
        for code in provinces.split():
            assert lookup(code).status is RegionStatus.CURRENT
            tz = lookup(code).time_zone
            assert tz.tzname(None) == zone
            assert tz.utcoffset(None).total_seconds() == hours * 3600
            assert lookup(f"{code}.01").time_zone == tz

    def test_every_province_has_a_zone_and_an_iso_code(self, sources):
        """ISO 3166-2:ID, all 38, and regions inside carry their province's."""
        expected = {row["code"]: row["iso3166_2"] for row in sources("provinces.csv")}
        assert {p.code: p.iso_3166_2 for p in children()} == expected
        assert len(set(expected.values())) == 38
        assert lookup("31.71.01.1001").iso_3166_2 == "ID-JK"


class TestValue:
    """A region is an immutable value."""

    def test_it_travels(self):
        """Pickled and copied with its parents and successors."""
        for code in ("31", "91.01.01", "31.71.01.1001", "99"):
            region = lookup(code)
            assert pickle.loads(pickle.dumps(region)) == region
            assert copy.deepcopy(region) == region
            assert hash(region) == hash(lookup(code))
            assert len({region, lookup(code)}) == 1

    def test_it_cannot_be_changed(self):
        """Answers are shared, so nobody may write on them."""
        with pytest.raises(AttributeError):
            lookup("31").name = "Batavia"
        with pytest.raises(AttributeError):
            del lookup("31").name
        assert lookup("31") != "31"
        assert repr(lookup("317101")) == (
            "Region(code='31.71.01', name='Gambir', level=3, "
            "status='current', edition='2025')"
        )


def test_another_table_can_take_over_for_the_process(tmp_path):
    """`use` gives the table before it back, so that a test can restore it."""
    path = tmp_path / "one.csv"
    path.write_text("code,name\n31,Jakarta\n", encoding="utf-8")
    table = RegionTable.from_csv(path, edition="2027", decree="Keputusan Contoh")
    before = use(table)
    try:
        assert lookup("31").name == "Jakarta"
        assert lookup("32").status is RegionStatus.RETIRED
    finally:
        assert use(before) is table
    assert lookup("32").status is RegionStatus.CURRENT


def test_villages_are_loaded_only_when_they_are_asked_for():
    """Levels 1 to 3 and a search leave the packed file alone."""
    probe = (
        "from egovkit.regions import active, children, lookup, search\n"
        "lookup('317101'); lookup('91.01'); children('31.71'); search('Gambir')\n"
        "villages = active().data.villages\n"
        "assert not vars(villages).keys() & {'_current', '_retired'}\n"
        "lookup('31.71.01.1001')\n"
        "assert '_current' in vars(villages) and '_retired' not in vars(villages)\n"
    )
    subprocess.run([sys.executable, "-c", probe], check=True)

"""Tables from files: a newer edition, and more history."""

from pathlib import Path

import pytest

from egovkit.errors import DefinitionError, EgovkitError, UsageError
from egovkit.identity import NIK
from egovkit.regions import RegionStatus, RegionTable, active, use

SMALL = "code,name\n31,Jakarta\n31.71,Kota Contoh\n31.71.01,Gambir\n31.71.09,Baru\n"


@pytest.fixture
def write(tmp_path: Path):
    """A file with a text, and its path."""

    def make(text: str | bytes, name: str = "table.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return make


@pytest.fixture
def newer(write) -> RegionTable:
    """A small edition that follows the shipped one."""
    return RegionTable.from_csv(write(SMALL), edition="2027", decree="Keputusan Contoh")


class TestNewerEdition:
    """`RegionTable.from_csv`."""

    def test_what_the_file_lists_is_current(self, newer):
        """With the edition and the decree that were stated."""
        region = newer.lookup("31.71.09")
        assert (region.name, region.status) == ("Baru", RegionStatus.CURRENT)
        assert (region.edition, region.decree) == ("2027", "Keputusan Contoh")
        assert (newer.edition, newer.decree, len(newer)) == (
            "2027",
            "Keputusan Contoh",
            4,
        )
        assert repr(newer) == "RegionTable(edition='2027', 4 regions)"

    def test_what_it_no_longer_lists_is_retired(self, newer):
        """With the previous edition as its last, and its decree."""
        bogor = newer.lookup("32.01")
        assert (bogor.status, bogor.edition) == (RegionStatus.RETIRED, "2025")
        assert "300.2.2-2138/2025" in bogor.decree
        assert bogor.successors == ()

    def test_what_was_retired_before_stays_so(self, newer):
        """History adds up."""
        assert newer.lookup("91.01.01").edition == "2021"

    def test_what_comes_back_is_current_again(self, write):
        """A retired code that is dealt again."""
        text = "code,name\n91,Papua\n91.01,Kabupaten Baru\n"
        table = RegionTable.from_csv(write(text), edition="2027", decree="x")
        assert table.lookup("91.01").status is RegionStatus.CURRENT
        assert [r.code for r in table.children("91")] == ["91.01"]

    def test_codes_without_dots_and_a_byte_order_mark(self, write):
        """As spreadsheets write it."""
        table = RegionTable.from_csv(
            write("\ufeffcode,name\r\n31,Jakarta\r\n3171,Kota\r\n"),
            edition="2027",
            decree="x",
        )
        assert table.lookup("31.71").name == "Kota"

    def test_villages_of_the_previous_table_stand_until_the_file_has_some(self, newer):
        """Level 4 keeps its own edition."""
        village = newer.lookup("31.71.01.1001")
        assert (village.status, village.edition) == (RegionStatus.CURRENT, "2025")
        assert newer.postal_codes("31.71.01.1001") == ("10110",)

    def test_villages_of_the_file(self, write):
        """They are current; those of before are retired; postal codes stay hints."""
        text = f"{SMALL}31.71.01.1001,Satu\n31.71.01.1099,Dua\n"
        table = RegionTable.from_csv(write(text), edition="2027", decree="x")
        assert table.lookup("31.71.01.1099").edition == "2027"
        assert table.lookup("31.71.01.1001").name == "Satu"
        gone = table.lookup("31.71.01.1002")
        assert (gone.status, gone.edition) == (RegionStatus.RETIRED, "2025")
        assert table.lookup("31.71.01.1077").status is RegionStatus.UNKNOWN
        assert [v.name for v in table.children("31.71.01")] == ["Satu", "Dua"]
        assert [v.name for v in table.search("dua", level=4)] == ["Dua"]
        assert table.children("31.71.09") == ()
        assert table.postal_codes("31.71.01.1002") == ("10150",)

    def test_editions_can_follow_each_other(self, write, newer):
        """A third edition after the second."""
        third = RegionTable.from_csv(
            write("code,name\n31,Jakarta\n", "b.csv"),
            edition="2028",
            decree="Keputusan Ketiga",
            previous=newer,
        )
        gambir = third.lookup("31.71.01")
        assert (gambir.edition, gambir.decree) == ("2027", "Keputusan Contoh")
        assert third.lookup("32.01").edition == "2025"

    def test_numbers_are_checked_against_the_table_in_use(self, newer):
        """A NIK of a new district, strictly."""
        text = "3171090101909001"
        assert not NIK.is_valid(text, strict=True)
        before = use(newer)
        try:
            assert NIK.is_valid(text, strict=True)
            assert NIK(text).region.name == "Baru"
        finally:
            use(before)

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("", "region_table_columns"),
            ("kode,nama\n31,Jakarta\n", "region_table_columns"),
            ("code,name\n", "region_table_empty"),
            ("code,name\n31,Jakarta,x\n", "region_table_row"),
            ("code,name\n31\n", "region_table_row"),
            ("code,name\n31,\n", "region_table_row"),
            ("code,name\n311,Jakarta\n", "region_table_code"),
            ("code,name\n31,Jakarta\n31,Lagi\n", "region_table_duplicate"),
            ("code,name\n31,Jakarta\n32.01,Bogor\n", "region_table_orphan"),
            ("code,name\n31,Jakarta\n31.71.01.1001,X\n", "region_table_orphan"),
            (b"code,name\n31,\xff\n", "region_table_not_utf8"),
            ("code,name\n31," + "x" * 140_000, "region_table_row"),
        ],
        ids=[
            "empty",
            "headings",
            "headings only",
            "a column more",
            "a column less",
            "no name",
            "no code",
            "twice",
            "no province",
            "no district",
            "not UTF-8",
            "endless",
        ],
    )
    def test_a_file_that_is_no_table(self, write, text, code):
        """Refused with the line, before anything is replaced."""
        with pytest.raises(DefinitionError) as caught:
            RegionTable.from_csv(write(text), edition="2027", decree="x")
        assert caught.value.code == code
        for lang in ("id", "en"):
            assert "…" not in caught.value.sentence(lang)

    @pytest.mark.parametrize("edition", ["", "2025", "2021"])
    def test_an_edition_needs_a_tag_of_its_own(self, write, edition):
        """Under a tag in use, regions that the file lost would count as current."""
        with pytest.raises(DefinitionError) as caught:
            RegionTable.from_csv(write(SMALL), edition=edition, decree="x")
        assert caught.value.code == "region_table_edition"

    def test_only_a_table_is_put_to_use(self):
        """The one before stays in use."""
        before = active()
        with pytest.raises(UsageError) as caught:
            use(None)
        assert caught.value.code == "region_table_type"
        assert active() is before


class TestHistory:
    """`RegionTable.with_history`: codes that no open table has."""

    OLD = (
        "prefix,district,last_edition,status,successor\n"
        "647301,Tarakan Barat,2007,retired,657101 657102\n"
        "110101,Bakongan,2025,current,\n"
        "910101,Merauke,2007,retired,930101\n"
        "640401,Malinau Kota,2007,retired,\n"
    )

    def test_codes_are_added_with_their_successors(self, write):
        """As the file of an agency has them, under other headings too."""
        table = RegionTable.shipped().with_history(write(self.OLD), decree="Arsip")
        tarakan = table.lookup("64.73.01")
        assert tarakan.status is RegionStatus.RETIRED
        assert (tarakan.name, tarakan.edition, tarakan.decree) == (
            "Tarakan Barat",
            "2007",
            "Arsip",
        )
        assert [s.code for s in tarakan.successors] == ["65.71.01", "65.71.02"]
        assert table.lookup("64.04.01").successors == ()

    def test_what_the_table_knows_stays(self, write):
        """Neither current codes nor known retired ones are touched."""
        table = RegionTable.shipped().with_history(write(self.OLD))
        assert table.lookup("11.01.01").status is RegionStatus.CURRENT
        assert table.lookup("91.01.01").edition == "2021"
        assert len(table) == len(RegionTable.shipped())
        assert RegionTable.shipped().lookup("64.73.01").status is RegionStatus.UNKNOWN

    @pytest.mark.parametrize("order", [1, -1], ids=["old first", "new first"])
    def test_a_successor_that_was_retired_too_is_followed(self, write, order):
        """Whoever asks for a code arrives at those of today, each once, in order."""
        rows = [
            "64.73.01,Tarakan Barat,2007,64.98.01 64.98.02",
            "64.98.01,Antara Satu,2010,65.71.02 64.98.03",
            "64.98.02,Antara Dua,2010,64.98.03 65.71.01",
            "64.98.03,Antara Tiga,2012,65.71.03",
        ]
        text = "\n".join(["code,name,last_edition,successor", *rows[::order], ""])
        table = RegionTable.shipped().with_history(write(text))
        codes = [s.code for s in table.lookup("64.73.01").successors]
        assert codes == ["65.71.02", "65.71.03", "65.71.01"]
        assert {s.status for s in table.lookup("64.73.01").successors} == {
            RegionStatus.CURRENT
        }
        assert [s.code for s in table.lookup("64.98.02").successors] == codes[1:]

    @pytest.mark.parametrize(
        "rows",
        [
            ["64.73.01,A,2007,64.73.01"],
            ["64.73.01,A,2007,64.73.02", "64.73.02,B,2007,64.73.01"],
            [
                "64.73.01,A,2007,65.71.01 64.73.02",
                "64.73.02,B,2007,64.73.03",
                "64.73.03,C,2007,64.73.02",
            ],
        ],
        ids=["itself", "each other", "further on"],
    )
    def test_a_code_does_not_succeed_itself(self, write, rows):
        """A circle is a typing error, named by a line, and no endless search."""
        text = "\n".join(["code,name,last_edition,successor", *rows, ""])
        with pytest.raises(DefinitionError) as caught:
            RegionTable.shipped().with_history(write(text))
        assert caught.value.code == "region_table_code"
        assert 2 <= caught.value.facts["line"] <= len(rows) + 1

    def test_a_long_line_of_successors_is_followed(self, write):
        """Longer than Python's own stack, and still one answer."""
        codes = [f"64.{n // 100:02}.{n % 100:02}" for n in range(7300, 9700)]
        codes = [c for c in codes if c.replace(".", "") not in active().names]
        assert len(codes) > 2000
        rows = [
            f"{code},Lama,2007,{after}"
            for code, after in zip(codes, [*codes[1:], "65.71.01"], strict=True)
        ]
        text = "\n".join(["code,name,last_edition,successor", *reversed(rows), ""])
        table = RegionTable.shipped().with_history(write(text))
        (today,) = table.lookup(codes[0]).successors
        assert (today.code, today.status) == ("65.71.01", RegionStatus.CURRENT)

    def test_a_strict_check_takes_them(self, write):
        """Born before 2012 in Tarakan: unknown before, retired after."""
        before = use(RegionTable.shipped().with_history(write(self.OLD)))
        try:
            assert NIK.is_valid("6473010101859001", strict=True)
            codes = [f.code for f in NIK("6473010101859001").findings()]
            assert codes == ["region_replaced"]
            codes = [f.code for f in NIK("6404010101859001").findings()]
            assert codes == ["region_retired"]
        finally:
            use(before)

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("code,name\n64.73,Tarakan\n", "region_table_no_edition"),
            (
                "code,name,last_edition\n64.73,Tarakan,\n",
                "region_table_no_edition",
            ),
            (
                "code,name,last_edition,successor\n64.73,Tarakan,2007,65.5\n",
                "region_table_code",
            ),
        ],
        ids=["no column", "no edition", "successor"],
    )
    def test_a_file_that_is_no_history(self, write, text, code):
        """Refused with the line."""
        with pytest.raises(DefinitionError) as caught:
            RegionTable.shipped().with_history(write(text))
        assert caught.value.code == code


def test_a_file_that_is_not_there(tmp_path):
    """An error of the operating system is not ours to hide."""
    with pytest.raises(FileNotFoundError) as caught:
        RegionTable.from_csv(tmp_path / "none.csv", edition="1", decree="x")
    assert not isinstance(caught.value, EgovkitError)


def test_the_shipped_tables_are_made_from_the_sources(repo):
    """What `tools/build_regions.py` would write is what is there."""
    import importlib.util

    spec = importlib.util.spec_from_file_location(
        "build_regions", repo / "tools" / "build_regions.py"
    )
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    data = repo / "src" / "egovkit" / "regions" / "_data"
    assert (data / "current.tsv").read_text(encoding="utf-8") == tool.current()
    assert (data / "history.tsv").read_text(encoding="utf-8") == tool.history()
    assert (data / "editions.tsv").read_text(encoding="utf-8") == tool.editions()
    assert (data / "provinces.tsv").read_text(encoding="utf-8") == tool.provinces()

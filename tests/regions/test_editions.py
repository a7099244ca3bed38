"""Any number of editions, one after the other, against a list kept by hand.

An edition is a file. What the last one lists is current; everything that an earlier
one listed is retired, with the last edition that had it; the rest is unknown.
"""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from egovkit.identity import NIK
from egovkit.regions import RegionStatus, RegionTable, use

SHIPPED = RegionTable.shipped()
# Codes to choose from: there today, retired today, and never there.
DISTRICTS = ("31.71.01", "31.71.02", "31.71.98", "31.99.01", "91.01.01", "98.01.01")
VILLAGES = tuple(f"{d}.{n}" for d in DISTRICTS[:3] for n in ("1001", "1002", "2099"))
in_tmp = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])

name = st.sampled_from(["Contoh", "Contoh Baru", "Lain", "Ketiga"])
edition = st.fixed_dictionaries(
    {
        "districts": st.dictionaries(st.sampled_from(DISTRICTS), name, min_size=1),
        "villages": st.dictionaries(st.sampled_from(VILLAGES), name),
    }
)


def whole(drawn) -> dict[str, str]:
    """The rows of a file: every district with the regions above it."""
    rows = {}
    villages = {
        code: label
        for code, label in drawn["villages"].items()
        if code[:8] in drawn["districts"]
    }
    for code in drawn["districts"]:
        rows[code[:2]] = f"Provinsi {code[:2]}"
        rows[code[:5]] = f"Kabupaten {code[:5]}"
    return rows | drawn["districts"] | villages


def table_of(folder: Path, editions: list[dict[str, str]]) -> RegionTable:
    """The table after all of them."""
    table = SHIPPED
    for number, rows in enumerate(editions):
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(["code", "name"])
        writer.writerows(rows.items())
        path = folder / f"{number}.csv"
        path.write_text(out.getvalue(), encoding="utf-8", newline="")
        table = RegionTable.from_csv(
            path, edition=f"e{number}", decree=f"Keputusan {number}", previous=table
        )
    return table


def expected(code: str, editions: list[dict[str, str]]) -> tuple[str, str, str]:
    """Status, last edition and name by the list."""
    is_village = code.count(".") == 3
    # A file without villages leaves those of the edition before as they are.
    told = [
        (number, rows)
        for number, rows in enumerate(editions)
        if not is_village or any(c.count(".") == 3 for c in rows)
    ]
    for number, rows in reversed(told):
        if code in rows:
            is_last = number == told[-1][0]
            return "current" if is_last else "retired", f"e{number}", rows[code]
    before = SHIPPED.lookup(code)
    if before.status is RegionStatus.UNKNOWN:
        return "unknown", "", ""
    is_current = before.status is RegionStatus.CURRENT and not told
    return "current" if is_current else "retired", before.edition, before.name


@pytest.mark.property
class TestEditions:
    """One file, two, or three: the last one decides, and nothing is forgotten."""

    @in_tmp
    @given(drawn=st.lists(edition, min_size=1, max_size=3))
    def test_every_code_stands_as_the_list_says(self, tmp_path, drawn):
        """Districts, what is above them and what is in them."""
        editions = [whole(one) for one in drawn]
        table = table_of(tmp_path, editions)
        for code in {*DISTRICTS, *VILLAGES, *(d[:5] for d in DISTRICTS), "31", "98"}:
            region = table.lookup(code)
            found = (region.status.value, region.edition, region.name)
            assert found == expected(code, editions), code

    @in_tmp
    @given(drawn=st.lists(edition, min_size=1, max_size=3))
    def test_decrees_travel_with_their_editions(self, tmp_path, drawn):
        """Whichever edition is the last that had a code, its decree is named."""
        editions = [whole(one) for one in drawn]
        table = table_of(tmp_path, editions)
        assert (table.edition, table.decree) == (
            f"e{len(editions) - 1}",
            f"Keputusan {len(editions) - 1}",
        )
        for code in DISTRICTS:
            region = table.lookup(code)
            if region.edition.startswith("e"):
                assert region.decree == f"Keputusan {region.edition[1:]}"
            elif region.edition:
                assert region.decree == SHIPPED.lookup(code).decree

    @in_tmp
    @given(drawn=st.lists(edition, min_size=1, max_size=2))
    def test_children_are_those_that_are_current(self, tmp_path, drawn):
        """From the provinces down, in the order of their codes."""
        editions = [whole(one) for one in drawn]
        table = table_of(tmp_path, editions)
        rows = editions[-1]
        listed = sorted(code for code in rows if code.count(".") < 3)
        walked = []
        for province in table.children():
            walked.append(province.code)
            for regency in table.children(province.code):
                walked.append(regency.code)
                walked += [d.code for d in table.children(regency.code)]
        assert walked == listed
        assert len(table) == len(listed)

    @in_tmp
    @given(drawn=st.lists(edition, min_size=1, max_size=2))
    def test_a_name_is_found_where_it_is_current(self, tmp_path, drawn):
        """No retired region answers a search, whatever it was called."""
        editions = [whole(one) for one in drawn]
        table = table_of(tmp_path, editions)
        found = {r.code for r in table.search("Contoh Baru", level=3, limit=99)}
        assert found == {
            code
            for code, label in editions[-1].items()
            if label == "Contoh Baru" and code.count(".") == 2
        }

    @in_tmp
    @given(drawn=edition)
    def test_a_nik_keeps_its_code(self, tmp_path, drawn):
        """Strict takes every code that any edition had, and no other."""
        editions = [whole(drawn)]
        before = use(table_of(tmp_path, editions))
        try:
            for code in DISTRICTS:
                digits = f"{code.replace('.', '')}0101909001"
                status, _, _ = expected(code, editions)
                assert NIK.is_valid(digits, strict=True) == (status != "unknown")
        finally:
            use(before)

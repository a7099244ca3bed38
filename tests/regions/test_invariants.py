"""What holds for every region of every table, by property."""

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from egovkit.errors import DefinitionError
from egovkit.regions import Region, RegionStatus, RegionTable, active, lookup, search
from egovkit.regions._search import _KIND, _LEVEL_WORDS, fold

CURRENT = sorted(active().data.current)
RETIRED = sorted(active().data.retired)
current_codes = st.sampled_from(CURRENT)
any_codes = st.sampled_from([*CURRENT, *RETIRED])
in_tmp = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.property
class TestTree:
    """Regions lie in each other, level by level."""

    @given(code=any_codes)
    def test_the_code_of_a_parent_begins_the_code(self, code):
        """Permendagri 58/2021: two digits a level, four for a village."""
        region = lookup(code)
        for above, below in zip(region.lineage, region.lineage[1:], strict=False):
            assert below.code.startswith(f"{above.code}.")
            assert below.level == above.level + 1
            assert below.parent is above
        assert region.lineage[0].level == 1

    @given(code=current_codes)
    def test_a_current_region_is_a_child_of_its_parent(self, code):
        """And of a current one; the children of a region say the same."""
        region = lookup(code)
        if region.parent is not None:
            assert region.parent.status is RegionStatus.CURRENT
            assert region in active().children(region.parent.code)
        for child in active().children(code):
            assert child.parent == region
            assert child.status is RegionStatus.CURRENT

    @given(code=st.sampled_from(RETIRED))
    def test_a_retired_region_leads_to_current_ones_of_its_level(self, code):
        """Whoever follows a successor arrives, in one step."""
        region = lookup(code)
        assert region.status is RegionStatus.RETIRED
        assert region.edition < active().edition
        for successor in region.successors:
            assert successor.status is RegionStatus.CURRENT
            assert successor.level == region.level
            assert successor.successors == ()

    @given(code=any_codes)
    def test_both_ways_to_write_a_code_give_one_answer(self, code):
        """The same object, in fact: known answers are kept."""
        region = lookup(code)
        assert lookup(region.code) is region
        assert lookup(region.plain) is region

    @given(code=any_codes, other=any_codes)
    def test_regions_are_equal_when_they_are_the_same(self, code, other):
        """By value, and with equal hashes."""
        one, two = lookup(code), lookup(other)
        assert (one == two) == (code == other)
        if one == two:
            assert hash(one) == hash(two)

    @given(code=any_codes)
    def test_titles_and_zones_are_never_empty(self, code):
        """Every region can be printed and has a time."""
        region = lookup(code)
        assert region.name
        assert region.titled.endswith(region.name)
        assert region.full_name.count(", ") == region.level - 1
        assert region.time_zone.utcoffset(None) is not None
        assert region.iso_3166_2.startswith("ID-")
        assert region.term == region.term.lower()


@pytest.mark.property
class TestSearch:
    """What people write of a name finds it."""

    @given(code=current_codes, data=st.data())
    def test_the_first_words_of_a_name_find_it(self, code, data):
        """In capitals or not; a word for the kind alone says nothing."""
        region = lookup(code)
        words = region.name.split()
        count = data.draw(st.integers(1, len(words)))
        case = data.draw(st.sampled_from([str.upper, str.lower, str.title]))
        text = case(" ".join(words[:count]))
        if len(fold(text)) >= 3 and words[0].lower() not in _LEVEL_WORDS:
            assert region in search(text, level=region.level, limit=10_000)

    @given(code=current_codes)
    def test_a_whole_name_comes_first(self, code):
        """Before it stand only regions that have or had exactly that name."""
        region = lookup(code)
        found = search(region.titled, level=region.level, limit=10_000)
        key = fold(region.name.replace("Administrasi ", ""))
        for other in found[: found.index(region) + 1]:
            assert key in _keys_of(other)

    @given(code=current_codes)
    def test_old_spelling_finds_the_same(self, code):
        """U as oe, j as dj, c as tj, y as j: the spelling before 1972."""
        region = lookup(code)
        old = region.name.lower()
        for new, before in (("j", "dj"), ("y", "j"), ("c", "tj"), ("u", "oe")):
            old = old.replace(new, before)
        assert region in search(old, level=region.level, limit=10_000)

    @given(text=st.text(max_size=40))
    def test_the_order_is_the_same_every_time(self, text):
        """No order of chance."""
        assert search(text) == search(text)
        assert search(text, limit=5) == search(text, limit=10)[:5]


def _keys_of(region: Region) -> set[str]:
    former = active().data.former.get(region.plain, ())
    keys = set()
    for full in (region.name, *former):
        name = full.replace("Administrasi ", "")
        keys |= {fold(name), fold(_KIND.sub("", name.lower()))}
    return keys


trees = st.dictionaries(
    st.sampled_from(["11", "12", "31", "91", "98"]),
    st.dictionaries(
        st.integers(1, 99).map("{:02}".format),
        st.lists(st.integers(1, 99).map("{:02}".format), max_size=4, unique=True),
        max_size=4,
    ),
    min_size=1,
)
names = st.text(
    alphabet=st.characters(categories=["L", "Nd", "Zs"], include_characters=",'\".-"),
    min_size=1,
    max_size=20,
).filter(str.strip)


@pytest.mark.property
class TestFiles:
    """Any table that is a tree can be written, read and asked."""

    @in_tmp
    @given(tree=trees, name=names, dotted=st.booleans())
    def test_a_table_reads_back(self, tmp_path: Path, tree, name, dotted):
        """Every code is current with its name; what was there before is retired."""
        dot = "." if dotted else ""
        codes = [
            *tree,
            *(f"{p}{dot}{r}" for p in tree for r in tree[p]),
            *(
                f"{p}{dot}{r}{dot}{d}"
                for p in tree
                for r in tree[p]
                for d in tree[p][r]
            ),
        ]
        out = io.StringIO()
        rows = csv.writer(out)
        rows.writerow(["code", "name"])
        rows.writerows([code, name] for code in codes)
        path = tmp_path / "tree.csv"
        path.write_bytes(out.getvalue().encode())
        table = RegionTable.from_csv(path, edition="2027", decree="Keputusan Contoh")
        assert len(table) == len(codes)
        for code in codes:
            region = table.lookup(code)
            assert (region.name, region.status) == (name, RegionStatus.CURRENT)
            assert region.edition == "2027"
        listed = {code.replace(".", "") for code in codes}
        for code in CURRENT[::997]:
            expected = "current" if code in listed else "retired"
            assert table.lookup(code).status == expected
        assert {p.code for p in table.children()} == set(tree)

    @in_tmp
    @given(
        head=st.sampled_from(
            [b"", b"code,name\n", b"code,name,last_edition,successor\n"]
        ),
        data=st.binary(max_size=200),
    )
    def test_any_file_is_a_table_or_our_error(self, tmp_path: Path, head, data):
        """Bytes of any kind, with the right headings or without."""
        path = tmp_path / "any.csv"
        path.write_bytes(head + data)
        with suppress(DefinitionError):
            RegionTable.from_csv(path, edition="1", decree="x")
        with suppress(DefinitionError):
            RegionTable.shipped().with_history(path)

"""Median, nine tenths, share on time and the chart, reckoned again from a list."""

from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services_office import CITIZEN, file_one, make_desk, wib

from egovkit.services import MemoryStore, ServicePerformance

USED = st.dictionaries(st.integers(0, 60), st.integers(1, 9), max_size=8)


def report(used, on_time=0):
    """A report of how many requests took how many units."""
    return ServicePerformance(
        definition="domisili@1",
        term="statutory",
        count=sum(used.values()),
        used=used,
        on_time=on_time,
        outcomes={},
        pauses={},
        refusals={},
    )


def smallest(times, share):
    """The smallest value that at least this share of a list does not exceed."""
    return next(
        value
        for value in sorted(times)
        if Fraction(sum(t <= value for t in times), len(times)) >= share
    )


@pytest.mark.property
@given(USED)
def test_ranks_are_those_of_the_plain_list(used):
    """Half of the requests needed at most the median, nine of ten at most p90."""
    times = [value for value, count in used.items() for _ in range(count)]
    found = report(used)
    if not times:
        assert (found.median, found.p90) == (0, 0)
        return
    assert found.median == smallest(times, Fraction(1, 2))
    assert found.p90 == smallest(times, Fraction(9, 10))
    assert found.median <= found.p90 <= max(times)


@pytest.mark.parametrize(
    ("used", "median", "p90"),
    [
        ({5: 1}, 5, 5),
        ({1: 1, 2: 1}, 1, 2),
        ({1: 1, 2: 1, 3: 1}, 2, 3),
        ({1: 5, 9: 5}, 1, 9),
        ({1: 4, 9: 6}, 9, 9),
        ({1: 9, 9: 1}, 1, 1),
        ({1: 8, 5: 1, 9: 1}, 1, 5),
        ({1: 89, 9: 11}, 1, 9),
        ({1: 90, 9: 10}, 1, 1),
        ({0: 3}, 0, 0),
    ],
)
def test_ranks_by_hand(used, median, p90):
    """The value itself is one that a request took; nothing lies between two."""
    assert (report(used).median, report(used).p90) == (median, p90)


@pytest.mark.property
@given(on_time=st.integers(0, 3000), late=st.integers(0, 3000))
def test_the_share_is_rounded_half_up_to_one_place(on_time, late):
    """Of the requests that were measured; of none there is no share."""
    measured = on_time + late
    share = report({1: measured} if measured else {}, on_time).share_on_time
    if not measured:
        assert share == ""
        return
    whole, rest = divmod(Fraction(1000 * on_time, measured), 1)
    tenths = int(whole) + (rest >= Fraction(1, 2))
    assert share == f"{tenths // 10}.{tenths % 10}"
    assert abs(Fraction(share) - Fraction(100 * on_time, measured)) <= Fraction(1, 20)


@pytest.mark.parametrize(
    ("on_time", "measured", "share"),
    [
        (0, 7, "0.0"), (7, 7, "100.0"), (1, 3, "33.3"), (2, 3, "66.7"),
        (1, 2000, "0.1"), (1, 2001, "0.0"), (1999, 2000, "100.0"), (1, 16, "6.3"),
    ],
)  # fmt: skip
def test_shares_by_hand(on_time, measured, share):
    """1/16 is 6.25 %: half up, not to the even digit."""
    assert report({1: measured}, on_time).share_on_time == share


@pytest.mark.parametrize(
    ("filed", "closed", "used"),
    [
        (wib(2027, 12, 20, 9), wib(2027, 12, 23, 9), {3: 1}),
        (wib(2027, 12, 20, 9), wib(2028, 1, 4, 9), {}),  # no decree for 2028 yet
        (wib(2028, 1, 3, 9), wib(2028, 1, 4, 9), {}),
    ],
    ids=["within", "across", "beyond"],
)
def test_what_lies_outside_the_calendar_is_counted_and_not_measured(
    filed, closed, used
):
    """A request of a year without a decree has no working time; nothing is guessed."""
    with MemoryStore() as store:
        desk = make_desk(store)
        desk.act(file_one(desk, filed), "withdraw", by=CITIZEN, at=closed)
        (report,) = desk.performance(closed.date(), closed.date())
        assert (report.count, report.used) == (1, used)
        assert report.share_on_time == ("100.0" if used else "")
        assert report.median == max(used, default=0)


def bars(found):
    """Label → left edge, top, width and height of its bar."""
    root = ET.fromstring(found.to_svg())  # noqa: S314 - of our own making
    space = "{http://www.w3.org/2000/svg}"
    rects = [
        {name: int(rect.get(name)) for name in ("x", "y", "width", "height")}
        for rect in root.findall(f"{space}rect")
    ]
    texts = root.findall(f"{space}text")
    for rect, text in zip(rects, texts, strict=True):
        assert int(text.get("x")) == rect["x"] + rect["width"] // 2
    size = (int(root.get("width")), int(root.get("height")))
    return size, {t.text: r for t, r in zip(texts, rects, strict=True)}


@pytest.mark.property
@given(USED)
def test_the_chart_shows_every_request(used):
    """A bar for each number of units up to the largest; from 30 on, one for all."""
    (width, height), found = bars(report(used))
    last = min(max(used, default=0), 30)
    labels = [str(n) for n in range(last + 1)]
    labels[30:] = ["30+"] * len(labels[30:])
    assert list(found) == labels
    counts = {label: used.get(n, 0) for n, label in enumerate(labels)}
    if last == 30:
        counts["30+"] = sum(count for value, count in used.items() if value >= 30)
    most = max(counts.values()) or 1
    right = 0
    for label, bar in found.items():
        share = Fraction(counts[label], most)
        assert abs(bar["height"] - 104 * share) <= Fraction(1, 2)
        assert bar["y"] + bar["height"] == 120  # all stand on one line
        assert bar["x"] >= right + 6  # and apart from each other
        right = bar["x"] + bar["width"]
    assert right + 6 == width
    assert height == 144
    assert max(bar["height"] for bar in found.values()) == (104 if used else 0)

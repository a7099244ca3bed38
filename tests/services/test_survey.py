"""The satisfaction index (PermenPANRB 14/2017): exact, rounded once, lower bounds."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import EgovkitError
from egovkit.services import Survey, survey_index
from egovkit.services._survey import (
    ELEMENTS,
    QUESTIONNAIRE,
    Element,
    Response,
    sample_size,
)

ROW = st.tuples(*[st.integers(1, 4)] * 9)


def rows_with_totals(totals, respondents):
    """Rows of answers 1–4 whose columns add up to the totals."""
    columns = []
    for total in totals:
        low, extra = divmod(total, respondents)
        columns.append([low + 1] * extra + [low] * (respondents - extra))
    return list(zip(*columns, strict=True))


def rows_with_total(total, respondents):
    """Rows whose answers add up to one total, spread as evenly as possible."""
    low, extra = divmod(total, respondents * 9)
    flat = [low + 1] * extra + [low] * (respondents * 9 - extra)
    return [tuple(flat[i : i + 9]) for i in range(0, len(flat), 9)]


PUBLISHED = rows_with_totals((105, 101, 100, 116, 102, 105, 106, 105, 115), 29)


def test_the_published_example_is_91_48():
    """955 points of 29 people: 955/261 × 25 = 91.475…, rounded half up 91.48, A."""
    result = survey_index(PUBLISHED)
    assert (result.index, result.grade) == (Decimal("91.48"), "A")
    assert result.elements[Element.REQUIREMENTS] == Decimal("90.52")  # 105/29 × 25


@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        pytest.param("0.11", "90.56", id="0.11"),
        pytest.param("0.111", "91.38", id="0.111"),
    ],
)
def test_old_reports_can_be_reproduced(weight, expected):
    """A report made with a shortened weight is reproduced to the digit."""
    assert survey_index(PUBLISHED, weight=Decimal(weight)).index == Decimal(expected)


@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        pytest.param(Fraction(1, 9), "100.00", id="exact"),
        pytest.param(Decimal("0.11"), "99.00", id="0.11"),
        pytest.param(Decimal("0.111"), "99.90", id="0.111"),
    ],
)
def test_only_exact_weights_reach_100(weight, expected):
    """Nothing but fours is 100 with 1/9 and less with a shortened weight."""
    assert survey_index([(4,) * 9], weight=weight).index == Decimal(expected)


@pytest.mark.parametrize(
    ("total", "respondents", "index", "grade"),
    [
        pytest.param(524, 19, "76.61", "B", id="76.6082"),
        pytest.param(604, 19, "88.30", "B", id="88.3041"),
        pytest.param(1357, 58, "64.99", "D", id="64.9904"),
        pytest.param(137_889, 5000, "76.61", "B", id="76.605-half-up"),
        pytest.param(9, 1, "25.00", "D", id="worst"),
        pytest.param(36, 1, "100.00", "A", id="best"),
    ],
)
def test_no_index_falls_into_the_holes_of_the_table(total, respondents, index, grade):
    """Rounded to two places first, then compared with lower bounds only."""
    result = survey_index(rows_with_total(total, respondents))
    assert (result.index, result.grade) == (Decimal(index), grade)


def test_the_questionnaire_swaps_the_last_two():
    """Question 8 asks for facilities (U9), question 9 for complaints (U8)."""
    row = (4, 4, 4, 4, 4, 4, 4, 1, 2)
    by_list = survey_index([row]).elements
    by_questionnaire = survey_index([row], order=QUESTIONNAIRE).elements
    assert by_list[Element.COMPLAINTS] == Decimal("25.00")
    assert by_questionnaire[Element.FACILITIES] == Decimal("25.00")
    assert by_questionnaire[Element.COMPLAINTS] == Decimal("50.00")
    assert Response.from_questionnaire(row).answers[7:] == (2, 1)


@pytest.mark.property
@given(st.lists(ROW, min_size=1, max_size=30))
def test_the_index_is_the_mean_of_all_answers(rows):
    """With equal weights the index is 25 times the mean of every answer."""
    exact = Fraction(sum(map(sum, rows)) * 25, len(rows) * 9)
    result = survey_index(rows)
    assert abs(Fraction(result.index) - exact) <= Fraction(1, 200)
    assert Decimal("25.00") <= result.index <= Decimal("100.00")
    assert result.respondents == len(rows)


@pytest.mark.property
@given(st.lists(ROW, min_size=1, max_size=20), st.randoms())
def test_the_order_of_respondents_does_not_matter(rows, random):
    """An index is a property of the answers, not of who came first."""
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert survey_index(shuffled) == survey_index(rows)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        pytest.param([], "survey_empty", id="nobody"),
        pytest.param([(4,) * 8], "survey_row_length", id="eight"),
        pytest.param([(4,) * 10], "survey_row_length", id="ten"),
        pytest.param([(0,) * 9], "survey_answer", id="zero"),
        pytest.param([(5,) * 9], "survey_answer", id="five"),
        pytest.param([(True,) * 9], "survey_answer", id="bool"),
        pytest.param([(3.0,) * 9], "survey_answer", id="float"),
        pytest.param([("4",) * 9], "survey_answer", id="text"),
        pytest.param(["444444444"], "survey_row", id="string-row"),
        pytest.param([None], "survey_row", id="no-row"),
    ],
)
def test_what_is_no_answer_is_refused(rows, code):
    """Nine whole numbers from 1 to 4, or a typed error that names the row."""
    with pytest.raises(EgovkitError) as refused:
        survey_index(rows)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param({"order": ELEMENTS[:8]}, id="order-short"),
        pytest.param({"order": (*ELEMENTS[:8], ELEMENTS[0])}, id="order-twice"),
        pytest.param({"weight": Decimal("0.2")}, id="weight-high"),
        pytest.param({"weight": Decimal(0)}, id="weight-zero"),
        pytest.param({"weight": Decimal("NaN")}, id="weight-no-number"),
        pytest.param({"weight": "1/0"}, id="weight-by-zero"),
        pytest.param({"weight": "a ninth"}, id="weight-in-words"),
        pytest.param({"weight": None}, id="weight-none"),
    ],
)
def test_an_impossible_reckoning_is_refused(arguments):
    """Weights add up to at most one, and each column is one element."""
    with pytest.raises(EgovkitError):
        survey_index([(4,) * 9], **arguments)


@pytest.mark.parametrize("row", [1, 2, 7])
def test_the_row_that_is_wrong_is_named_from_one(row):
    """As a spreadsheet counts them; a single response is row 1."""
    rows = [(4,) * 9] * 7
    for bad, facts in [
        ((4,) * 8 + (5,), {"row": row}),
        ((4,) * 8, {"row": row, "expected": 9, "got": 8}),
        (None, {"row": row}),
    ]:
        rows[row - 1] = bad
        with pytest.raises(EgovkitError) as caught:
            survey_index(rows)
        assert caught.value.facts == facts
    for make in (Response, Response.from_questionnaire):
        with pytest.raises(EgovkitError) as caught:
            make((4,) * 8 + (0,))
        assert caught.value.facts == {"row": 1}


GRADES = "DCBA"
BOUNDS = (Fraction(65), Fraction("76.61"), Fraction("88.31"))  # Table II, lower bounds


def by_hand(rows, weight=Fraction(1, 9)):
    """Index and grade once more: fractions, the schoolbook's rounding, the table."""
    total = sum(answer for row in rows for answer in row)
    exact = Fraction(total, len(rows)) * weight * 25
    whole, rest = divmod(exact * 100, 1)
    hundredths = int(whole) + (rest >= Fraction(1, 2))
    index = Fraction(hundredths, 100)
    return index, GRADES[sum(index >= bound for bound in BOUNDS)]


@pytest.mark.property
@given(
    rows=st.lists(ROW, min_size=1, max_size=25),
    weight=st.sampled_from(["1/9", "0.11", "0.111", "0.1", "0.05", "0.001"]),
)
def test_index_and_grade_are_those_reckoned_by_hand(rows, weight):
    """One rounding, half up, and lower bounds; whichever weight a report had."""
    result = survey_index(rows, weight=weight)
    assert (Fraction(result.index), result.grade) == by_hand(rows, Fraction(weight))
    assert -result.index.as_tuple().exponent == 2
    for place, element in enumerate(ELEMENTS):
        column = Fraction(sum(row[place] for row in rows) * 25, len(rows))
        whole, rest = divmod(column * 100, 1)
        assert result.elements[element] * 100 == int(whole) + (rest >= Fraction(1, 2))


def test_every_total_of_up_to_twelve_people_has_its_grade():
    """All 9n to 36n points of n people: no total falls between two grades."""
    for people in range(1, 13):
        for total in range(9 * people, 36 * people + 1):
            rows = rows_with_total(total, people)
            result = survey_index(rows)
            assert (Fraction(result.index), result.grade) == by_hand(rows)


def test_a_shortened_weight_costs_a_grade_between_88_31_and_89_19():
    """Facts: every index of that range is an A, and under 0.11 a B; 89.20 is not.

    An index of h hundredths comes from 10,000 people and h x 36 points.
    """

    def rows(hundredths):
        return rows_with_total(hundredths * 36 // 10, 1000)

    for hundredths in range(8835, 8920, 5):
        assert survey_index(rows(hundredths)).grade == "A"
        assert survey_index(rows(hundredths), weight="0.11").grade == "B"
    assert survey_index(rows(8831), weight="0.11").grade == "B"
    assert survey_index(rows(8920), weight="0.11").grade == "A"


@pytest.mark.parametrize(
    ("hundredths", "grade"),
    [
        (2500, "D"), (6495, "D"), (6500, "C"), (7660, "C"), (7665, "B"),
        (8830, "B"), (8835, "A"), (10000, "A"),
    ],
)  # fmt: skip
def test_the_ends_of_the_table(hundredths, grade):
    """Table II: 25.00-64.99 D, 65.00-76.60 C, 76.61-88.30 B, 88.31-100.00 A."""
    result = survey_index(rows_with_total(hundredths * 36 // 10, 1000))
    assert (result.index * 100, result.grade) == (hundredths, grade)


@pytest.mark.parametrize(
    ("total", "people", "index", "grade"),
    [
        (23399, 1000, "65.00", "C"),  # 64.9972: rounded first, it reaches 65.00
        (27577, 1000, "76.60", "C"),  # 76.6028
        (27578, 1000, "76.61", "B"),  # 76.6056
        (31790, 1000, "88.31", "A"),  # 88.3056
        (31789, 1000, "88.30", "B"),  # 88.3028
        (1404, 60, "65.00", "C"),
    ],
)
def test_beside_each_bound(total, people, index, grade):
    """Reckoned by hand: total / people / 9 x 25."""
    result = survey_index(rows_with_total(total, people))
    assert (str(result.index), result.grade) == (index, grade)


def test_a_grade_is_read_in_words():
    """Table II in both languages; D is no missing grade."""
    rows = {"A": 4, "B": 3, "C": 3, "D": 1}
    words = {"A": "Sangat baik", "C": "Kurang baik", "D": "Tidak baik"}
    for grade, word in words.items():
        result = survey_index([(rows[grade],) * 9])
        assert result.grade == grade
        assert result.quality() == word
        assert result.quality("en") != word
    assert survey_index([(4,) * 5 + (3,) * 4]).quality() == "Sangat baik"
    assert survey_index([(4,) * 4 + (3,) * 5]).quality() == "Baik"


def test_answers_are_stored_by_element():
    """No order to get wrong: complaints and facilities keep their names."""
    by_element = dict.fromkeys(ELEMENTS, 3) | {"pengaduan": 1, "sarana": 4}
    assert Response.of(by_element).answers == (3, 3, 3, 3, 3, 3, 3, 1, 4)
    swapped = Response.from_questionnaire((3, 3, 3, 3, 3, 3, 3, 4, 1))
    assert Response.of(by_element) == swapped


@pytest.mark.parametrize(
    "answers",
    [
        {},
        dict.fromkeys(ELEMENTS[:8], 3),
        dict.fromkeys([*ELEMENTS, "maklumat"], 3),
        dict.fromkeys(ELEMENTS, 5),
        dict.fromkeys(ELEMENTS, "4"),
        dict.fromkeys(ELEMENTS, True),
        [3] * 9,
        None,
    ],
    ids=["none", "eight", "ten", "five", "text", "truth", "a list", "nothing"],
)
def test_an_answer_sheet_that_cannot_be_is_refused(answers):
    """Nine elements, each 1 to 4, when the response is made."""
    with pytest.raises(EgovkitError):
        Response.of(answers)
    with pytest.raises(EgovkitError):
        Response((3,) * 8)


@pytest.mark.parametrize(
    "weight", ["0.11", 0.11, Decimal("0.11"), Fraction(11, 100)], ids=repr
)
def test_a_weight_means_what_is_written(weight):
    """The facts' figure for an old report, whichever way the weight is given."""
    rows = rows_with_totals((105, 101, 100, 116, 102, 105, 106, 105, 115), 29)
    assert survey_index(rows, weight=weight).index == Decimal("90.56")


def test_the_report_tells_service_unit_and_element():
    """One row for the whole, one for each service, one for each unit."""
    survey = Survey(
        [
            Response((4,) * 9, service="domisili", unit="A"),
            Response((3,) * 9, service="domisili", unit="B"),
            Response((1,) * 9, service="sktm", unit="B"),
        ]
    )
    rows = survey.to_rows()
    assert [(r["group"], r["name"], r["index"], r["grade"]) for r in rows] == [
        ("total", "", "66.67", "C"),
        ("service", "domisili", "87.50", "B"),
        ("service", "sktm", "25.00", "D"),
        ("unit", "A", "100.00", "A"),
        ("unit", "B", "50.00", "D"),
    ]
    assert rows[0]["quality"] == "Kurang baik"
    assert rows[0]["sarana"] == "66.67"


def test_the_weakest_element_is_named():
    """Where to begin: the element with the lowest index."""
    result = survey_index([(4, 4, 2, 4, 4, 4, 4, 4, 4)])
    assert result.weakest is Element.TIME
    assert result.weakest.label("en") == "Time"


# Krejcie and Morgan 1970, Table 1: population and sample, all 90 rows. (Reprints
# often give the last population as 100000, for which the formula says 383.)
TABLE = """
10 10  15 14  20 19  25 24  30 28  35 32  40 36  45 40  50 44  55 48  60 52
65 56  70 59  75 63  80 66  85 70  90 73  95 76  100 80  110 86  120 92
130 97  140 103  150 108  160 113  170 118  180 123  190 127  200 132  210 136
220 140  230 144  240 148  250 152  260 155  270 159  280 162  290 165
300 169  320 175  340 181  360 186  380 191  400 196  420 201  440 205
460 210  480 214  500 217  550 226  600 234  650 242  700 248  750 254
800 260  850 265  900 269  950 274  1000 278  1100 285  1200 291  1300 297
1400 302  1500 306  1600 310  1700 313  1800 317  1900 320  2000 322  2200 327
2400 331  2600 335  2800 338  3000 341  3500 346  4000 351  4500 354  5000 357
6000 361  7000 364  8000 367  9000 368  10000 370  15000 375  20000 377
30000 379  40000 380  50000 381  75000 382  1000000 384
"""


def test_sample_sizes_are_those_of_the_table():
    """The formula, rounded half up, gives every row of the printed table."""
    numbers = [int(word) for word in TABLE.split()]
    rows = dict(zip(numbers[::2], numbers[1::2], strict=True))
    assert len(rows) == 90
    assert {n: sample_size(n) for n in rows} == rows
    assert (sample_size(1), sample_size(100_000)) == (1, 383)


@pytest.mark.property
@given(st.integers(1, 10**9))
def test_a_sample_is_never_larger_than_the_population(population):
    """And never smaller than that of a smaller one; never above 384."""
    size = sample_size(population)
    assert 1 <= size <= min(population, 384)
    assert size <= sample_size(population + 1)


@pytest.mark.parametrize("population", [0, -1, True, 10.0], ids=repr)
def test_a_population_is_a_positive_whole_number(population):
    """Nobody, or half a person, is no population."""
    with pytest.raises(EgovkitError):
        sample_size(population)


def test_the_elements_have_the_names_of_the_regulations_list():
    """U1 to U9 of the annex, U8 complaints and U9 facilities, as apps quote them."""
    assert [element.label() for element in ELEMENTS] == [
        "Persyaratan",
        "Sistem, mekanisme, dan prosedur",
        "Waktu penyelesaian",
        "Biaya/tarif",
        "Produk spesifikasi jenis pelayanan",
        "Kompetensi pelaksana",
        "Perilaku pelaksana",
        "Penanganan pengaduan, saran, dan masukan",
        "Sarana dan prasarana",
    ]

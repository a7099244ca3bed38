"""The satisfaction survey (*survei kepuasan masyarakat*, SKM) and its index.

Nine elements, answers 1 to 4, equal weights. The index is exact until it is
rounded once, half up, to two places; the grade is read from lower bounds only,
because the published ranges leave holes (76.60 to 76.61) into which real
surveys fall. Weights of 0.11 or 0.111, seen in practice, cap the index below
100 and are there only to reproduce an old report.

Source:
    PermenPANRB 14/2017, annex (elements, weights, Table II), as quoted by public
    implementations; Krejcie and Morgan (1970) for the sample size.

Example:
    >>> rows = [(4, 4, 3, 4, 4, 3, 4, 4, 4), (3, 3, 3, 4, 3, 3, 3, 3, 4)]
    >>> result = survey_index(rows)
    >>> result.index, result.grade
    (Decimal('87.50'), 'B')
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from egovkit._messages import sentence
from egovkit.errors import (
    InvalidComponentError,
    InvalidFormatError,
    InvalidLengthError,
    UsageError,
)

__all__ = [
    "ELEMENTS",
    "QUESTIONNAIRE",
    "Element",
    "Response",
    "Survey",
    "SurveyIndex",
    "sample_size",
    "survey_index",
]

Lang = Literal["id", "en"]
Grade = Literal["A", "B", "C", "D"]


class Element(StrEnum):
    """What is judged; the value is the element's name in a store."""

    REQUIREMENTS = "persyaratan"
    PROCEDURE = "prosedur"
    TIME = "waktu"
    FEE = "biaya"
    PRODUCT = "produk"
    COMPETENCE = "kompetensi"
    CONDUCT = "perilaku"
    COMPLAINTS = "pengaduan"
    FACILITIES = "sarana"

    def label(self, lang: Lang = "id") -> str:
        """The element's name as people read it."""
        return sentence(f"survey_{self.value}", lang)


ELEMENTS = tuple(Element)
"""U1 to U9 in the order of the regulation's list."""

QUESTIONNAIRE = (*ELEMENTS[:7], Element.FACILITIES, Element.COMPLAINTS)
"""The order of the regulation's sample questionnaire, which swaps the last two."""

_LOWER_BOUNDS: tuple[tuple[Decimal, Grade], ...] = (
    (Decimal("88.31"), "A"),
    (Decimal("76.61"), "B"),
    (Decimal("65.00"), "C"),
    (Decimal(0), "D"),
)
_SCALE = range(1, 5)
_POINTS = 25  # an answer of 1 to 4 becomes 25 to 100
_EQUAL = Fraction(1, len(ELEMENTS))


@dataclass(frozen=True, slots=True)
class SurveyIndex:
    """The result of a survey.

    Args:
        index: 25.00 to 100.00, two places, rounded half up.
        grade: ``"A"`` (sangat baik) to ``"D"`` (tidak baik).
        respondents: How many rows it rests on.
        elements: Each element's own index, 25.00 to 100.00.
    """

    index: Decimal
    grade: Grade
    respondents: int
    elements: Mapping[Element, Decimal]

    def quality(self, lang: Lang = "id") -> str:
        """The grade in words."""
        return sentence(f"survey_grade_{self.grade.lower()}", lang)

    @property
    def weakest(self) -> Element:
        """The element with the lowest index, the first of several."""
        return min(ELEMENTS, key=lambda element: self.elements[element])


def survey_index(
    rows: Iterable[Sequence[int]],
    *,
    order: Sequence[Element] = ELEMENTS,
    weight: Decimal | Fraction | float | str = _EQUAL,
) -> SurveyIndex:
    """The index of a survey, exact up to the one rounding at the end.

    Args:
        rows: For each respondent nine answers, whole numbers from 1 to 4.
        order: What the nine columns are; `QUESTIONNAIRE` for answers stored in
            the order of the sample questionnaire.
        weight: Of each element; leave it, unless an old report that was made
            with ``Decimal("0.11")`` must be reproduced.

    Raises:
        egovkit.errors.UsageError: No rows, an order that is not the nine
            elements, or a weight that is not above 0 and up to 1/9.
        egovkit.errors.InvalidLengthError: A row without exactly nine answers.
        egovkit.errors.InvalidComponentError: An answer outside 1 to 4.
    """
    if sorted(order) != sorted(ELEMENTS):
        raise UsageError("survey_order")
    share = _share(weight)
    totals, respondents = [0] * len(ELEMENTS), 0
    for number, row in enumerate(rows, 1):
        _check(row, number)
        totals = [total + answer for total, answer in zip(totals, row, strict=True)]
        respondents += 1
    if not respondents:
        raise UsageError("survey_empty")
    index = _rounded(share * sum(totals) * _POINTS / respondents)
    means = {
        element: _rounded(Fraction(total * _POINTS, respondents))
        for element, total in zip(order, totals, strict=True)
    }
    return SurveyIndex(
        index=index,
        grade=next(grade for bound, grade in _LOWER_BOUNDS if index >= bound),
        respondents=respondents,
        elements={element: means[element] for element in ELEMENTS},
    )


def _share(weight: object) -> Fraction:
    """The weight as it is written: 0.11 is 11/100 in a float too."""
    try:
        share = Fraction(str(weight))
    except (ValueError, ZeroDivisionError):
        share = Fraction(0)
    if not 0 < share <= _EQUAL:
        raise UsageError("survey_weight")
    return share


def _check(row: Sequence[int], number: int) -> None:
    if isinstance(row, str | bytes) or not isinstance(row, Sequence):
        raise InvalidComponentError("survey_row", row=number)
    if len(row) != len(ELEMENTS):
        raise InvalidLengthError(
            "survey_row_length", row=number, expected=len(ELEMENTS), got=len(row)
        )
    for answer in row:
        if type(answer) is not int or answer not in _SCALE:
            raise InvalidComponentError("survey_answer", row=number)


def _rounded(value: Fraction) -> Decimal:
    """Half up to two places; values are never negative."""
    hundredths = (value * 200 + 1) // 2
    return Decimal(hundredths).scaleb(-2)


@dataclass(frozen=True, slots=True)
class Response:
    """One respondent's answers, without anything that names the person.

    Args:
        answers: Nine whole numbers from 1 to 4, U1 to U9.
        service: The service's id.
        unit: The office.

    Raises:
        egovkit.errors.InvalidLengthError: Not nine answers.
        egovkit.errors.InvalidComponentError: An answer outside 1 to 4.
        egovkit.errors.InvalidFormatError: A service or office that is no text.

    Example:
        >>> by_element = dict.fromkeys(ELEMENTS, 3) | {"sarana": 4}
        >>> Response.of(by_element).answers
        (3, 3, 3, 3, 3, 3, 3, 3, 4)
    """

    answers: tuple[int, ...]
    service: str = ""
    unit: str = ""

    def __post_init__(self) -> None:
        _check(self.answers, 1)
        for text in (self.service, self.unit):
            if not isinstance(text, str):
                raise InvalidFormatError("not_text")
        object.__setattr__(self, "answers", tuple(self.answers))

    @classmethod
    def of(
        cls, answers: Mapping[str, int], *, service: str = "", unit: str = ""
    ) -> "Response":
        """Answers by element, as a store keeps them: no order to get wrong.

        Raises:
            egovkit.errors.UsageError: Not the nine elements.
            egovkit.errors.InvalidComponentError: An answer outside 1 to 4.
        """
        if not _names_elements(answers):
            raise UsageError("survey_order")
        return cls(tuple(answers[element] for element in ELEMENTS), service, unit)

    @classmethod
    def from_questionnaire(
        cls, answers: Sequence[int], *, service: str = "", unit: str = ""
    ) -> "Response":
        """Answers in the order of the sample questionnaire."""
        _check(answers, 1)
        by_element = dict(zip(QUESTIONNAIRE, answers, strict=True))
        return cls(tuple(by_element[element] for element in ELEMENTS), service, unit)


def _names_elements(answers: object) -> bool:
    return isinstance(answers, Mapping) and set(answers) == set(ELEMENTS)


class Survey:
    """The responses of a period, and the report on them.

    Args:
        responses: In any order.

    Raises:
        egovkit.errors.UsageError: None, or something else than responses.

    Example:
        >>> survey = Survey([
        ...     Response((4,) * 9, service="domisili", unit="Kelurahan Contoh"),
        ...     Response((3,) * 9, service="sktm", unit="Kelurahan Contoh"),
        ... ])
        >>> survey.total.index, survey.by_service["sktm"].grade
        (Decimal('87.50'), 'C')
    """

    __slots__ = ("by_service", "by_unit", "responses", "total")

    responses: tuple[Response, ...]
    total: SurveyIndex
    by_service: Mapping[str, SurveyIndex]
    by_unit: Mapping[str, SurveyIndex]

    def __init__(self, responses: Iterable[Response]) -> None:
        self.responses = tuple(responses)
        if not all(isinstance(response, Response) for response in self.responses):
            raise UsageError("survey_response")
        self.total = survey_index(response.answers for response in self.responses)
        self.by_service = self._by(lambda response: response.service)
        self.by_unit = self._by(lambda response: response.unit)

    def _by(self, key: Callable[[Response], str]) -> Mapping[str, SurveyIndex]:
        groups: dict[str, list[tuple[int, ...]]] = {}
        for response in self.responses:
            groups.setdefault(key(response), []).append(response.answers)
        return {name: survey_index(groups[name]) for name in sorted(groups)}

    def to_rows(self, lang: Lang = "id") -> list[dict[str, str]]:
        """The report as rows for CSV: the whole, each service, each unit."""
        blocks = [
            ("total", {"": self.total}),
            ("service", self.by_service),
            ("unit", self.by_unit),
        ]
        return [
            _row(kind, name, result, lang)
            for kind, results in blocks
            for name, result in results.items()
        ]


def _row(kind: str, name: str, result: SurveyIndex, lang: Lang) -> dict[str, str]:
    return {
        "group": kind,
        "name": name,
        "respondents": str(result.respondents),
        "index": str(result.index),
        "grade": result.grade,
        "quality": result.quality(lang),
        **{element.value: str(result.elements[element]) for element in ELEMENTS},
    }


def sample_size(population: int) -> int:
    """How many respondents a survey needs, for the last period's population.

    The published table is this formula, rounded half up: chi-square 3.841 (one
    degree of freedom, 95 %), proportion 0.5, error 5 %.

    Args:
        population: How many people used the service, at least 1.

    Raises:
        egovkit.errors.UsageError: Fewer than 1.

    Source:
        PermenPANRB 14/2017, annex; Krejcie and Morgan, *Determining Sample Size
        for Research Activities*, 1970.

    Example:
        >>> sample_size(1000), sample_size(1_000_000)
        (278, 384)
    """
    if type(population) is not int or population < 1:
        raise UsageError("survey_population")
    spread = Fraction("3.841") / 4
    exact = spread * population / (Fraction("0.0025") * (population - 1) + spread)
    return int((exact * 2 + 1) // 2)

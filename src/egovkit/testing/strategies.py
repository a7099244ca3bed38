"""Hypothesis strategies: numbers, people and moments that do not exist.

For property tests of your own. Values are well formed and agree with each other;
serials are 9001 and on, which marks them as made up. Needs the extra
``[testing]``.

Example:
    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, database=None)
    ... @given(citizen=citizens())
    ... def test_it(citizen):
    ...     assert citizen.findings() == []
    >>> test_it()
"""

from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from egovkit._arguments import of_kind
from egovkit._optional import require

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

    from egovkit.identity import NIK, Citizen, Sex

__all__ = ["citizens", "moments", "niks"]

_BORN = date(1930, 1, 1), date(2025, 12, 31)
_SERIALS = 9001, 9999
_MOMENTS = datetime(2020, 1, 2), datetime(2039, 12, 30)  # noqa: DTZ001 - UTC is added
_NAMES = ("Siti Aminah", "Budi Contoh", "Suharto", "Maria Contoh Fatubun", "Ketut Arta")
_PLACES = ("Jakarta", "Makassar", "Jayapura", "Kota Contoh")


def niks(
    *, birth_date: date | None = None, sex: "Sex | str | None" = None
) -> "SearchStrategy[NIK]":
    """NIKs of any district there is.

    Args:
        birth_date: The day of birth; from 1930 to the end of 2025 when left out.
        sex: ``"L"`` or ``"P"``; either when left out.

    Raises:
        egovkit.errors.UsageError: No date.
        egovkit.errors.MissingDependencyError: Hypothesis is not installed.
    """
    from egovkit.identity import Sex

    of_kind(birth_date, date | None, "birth_date")
    st = _strategies()
    found: SearchStrategy[NIK] = st.builds(
        _nik,
        st.sampled_from(_districts()),
        st.dates(*_BORN) if birth_date is None else st.just(birth_date),
        st.sampled_from(Sex) if sex is None else st.just(Sex(sex)),
        st.integers(*_SERIALS),
    )
    return found


def citizens(**fixed: object) -> "SearchStrategy[Citizen]":
    """Citizens whose NIK agrees with their birth date and sex.

    Args:
        fixed: Fields that are the same for all. A fixed birth date or sex shapes
            the NIK too, unless that is fixed as well.

    Raises:
        egovkit.errors.MissingDependencyError: Hypothesis is not installed.
    """
    from egovkit.identity import Citizen, Sex

    st = _strategies()

    def one(draw: "Callable[[SearchStrategy[Any]], Any]") -> Citizen:
        born = fixed.get("birth_date") or draw(st.dates(*_BORN))
        sex = Sex(str(fixed.get("sex") or draw(st.sampled_from(list(Sex)))))
        of_then = date.fromisoformat(str(born))
        drawn = {
            "nik": draw(niks(birth_date=of_then, sex=sex)),
            "name": draw(st.sampled_from(_NAMES)),
            "birth_place": draw(st.sampled_from(_PLACES)),
            "birth_date": born,
            "sex": sex,
        }
        return Citizen.model_validate({**drawn, **fixed})

    found: SearchStrategy[Citizen] = st.composite(one)()
    return found


def moments() -> "SearchStrategy[datetime]":
    """Aware moments in UTC, within the years of a `egovkit.testing.TestAuthority`.

    Raises:
        egovkit.errors.MissingDependencyError: Hypothesis is not installed.
    """
    st = _strategies()
    found: SearchStrategy[datetime] = st.datetimes(*_MOMENTS, timezones=st.just(UTC))
    return found


def _strategies() -> Any:  # noqa: ANN401 - the module of an extra
    return require("hypothesis.strategies", extra="testing")


def _nik(district: str, born: date, sex: "Sex", serial: int) -> "NIK":
    from egovkit.identity import NIK, Sex

    day = born.day + (40 if sex is Sex.FEMALE else 0)
    return NIK(f"{district}{day:02}{born:%m%y}{serial}")


@cache
def _districts() -> tuple[str, ...]:
    from egovkit.regions import children

    return tuple(
        district.code.replace(".", "")
        for province in children()
        for regency in children(province.code)
        for district in children(regency.code)
    )

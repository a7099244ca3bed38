"""Times of day with the name of their zone.

Source:
    EYD V: the dot in *pukul 15.00*. Keppres 41/1987: WIB, WITA and WIT are
    UTC+7, +8 and +9, in force since 1 January 1988; older moments are converted
    with the same offsets.

Example:
    >>> format_time(datetime(2026, 11, 24, 14, 5, tzinfo=WIB))
    '14.05 WIB'
"""

from datetime import datetime, time, timedelta, tzinfo

from egovkit._clock import WIB, WIT, WITA
from egovkit.errors import InvalidComponentError, UsageError
from egovkit.l10n._dates import format_date
from egovkit.l10n._locale import language

TYPE_CHECKING = False
if TYPE_CHECKING:
    from egovkit.l10n._dates import DateStyle

    Zone = str | tzinfo

__all__ = ["format_datetime", "format_time", "zone_of"]

_ZONES: dict[str, tzinfo] = {
    "WIB": WIB,
    "Asia/Jakarta": WIB,
    "Asia/Pontianak": WIB,
    "WITA": WITA,
    "Asia/Makassar": WITA,
    "Asia/Ujung_Pandang": WITA,
    "WIT": WIT,
    "Asia/Jayapura": WIT,
}
_BY_OFFSET = {
    timedelta(hours=7): WIB,
    timedelta(hours=8): WITA,
    timedelta(hours=9): WIT,
}


def format_time(
    value: time | datetime, zone: "Zone | None" = None, *, seconds: bool = False
) -> str:
    """Write a time of day with its zone: *14.05 WIB*.

    Args:
        value: A moment with a time zone, or a time of day.
        zone: ``"WIB"``, ``"WITA"``, ``"WIT"``, an IANA name such as
            ``"Asia/Makassar"``, or a `datetime.tzinfo` of one of them. A moment
            is converted to it; a time of day is only labelled. Without it the
            value's own zone counts; a time of day without any has no label.
        seconds: Write the seconds too.

    Raises:
        egovkit.errors.UsageError: Neither a time nor a moment, or a moment
            without a zone.
        egovkit.errors.InvalidComponentError: A zone that is not Indonesian, or a
            moment that the calendar ends before in that zone.

    Example:
        >>> format_time(datetime(2026, 11, 24, 7, 5, tzinfo=WIB), "Asia/Makassar")
        '08.05 WITA'
    """
    own = _own_zone(value, zone)
    if isinstance(value, datetime):
        value = _converted(value, own)
    text = f"{value.hour:02}.{value.minute:02}"
    if seconds:
        text += f".{value.second:02}"
    return text if own is None else f"{text} {own.tzname(None)}"


def _converted(value: datetime, zone: tzinfo | None) -> datetime:
    try:
        return value.astimezone(zone)
    except OverflowError:  # the last hours of the year 9999
        raise InvalidComponentError("date_no_such_day") from None


def _own_zone(value: time | datetime, zone: "Zone | None") -> tzinfo | None:
    if isinstance(value, datetime):
        if value.tzinfo is None or (offset := value.utcoffset()) is None:
            raise UsageError("naive_datetime")
        return zone_of(zone) if zone is not None else _by_offset(value.tzinfo, offset)
    if not isinstance(value, time):
        raise UsageError("time_expected")
    if zone is None:
        zone = value.tzinfo
    return None if zone is None else zone_of(zone)


def zone_of(zone: "Zone") -> tzinfo:
    """WIB, WITA or WIT, by name or by time zone.

    Raises:
        egovkit.errors.InvalidComponentError: Not a zone of Indonesia.
    """
    name = zone if isinstance(zone, str) else getattr(zone, "key", None)
    if isinstance(name, str) and name in _ZONES:
        return _ZONES[name]
    if name is None and isinstance(zone, tzinfo):
        offset = zone.utcoffset(None)
        if offset in _BY_OFFSET:
            return _BY_OFFSET[offset]
    raise InvalidComponentError("zone_not_indonesian")


def _by_offset(zone: tzinfo, offset: timedelta) -> tzinfo:
    if offset in _BY_OFFSET and getattr(zone, "key", None) not in _ZONES:
        return _BY_OFFSET[offset]
    return zone_of(zone)


def format_datetime(
    value: datetime,
    style: "DateStyle" = "long",
    *,
    zone: "Zone | None" = None,
    seconds: bool = False,
    lang: str = "id",
) -> str:
    """Write a moment: *24 November 2026 pukul 14.05 WIB*.

    Args:
        value: A moment with a time zone.
        style: The style of the date, as in `format_date`.
        zone: As in `format_time`.
        seconds: Write the seconds too.
        lang: As in `format_date`. The time of day stays in the Indonesian form.

    Raises:
        egovkit.errors.UsageError: No moment, or one without a zone.
        egovkit.errors.InvalidComponentError: A zone that is not Indonesian.
        egovkit.errors.CoverageError: A language that CLDR does not know.

    Source:
        EYD V: *pukul 15.00*.

    Example:
        >>> format_datetime(datetime(2026, 11, 24, 14, 5, tzinfo=WIB))
        '24 November 2026 pukul 14.05 WIB'
    """
    if not isinstance(value, datetime):
        raise UsageError("datetime_expected")
    own = _own_zone(value, zone)
    local = _converted(value, own)
    day = format_date(local.date(), style, lang=lang)
    joint = " pukul " if language(lang) == "id" else ", "
    return f"{day}{joint}{format_time(local, own, seconds=seconds)}"

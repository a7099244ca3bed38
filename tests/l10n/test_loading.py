"""What loads when: nothing heavy until it is asked for."""

import json
import subprocess
import sys

import pytest

from egovkit import l10n

# A statement, and modules that it must not load
LIGHT = {
    "from egovkit.l10n import terbilang; terbilang(1001000)": (
        *("babel", "pydantic", "typing", "re", "decimal", "datetime", "importlib"),
    ),
    "from egovkit.l10n import format_rupiah; format_rupiah(1500)": (
        *("babel", "pydantic", "typing", "re", "decimal", "datetime"),
    ),
    "import datetime; from egovkit.l10n import format_date as f; "
    "f(datetime.date(2026, 11, 24), 'full'); f(datetime.date(2026, 1, 1), lang='en')": (
        *("babel", "pydantic", "typing", "re", "decimal"),
    ),
    "from egovkit.l10n import WorkCalendar; WorkCalendar.indonesia()": (
        *("babel", "pydantic", "dateutil", "cryptography"),
    ),
    "from egovkit.l10n import translate; translate([{'type': 'missing', 'loc': ()}])": (
        *("babel", "pydantic", "pydantic_core", "gettext"),
    ),
    "from egovkit.l10n import PersonName; PersonName.parse('Dr. Budi')": (
        *("babel", "pydantic"),
    ),
    "from egovkit.l10n import hijri, parse_date, parse_time, format_list; "
    "hijri(parse_date('24 November 2026')); format_list(['A', 'B'], lang='en')": (
        *("babel", "pydantic"),
    ),
}
_PROBE = """
import json, sys
before = set(sys.modules)
exec(sys.argv[1])
print(json.dumps(sorted(set(sys.modules) - before)))
"""


def _loaded(statement: str) -> set[str]:
    """Modules that a statement adds to a fresh interpreter."""
    output = subprocess.run(
        [sys.executable, "-c", _PROBE, statement],
        check=True,
        capture_output=True,
        text=True,
    )
    return set(json.loads(output.stdout))


@pytest.mark.parametrize("statement", LIGHT)
def test_nothing_heavy_is_loaded(statement):
    """Babel waits for another language, the rest for its use."""
    loaded = _loaded(statement)
    assert any(name.startswith("egovkit.l10n._") for name in loaded)
    assert loaded.isdisjoint(LIGHT[statement])


def test_babel_is_loaded_for_another_language():
    """The test above could not fail if nothing ever loaded it."""
    statement = (
        "import datetime; from egovkit.l10n import format_date; "
        "format_date(datetime.date(2026, 1, 1), lang='jv')"
    )
    assert "babel" in _loaded(statement)


def test_every_public_name_is_there():
    """The list, the table and the modules agree."""
    assert len(set(l10n.__all__)) == len(l10n.__all__)
    for name in l10n.__all__:
        assert getattr(l10n, name) is not None
        assert name in dir(l10n)


def test_a_misspelled_name_is_an_attribute_error():
    """As for any module."""
    with pytest.raises(AttributeError, match="terbilan"):
        l10n.terbilan  # noqa: B018 - the access is the test

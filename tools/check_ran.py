"""Read pytest's records and count: what was to run has run, and passed.

::

    python tools/check_ran.py .nox/tests-3.11.xml .nox/tests-3.12.xml
"""

import sys
from pathlib import Path
from xml.etree import ElementTree as ET


def main(records: list[str]) -> int:
    """Print the sums of all records; 1 when one is missing, empty or red."""
    passed = failed = skipped = 0
    red = False
    for record in map(Path, records):
        if not record.is_file():
            print(f"{record}: no record, the session did not run")
            red = True
            continue
        suites = list(ET.parse(record).getroot().iter("testsuite"))  # noqa: S314 - our own file
        count = {
            key: sum(int(suite.get(key, "0")) for suite in suites)
            for key in ("tests", "failures", "errors", "skipped")
        }
        bad = count["failures"] + count["errors"]
        good = count["tests"] - bad - count["skipped"]
        print(f"{record}: {good} passed, {bad} failed, {count['skipped']} skipped")
        red = red or bad > 0 or good == 0
        passed, failed = passed + good, failed + bad
        skipped += count["skipped"]
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return int(red)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

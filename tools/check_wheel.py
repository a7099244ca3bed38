"""Look into the distributions before anyone installs them.

::

    python tools/check_wheel.py dist/*

The wheel holds the package and its data, nothing else, in at most 2 MB; the
source distribution holds what a packager needs to build and test it.
"""

import sys
import tarfile
import zipfile
from pathlib import Path

LARGEST_WHEEL = 2_000_000  # bytes: an office line fetches it in a few seconds
IN_WHEEL = {"egovkit/__init__.py", "egovkit/py.typed", "egovkit/errors.py"}
IN_SDIST = {
    ".ci/run",
    "CHANGELOG.md",
    "LICENSE",
    "NOTICE",
    "README.id.md",
    "README.md",
    "examples/data/permohonan.json",
    "noxfile.py",
    "pyproject.toml",
    "src/egovkit/py.typed",
    "tests/conftest.py",
    "tests/public_api.txt",
    "tools/data/regions/PROVENANCE.md",
}
NEVER = ("__pycache__", ".pyc", ".DS_Store", ".egg-info")


def complaints(path: Path) -> list[str]:
    """What is wrong with one distribution."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            names = set(wheel.namelist())
        wanted = IN_WHEEL
        strangers = {n for n in names if not n.startswith(("egovkit/", "egovkit-"))}
    else:
        with tarfile.open(path) as archive:
            names = {name.partition("/")[2] for name in archive.getnames()}
        wanted, strangers = IN_SDIST, set()
    found = [f"lacks {name}" for name in sorted(wanted - names)]
    found += [f"should not hold {name}" for name in sorted(strangers)]
    found += [
        f"should not hold {n}" for n in sorted(names) if any(w in n for w in NEVER)
    ]
    if path.suffix == ".whl" and path.stat().st_size > LARGEST_WHEEL:
        found.append(f"is {path.stat().st_size:,} bytes, more than {LARGEST_WHEEL:,}")
    return found


def main(paths: list[str]) -> int:
    """Print sizes and complaints; 1 when there are any."""
    failed = 0
    for path in map(Path, paths):
        print(f"{path.name}: {path.stat().st_size:,} bytes")
        for complaint in complaints(path):
            print(f"  {complaint}")
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Is every public name documented?

::

    python tools/check_docs.py docs/_build/html/objects.inv

The inventory that Sphinx writes for other projects lists every documented
object. A name that several modules export counts where it is documented once.
"""

import sys
import zlib
from pathlib import Path

PUBLIC = Path(__file__).resolve().parents[1] / "tests" / "public_api.txt"
_HEADER_LINES = 4


def documented(inventory: Path) -> set[str]:
    """The last parts of all Python names of an inventory."""
    *_, packed = inventory.read_bytes().split(b"\n", _HEADER_LINES)
    lines = zlib.decompress(packed).decode("utf-8").splitlines()
    names = {line.split()[0] for line in lines if " py:" in line}
    return {name.rpartition(".")[2] for name in names}


def main(inventory: str) -> int:
    """Print the public names without documentation; 1 when there are any."""
    known = documented(Path(inventory))
    public = PUBLIC.read_text(encoding="utf-8").split("\n")
    names = [line.partition("(")[0] for line in public if line]
    rooms = {name.split(".")[1] for name in names if name.count(".") == 1}
    known |= rooms | {"__version__"}
    missing = [name for name in names if name.rpartition(".")[2] not in known]
    for name in missing:
        print(f"not documented: {name}")
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

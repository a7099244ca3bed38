"""Every number type, region codes, code lists, and files of regions."""

import csv
import io
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from _fuzz import Input, Target, run
from pydantic import TypeAdapter, ValidationError

from egovkit._identifier import Identifier
from egovkit.errors import EgovkitError, InvalidFormatError
from egovkit.identity import NIK, Citizen, number_types
from egovkit.regions import RegionTable, lookup, search
from egovkit.testing import sample_citizen

# As people write them; the damaged ones are near misses of a rule.
EXTRA = {
    "nik": ["31.71.01-570845 9002", "3171012902009001", "3171010101900000"],
    "kk": ["3171 0123 0112 9001"],
    "npwp": ["01.000.000.8-000.000", "3171015708459002", "1000000000000001"],
    "nip": ["19860926 201505 1 901", "200012312024212901"],
    "phone": ["0812-3456-7890", "+62 (0)812 3456 7890", "(021) 5550 9001"],
    "plate": ["b 9001 xyz", "RI 1"],
    "deed": ["3201 lt 12052018 9042"],
    "npsn": ["P9900001", "001002"],
}


def parser(cls: type[Identifier]) -> Callable[[Input], object]:
    """All ways into one type; what comes out keeps the promises of every value."""
    adapter = TypeAdapter(cls)

    def parse(text: Input) -> object:
        accepted = cls.is_valid(text)
        try:
            value = cls.parse(text)  # type: ignore[arg-type] - bytes are the point
        except EgovkitError as error:
            assert not accepted
            message = f"{error} {error.sentence('id')} {error!r}"
            assert len(text) < 6 or str(text) not in message
            try:
                adapter.validate_python(text)
            except ValidationError as refused:
                (told,) = refused.errors(include_input=False, include_url=False)
                assert len(text) < 6 or str(text) not in repr(told)
            else:
                raise AssertionError("pydantic took what `parse` refuses") from None
            raise
        assert accepted
        digits = value.reveal()
        assert digits.isascii()
        assert cls(digits) == value == cls.parse(value.formatted())
        assert adapter.validate_python(text) == value
        assert "*" not in value.masked or digits not in f"{value!r} {value} {value:>30}"
        return value

    return parse


def region(text: Input) -> None:
    """A code has an answer or is none; a name finds regions."""
    try:
        assert lookup(text).plain.isdigit()  # type: ignore[arg-type]
    except InvalidFormatError:
        search(text)  # type: ignore[arg-type]


def table(text: Input) -> None:
    """A file of regions is read or refused."""
    assert isinstance(text, bytes)
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(text)
        try:
            read = RegionTable.from_csv(file.name, edition="x", decree="y")
            read.search("a")
        finally:
            RegionTable.shipped().with_history(file.name)


def claims(text: Input) -> None:
    """Claims of a provider make a citizen or not."""
    try:
        found = json.loads(text)
    except ValueError:
        return
    Citizen.from_oidc_claims(found).findings()


def _table() -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["code", "name", "last_edition", "status", "successor"])
    writer.writerow(["31", "Jakarta", "", "current", ""])
    writer.writerow(["31.71", "Kota Contoh", "2025", "retired", "31.72 31.73"])
    writer.writerow(["31.71.01", "Gambir", "2025", "retired", ""])
    return out.getvalue().encode()


run(
    *(
        Target(prefix, parser(cls), seeds=[cls.EXAMPLE, *EXTRA.get(prefix, [])])
        for prefix, cls in number_types().items()
    ),
    Target("bytes", parser(NIK), seeds=[b"3171015708459002", b"\xff"]),
    Target("region", region, seeds=["31.71.01.1001", "317101", "Kab. Bogor", "D.K.I."]),
    Target("table", table, seeds=[_table(), b"code,name\n31,Jakarta\n"]),
    Target(
        "claims",
        claims,
        seeds=[json.dumps(sample_citizen().to_oidc_claims(nik_claim="nik"))],
    ),
)

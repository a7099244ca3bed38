"""Requests as an older release of an office's software left them in a file.

Running this file writes ``data/requests_v1.sql`` anew; that is only right after a
change of the store's layout that came with its own migration and its own test.
"""

import sqlite3
from datetime import date, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from egovkit._clock import WIB
from egovkit.l10n import WorkCalendar
from egovkit.services import Actor, Catalogue, RequestDesk, ServiceDefinition

STORED = Path(__file__).parent / "data" / "requests_v1.sql"
SECRET = b"a secret of a test, kept beside it"
SITI, BUDI = Actor.citizen("9971015708459002"), Actor.citizen("9971010102909003")
OFFICER, LURAH = Actor.officer("u-1", "petugas"), Actor.officer("u-3", "lurah")


class FormV1(BaseModel):
    """The application of 2026."""

    model_config = ConfigDict(extra="forbid")

    nama: str
    penghasilan: int


V1 = ServiceDefinition.from_mapping(
    {
        "id": "sktm",
        "title": "Surat Keterangan Tidak Mampu (CONTOH)",
        "prefix": "SKTM",
        "valid_from": date(2026, 1, 1),
        "workflow": {
            "initial": "masuk",
            "waiting": {"kembali": "applicant"},
            "transitions": [
                {"from": "masuk", "action": "periksa", "to": "diperiksa",
                 "roles": ["petugas"]},
                {"from": "masuk", "action": "kembalikan", "to": "kembali",
                 "roles": ["petugas"], "reasons": ["kk_buram"]},
                {"from": "kembali", "action": "ajukan_lagi", "to": "masuk",
                 "roles": ["applicant"], "amends": True},
                {"from": "diperiksa", "action": "issue", "to": "terbit",
                 "roles": ["lurah"]},
            ],
        },
        "terms": {"statutory": {"length": 5}},
        "number": {"register": "surat", "template": "{urut:03}/SKTM/{tahun}"},
    },
    form=FormV1,
)  # fmt: skip


class Seal:
    """Stands in for a seal."""

    token = b"a seal of 2026"


def make_desk(store: object, *versions: ServiceDefinition) -> RequestDesk:
    """A desk of the office, with the versions of its software."""
    return RequestDesk(
        Catalogue(versions),
        store=store,
        calendar=WorkCalendar.indonesia(),
        secret=SECRET,
    )


def at(month: int, day: int, hour: int = 9, year: int = 2026) -> datetime:
    """A time in the office's zone."""
    return datetime(year, month, day, hour, tzinfo=WIB)


def fill(desk: RequestDesk) -> None:
    """Four requests: one new, one returned, one issued, one draft."""

    def file(name: str, income: int, by: Actor, day: int) -> str:
        form = {"nama": name, "penghasilan": income}
        return desk.submit(form, by=by, at=at(11, day)).ticket

    file("Siti Contoh", 900_000, SITI, 16)
    returned = file("Budi Contoh", 1_200_000, BUDI, 17)
    desk.act(returned, "kembalikan", by=OFFICER, at=at(11, 18), reason="kk_buram")
    issued = file("Siti Contoh", 800_000, SITI, 2)
    desk.act(issued, "periksa", by=OFFICER, at=at(11, 3))
    draft = desk.reserve(issued, by=LURAH, at=at(11, 4))
    desk.issue(draft, seal=Seal(), by=LURAH, at=at(11, 4))
    desk.save_draft({"nama": "Budi"}, by=BUDI, at=at(11, 19))


def load(path: Path) -> None:
    """Make the file from the stored text."""
    connection = sqlite3.connect(path)
    connection.executescript(STORED.read_text("utf-8"))
    connection.close()


if __name__ == "__main__":
    import tempfile

    from egovkit.services import SQLiteStore

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "l.db"
        with SQLiteStore(place) as store:
            fill(make_desk(store, V1))
        source = sqlite3.connect(place)
        STORED.parent.mkdir(exist_ok=True)
        STORED.write_text("\n".join(source.iterdump()) + "\n", "utf-8")
        source.close()

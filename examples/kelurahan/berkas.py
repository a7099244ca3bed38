"""What `surat_domisili.py` reads: the application and the agency's set-up.

Both are files that people edit, so both are checked before anything is written, and
what is wrong is said by field, without repeating what was typed.
"""

import tomllib
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from egovkit.documents import Kop, Signatory
from egovkit.identity import Citizen
from egovkit.privacy import safe_errors


class Berkas(BaseModel):
    """A file: no field too many, none missing."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Permohonan(Berkas):
    """The application, as the citizen handed it in."""

    pemohon: Citizen
    alamat: str = Field(min_length=5, max_length=150)
    keperluan: Literal["sekolah", "kesehatan", "pekerjaan"]
    catatan: str = ""


class Instansi(Berkas):
    """The agency: its addresses, its officers, its service."""

    penerbit: str
    nama: str
    tempat: str
    url: str
    status: str
    berlaku_hari: int = Field(gt=0, le=3650)
    kata_sandi: str = Field(min_length=1)
    kop: Kop
    pejabat: dict[str, str]
    langkah: dict[str, str]
    penandatangan: Signatory
    layanan: dict[str, Any]

    @model_validator(mode="after")
    def _an_officer_for_each_step(self) -> Self:
        needed = {"petugas", "lurah", *self.langkah.values()}
        if not needed <= set(self.pejabat.values()):
            raise ValueError("somebody must hold each role")
        return self


class TidakTerbaca(Exception):  # noqa: N818 - reads as the answer it is
    """A file that cannot be used, with a sentence for each fault."""


def read_form(path: Path) -> Permohonan:
    """Read the JSON file of a citizen."""
    try:
        return Permohonan.model_validate_json(_text(path))
    except ValidationError as error:
        raise TidakTerbaca(_faults(path, error)) from None


def read_agency(path: Path) -> Instansi:
    """Read the TOML file of the agency."""
    try:
        return Instansi.model_validate(tomllib.loads(_text(path)))
    except ValidationError as error:
        raise TidakTerbaca(_faults(path, error)) from None
    except tomllib.TOMLDecodeError:
        raise TidakTerbaca(f"{path.name}: bukan TOML.") from None


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")  # editors on Windows put a mark in front
    except OSError:
        raise TidakTerbaca(f"{path.name}: tidak dapat dibaca.") from None
    except UnicodeDecodeError:
        raise TidakTerbaca(f"{path.name}: bukan teks UTF-8.") from None


def _faults(path: Path, error: ValidationError) -> str:
    lines = [f"{path.name} belum benar:"]
    for fault in safe_errors(error):
        where = ".".join(map(str, fault["loc"])) or "isi"
        lines.append(f"  {where}: {fault['msg']} [{fault['type']}]")
    return "\n".join(lines)

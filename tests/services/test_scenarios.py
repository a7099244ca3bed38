"""Scenarios A to D of the service facts: the examples run, with their dates."""

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
EXPECTED = {
    "layanan_domisili.py": [
        "batas waktu 2027-03-22",
        "berhenti: menunggu pemohon",
        "Diajukan lagi 18 Maret, batas waktu 2027-03-24",
        'Ditolak (wrong_role): Tindakan "Paraf Kepala Seksi" hanya dapat dilakukan',
        'Ditolak (same_actor): Tindakan "Paraf Kepala Seksi" tidak boleh dilakukan',
        'Ditolak (wrong_state): Tindakan "Penerbitan dokumen" tidak dapat dilakukan',
        "Terbit dengan nomor 400.12/1/KEL-CTH/III/2027, berlaku sampai 19 September",
        "SKM dari dua responden: 95.83 (A)",  # 69/72 of the highest answers
        "Rantai riwayat utuh: 8 peristiwa pada 1 permohonan.",
    ],
    "layanan_sktm.py": [
        "promise: berhenti, menunggu dinsos",
        "statutory: 2027-04-08",
        # Nothing was used before the answer of Friday 2 April, 9.00: three office
        # hours are 9.00 to 11.30 and 13.00 to 13.30.
        "janji mendesak sampai 02 April 13.30",
        'Tanpa alasan: Tindakan "tolak" memerlukan keputusan tertulis',
        "Keputusan: ditolak - desil_paling_tinggi_4, penghasilan_di_bawah_garis,",
        "a. bahwa desil kesejahteraan pemohon di atas 4",
        "KESATU: Permohonan ditolak.",
        "Keberatan diputus paling lambat 2027-05-04",  # ten working days from 20 April
        "Penghasilan dan desil tidak ada dalam riwayat.",
    ],
    "layanan_sertifikat.py": [
        "Ditolak saat penerbitan: 0",
        "Terbit 38, ditolak {'kehadiran': 1, 'nilai': 1}, induk selesai",
        "Nomor terakhir: 0038/DIG/2027",
        "37 pegawai dengan paling sedikit 20 JP: 37",
    ],
    "layanan_izin_usaha.py": [
        "kkpr (atr_bpn): 25 hari kerja, sampai 2027-04-08",
        "lingkungan (dlh): 14 hari kerja, sampai 2027-03-22",
        "kebakaran (damkar): 5 hari kerja, sampai 2027-03-01",
        "bangunan (pupr): 28 hari kerja, sampai 2027-04-13",
        "Batas waktu induk: 2027-04-29",
        "Retribusi: Rp450.000",  # 150,000 and 120 times 2,500
        "berhenti: menunggu pemohon",
        "Induk tetap: 2027-04-29",
        # Used: 23 and 24 February. Asked on the 24th, answered on the 26th; then
        # 1, 2 and 3 March.
        "Setelah klarifikasi, kebakaran: 2027-03-03",
        "Klarifikasi kedua: wrong_state",
        "yang belum terpenuhi: jawaban instansi lain, pembayaran biaya, peny",
        "Register: ((1, '001/IU/2027', 'void'), (2, '002/IU/2027', 'issued'))",
        "Permohonan kedua: ditolak",
        "Jeda kebakaran@1 {'gambar_denah': 1}",
    ],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_scenario_runs_with_its_dates_and_numbers(name, tmp_path):
    """What it prints is what the facts page says, line by line in order."""
    done = subprocess.run(
        [sys.executable, "-W", "error", EXAMPLES / name],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    rest = done.stdout
    for line in EXPECTED[name]:
        _, found, rest = rest.partition(line)
        assert found, line

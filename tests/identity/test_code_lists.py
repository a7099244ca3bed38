"""The code lists, line by line, as the registers have them.

Transcribed from the reference lists themselves (SIAK as in use in the field,
SIASN of May 2025), not from the tables of the package: a slip in either shows.
Labels are compared without case, spaces and punctuation.
"""

import pytest

from egovkit.identity import (
    BloodType,
    CardMaritalStatus,
    Education,
    FamilyRelation,
    MaritalStatus,
    PNSGrade,
    Religion,
    Sex,
    code_table,
)
from egovkit.identity._coded import fold

RELIGION = {
    "1": "Islam",
    "2": "Kristen",
    "3": "Katolik",
    "4": "Hindu",
    "5": "Buddha",
    "6": "Khonghucu",
    "7": "Kepercayaan terhadap Tuhan Yang Maha Esa",
}
BLOOD_TYPE = {
    "1": "A",
    "2": "B",
    "3": "AB",
    "4": "O",
    "5": "A+",
    "6": "A-",
    "7": "B+",
    "8": "B-",
    "9": "AB+",
    "10": "AB-",
    "11": "O+",
    "12": "O-",
    "13": "TIDAK TAHU",
}
FAMILY_CARD = {
    "1": "Belum Kawin",
    "2": "Kawin Tercatat",
    "3": "Kawin Belum Tercatat",
    "4": "Cerai Hidup Tercatat",
    "5": "Cerai Hidup Belum Tercatat",
    "6": "Cerai Mati",
}
IDENTITY_CARD = {
    "1": "Belum Kawin",
    "2": "Kawin",
    "3": "Cerai Hidup",
    "4": "Cerai Mati",
}
RELATION = {
    "1": "KEPALA KELUARGA",
    "2": "SUAMI",
    "3": "ISTRI",
    "4": "ANAK",
    "5": "MENANTU",
    "6": "CUCU",
    "7": "ORANGTUA",
    "8": "MERTUA",
    "9": "FAMILI LAIN",
    "10": "PEMBANTU",
    "11": "LAINNYA",
}
EDUCATION = {
    "1": "TIDAK / BELUM SEKOLAH",
    "2": "BELUM TAMAT SD/SEDERAJAT",
    "3": "TAMAT SD / SEDERAJAT",
    "4": "SLTP/SEDERAJAT",
    "5": "SLTA / SEDERAJAT",
    "6": "DIPLOMA I / II",
    "7": "AKADEMI/ DIPLOMA III/S. MUDA",
    "8": "DIPLOMA IV/ STRATA I",
    "9": "STRATA II",
    "10": "STRATA III",
}
SIASN_MARITAL = {
    "1": "Menikah",
    "2": "Cerai",
    "3": "Janda / Duda",
    "4": "Belum Kawin",
}
PNS_GRADES = {
    "11": ("I/a", "Juru Muda"),
    "12": ("I/b", "Juru Muda Tingkat I"),
    "13": ("I/c", "Juru"),
    "14": ("I/d", "Juru Tingkat I"),
    "21": ("II/a", "Pengatur Muda"),
    "22": ("II/b", "Pengatur Muda Tingkat I"),
    "23": ("II/c", "Pengatur"),
    "24": ("II/d", "Pengatur Tingkat I"),
    "31": ("III/a", "Penata Muda"),
    "32": ("III/b", "Penata Muda Tingkat I"),
    "33": ("III/c", "Penata"),
    "34": ("III/d", "Penata Tingkat I"),
    "41": ("IV/a", "Pembina"),
    "42": ("IV/b", "Pembina Tingkat I"),
    "43": ("IV/c", "Pembina Utama Muda"),
    "44": ("IV/d", "Pembina Utama Madya"),
    "45": ("IV/e", "Pembina Utama"),
}
OCCUPATION = {
    "1": "BELUM/TIDAK BEKERJA",
    "2": "MENGURUS RUMAH TANGGA",
    "3": "PELAJAR/MAHASISWA",
    "4": "PENSIUNAN",
    "5": "PEGAWAI NEGERI SIPIL (PNS)",
    "6": "TENTARA NASIONAL INDONESIA (TNI)",
    "7": "KEPOLISIAN RI (POLRI)",
    "8": "PERDAGANGAN",
    "9": "PETANI/PEKEBUN",
    "10": "PETERNAK",
    "11": "NELAYAN/PERIKANAN",
    "12": "INDUSTRI",
    "13": "KONSTRUKSI",
    "14": "TRANSPORTASI",
    "15": "KARYAWAN SWASTA",
    "16": "KARYAWAN BUMN",
    "17": "KARYAWAN BUMD",
    "18": "KARYAWAN HONORER",
    "19": "BURUH HARIAN LEPAS",
    "20": "BURUH TANI/PERKEBUNAN",
    "21": "BURUH NELAYAN/PERIKANAN",
    "22": "BURUH PETERNAKAN",
    "23": "PEMBANTU RUMAH TANGGA",
    "24": "TUKANG CUKUR",
    "25": "TUKANG LISTRIK",
    "26": "TUKANG BATU",
    "27": "TUKANG KAYU",
    "28": "TUKANG SOL SEPATU",
    "29": "TUKANG LAS/PANDAI BESI",
    "30": "TUKANG JAHIT",
    "31": "TUKANG GIGI",
    "32": "PENATA RIAS",
    "33": "PENATA BUSANA",
    "34": "PENATA RAMBUT",
    "35": "MEKANIK",
    "36": "SENIMAN",
    "37": "TABIB",
    "38": "PARAJI",
    "39": "PERANCANG BUSANA",
    "40": "PENTERJEMAH",
    "41": "IMAM MASJID",
    "42": "PENDETA",
    "43": "PASTOR",
    "44": "WARTAWAN",
    "45": "USTADZ/MUBALIGH",
    "46": "JURU MASAK",
    "47": "PROMOTOR ACARA",
    "48": "ANGGOTA DPR-RI",
    "49": "ANGGOTA DPD",
    "50": "ANGGOTA BPK",
    "51": "PRESIDEN",
    "52": "WAKIL PRESIDEN",
    "53": "ANGGOTA MAHKAMAH KONSTITUSI",
    "54": "ANGGOTA KABINET KEMENTERIAN",
    "55": "DUTA BESAR",
    "56": "GUBERNUR",
    "57": "WAKIL GUBERNUR",
    "58": "BUPATI",
    "59": "WAKIL BUPATI",
    "60": "WALIKOTA",
    "61": "WAKIL WALIKOTA",
    "62": "ANGGOTA DPRD PROVINSI",
    "63": "ANGGOTA DPRD KABUPATEN/KOTA",
    "64": "DOSEN",
    "65": "GURU",
    "66": "PILOT",
    "67": "PENGACARA",
    "68": "NOTARIS",
    "69": "ARSITEK",
    "70": "AKUNTAN",
    "71": "KONSULTAN",
    "72": "DOKTER",
    "73": "BIDAN",
    "74": "PERAWAT",
    "75": "APOTEKER",
    "76": "PSIKIATER/PSIKOLOG",
    "77": "PENYIAR TELEVISI",
    "78": "PENYIAR RADIO",
    "79": "PELAUT",
    "80": "PENELITI",
    "81": "SOPIR",
    "82": "PIALANG",
    "83": "PARANORMAL",
    "84": "PEDAGANG",
    "85": "PERANGKAT DESA",
    "86": "KEPALA DESA",
    "87": "BIARAWATI",
    "88": "WIRASWASTA",
    "89": "LAINNYA",
}
POSITION_KIND = {
    "1": "Jabatan Struktural",
    "2": "Jabatan Fungsional Tertentu",
    "3": "Jabatan Rangkap (Struktural dan Fungsional)",
    "4": "Jabatan Fungsional Umum",
}
EMPLOYEE_KIND = {
    "1": "PNS Pusat yang bekerja pada Departemen/Lembaga",
    "2": "PNS Pusat DPB pada Instansi lain",
    "3": "PNS Pusat DPK pada Instansi lain",
    "4": "PNS Pusat DPB pada Pemerintah Propinsi",
    "5": "PNS Pusat DPK pada Pemerintah Propinsi",
    "6": "PNS Pusat DPB pada Pemerintah Kabupaten/Kota",
    "7": "PNS Pusat DPK pada Pemerintah Kabupaten/Kota",
    "8": "PNS Pusat DPB pada BUMN/Badan lain",
    "9": "PNS Pusat DPK pada BUMN/Badan lain",
    "10": "PNS Daerah Propinsi yang bekerja pada Propinsi",
    "11": "PNS Daerah Propinsi DPB pada Instansi lain",
    "12": "PNS Daerah Propinsi DPK pada Instansi lain",
    "13": "PNS Daerah Propinsi DPB pada BUMN/BUMD",
    "14": "PNS Daerah Propinsi DPK pada BUMN/BUMD",
    "15": "PNS Daerah Kab./Kota yang bekerja pada Kab./Kota",
    "16": "PNS Daerah Kab./Kota DPB pada Instansi lain",
    "17": "PNS Daerah Kab./Kota DPK pada Instansi lain",
    "18": "PNS Daerah Kab./Kota DPB pada BUMN/BUMD",
    "19": "PNS Daerah Kab./Kota DPK pada BUMN/BUMD",
}
LEGAL_STANDING = {
    "01": "Aktif",
    "02": "CLTN",
    "03": "Tugas Belajar",
    "04": "Pemberhentian Sementara",
    "05": "Penerima Uang Tunggu",
    "06": "Prajurit Wajib",
    "07": "Pejabat Negara",
    "08": "Kepala Desa",
    "09": "Sedang dlm Proses Banding BAPEK",
    "11": "Pegawai Titipan",
    "12": "Pengungsi",
    "13": "Perpanjangan CLTN",
    "14": "PNS yang dinyatakan hilang",
    "15": "PNS kena hukuman disiplin",
    "16": "Pemindahan dalam rangka penurunan Jabatan",
    "20": "Masa Persiapan Pensiun",
    "51": "CPNS yang belum menerima SK CPNS",
    "52": "Tidak Aktif",
    "66": "Diberhentikan",
    "67": "Punah",
    "68": "Eks PNS Timor Timur",
    "69": "TMS Dari Pengadaan",
    "70": "Pembatalan NIP",
    "77": "Pemberhentian tanpa hak pensiun",
    "88": "Pemberhentian dengan hak pensiun",
    "89": "Tidak aktif tetapi diusulkan Pensiun",
    "90": "Tidak Ikut PUPNS 2015",
    "91": "Tindak Pidana/ Tindak Pidana Jabatan",
    "92": "Pemblokiran Data PNS",
    "98": "Mencapai BUP",
    "99": "Pensiun",
}
RECRUITMENT = {
    "1": "UMUM",
    "2": "HONORER",
    "3": "SEKDES",
    "4": "ALIH STATUS",
    "5": "KHUSUS DOKTER",
    "6": "TENAGA AHLI TERTENTU/KHUSUS",
    "7": "KHUSUS SM-3T",
    "8": "KHUSUS DISABILITAS",
    "9": "KHUSUS PUTRA PUTRI TERBAIK",
    "A": "D1 STAN",
    "B": "DIASPORA",
    "C": "PPPK",
    "D": "GURU GARIS DEPAN",
    "G": "TENAGA GURU",
    "I": "IKATAN DINAS",
    "K": "PTT KEMENKES",
    "L": "THLTB PENYULUH PERTANIAN",
    "O": "UNTUK OLAHRAGAWAN BERPRESTASI DAN PELATIH BERPRESTASI",
    "P": "KHUSUS PUTRA/I PAPUA",
    "S": "STTD KEMENTRIAN PERHUBUNGAN",
}
PROMOTION = {
    "101": "Reguler",
    "201": "Pilihan (Jabatan Struktural)",
    "202": "Pilihan (Jabatan Fungsional Tertentu)",
    "203": "Pilihan (Penyesuaian Ijazah)",
    "204": "Pilihan (Sedang Melaksanakan Tugas Belajar)",
    "205": "Pilihan (Setelah Selesai Tugas Belajar)",
    "206": "Pilihan (Diperbantukan/Diperkerjakan Instansi Lain)",
    "207": "Pilihan (Penemuan Baru)",
    "208": "Pilihan (Prestasi Luar Biasa)",
    "209": "Pilihan (Pejabat Negara)",
    "210": "Pilihan (Selama DPK/DPB)",
    "211": "Gol. dari Pengadaan CPNS/PNS",
}
DISMISSAL = {
    "1": "Pemberhentian Karena BUP",
    "2": "Pemberhentian Karena Meninggal Dunia",
    "3": "Pemberhentian Karena Atas Permintaan Sendiri",
    "4": "Pemberhentian Karena Cacat",
    "5": "Pemberhentian Karena Keuzuran Jasmani",
    "6": "Pemberhentian Karena Tewas",
    "7": "Pemberhentian Karena Hukuman Disiplin",
    "11": "Pemberhentian Krn Pelanggaran Sumpah/Janji Jabatan",
    "8": "Pemberhentian Karena menjadi Anggota Parpol",
    "9": "Pemberhentian Karena Penyederhanaan Organisasi",
    "10": "Pemberhentian Karena Pelanggaran Sumpah/Janji PNS",
    "12": "Pemberhentian Karena Melakukan Tindak Pidana",
    "13": "Pemberhentian Karena Meninggalkan Tugas",
    "14": "Pemberhentian Karena Dinyatakan Hilang",
    "15": "Pemberhentian Krn > 6 Bulan stlh CLTN tdk melapor",
    "16": "Pemberhentian Karena Kasus Tipikor",
}
ASSIGNMENT = {
    "TT": "Tugas Tambahan",
    "D": "Definitif",
    "PLT": "Pelaksana Tugas (PLT)",
    "PLH": "Pelaksana Harian (PLH)",
    "PJ": "Pejabat Non Definitif (PJ)",
}
DISABILITY = {
    "1": "CACAT FISIK",
    "2": "CACAT NETRA/BUTA",
    "3": "CACAT RUNGU/WICARA",
    "4": "CACAT MENTAL/JIWA",
    "5": "CACAT FISIK DAN MENTAL",
    "6": "CACAT LAINNYA",
    "7": "TIDAK CACAT",
}
BASIC_STATUS = {
    "1": "HIDUP",
    "2": "MATI",
    "3": "PINDAH",
    "4": "HILANG",
    "6": "PERGI",
    "9": "TIDAK VALID",
}

ENUMERATIONS = [
    pytest.param(Religion, "SIAK", RELIGION, id="Religion"),
    pytest.param(BloodType, "SIAK", BLOOD_TYPE, id="BloodType"),
    pytest.param(MaritalStatus, "SIAK", FAMILY_CARD, id="MaritalStatus"),
    pytest.param(CardMaritalStatus, "KTP", IDENTITY_CARD, id="CardMaritalStatus"),
    pytest.param(FamilyRelation, "SIAK", RELATION, id="FamilyRelation"),
    pytest.param(Education, "SIAK", EDUCATION, id="Education"),
]
TABLES = [
    pytest.param("pekerjaan", OCCUPATION, id="pekerjaan"),
    pytest.param("jenis_jabatan", POSITION_KIND, id="jenis_jabatan"),
    pytest.param("jenis_pegawai", EMPLOYEE_KIND, id="jenis_pegawai"),
    pytest.param("kedudukan_hukum", LEGAL_STANDING, id="kedudukan_hukum"),
    pytest.param("jenis_pengadaan", RECRUITMENT, id="jenis_pengadaan"),
    pytest.param("jenis_kenaikan_pangkat", PROMOTION, id="jenis_kenaikan_pangkat"),
    pytest.param("jenis_pemberhentian", DISMISSAL, id="jenis_pemberhentian"),
    pytest.param("jenis_penugasan", ASSIGNMENT, id="jenis_penugasan"),
    pytest.param("disabilitas", DISABILITY, id="disabilitas"),
    pytest.param("status_dasar", BASIC_STATUS, id="status_dasar"),
]


@pytest.mark.parametrize(("cls", "system", "rows"), ENUMERATIONS)
def test_an_enumeration_is_the_list(cls, system, rows):
    """Each code leads to one member, each member has one code, none is left over."""
    assert {member.code(system) for member in cls} == set(rows)
    for code, label in rows.items():
        member = cls.from_code(system, code)
        assert fold(label) in {fold(member.label()), *map(fold, member.spellings)}
        assert cls(label) is member


@pytest.mark.parametrize(("name", "rows"), TABLES)
def test_a_table_is_the_list(name, rows):
    """The same codes in the same order, the same labels."""
    table = code_table(name)
    assert [code.code for code in table] == list(rows)
    for code, label in rows.items():
        assert fold(table[code].label()) == fold(label)
        assert table.find(label) is table[code]


def test_siasn_has_the_four_states_of_marriage_in_its_own_order():
    """*Menikah* is 1 there, and *belum kawin* 4."""
    members = [CardMaritalStatus.from_code("SIASN", c) for c in SIASN_MARITAL]
    assert members == [
        CardMaritalStatus.KAWIN,
        CardMaritalStatus.CERAI_HIDUP,
        CardMaritalStatus.CERAI_MATI,
        CardMaritalStatus.BELUM_KAWIN,
    ]


def test_grades_of_pns_with_their_ranks():
    """Seventeen, I/a to IV/e, each with its SIASN number and its pangkat."""
    assert {grade.code("SIASN") for grade in PNSGrade} == set(PNS_GRADES)
    for code, (grade, rank) in PNS_GRADES.items():
        member = PNSGrade.from_code("SIASN", code)
        assert (member.value, member.label()) == (grade, rank)
    assert list(PNSGrade) == [PNSGrade(grade) for grade, _ in PNS_GRADES.values()]


def test_sex_has_the_same_numbers_everywhere():
    """1 and 2 in SIAK and SIASN, L and P on cards."""
    for system in ("SIAK", "SIASN"):
        assert Sex.from_code(system, 1) is Sex.MALE
        assert Sex.from_code(system, 2) is Sex.FEMALE
    assert (Sex("L"), Sex("P")) == (Sex.MALE, Sex.FEMALE)

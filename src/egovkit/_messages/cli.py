"""Sentences and labels of the command line."""

SENTENCES: dict[str, tuple[str, str]] = {
    "cli_file_unreadable": (
        "Berkas {name} tidak dapat dibaca.",
        "The file {name} cannot be read.",
    ),
    "cli_file_exists": (
        "Berkas {name} sudah ada; pilih nama lain.",
        "The file {name} exists already; choose another name.",
    ),
    "cli_file_failed": (
        "Berkas {name} tidak dapat dibuat atau dibaca.",
        "The file {name} cannot be made or read.",
    ),
    "cli_no_code_in_image": (
        "Tidak ada kode QR yang terbaca pada gambar.",
        "No QR code could be read in the image.",
    ),
    "cli_time": (
        "Waktu harus dalam bentuk ISO 8601 dengan zona, misalnya 2026-11-24T08:00:00+07:00.",
        "A time must be ISO 8601 with a zone, such as 2026-11-24T08:00:00+07:00.",
    ),
    "cli_password_mismatch": (
        "Kedua kata sandi tidak sama.",
        "The two passwords differ.",
    ),
    "cli_password_empty": (
        "Kata sandi tidak boleh kosong; tanpa kata sandi hanya dengan --no-password.",
        "The password must not be empty; go without one only by --no-password.",
    ),
    "cli_password_warning": (
        "Peringatan: kunci disimpan tanpa kata sandi.",
        "Warning: the key is stored without a password.",
    ),
    "cli_error": ("Kesalahan", "Error"),
    "cli_result": ("Hasil", "Result"),
    "cli_valid": ("SAH", "VALID"),
    "cli_invalid": ("TIDAK SAH", "INVALID"),
    "cli_indeterminate": ("BELUM DAPAT DIPASTIKAN", "INDETERMINATE"),
    "cli_compare": ("Cocokkan dengan surat", "Compare with the paper"),
    "cli_checks": ("Pemeriksaan", "Checks"),
    "cli_trust_own": (
        "Daftar kepercayaan dipakai sebagaimana berkas yang Anda berikan; sidik jari akar: {fingerprint}.",
        "The trust list is taken from the file you gave; root fingerprint: {fingerprint}.",
    ),
    "cli_key_written": ("Kunci ditulis ke {name}", "Key written to {name}"),
    "cli_public_written": (
        "Kunci publik ditulis ke {name}",
        "Public key written to {name}",
    ),
    "cli_page_written": (
        "Halaman pemeriksaan ditulis ke {name}",
        "Verify page written to {name}",
    ),
    "cli_key_id": ("Pengenal kunci", "Key id"),
    "cli_algorithm": ("Algoritma", "Algorithm"),
    "cli_use": ("Kegunaan", "Use"),
    "cli_not_certified": (
        "Kunci lokal ini tidak menghasilkan tanda tangan elektronik yang diakui sebagai bersertifikat menurut PP 71/2019.",
        "This local key does not make a certified electronic signature under PP 71/2019.",
    ),
    "cli_nik": ("NIK", "NIK"),
    "cli_sex": ("Jenis kelamin", "Sex"),
    "cli_birth": ("Tanggal lahir", "Date of birth"),
    "cli_or": ("atau", "or"),
    "cli_region": ("Wilayah pendaftaran", "Region of registration"),
    "cli_region_status": ("Status kode wilayah", "Status of the region code"),
    "cli_sex_l": ("Laki-laki", "male"),
    "cli_sex_p": ("Perempuan", "female"),
    "cli_current": ("berlaku", "current"),
    "cli_retired": ("tidak dipakai lagi", "retired"),
    "cli_unknown": ("tidak dikenal", "unknown"),
    "cli_nik_note": (
        "Bentuk yang benar tidak membuktikan bahwa NIK terdaftar atau milik seseorang.",
        "A well-formed NIK does not prove that it is registered or whose it is.",
    ),
    "cli_version": ("Versi daftar", "List version"),
    "cli_issued": ("Diterbitkan", "Issued"),
    "cli_expires": ("Berlaku sampai", "Valid until"),
    "cli_issuer": ("Penerbit", "Issuer"),
    "cli_profiles": ("profil", "profiles"),
    "cli_root": ("Sidik jari akar", "Root fingerprint"),
    "cli_active": ("aktif", "active"),
    "cli_compromised": ("bocor", "compromised"),
    "cli_profiles_locked": (
        "Profil dicatat di {name}.",
        "Profiles are locked in {name}.",
    ),
    "cli_profiles_same": (
        "Profil sama dengan yang dicatat di {name}.",
        "The profiles are those locked in {name}.",
    ),
}

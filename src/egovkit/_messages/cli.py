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
    "cli_key_fingerprint": (
        "Sidik jari kunci publik (SHA-256)",
        "Fingerprint of the public key (SHA-256)",
    ),
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
    # reading and writing
    "cli_output_failed": (
        "Keluaran tidak dapat ditulis.",
        "The output cannot be written.",
    ),
    "cli_no_input": (
        "Masukan standar tertutup.",
        "Standard input is closed.",
    ),
    "cli_no_terminal": (
        "Kata sandi tidak dapat ditanyakan tanpa terminal; gunakan --password-file.",
        "No terminal to ask for a password on; use --password-file.",
    ),
    "cli_password": ("Kata sandi", "Password"),
    "cli_password_again": ("Ulangi kata sandi", "Password again"),
    "cli_no_change": ("Tidak ada perbedaan.", "There is no difference."),
    "cli_module_failed": (
        "Modul {module} gagal dimuat: {error}.",
        "The module {module} failed to load: {error}.",
    ),
    # wrong arguments
    "cli_args_missing": (
        "Argumen berikut wajib diberikan: {names}.",
        "These arguments are required: {names}.",
    ),
    "cli_args_unknown": (
        "Ada argumen yang tidak dikenal atau berlebih.",
        "There is an argument that is unknown or too many.",
    ),
    "cli_args_choice": (
        "{name}: pilihan yang tersedia: {choices}.",
        "{name}: the choices are {choices}.",
    ),
    "cli_args_value": (
        "{name}: nilainya belum diberikan atau berlebih.",
        "{name}: its value is missing or too many.",
    ),
    "cli_args_one": (
        "{name} tidak dapat digabungkan dengan {other}.",
        "{name} cannot go together with {other}.",
    ),
    "cli_args_wrong": (
        "Perintah ini tidak dapat dipahami; lihat --help.",
        "This call cannot be understood; see --help.",
    ),
    "cli_number": (
        "Nilainya harus bilangan bulat dalam batas yang wajar.",
        "The value must be a whole number within reason.",
    ),
    "cli_register": (
        "Bentuknya NAMA/TAHUN=NOMOR, misalnya surat/2027=4120.",
        "The form is NAME/YEAR=NUMBER, such as surat/2027=4120.",
    ),
    # help
    "cli_usage": ("pemakaian", "usage"),
    "cli_positionals": ("argumen", "arguments"),
    "cli_options": ("pilihan", "options"),
    "cli_what": (
        "Kode verifikasi, daftar kepercayaan, kunci, dan riwayat layanan. Status keluar: 0 sah, 1 tidak sah, 2 perintah keliru, 3 belum dapat dipastikan.",
        "Verification codes, trust lists, keys and service histories. Exit status: 0 valid, 1 invalid, 2 wrong call, 3 not decided.",
    ),
    "cli_do_keygen": ("buat pasangan kunci baru", "make a new key pair"),
    "cli_do_verify": (
        "periksa kode verifikasi pada surat",
        "check the verification code of a letter",
    ),
    "cli_do_nik": ("baca sebuah NIK", "read a NIK"),
    "cli_do_trust": ("daftar kepercayaan", "trust lists"),
    "cli_do_show": (
        "tampilkan isi daftar kepercayaan",
        "show what a trust list holds",
    ),
    "cli_do_diff": (
        "perbedaan dua edisi, dengan kata-kata",
        "the difference of two editions, in words",
    ),
    "cli_do_root": (
        "tulis akar baru untuk ditandatangani",
        "write a new root to be signed",
    ),
    "cli_do_draft": (
        "tulis edisi berikutnya untuk ditandatangani",
        "write the next edition to be signed",
    ),
    "cli_do_sign": ("tanda tangani akar atau daftar", "sign a root or a list"),
    "cli_do_assemble": (
        "gabungkan menjadi trust.json",
        "put the parts together as trust.json",
    ),
    "cli_do_page": ("halaman pemeriksaan", "the verify page"),
    "cli_do_build": (
        "tulis halaman pemeriksaan yang statis",
        "write the static verify page",
    ),
    "cli_do_profile": (
        "profil dokumen berkode verifikasi",
        "profiles of sealed documents",
    ),
    "cli_do_lock": (
        "catat profil agar hanya dapat ditambah di akhir",
        "lock profiles, so that they can only grow at the end",
    ),
    "cli_do_check": (
        "bandingkan profil dengan catatan",
        "compare profiles with what is locked",
    ),
    "cli_do_recover": (
        "naikkan pencacah setelah cadangan dipulihkan",
        "raise counters after a backup was restored",
    ),
    "cli_do_history": ("riwayat permohonan", "histories of requests"),
    "cli_do_history_verify": ("periksa riwayat", "check a history"),
    "cli_do_script": (
        "tulis program pemeriksa yang berdiri sendiri",
        "write the checker that stands alone",
    ),
    "cli_help_help": ("tampilkan bantuan ini", "show this help"),
    "cli_help_lang": ("bahasa keluaran: id atau en", "language of the output"),
    "cli_help_version": ("tampilkan versi", "show the version"),
    "cli_help_trust": (
        "daftar kepercayaan yang ditandatangani",
        "the signed trust list",
    ),
    "cli_help_root": (
        "SHA-256 akar yang Anda percayai",
        "SHA-256 of the root that you trust",
    ),
    "cli_help_at": (
        "waktu pemeriksaan, ISO 8601 dengan zona; biasanya sekarang",
        "the time to check at, ISO 8601 with a zone; now without it",
    ),
    "cli_help_status": (
        "daftar status; boleh beberapa kali",
        "a status list; may be given several times",
    ),
    "cli_help_json": ("keluaran JSON", "output as JSON"),
    "cli_help_source": (
        "gambar, PDF, berkas teks, teks, atau - untuk masukan standar",
        "a picture, a PDF, a text file, a text, or - for standard input",
    ),
    "cli_help_nik": (
        "enam belas angka; titik, tanda hubung, dan spasi diabaikan",
        "sixteen digits; dots, hyphens and spaces are passed over",
    ),
    "cli_help_key_out": (
        "berkas kunci yang akan dibuat; kunci publiknya berakhiran .pub.pem",
        "the file to make; the public key goes beside it as .pub.pem",
    ),
    "cli_help_algorithm": (
        "algoritma kunci; biasanya Ed25519",
        "algorithm of the key; Ed25519 without it",
    ),
    "cli_help_use": (
        "satu-satunya kegunaan kunci; biasanya seal",
        "the one use of the key; seal without it",
    ),
    "cli_help_password_file": (
        "baris pertama berkas ini adalah kata sandi",
        "the first line of this file is the password",
    ),
    "cli_help_no_password": (
        "simpan kunci tanpa kata sandi",
        "store the key without a password",
    ),
    "cli_help_old": ("edisi yang berlaku", "the edition in force"),
    "cli_help_new": ("edisi baru", "the new edition"),
    "cli_help_folder": ("folder tujuan", "the folder to write to"),
    "cli_help_agency": ("nama instansi pada halaman", "name of the agency on the page"),
    "cli_help_force": (
        "daftar yang sedang berlaku; tidak ada pada edisi pertama",
        "the list in force; none before the first edition",
    ),
    "cli_help_out": (
        "berkas baru yang akan ditulis",
        "the new file to write",
    ),
    "cli_help_keys": (
        "kunci publik pemegang akar; boleh beberapa kali",
        "a root keeper's public key; may be given several times",
    ),
    "cli_help_list_keys": (
        "kunci publik pemegang daftar; boleh beberapa kali",
        "a list keeper's public key; may be given several times",
    ),
    "cli_help_threshold": (
        "banyaknya tanda tangan yang diperlukan",
        "how many signatures are needed",
    ),
    "cli_help_days": ("masa berlaku dalam hari", "validity in days"),
    "cli_help_changes": ("perubahan, dalam TOML", "the changes, in TOML"),
    "cli_help_signed": (
        "akar atau daftar yang ditandatangani",
        "the root or list to sign",
    ),
    "cli_help_key": ("kunci penanda tangan", "the key to sign with"),
    "cli_help_list": ("daftar yang ditandatangani", "the list that was signed"),
    "cli_help_signatures": (
        "tanda tangan; boleh beberapa kali",
        "a signature; may be given several times",
    ),
    "cli_help_new_root": ("akar baru", "the new root"),
    "cli_help_modules": (
        "modul Python yang memuat kelas dokumen",
        "a Python module with document classes",
    ),
    "cli_help_lock": (
        "berkas catatan profil",
        "the file that profiles are locked in",
    ),
    "cli_help_database": (
        "basis data permohonan: berkas SQLite atau alamat PostgreSQL",
        "the database of requests: a file of SQLite or an address of PostgreSQL",
    ),
    "cli_help_register": (
        "nomor tertinggi yang pernah terbit; boleh beberapa kali",
        "the highest number ever issued; may be given several times",
    ),
    "cli_help_status_counter": (
        "banyaknya nomor status yang pernah terpakai",
        "how many status indices were ever used",
    ),
    "cli_help_history": (
        "basis data atau hasil ekspor",
        "a database or an export",
    ),
    "cli_help_history_key": (
        "kunci publik penanda tangan titik periksa",
        "public key of the signer of checkpoints",
    ),
    "cli_help_history_algorithm": (
        "algoritma kunci RSA (baku: RS256)",
        "algorithm of an RSA key (RS256 unless stated)",
    ),
}

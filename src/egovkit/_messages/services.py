"""Sentences of `egovkit.services`."""

SENTENCES: dict[str, tuple[str, str]] = {
    # tickets
    "ticket_format": (
        "Nomor tiket hanya terdiri atas huruf dan angka yang lazim untuk tiket.",
        "A ticket consists of the letters and digits that tickets use.",
    ),
    "ticket_length": (
        "Nomor tiket harus terdiri atas {expected} simbol, bukan {got}.",
        "A ticket has {expected} symbols, not {got}.",
    ),
    "ticket_checksum": (
        "Nomor tiket salah ketik: simbol pemeriksa tidak cocok.",
        "The ticket was mistyped: its check symbol does not fit.",
    ),
    # actors
    "actor_role_reserved": (
        "Peran {role} tidak dapat diberikan kepada petugas.",
        "The role {role} cannot be given to anybody.",
    ),
    "actor_roles_text": (
        "Peran harus berupa kumpulan nama, bukan satu teks.",
        "Roles are a collection of names, not one text.",
    ),
    "delegation_capacity": (
        "Kedudukan harus salah satu dari: {allowed}.",
        "A capacity is one of: {allowed}.",
    ),
    "actor_type": (
        "Pelaku harus berupa Actor.",
        "Whoever acts is an Actor.",
    ),
    "actor_not_system": (
        "Hanya sistem yang mencatat bahwa jangka waktu telah lewat.",
        "Only a system writes down that a term has ended.",
    ),
    "actor_id_text": (
        "Pengenal pelaku harus berupa teks tercetak yang tidak kosong.",
        "The identifier of whoever acts is printable text, not empty.",
    ),
    "actor_id_personal": (
        "Acuan akun petugas atau sistem tidak boleh memuat nomor pribadi seperti NIP atau NIK.",
        "The account reference of an officer or system must not hold a personal number such as a NIP or NIK.",
    ),
    "actor_id_format": (
        "Acuan akun hanya boleh memuat huruf, angka, dan tanda _ . : @ -, paling banyak 64 karakter.",
        "An account reference holds letters, digits and _ . : @ - only, at most 64 characters.",
    ),
    "applicant_by_citizen": (
        "Warga mengajukan permohonan untuk dirinya sendiri; hanya petugas yang mengajukannya untuk orang lain.",
        "A citizen files for themselves; only an officer files for somebody else.",
    ),
    "applicant_no_citizen": (
        "Pemohon harus seorang warga.",
        "The applicant must be a citizen.",
    ),
    # history and personal data
    "event_float": (
        "Riwayat tidak menyimpan bilangan pecahan biner.",
        "The history holds no binary fractions.",
    ),
    "event_unreadable": (
        "Isi peristiwa tidak dapat dibaca.",
        "The event cannot be read.",
    ),
    "event_format": (
        "Peristiwa ditulis dalam format versi {version}, yang belum dikenal.",
        "The event is in format version {version}, which is not known here.",
    ),
    "history_intact": (
        "Rantai riwayat utuh: {events} peristiwa pada {requests} permohonan.",
        "The history's chain is intact: {events} events of {requests} requests.",
    ),
    "history_changed": (
        "Peristiwa {seq} pada permohonan {ticket} telah diubah.",
        "Event {seq} of the request {ticket} was changed.",
    ),
    "history_gap": (
        "Sebelum peristiwa {seq} pada permohonan {ticket} ada peristiwa yang hilang.",
        "An event before event {seq} of the request {ticket} is missing.",
    ),
    "history_order": (
        "Peristiwa {seq} pada permohonan {ticket} tidak pada urutannya.",
        "Event {seq} of the request {ticket} is out of order.",
    ),
    "history_misplaced": (
        "Peristiwa {seq} pada permohonan {ticket} bukan milik permohonan itu.",
        "Event {seq} of the request {ticket} belongs elsewhere.",
    ),
    "history_cut": (
        "Akhir riwayat permohonan {ticket} (peristiwa {seq}) tidak cocok: ada yang hilang atau ditambahkan.",
        "The end of the history of {ticket} (event {seq}) does not fit: something is missing or was added.",
    ),
    "history_state_differs": (
        "Status tersimpan permohonan {ticket} tidak sesuai dengan riwayatnya.",
        "The stored state of the request {ticket} is not what its history leads to.",
    ),
    "history_file_cut": (
        "Berkas ekspor tidak lengkap.",
        "The export file is incomplete.",
    ),
    "history_unreadable": (
        "Berkas bukan basis data permohonan dan bukan ekspor riwayat.",
        "The file is neither a database of requests nor an export of a history.",
    ),
    "history_rows": (
        "Baris riwayat harus berupa tiket, nomor, sidik, dan isi.",
        "Rows of a history are ticket, number, digest and body.",
    ),
    "history_key": (
        "Kunci untuk memeriksa riwayat harus berupa kunci publik.",
        "The key that checks a history is a public key.",
    ),
    "history_event_unreadable": (
        "Peristiwa {seq} pada permohonan {ticket} tidak dapat dibaca.",
        "Event {seq} of the request {ticket} cannot be read.",
    ),
    "checkpoint_differs": (
        "Peristiwa {seq} pada permohonan {ticket} bukan yang tercatat pada titik periksa.",
        "Event {seq} of the request {ticket} is not the one in the checkpoint.",
    ),
    "checkpoint_signature": (
        "Tanda tangan titik periksa {seq} tidak cocok.",
        "The signature of checkpoint {seq} does not fit.",
    ),
    "checkpoint_order": (
        "Titik periksa {seq} tidak menyambung dengan yang sebelumnya.",
        "Checkpoint {seq} does not follow the one before.",
    ),
    "checkpoint_no_key": (
        "{checkpoints} titik periksa cocok; tanda tangannya belum diperiksa karena kunci publik tidak diberikan.",
        "{checkpoints} checkpoints fit; their signatures were not checked for want of the public key.",
    ),
    "checkpoint_signed": (
        "{checkpoints} titik periksa cocok dan ditandatangani dengan kunci ini.",
        "{checkpoints} checkpoints fit and are signed with this key.",
    ),
    "purpose_code": (
        "Tujuan pembacaan harus berupa kode: huruf kecil, angka, garis bawah.",
        "The purpose of reading is a code: lower case, digits, underscore.",
    ),
    "service_without_form": (
        "Layanan ini tidak memiliki formulir.",
        "The service has no form.",
    ),
    "upcaster_missing": (
        "Tidak ada pengangkat untuk formulir versi {version}.",
        "There is no upcaster for form version {version}.",
    ),
    "upcaster_failed": (
        "Formulir versi {version} tidak dapat dibaca sebagai formulir yang berlaku.",
        "A form of version {version} cannot be read as the form in force.",
    ),
    "vault_sealed": (
        "Data pribadi tidak dapat dibuka dengan kunci ini.",
        "The personal data cannot be opened with this key.",
    ),
    "attachment_type": (
        "Lampiran harus berupa Attachment.",
        "A file is handed in as an Attachment.",
    ),
    "attachment_form": (
        "Lampiran harus disertai nama persyaratan, sidik SHA-256, jenis media, ukuran, dan tanggal bila perlu.",
        "An attachment has a requirement's name, a SHA-256 digest, a media type, a size and a date where needed.",
    ),
    "field_unknown": (
        "Formulir tidak memiliki isian {field}, yang disebut dalam tarif atau syarat.",
        "The form has no field {field}, which a fee or condition names.",
    ),
    "definition_published": (
        "Versi {service} telah diterbitkan; perubahan memerlukan versi baru.",
        "The version {service} is published; a change needs a new version.",
    ),
    "definition_period": (
        "Hari terakhir berlakunya mendahului hari pertama.",
        "The last day in force lies before the first one.",
    ),
    # stores
    "no_transaction": (
        "Tidak ada transaksi yang terbuka pada koneksi ini.",
        "No transaction is open on this connection.",
    ),
    "recover_too_many": (
        "Lebih dari {limit} nomor akan menjadi batal; periksa angka yang dimasukkan.",
        "More than {limit} numbers would become void; check the figure.",
    ),
    "recover_value": (
        "Angka pemulihan harus bilangan bulat dari {least} sampai {most}.",
        "A figure to recover from has to be a whole number from {least} to {most}.",
    ),
    "recover_name": (
        "Tidak ada register yang dapat bernama demikian.",
        "No register can have that name.",
    ),
    "recover_register": (
        "Register {register} tahun {year}: {count} nomor dicatat batal.",
        "Register {register} of {year}: {count} numbers entered as void.",
    ),
    "recover_status": (
        "Pencacah status: {before} menjadi {after}.",
        "Status counter: {before}, now {after}.",
    ),
    "rule_outcome": (
        "Hasil pengujian harus True atau False.",
        "The outcome of a test is True or False.",
    ),
    "draft_type": (
        "Naskah harus berupa Draft yang diberikan oleh reserve.",
        "A document is issued, or given up, by the Draft that reserve gave.",
    ),
    "period_day": (
        "Periode dinyatakan dengan tanggal tanpa jam.",
        "A period is stated by dates without an hour.",
    ),
    "survey_response": (
        "Survei terdiri atas objek Response.",
        "A survey consists of Response objects.",
    ),
    "delivery_answer": (
        "Jawaban pengiriman harus salah satu dari: {allowed}.",
        "An answer about a message is one of: {allowed}.",
    ),
    "store_busy": (
        "Basis data sedang dipakai; ulangi transaksi.",
        "The database is busy; run the transaction again.",
    ),
    "store_conflict": (
        "Transaksi lain menulis lebih dahulu; ulangi transaksi.",
        "Another transaction wrote first; run this one again.",
    ),
    "store_full": ("Media penyimpanan penuh.", "The disk is full."),
    "store_io": (
        "Media penyimpanan gagal dibaca atau ditulis.",
        "The disk could not be read or written.",
    ),
    "store_interrupted": (
        "Operasi basis data terputus.",
        "The database operation was interrupted.",
    ),
    "store_corrupt": (
        "Berkas bukan basis data yang utuh.",
        "The file is not an intact database.",
    ),
    "store_readonly": (
        "Basis data hanya dapat dibaca.",
        "The database is read-only.",
    ),
    "store_cannot_open": (
        "Berkas basis data tidak dapat dibuka.",
        "The database file cannot be opened.",
    ),
    "store_connection_lost": (
        "Koneksi ke basis data terputus.",
        "The connection to the database was lost.",
    ),
    "store_no_tables": (
        "Tabel egovkit belum dibuat; panggil create_tables() dalam transaksi.",
        "There are no tables of egovkit yet; call create_tables() in a transaction.",
    ),
    "store_newer": (
        "Basis data dibuat oleh egovkit yang lebih baru (versi tabel {found}; di sini {known}).",
        "A later egovkit made the database (tables of version {found}; known here: {known}).",
    ),
    "store_failed": ("Basis data gagal.", "The database failed."),
    # the clock
    "deadline_not_started": (
        "Jangka waktu {term} (dasar: {source}) belum dimulai.",
        "The term of {term} (basis: {source}) has not started.",
    ),
    "deadline_paused": (
        "Jangka waktu {term} (dasar: {source}) berhenti: menunggu {waiter}.",
        "The term of {term} (basis: {source}) stands still: waiting for {waiter}.",
    ),
    "deadline_due": (
        "Jangka waktu {term} (dasar: {source}) berakhir pada {date}.",
        "The term of {term} (basis: {source}) ends on {date}.",
    ),
    "deadline_overdue": (
        "Jangka waktu {term} (dasar: {source}) telah lewat pada {date}.",
        "The term of {term} (basis: {source}) ended on {date}.",
    ),
    "deadline_no_date": (
        "Jangka waktu melampaui kalender.",
        "The term reaches beyond the last date there is.",
    ),
    "clock_start": ("awal penghitungan, hari ke-0", "start of the count, day 0"),
    "clock_counted": ("hari ke-{count}", "day {count}"),
    "clock_paused": ("berhenti", "paused"),
    "clock_akhir_pekan": ("akhir pekan", "weekend"),
    "clock_libur_nasional": ("libur nasional", "national holiday"),
    "clock_cuti_bersama": ("cuti bersama", "collective leave"),
    "clock_libur_daerah": ("libur daerah", "local holiday"),
    "clock_waiting_for": ("menunggu {waiter}", "waiting for {waiter}"),
    # the survey, complaints and objections
    "survey_persyaratan": ("Persyaratan", "Requirements"),
    "survey_prosedur": (
        "Sistem, mekanisme, dan prosedur",
        "System, mechanism and procedure",
    ),
    "survey_waktu": ("Waktu penyelesaian", "Time"),
    "survey_biaya": ("Biaya/tarif", "Fee"),
    "survey_produk": ("Produk spesifikasi jenis pelayanan", "Product"),
    "survey_kompetensi": ("Kompetensi pelaksana", "Competence of staff"),
    "survey_perilaku": ("Perilaku pelaksana", "Conduct of staff"),
    "survey_pengaduan": (
        "Penanganan pengaduan, saran, dan masukan",
        "Handling of complaints and suggestions",
    ),
    "survey_sarana": ("Sarana dan prasarana", "Facilities"),
    "survey_grade_a": ("Sangat baik", "Very good"),
    "survey_grade_b": ("Baik", "Good"),
    "survey_grade_c": ("Kurang baik", "Less than good"),
    "survey_grade_d": ("Tidak baik", "Not good"),
    "survey_empty": (
        "Survei memerlukan sekurang-kurangnya satu responden.",
        "A survey needs at least one respondent.",
    ),
    "survey_order": (
        "Urutan kolom harus memuat kesembilan unsur, masing-masing satu kali.",
        "The order of columns names the nine elements, each once.",
    ),
    "survey_weight": (
        "Bobot setiap unsur harus lebih dari 0 dan paling besar 1/9.",
        "The weight of each element is above 0 and at most 1/9.",
    ),
    "survey_row": (
        "Baris {row} bukan rangkaian jawaban.",
        "Row {row} is no sequence of answers.",
    ),
    "survey_row_length": (
        "Baris {row} harus memuat {expected} jawaban, bukan {got}.",
        "Row {row} has {got} answers, not {expected}.",
    ),
    "survey_answer": (
        "Baris {row}: setiap jawaban berupa bilangan bulat 1 sampai dengan 4.",
        "Row {row}: each answer is a whole number from 1 to 4.",
    ),
    "survey_population": (
        "Populasi harus berupa bilangan bulat sekurang-kurangnya 1.",
        "The population is a whole number of at least 1.",
    ),
    "export_uri": (
        "Alamat layanan harus berupa https.",
        "The address of the service must be https.",
    ),
    "export_decree": ("Nomor SK: {number}", "Decree: {number}"),
    "export_unstated": ("Belum dinyatakan.", "Not stated yet."),
    "export_conditional": ("{title} (bersyarat)", "{title} (conditional)"),
    "store_database": (
        "Hanya SQLite dan PostgreSQL (psycopg 3) yang didukung.",
        "Only SQLite and PostgreSQL (psycopg 3) are supported.",
    ),
    "store_lender": (
        "Serahkan Connection, Session, atau scoped_session dari SQLAlchemy.",
        "Give a Connection, a Session or a scoped_session of SQLAlchemy.",
    ),
    "remedy_day": (
        "Jangka waktu ini dihitung dalam hari; gunakan tanggal tanpa jam.",
        "This term is counted in days; give a date without an hour.",
    ),
    "complaint_class": (
        "Jenis pengaduan harus salah satu dari: {allowed}.",
        "The class of a complaint is one of: {allowed}.",
    ),
    "remedy_granted": (
        "Putusan atas keberatan atau banding harus True atau False.",
        "The decision on an objection or appeal is True or False.",
    ),
    "remedy_order": (
        "Tanggal langkah {step} mendahului langkah sebelumnya.",
        "The date of the step {step} lies before the step that precedes it.",
    ),
    "remedy_step": (
        "Langkah {step} belum atau tidak lagi dapat dilakukan.",
        "The step {step} is not possible now.",
    ),
    "remedy_late": (
        "Batas waktu langkah {step} telah berakhir pada {due}.",
        "The time for the step {step} ended on {due}.",
    ),
}

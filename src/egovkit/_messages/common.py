"""Sentences that no single room owns."""

SENTENCES: dict[str, tuple[str, str]] = {
    "missing_dependency": (
        'Fitur ini memerlukan paket tambahan: pip install "egovkit[{extra}]" (modul {module} tidak ditemukan).',
        'This needs an extra: pip install "egovkit[{extra}]" (module {module} was not found).',
    ),
    "not_verified": (
        "Dokumen tidak terverifikasi sebagai sah.",
        "The document was not verified as valid.",
    ),
    "refused": ("Tindakan ditolak.", "The action was refused."),
    "naive_datetime": (
        "Waktu harus disertai zona waktu.",
        "A time needs a time zone.",
    ),
    "argument_wrong": (
        "Argumen {argument} bukan dari jenis yang diperlukan.",
        "The argument {argument} is not of the kind that is needed.",
    ),
    "sample_number": (
        "Nomor contoh harus bilangan bulat 0 sampai {most}.",
        "The number of a sample is a whole number from 0 to {most}.",
    ),
    "not_text": ("Nilai harus berupa teks.", "The value must be text."),
    "not_bytes": ("Nilai harus berupa data biner.", "The value must be bytes."),
    "not_a_moment": (
        "Waktu harus berupa datetime dengan zona waktu, atau jam.",
        "A time must be a datetime with a zone, or a clock.",
    ),
    "text_too_long": (
        "Teks terlalu panjang: paling banyak {limit} karakter.",
        "The text is too long: at most {limit} characters.",
    ),
    "identifier_kind": (
        "Jenis nomor harus berupa kelas nomor atau awalannya, misalnya nik.",
        "The kind of number must be its class or its prefix, such as nik.",
    ),
    "masked_text": (
        "Teks yang disamarkan tidak dapat dibaca kembali sebagai nomor.",
        "Masked text cannot be read back as a number.",
    ),
    "report_has_no_truth_value": (
        "Laporan verifikasi tidak boleh dipakai sebagai benar atau salah; gunakan .outcome atau .require().",
        "A verification report is neither true nor false; use .outcome or .require().",
    ),
}

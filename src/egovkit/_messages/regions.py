"""Sentences of `egovkit.regions`."""

SENTENCES: dict[str, tuple[str, str]] = {
    "region_code_format": (
        "Kode wilayah harus terdiri atas 2, 4, 6, atau 10 angka, dengan atau tanpa titik.",
        "A region code has 2, 4, 6 or 10 digits, with dots or without.",
    ),
    "region_table_columns": (
        "Berkas kode wilayah harus memiliki kolom code dan name.",
        "A file of region codes needs the columns code and name.",
    ),
    "region_table_row": (
        "Baris {line} berkas kode wilayah tidak lengkap atau kelebihan kolom.",
        "Line {line} of the file of region codes has too few or too many columns.",
    ),
    "region_table_code": (
        "Baris {line} berkas kode wilayah tidak memuat kode wilayah yang benar.",
        "Line {line} of the file of region codes has no proper code.",
    ),
    "region_table_duplicate": (
        "Baris {line} berkas kode wilayah mengulang kode yang sudah ada.",
        "Line {line} of the file of region codes repeats a code.",
    ),
    "region_table_orphan": (
        "Wilayah {region} tidak memiliki wilayah induk dalam berkas.",
        "The region {region} has no parent in the file.",
    ),
    "region_table_no_edition": (
        "Baris {line} berkas riwayat kode wilayah tidak menyebut edisi terakhir.",
        "Line {line} of the file of retired codes names no last edition.",
    ),
    "region_table_edition": (
        "Edisi tabel kode wilayah harus bernama, dan belum ada pada tabel sebelumnya.",
        "The edition of a table of regions needs a tag that the table before has not.",
    ),
    "region_table_empty": (
        "Berkas kode wilayah tidak memuat satu wilayah pun.",
        "The file of region codes lists no region.",
    ),
    "region_table_type": (
        "Yang digunakan harus berupa tabel kode wilayah.",
        "What is put to use must be a table of regions.",
    ),
    "region_table_not_utf8": (
        "Berkas kode wilayah harus berupa teks UTF-8.",
        "A file of region codes must be UTF-8 text.",
    ),
}

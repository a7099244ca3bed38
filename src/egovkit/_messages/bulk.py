"""Sentences of `egovkit.integrations.bulk`."""

SENTENCES: dict[str, tuple[str, str]] = {
    "bulk_not_importable": (
        "Fungsi atau kelas pekerjaan massal harus berada di tingkat teratas sebuah modul, agar proses lain dapat memuatnya.",
        "The function or class of a bulk job must stand at the top level of a module, so that other processes can import it.",
    ),
    "bulk_column_missing": (
        "Kolom {column} tidak ada dalam tabel masukan.",
        "The column {column} is missing from the input table.",
    ),
}

"""Sentences of `egovkit.identity`."""

SENTENCES: dict[str, tuple[str, str]] = {
    "nik_length": (
        "NIK harus terdiri atas {expected} angka, bukan {got}.",
        "A NIK has {expected} digits, not {got}.",
    ),
}

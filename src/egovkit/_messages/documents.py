"""Sentences of `egovkit.documents`."""

SENTENCES: dict[str, tuple[str, str]] = {
    "letter_represents": (
        "Tanda tangan a.n. atau u.b. harus menyebut jabatan yang diwakili, dan hanya tanda tangan itu.",
        "A signature a.n. or u.b. names the office it represents, and no other does.",
    ),
    "letter_form": (
        "Surat memiliki judul (surat keterangan, berita acara) atau hal (korespondensi), tepat salah satu.",
        "A letter has a title (judul) or a subject (hal), exactly one of them.",
    ),
    "letter_addressee": (
        "Surat korespondensi memiliki tujuan; naskah berjudul tidak.",
        "Correspondence has an addressee; a titled document has none.",
    ),
}

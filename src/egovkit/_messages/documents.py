"""Sentences of `egovkit.documents`."""

SENTENCES: dict[str, tuple[str, str]] = {
    "letter_represents": (
        "Tanda tangan a.n. atau u.b. harus menyebut jabatan yang diwakili, dan hanya tanda tangan itu.",
        "A signature a.n. or u.b. names the office it represents, and no other does.",
    ),
    "letter_through": (
        "Tanda tangan u.b. menyebut pejabat yang memegang mandat (melalui), dan hanya tanda tangan itu.",
        "A signature u.b. names the office that holds the mandate (melalui), and no other does.",
    ),
    "letter_text": (
        "Teks surat memuat karakter yang tidak tampak, misalnya karakter kendali atau pembalik arah.",
        "The letter's text holds characters that do not show, such as control characters or marks that reorder.",
    ),
    "letter_greeting": (
        "Tujuan ditulis tanpa Kepada atau Yth.; Yth. dicetak oleh surat.",
        "The addressee is written without Kepada or Yth.; the letter prints Yth.",
    ),
    "letter_form": (
        "Surat memiliki judul (surat keterangan, berita acara) atau hal (korespondensi), tepat salah satu.",
        "A letter has a title (judul) or a subject (hal), exactly one of them.",
    ),
    "letter_addressee": (
        "Surat korespondensi memiliki tujuan; naskah berjudul tidak.",
        "Correspondence has an addressee; a titled document has none.",
    ),
    "letter_seal_caption": (
        "Kode verifikasi. Pindai untuk memeriksa surat ini, lalu cocokkan isinya.",
        "Verification code. Scan it to check this letter, then compare the content.",
    ),
    "letter_seal_caption_host": (
        "Kode verifikasi. Pindai untuk memeriksa surat ini, lalu cocokkan isinya. Alamat resmi: {host}",
        "Verification code. Scan it to check this letter, then compare the content. Official address: {host}",
    ),
    "letter_seal_alt": (
        "Kode verifikasi surat ini, dapat dipindai dan diperiksa di {host}",
        "Verification code of this letter, to be scanned and checked at {host}",
    ),
    # PDF
    "pdf_typeset": (
        "Surat tidak dapat disusun sebagai PDF; periksa karakter yang tidak lazim.",
        "The letter cannot be typeset as PDF; look for unusual characters.",
    ),
    "pdf_too_large": (
        "Berkas PDF terlalu besar: paling banyak {limit} MiB.",
        "The PDF file is too large: at most {limit} MiB.",
    ),
    "pdf_unreadable": (
        "Berkas ini bukan PDF yang dapat dibaca.",
        "This is no PDF that can be read.",
    ),
    "pdf_encrypted": (
        "Berkas PDF terenkripsi dan tidak dapat diperiksa atau ditandatangani.",
        "The PDF file is encrypted and can be neither checked nor signed.",
    ),
    "pdf_unsigned": (
        "Berkas PDF tidak ditandatangani.",
        "The PDF file is not signed.",
    ),
    "pdf_foreign_signature": (
        "Berkas PDF memuat tanda tangan yang bentuknya tidak dikenal.",
        "The PDF file holds a signature of an unknown form.",
    ),
    "pdf_only_timestamps": (
        "Berkas PDF hanya memuat penanda waktu, tanpa tanda tangan seseorang.",
        "The PDF file holds time stamps only, nobody's signature.",
    ),
    "pdf_read": ("Berkas PDF terbaca.", "The PDF file was read."),
    "pdf_signature_unreadable": (
        "Tanda tangan {signature} tidak dapat dibaca.",
        "Signature {signature} cannot be read.",
    ),
    "pdf_subfilter": (
        "Bentuk tanda tangan {signature} tidak dikenal.",
        "The form of signature {signature} is not known.",
    ),
    "pdf_covers_file": (
        "Tanda tangan {signature} mencakup seluruh berkas.",
        "Signature {signature} covers the whole file.",
    ),
    "pdf_covers_revision": (
        "Tanda tangan {signature} mencakup berkas sampai saat itu; sesudahnya hanya ada tanda tangan lain atau data validasi.",
        "Signature {signature} covers the file up to then; after it only other signatures or validation data follow.",
    ),
    "pdf_coverage": (
        "Tanda tangan {signature} tidak mencakup seluruh isi pada saat penandatanganan.",
        "Signature {signature} does not cover all that was there when it was made.",
    ),
    "pdf_trailing_bytes": (
        "Ada tambahan di belakang tanda tangan {signature} yang tidak ditandatangani.",
        "Something unsigned stands behind signature {signature}.",
    ),
    "pdf_changed_after": (
        "Berkas diubah setelah tanda tangan {signature}.",
        "The file was changed after signature {signature}.",
    ),
    "pdf_changed_against_rule": (
        "Perubahan setelah tanda tangan {signature} dilarang oleh penanda tangan pertama.",
        "What came after signature {signature} was forbidden by the first signer.",
    ),
    "pdf_field_names": (
        "Nama kolom tanda tangan harus berbeda-beda, tidak kosong, tanpa titik, paling banyak 32.",
        "Names of signature fields differ, are not empty, hold no full stop, and are at most 32.",
    ),
    "pdf_signed_already": (
        "Berkas PDF sudah ditandatangani; kolom tanda tangan hanya dapat ditambahkan sebelumnya.",
        "The PDF file is signed already; signature fields are added before that only.",
    ),
    "pdf_no_free_field": (
        "Tidak ada kolom tanda tangan kosong dengan nama itu; siapkan semua kolom sebelum tanda tangan pertama.",
        "There is no empty signature field of that name; prepare all fields before the first signature.",
    ),
    "pdf_nothing_to_add": (
        "Tidak ada yang ditambahkan: berikan data pencabutan, sertifikat, atau penanda waktu.",
        "There is nothing to add: give revocation data, certificates or a time stamp.",
    ),
    "pdf_locked": (
        "Penanda tangan sebelumnya menutup berkas PDF ini bagi tanda tangan ini.",
        "An earlier signer closed this PDF file to this signature.",
    ),
    "pdf_level": (
        "Tingkat PAdES harus B-B, B-T, B-LT, atau B-LTA.",
        "The level of PAdES is B-B, B-T, B-LT or B-LTA.",
    ),
    "pdf_level_timestamp": (
        "Tingkat {level} memerlukan otoritas penanda waktu.",
        "The level {level} needs a time stamping authority.",
    ),
    "pdf_level_revocation": (
        "Tingkat {level} memerlukan CRL atau jawaban OCSP.",
        "The level {level} needs CRLs or OCSP responses.",
    ),
    "pdf_signature_too_long": (
        "Tanda tangan lebih panjang daripada tempat yang disediakan.",
        "The signature is longer than the room kept for it.",
    ),
}

"""Sentences of `egovkit.signatures`."""

SENTENCES: dict[str, tuple[str, str]] = {
    # outcomes
    "outcome_valid": ("Hasil: SAH.", "Outcome: VALID."),
    "outcome_invalid": ("Hasil: TIDAK SAH.", "Outcome: INVALID."),
    "outcome_indeterminate": (
        "Hasil: BELUM DAPAT DIPASTIKAN.",
        "Outcome: INDETERMINATE.",
    ),
    "document_of_other_class": (
        "Dokumen terverifikasi, tetapi bukan dari jenis yang diminta.",
        "The document was verified but is not of the kind asked for.",
    ),
    # keys
    "algorithm_unknown": (
        "Algoritma tanda tangan tidak dikenal.",
        "The signature algorithm is not known.",
    ),
    "algorithm_only_verifies": (
        "Algoritma {algorithm} hanya dipakai untuk memeriksa, bukan untuk menandatangani.",
        "Algorithm {algorithm} is only used to verify, not to sign.",
    ),
    "algorithm_unavailable": (
        "Algoritma {algorithm} tidak tersedia pada pustaka kriptografi yang terpasang.",
        "Algorithm {algorithm} is not available in the installed cryptography library.",
    ),
    "key_of_unknown_kind": (
        "Jenis kunci tidak didukung.",
        "This kind of key is not supported.",
    ),
    "key_too_short": (
        "Kunci terlalu pendek: {bits} bit.",
        "The key is too short: {bits} bits.",
    ),
    "key_of_other_algorithm": (
        "Kunci bukan untuk algoritma {algorithm}.",
        "The key is not for algorithm {algorithm}.",
    ),
    "key_of_other_use": (
        "Kunci disimpan untuk kegunaan lain, bukan untuk {needed}.",
        "The key was saved for another use, not for {needed}.",
    ),
    "key_use_malformed": (
        "Nama kegunaan kunci terdiri atas huruf kecil, angka, dan tanda hubung, paling banyak 32 karakter.",
        "The name of a key's use has lower-case letters, digits and hyphens, at most 32.",
    ),
    "key_unreadable": (
        "Kunci tidak dapat dibaca.",
        "The key cannot be read.",
    ),
    "key_not_portable": (
        "Kunci privat tidak boleh dikirim; kirimkan acuan ke berkas kunci.",
        "A private key is not sent anywhere; send a reference to its file.",
    ),
    "password_empty": (
        "Kata sandi kunci tidak boleh kosong.",
        "The key's password must not be empty.",
    ),
    "password_missing": (
        "Kunci dilindungi kata sandi, tetapi kata sandi tidak diberikan.",
        "The key is protected by a password and none was given.",
    ),
    "password_not_needed": (
        "Kunci tidak dilindungi kata sandi, tetapi kata sandi diberikan.",
        "The key has no password but one was given.",
    ),
    "password_wrong": (
        "Kata sandi kunci salah atau berkas kunci rusak.",
        "The key's password is wrong or the key file is damaged.",
    ),
    # signature
    "signature_true": (
        "Tanda tangan cocok dengan isi dan kunci.",
        "The signature fits the content and the key.",
    ),
    "signature_false": (
        "Tanda tangan tidak cocok dengan isi dan kunci.",
        "The signature does not fit the content and the key.",
    ),
    # canonical JSON
    "canonical_type": (
        "Nilai memuat tipe yang tidak mempunyai bentuk JSON kanonik.",
        "The value holds a type without a canonical JSON form.",
    ),
    "canonical_integer": (
        "Bilangan bulat di luar ±(2^53 - 1) tidak mempunyai bentuk JSON kanonik; gunakan teks.",
        "An integer beyond ±(2^53 - 1) has no canonical JSON form; use text.",
    ),
    "canonical_number": (
        "Bilangan takhingga atau bukan bilangan tidak mempunyai bentuk JSON kanonik.",
        "Infinity and NaN have no canonical JSON form.",
    ),
    "canonical_text": (
        "Teks memuat separuh pasangan surogat.",
        "A text holds half a surrogate pair.",
    ),
    "canonical_depth": (
        "Nilai bersarang terlalu dalam: paling banyak {limit} tingkat.",
        "The value is nested too deep: at most {limit} levels.",
    ),
    "json_malformed": ("Bukan JSON yang benar.", "This is not well-formed JSON."),
    "json_text": (
        "JSON memuat teks yang bukan UTF-8 yang benar.",
        "The JSON holds text that is not well-formed UTF-8.",
    ),
    "json_twice": (
        "Nama yang sama muncul dua kali dalam satu objek.",
        "A name occurs twice in an object.",
    ),
    "json_number": (
        "JSON memuat bilangan di luar jangkauan yang dibaca sama oleh semua program.",
        "The JSON holds a number beyond the range that all programs read alike.",
    ),
    "json_too_deep": (
        "JSON bersarang terlalu dalam: paling banyak {limit} tingkat.",
        "The JSON is nested too deep: at most {limit} levels.",
    ),
    "json_too_long": (
        "JSON terlalu panjang: paling banyak {limit} bita.",
        "The JSON is too long: at most {limit} bytes.",
    ),
    "signable_type": (
        "Bidang {field} memakai tipe yang tidak mempunyai satu bentuk untuk ditandatangani.",
        "Field {field} has a type without a single signed form.",
    ),
    "signable_alias": (
        "Bidang {field} tidak boleh memakai nama alias.",
        "Field {field} must not have an alias.",
    ),
    "signable_schema": (
        "Nama skema terdiri atas huruf kecil, angka, titik, garis miring, dan tanda hubung; versinya mulai dari 1.",
        "A schema's name has lower-case letters, digits, dots, slashes and hyphens; its version starts at 1.",
    ),
    "payload_of_other_schema": (
        "Isi tidak sesuai dengan skemanya ({problems} masalah).",
        "The content does not fit its schema ({problems} problems).",
    ),
    "payload_not_canonical": (
        "Isi tidak ditulis dalam bentuk kanoniknya.",
        "The content is not written in its canonical form.",
    ),
}

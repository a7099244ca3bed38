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
}

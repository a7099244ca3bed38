"""Sentences of `egovkit.privacy`."""

SENTENCES: dict[str, tuple[str, str]] = {
    "value_too_deep": (
        "Data bersarang terlalu dalam: paling banyak {limit} tingkat.",
        "The data is nested too deeply: at most {limit} levels.",
    ),
    "model_not_dumped": (
        "Model tidak dapat diuraikan menjadi isian-isiannya.",
        "The model could not be taken apart into its fields.",
    ),
    "keys_collide": (
        "Dua kunci menjadi sama setelah dijadikan teks.",
        "Two keys become the same when they are turned into text.",
    ),
    "no_plain_form": (
        "Nilai berjenis {type} tidak mempunyai bentuk teks.",
        "A value of type {type} has no plain form.",
    ),
    "not_a_model": (
        "Nilai berjenis {type} bukan model yang mempunyai isian.",
        "A value of type {type} is no model with fields.",
    ),
    "mask_policy_show": (
        "Nama isian yang boleh ditampilkan harus berupa himpunan, bukan satu teks.",
        "The names of fields to show must be a set, not one text.",
    ),
    "purpose_missing": (
        "Tujuan nama samaran harus disebutkan.",
        "The purpose of the pseudonyms must be stated.",
    ),
    "keys_missing": (
        "Kunci rahasia harus diberikan: nama kunci dengan 32 bita.",
        "Secret keys must be given: names with 32 bytes each.",
    ),
    "key_name_form": (
        "Nama kunci terdiri atas 1–16 huruf kecil, angka, atau tanda hubung.",
        "The name of a key is 1–16 lower-case letters, digits or hyphens.",
    ),
    "key_size": (
        "Kunci rahasia harus berupa {expected} bita.",
        "A secret key must be {expected} bytes.",
    ),
    "keys_not_picklable": (
        "Kunci rahasia tidak boleh diserialkan; muat kunci di tempat pemakaiannya.",
        "Secret keys are not pickled; load them where they are used.",
    ),
    "column_missing": (
        "Nama tabel dan kolom harus disebutkan.",
        "The table and the column must be named.",
    ),
    "limit_out_of_range": (
        "Batas waktu jatuh di luar tahun yang dapat dihitung.",
        "The time limit ends outside the years that can be reckoned.",
    ),
    "context_missing": (
        "Konteks baris harus berupa teks yang tidak kosong.",
        "The context of the row must be a text that is not empty.",
    ),
    "field_too_long": (
        "Nilai terlalu panjang untuk disandikan: paling banyak {limit} bita.",
        "The value is too long to encrypt: at most {limit} bytes.",
    ),
    "field_malformed": (
        "Nilai ini bukan nilai tersandi yang utuh.",
        "This is not a whole encrypted value.",
    ),
    "field_key_unknown": (
        "Kunci untuk nilai tersandi ini tidak tersedia.",
        "The key of this encrypted value is not at hand.",
    ),
    "field_not_opened": (
        "Nilai tersandi tidak dapat dibuka: kunci, kolom, konteks, atau isinya tidak sesuai.",
        "The encrypted value does not open: key, column, context or bytes do not fit.",
    ),
    "encrypted_kind": (
        "Isi nilai tersandi tidak sesuai dengan jenis isiannya.",
        "What was encrypted is not a value of the field's type.",
    ),
    "consent_plain_person": (
        "Orang harus disebut dengan nama samaran, bukan dengan nomor atau namanya.",
        "A person is named by a pseudonym, not by a number or a name.",
    ),
    "consent_party_unknown": (
        "Pihak yang disebut dalam pemrosesan belum diterangkan.",
        "A party named in the processing is not described.",
    ),
    "consent_transition": (
        "Keadaan {state} tidak dapat menyusul keadaan sebelumnya.",
        "The state {state} cannot follow the one before.",
    ),
    "consent_order": (
        "Peristiwa persetujuan harus menurut urutan waktu.",
        "The events of a consent follow in order of time.",
    ),
    "consent_child_alone": (
        "Persetujuan atas data anak harus diberikan oleh orang tua atau wali.",
        "Consent for a child's data is given by a parent or guardian.",
    ),
    "consent_no_assessment": (
        "Pemrosesan data pribadi yang bersifat spesifik memerlukan penilaian dampak.",
        "Processing specific personal data calls for an impact assessment.",
    ),
    "consent_other_basis": (
        "Dasar pemrosesan yang dicatat bukan persetujuan.",
        "The lawful basis on record is not consent.",
    ),
}

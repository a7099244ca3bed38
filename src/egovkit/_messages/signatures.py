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
    "key_of_small_order": (
        "Kunci publik ini cacat: tanda tangan yang tidak dibuat siapa pun akan cocok dengannya.",
        "This public key is defective: signatures that nobody made would fit it.",
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
    "password_malformed": (
        "Kata sandi kunci harus berupa teks, paling banyak 1023 bita.",
        "The key's password must be text of at most 1023 bytes.",
    ),
    "key_validity": (
        "Masa berlaku kunci dinyatakan dalam detik sejak 1970 UTC, awal sebelum akhir.",
        "A key's validity is stated in seconds since 1970 UTC, start before end.",
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
    "canonical_moment": (
        "Waktu berada di luar tahun 1 sampai 9999 dalam UTC.",
        "The moment is outside the years 1 to 9999 in UTC.",
    ),
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
    "signable_extra": (
        "Model yang ditandatangani tidak boleh menerima bidang tambahan.",
        "A model that is signed must not take extra fields.",
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
    # envelopes: the form
    "jws_form": (
        "Amplop tanda tangan tidak berbentuk JWS.",
        "The envelope does not have the form of a JWS.",
    ),
    "jws_json": (
        "JSON dalam amplop tidak dapat diterima ({why}).",
        "The JSON in the envelope is not accepted ({why}).",
    ),
    "jws_base64": (
        "Base64url dalam amplop tidak ditulis dalam satu-satunya bentuk yang benar.",
        "Base64url in the envelope is not in its one proper spelling.",
    ),
    "jws_too_long": (
        "Amplop terlalu panjang: paling banyak {limit} bita.",
        "The envelope is too long: at most {limit} bytes.",
    ),
    "jws_too_many": (
        "Terlalu banyak tanda tangan: paling banyak {limit}.",
        "Too many signatures: at most {limit}.",
    ),
    "jws_unsigned": (
        "Amplop tidak memuat satu pun tanda tangan.",
        "The envelope holds no signature at all.",
    ),
    "jws_unprotected": (
        "Tanda tangan tidak mempunyai kepala terlindung beserta algoritmanya.",
        "A signature has no protected header with its algorithm.",
    ),
    "jws_algorithm_none": (
        "Amplop menyatakan dirinya tidak ditandatangani.",
        "The envelope says it is not signed.",
    ),
    "jws_embedded_key": (
        "Amplop membawa atau menunjuk kuncinya sendiri; kunci hanya diambil dari daftar kepercayaan.",
        "The envelope brings or points to its own key; keys come from the trust list only.",
    ),
    "jws_critical": (
        "Amplop menuntut perluasan yang tidak dikenal.",
        "The envelope demands an extension that is not known.",
    ),
    "envelope_header": (
        "Kepala amplop tidak memuat tepat nama-nama yang ditetapkan.",
        "The envelope's header does not hold exactly the names laid down.",
    ),
    "envelope_read": ("Amplop terbaca.", "The envelope was read."),
    "content_missing": (
        "Isi dikirim terpisah dan tidak diberikan.",
        "The content travels apart and was not given.",
    ),
    "content_twice": (
        "Isi diberikan, padahal amplop sudah memuatnya.",
        "A content was given although the envelope holds one.",
    ),
    # envelopes: the checks
    "purpose_fits": ("Tujuan tanda tangan sesuai.", "The signature's purpose fits."),
    "purpose_other": (
        "Tanda tangan dibuat untuk tujuan lain.",
        "The signature was made for another purpose.",
    ),
    "signer_trusted": (
        "Penanda tangan dikenal dan berwenang pada waktu itu.",
        "The signer is known and was entitled at that time.",
    ),
    "signer_unknown": (
        "Kunci penanda tangan tidak ada dalam daftar kepercayaan.",
        "The signer's key is not in the trust list.",
    ),
    "signer_twice": (
        "Kunci yang sama menandatangani dua kali.",
        "The same key signed twice.",
    ),
    "trust_empty": (
        "Tidak ada kunci tepercaya untuk memeriksa.",
        "There is no trusted key to check with.",
    ),
    "algorithm_other": (
        "Algoritma pada amplop bukan algoritma kuncinya.",
        "The algorithm in the envelope is not the key's.",
    ),
    "algorithm_not_accepted": (
        "Algoritma tidak lagi diterima pada waktu penandatanganan.",
        "The algorithm was no longer accepted at the time of signing.",
    ),
    "key_of_other_purpose_found": (
        "Kunci penanda tangan bukan untuk tujuan ini.",
        "The signer's key is not for this purpose.",
    ),
    "signer_compromised": (
        "Kunci penanda tangan dinyatakan bocor.",
        "The signer's key was declared compromised.",
    ),
    "key_not_in_force": (
        "Kunci penanda tangan tidak berlaku pada waktu yang dinyatakan.",
        "The signer's key was not in force at the time stated.",
    ),
    "time_fits": ("Waktu yang dinyatakan wajar.", "The time stated is plausible."),
    "signed_in_future": (
        "Waktu penandatanganan yang dinyatakan belum tiba.",
        "The time of signing stated is still to come.",
    ),
    "envelope_expired": (
        "Masa berlaku amplop sudah berakhir.",
        "The envelope has expired.",
    ),
    "signatures_disagree": (
        "Tanda tangan dalam satu amplop menyatakan hal yang berbeda.",
        "The signatures of one envelope state different things.",
    ),
    "signers_enough": (
        "Penanda tangan cukup: {valid} dari {needed} yang diperlukan.",
        "Enough signers: {valid} of {needed} needed.",
    ),
    "signers_too_few": (
        "Penanda tangan kurang: {valid} dari {needed} yang diperlukan.",
        "Too few signers: {valid} of {needed} needed.",
    ),
    "hybrid_both": (
        "Tanda tangan klasik dan pascakuantum keduanya ada.",
        "The classical and the post-quantum signature are both there.",
    ),
    "hybrid_one": (
        "Tanda tangan klasik dan pascakuantum dari satu pemilik tidak keduanya ada.",
        "Not both the classical and the post-quantum signature of one owner are there.",
    ),
    # envelopes: making them
    "envelope_detached": (
        "Amplop tidak memuat isi; berikan isinya.",
        "The envelope holds no content; give it.",
    ),
    "envelope_not_compact": (
        "Bentuk ringkas hanya untuk tepat satu tanda tangan.",
        "The compact form is for exactly one signature.",
    ),
    "envelope_ends_before": (
        "Masa berlaku berakhir sebelum penandatanganan.",
        "The expiry is before the signature.",
    ),
    "policy_signers": (
        "Kebijakan harus menuntut sedikitnya satu penanda tangan.",
        "A policy must demand at least one signer.",
    ),
    "payload_type": (
        "Isi harus berupa bita atau SignableModel.",
        "The content must be bytes or a SignableModel.",
    ),
    "payload_empty": ("Isi tidak boleh kosong.", "The content must not be empty."),
    "key_of_other_purpose": (
        "Kunci bukan untuk tujuan {purpose}.",
        "The key is not for purpose {purpose}.",
    ),
    "key_outside_validity": (
        "Kunci tidak berlaku pada waktu penandatanganan.",
        "The key is not valid at the time of signing.",
    ),
    "algorithm_past": (
        "Algoritma {algorithm} tidak lagi boleh dipakai untuk menandatangani.",
        "Algorithm {algorithm} may no longer be used to sign.",
    ),
    # approval chains
    "approval_complete": (
        "Rangkaian persetujuan lengkap: {steps} langkah dari {stages} tahap.",
        "The approval is complete: {steps} steps in {stages} stages.",
    ),
    "approval_incomplete": (
        "Rangkaian persetujuan belum lengkap: baru {steps} langkah untuk {stages} tahap.",
        "The approval is not complete: {steps} steps so far for {stages} stages.",
    ),
    "approval_rejected": ("Dokumen ditolak.", "The document was rejected."),
    "approval_returned": (
        "Konsep dikembalikan untuk diperbaiki.",
        "The draft was sent back for correction.",
    ),
    "act_paraf": ("Paraf oleh {role}, {when}.", "Initialled by {role}, {when}."),
    "act_signature": (
        "Tanda tangan oleh {role}, {when}.",
        "Signed by {role}, {when}.",
    ),
    "act_reject": ("Ditolak oleh {role}, {when}.", "Rejected by {role}, {when}."),
    "act_return": (
        "Dikembalikan oleh {role}, {when}.",
        "Sent back by {role}, {when}.",
    ),
    "chain_not_returned": (
        "Hanya rangkaian yang dikembalikan untuk diperbaiki dapat dilanjutkan.",
        "Only a chain that was sent back for correction can be continued.",
    ),
    "chain_unreadable": (
        "Rangkaian persetujuan tidak dapat dibaca.",
        "The approval chain cannot be read.",
    ),
    "step_malformed": (
        "Langkah memuat nilai yang tidak dapat diterima.",
        "The step holds a value that is not accepted.",
    ),
    "step_unreadable": (
        "Langkah {step} tidak dapat dibaca.",
        "Step {step} cannot be read.",
    ),
    "step_other_document": (
        "Langkah {step} dibuat untuk dokumen lain.",
        "Step {step} was made for another document.",
    ),
    "step_other_plan": (
        "Langkah {step} dibuat menurut rencana lain.",
        "Step {step} was made under another plan.",
    ),
    "step_other_chain": (
        "Langkah {step} tidak menyambung pada langkah sebelumnya.",
        "Step {step} does not follow on the step before it.",
    ),
    "step_reordered": (
        "Urutan langkah diubah, mulai dari langkah {step}.",
        "The steps were reordered, from step {step} on.",
    ),
    "step_repeated": (
        "Ada langkah yang diulang, terlihat pada langkah {step}.",
        "A step was repeated, seen at step {step}.",
    ),
    "step_dropped": (
        "Ada langkah yang dihilangkan sebelum langkah {step}.",
        "A step before step {step} was dropped.",
    ),
    "step_after_end": (
        "Langkah {step} dibuat sesudah rangkaian berakhir.",
        "Step {step} was made after the chain had ended.",
    ),
    "step_wrong_role": (
        "Pejabat pada langkah {step} tidak memegang jabatan itu dan tidak diberi mandat.",
        "The officer of step {step} neither holds that office nor has a mandate.",
    ),
    "step_same_person": (
        "Pejabat pada langkah {step} sudah bertindak sebelumnya.",
        "The officer of step {step} has acted before.",
    ),
    "step_not_its_turn": (
        "Jabatan pada langkah {step} belum atau tidak lagi mendapat giliran.",
        "It is not, or no longer, the turn of the office in step {step}.",
    ),
    "step_other_action": (
        "Tindakan pada langkah {step} bukan yang ditetapkan rencana.",
        "The action of step {step} is not the one the plan lays down.",
    ),
    "step_officer_unknown": (
        "Kunci yang menandatangani bukan milik pejabat dalam rencana.",
        "The key that signed is not that of an officer in the plan.",
    ),
    "step_other_officer": (
        "Langkah {step} ditandatangani dengan kunci pejabat lain.",
        "Step {step} was signed with another officer's key.",
    ),
    "plan_threshold": (
        "Ambang paraf melebihi jumlah jabatan, atau jabatan disebut dua kali.",
        "The threshold exceeds the number of offices, or an office is named twice.",
    ),
    "plan_signature_last": (
        "Tepat tahap terakhir harus berupa tanda tangan.",
        "The last stage, and no other, must be the signature.",
    ),
    "plan_role_twice": (
        "Satu jabatan hanya boleh muncul dalam satu tahap.",
        "An office may stand in one stage only.",
    ),
    "plan_role_vacant": (
        "Ada jabatan yang tidak dipegang atau diwakili siapa pun.",
        "There is an office that nobody holds or acts for.",
    ),
    "plan_person_twice": (
        "Satu pejabat disebut dua kali.",
        "An officer is named twice.",
    ),
    "plan_key_twice": (
        "Satu kunci dipakai dua pejabat.",
        "Two officers share one key.",
    ),
    "plan_person_unknown": (
        "Pendelegasian menyebut pejabat yang tidak ada dalam rencana.",
        "A delegation names an officer who is not in the plan.",
    ),
    "plan_ub_without_an": (
        "u.b. hanya dapat dipakai sesudah a.n. untuk jabatan yang sama.",
        "u.b. can only be used after a.n. for the same office.",
    ),
    "plan_an_with_plt": (
        "a.n. tidak digabung dengan Plt. atau Plh. untuk jabatan yang sama.",
        "a.n. is not combined with Plt. or Plh. for the same office.",
    ),
}

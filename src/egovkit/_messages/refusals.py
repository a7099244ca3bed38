"""Sentences of the refusals of `egovkit.services`, those of issuing among them."""

SENTENCES: dict[str, tuple[str, str]] = {
    # refusals
    "not_found": (
        "Permohonan dengan tiket ini tidak ditemukan.",
        "There is no request with this ticket.",
    ),
    "not_found_check_symbol": (
        "Permohonan tidak ditemukan: tiket salah ketik, simbol pemeriksanya tidak cocok.",
        "There is no such request: the ticket was mistyped, its check symbol does not fit.",
    ),
    "wrong_state": (
        'Tindakan "{action}" tidak dapat dilakukan pada status "{state}"; hanya pada: {allowed_from}.',
        'The action "{action}" cannot be done in state "{state}"; only in: {allowed_from}.',
    ),
    "wrong_role": (
        'Tindakan "{action}" hanya dapat dilakukan oleh: {allowed}.',
        'The action "{action}" can only be done by: {allowed}.',
    ),
    "not_applicant": (
        "Permohonan ini diajukan oleh orang lain.",
        "Somebody else filed this request.",
    ),
    "same_actor": (
        'Tindakan "{action}" tidak boleh dilakukan oleh orang yang telah melakukan "{done}".',
        'The action "{action}" must not be done by the person who did "{done}".',
    ),
    "missing_requirement": (
        'Tindakan "{action}" belum dapat dilakukan; yang belum terpenuhi: {missing}.',
        'The action "{action}" cannot be done yet; still missing: {missing}.',
    ),
    "missing_requirement_documents": (
        'Tindakan "{action}" belum dapat dilakukan; yang belum terpenuhi: {missing}. Dokumen yang kurang: {documents}.',
        'The action "{action}" cannot be done yet; still missing: {missing}. Documents not handed in: {documents}.',
    ),
    "reason_required": (
        'Tindakan "{action}" memerlukan alasan; pilihan: {allowed}.',
        'The action "{action}" needs a reason; one of: {allowed}.',
    ),
    "unknown_reason": (
        'Alasan itu tidak ada dalam daftar untuk tindakan "{action}"; pilihan: {allowed}.',
        'That reason is not on the list for the action "{action}"; one of: {allowed}.',
    ),
    "decision_required": (
        'Tindakan "{action}" memerlukan keputusan tertulis beserta alasannya.',
        'The action "{action}" needs a written decision with its reasons.',
    ),
    "decision_type": (
        "Keputusan harus berupa ReasonedDecision.",
        "A decision is a ReasonedDecision.",
    ),
    "unknown_action": (
        "Layanan ini tidak mengenal tindakan itu.",
        "The service does not know that action.",
    ),
    "issue_in_steps": (
        "Penerbitan dilakukan bertahap: reserve, lalu issue atau void.",
        "Issuing is done in steps: reserve, then issue or void.",
    ),
    "version_conflict": (
        "Permohonan telah berubah sejak Anda melihatnya (versi {expected}, kini {found}).",
        "The request has changed since you looked at it (version {expected}, now {found}).",
    ),
    "closed": (
        'Permohonan telah selesai pada status "{state}".',
        'The request is closed, in state "{state}".',
    ),
    "form_invalid": (
        "Formulir belum benar pada {count} isian: {fields}.",
        "The form is wrong in {count} places: {fields}.",
    ),
    "form_other": (
        "Formulir bukan dari jenis {form}.",
        "The form is not a {form}.",
    ),
    "form_not_expected": (
        'Tindakan "{action}" tidak menerima formulir.',
        'The action "{action}" takes no form.',
    ),
    "note_too_long": (
        "Catatan paling banyak {limit} karakter.",
        "A note has at most {limit} characters.",
    ),
    "attachment_unknown": (
        "Lampiran tidak diminta; yang diminta: {allowed}.",
        "The attachment is not asked for; these are: {allowed}.",
    ),
    "attachment_too_large": (
        'Lampiran "{requirement}" terlalu besar: paling banyak {limit} bita.',
        'The attachment "{requirement}" is too large: at most {limit} bytes.',
    ),
    "attachment_media_type": (
        'Jenis berkas untuk "{requirement}" harus salah satu dari: {allowed}.',
        'The file for "{requirement}" must be one of: {allowed}.',
    ),
    "attachment_age": (
        'Dokumen "{requirement}" harus bertanggal dan paling lama berumur {limit} hari.',
        'The document "{requirement}" must be dated and at most {limit} days old.',
    ),
    "idempotency_key_format": (
        "Kunci idempotensi terdiri atas 1 sampai dengan 200 karakter ASCII tanpa spasi.",
        "An idempotency key is 1 to 200 visible ASCII characters.",
    ),
    "idempotency_mismatch": (
        "Kunci idempotensi ini telah dipakai untuk isi yang lain.",
        "This idempotency key was used for other content.",
    ),
    "not_in_force": (
        "Layanan ini tidak berlaku pada hari itu.",
        "The service is not in force on that day.",
    ),
    "unknown_branch": (
        "Layanan ini tidak memiliki cabang dengan nama itu.",
        "The service has no branch of that name.",
    ),
    "unknown_answer": (
        "Jawaban harus salah satu dari: {allowed}.",
        "An answer is one of: {allowed}.",
    ),
    "branch_not_requested": (
        'Jawaban untuk "{branch}" tidak sedang diminta.',
        'No answer for "{branch}" is being asked for.',
    ),
    "unknown_fact": (
        "Hal itu tidak dapat dicatat; yang dapat dicatat: {allowed}.",
        "That cannot be recorded; these can: {allowed}.",
    ),
    "unknown_term": (
        "Layanan ini tidak memiliki jangka waktu dengan nama itu.",
        "The service has no term of that name.",
    ),
    "extension_limit": (
        "Jangka waktu hanya dapat diperpanjang paling banyak {limit} satuan lagi.",
        "The term can be extended by at most {limit} more units.",
    ),
    "reason_code": (
        "Alasan atau hubungan harus berupa kode: huruf kecil, angka, garis bawah.",
        "A reason or relation is a code: lower case, digits, underscore.",
    ),
    "no_such_state": (
        'Alur versi itu tidak memiliki status "{state}".',
        'The workflow of that version has no state "{state}".',
    ),
    "no_draft": (
        'Permohonan ini bukan lagi konsep (status "{state}").',
        'The request is no draft any more (state "{state}").',
    ),
    "not_closed": (
        'Permohonan belum selesai (status "{state}").',
        'The request is not closed (state "{state}").',
    ),
    "retention_running": (
        "Masa simpan masih berjalan sampai {until}.",
        "The retention period runs until {until}.",
    ),
    "erased": (
        "Data pribadi permohonan ini telah dihapus.",
        "The personal data of this request have been erased.",
    ),
    # issuing
    "not_reserved": (
        "Nomor ini tidak sedang dicadangkan untuk permohonan ini.",
        "This number is not reserved for the request now.",
    ),
    "already_issued": (
        "Dokumen telah diterbitkan.",
        "The document has been issued.",
    ),
    "seal_other_index": (
        "Kode verifikasi memuat indeks status yang bukan milik naskah ini ({expected}).",
        "The seal states another status index than the draft's ({expected}).",
    ),
    "seal_other_profile": (
        "Kode verifikasi bukan untuk jenis dokumen layanan ini (profil {expected}).",
        "The seal is not of this service's kind of document (profile {expected}).",
    ),
    "not_issued": (
        "Tidak ada dokumen terbit yang dapat diubah statusnya.",
        "There is no issued document whose status could change so.",
    ),
    "signing_unknown": (
        "Hasil penandatanganan belum diketahui; tanyakan dahulu kepada penyedia tanda tangan.",
        "The outcome of signing is unknown; ask the signer first.",
    ),
    "signer_answer": (
        "Jawaban penyedia tanda tangan harus salah satu dari: {allowed}.",
        "The signer's answer is one of: {allowed}.",
    ),
    "nothing_unknown": (
        "Tidak ada penandatanganan yang hasilnya belum diketahui.",
        "No signing is unknown here.",
    ),
    "reference_format": (
        "Acuan hanya boleh memuat huruf, angka, dan tanda . _ / : -, tanpa spasi.",
        "A reference holds letters, digits and . _ / : - only, no spaces.",
    ),
}

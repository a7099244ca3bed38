"""Sentences of certificates, CMS, time stamps and keys in an HSM."""

SENTENCES: dict[str, tuple[str, str]] = {
    # certificates
    "certificate_unreadable": (
        "Sertifikat tidak dapat dibaca.",
        "The certificate cannot be read.",
    ),
    "certificate_malformed": (
        "Sertifikat memuat ekstensi yang rusak.",
        "The certificate holds a damaged extension.",
    ),
    "certificate_not_yet": (
        "Sertifikat belum berlaku pada waktu itu.",
        "The certificate was not valid yet at that time.",
    ),
    "certificate_expired": (
        "Sertifikat sudah kedaluwarsa pada waktu itu.",
        "The certificate had expired at that time.",
    ),
    "certificate_usage": (
        "Sertifikat bukan untuk kegunaan ini.",
        "The certificate is not for this use.",
    ),
    "certificate_weak": (
        "Kunci dalam sertifikat terlalu lemah atau jenisnya tidak didukung.",
        "The certificate's key is too weak or of a kind that is not supported.",
    ),
    "certificate_revoked": (
        "Sertifikat sudah dicabut pada waktu itu.",
        "The certificate had been revoked at that time.",
    ),
    "certificate_revoked_later": (
        "Sertifikat dicabut sesudahnya karena kuncinya mungkin bocor, atau tanpa alasan.",
        "The certificate was revoked later because its key may have leaked, or without a reason.",
    ),
    "path_national": (
        "Sertifikat berinduk pada PSrE Induk yang telah dipastikan.",
        "The certificate chains to the pinned national root.",
    ),
    "path_private": (
        "Sertifikat berinduk pada jangkar kepercayaan setempat.",
        "The certificate chains to an anchor of your own.",
    ),
    "path_not_found": (
        "Tidak ada jalur sertifikat yang benar ke jangkar kepercayaan.",
        "There is no valid path from the certificate to a trust anchor.",
    ),
    "path_constraint": (
        "Sertifikat penerbit membatasi nama dengan cara yang tidak diperiksa di sini.",
        "An authority's certificate constrains names in a way that is not checked here.",
    ),
    "anchors_empty": (
        "Belum ada jangkar kepercayaan yang dipasang.",
        "No trust anchor has been installed.",
    ),
    "anchors_unreadable": (
        "Daftar jangkar kepercayaan tidak dapat dibaca.",
        "The list of trust anchors cannot be read.",
    ),
    "anchor_fingerprint": (
        "Sidik SHA-256 sertifikat jangkar tidak cocok.",
        "The SHA-256 fingerprint of the anchor's certificate does not fit.",
    ),
    "anchor_distrusted": (
        "Jangkar kepercayaan tidak lagi dipercaya pada waktu itu.",
        "The trust anchor was no longer trusted at that time.",
    ),
    "revocation_good": (
        "Tidak ada sertifikat pada jalur yang dicabut.",
        "No certificate of the path has been revoked.",
    ),
    "revocation_skipped": (
        "Pencabutan sertifikat tidak diperiksa, sesuai kebijakan pemeriksa.",
        "Revocation was not checked, by the verifier's policy.",
    ),
    "revocation_unknown": (
        "Status pencabutan sertifikat tidak diketahui: tidak ada CRL atau OCSP yang menjawab.",
        "The revocation status is unknown: no CRL or OCSP response answers.",
    ),
    "revocation_unsupported": (
        "CRL atau OCSP yang tersedia memakai bentuk yang tidak didukung.",
        "The CRL or OCSP response at hand has a form that is not supported.",
    ),
    "revocation_unreadable": (
        "CRL atau OCSP tidak dapat dibaca.",
        "The revocation data cannot be read.",
    ),
    "assurance_certified": (
        "Sertifikat berinduk pada PSrE Induk: tanda tangan elektronik tersertifikasi apabila perangkat pembuatnya juga tersertifikasi.",
        "The certificate is under the national root: a certified electronic signature if it was made with a certified device.",
    ),
    "assurance_uncertified": (
        "Tanda tangan elektronik yang tidak berinduk pada PSrE Induk.",
        "An electronic signature outside the national root.",
    ),
    "assurance_unknown": (
        "Tingkat tanda tangan elektronik belum dapat dipastikan.",
        "The kind of electronic signature cannot be told.",
    ),
    # CMS and time stamps
    "cms_read": ("Tanda tangan CMS terbaca.", "The CMS signature was read."),
    "cms_unreadable": (
        "Bukan tanda tangan CMS yang benar.",
        "This is not a well-formed CMS signature.",
    ),
    "cms_too_long": (
        "Tanda tangan CMS terlalu besar.",
        "The CMS signature is too large.",
    ),
    "cms_unsigned": (
        "Struktur CMS tidak memuat satu pun tanda tangan.",
        "The CMS structure holds no signature at all.",
    ),
    "cms_several": (
        "Struktur CMS memuat lebih dari satu tanda tangan; ini tidak didukung.",
        "The CMS structure holds more than one signature; this is not supported.",
    ),
    "cms_no_attributes": (
        "Tanda tangan CMS tidak mempunyai atribut tertandatangani.",
        "The CMS signature has no signed attributes.",
    ),
    "cms_attributes": (
        "Atribut tanda tangan CMS rusak, ganda, atau kurang.",
        "The attributes of the CMS signature are damaged, doubled or missing.",
    ),
    "cms_digest": (
        "Fungsi hash pada tanda tangan tidak diterima.",
        "The digest algorithm of the signature is not accepted.",
    ),
    "cms_algorithm": (
        "Algoritma tanda tangan tidak diterima atau bukan milik kunci sertifikat.",
        "The signature algorithm is not accepted or not that of the certificate's key.",
    ),
    "cms_certificate_missing": (
        "Sertifikat penanda tangan tidak disertakan.",
        "The signer's certificate is not enclosed.",
    ),
    "cms_other_certificate": (
        "Tanda tangan menyebut sertifikat lain daripada yang disertakan.",
        "The signature names another certificate than the one enclosed.",
    ),
    "cms_other_content": (
        "Tanda tangan CMS dibuat atas isi lain.",
        "The CMS signature was made over another content.",
    ),
    "cms_content_type": (
        "Tanda tangan CMS bukan atas dokumen biasa.",
        "The CMS signature is not over plain data.",
    ),
    "certificate_of_other_key": (
        "Sertifikat bukan milik kunci yang menandatangani.",
        "The certificate is not that of the signing key.",
    ),
    "time_proven": (
        "Waktu penandatanganan dibuktikan oleh penanda waktu.",
        "The time of signing is proven by a time stamp.",
    ),
    "time_claimed": (
        "Waktu penandatanganan hanya dinyatakan penanda tangan; sertifikat diperiksa pada waktu pemeriksaan.",
        "The time of signing is only claimed; the certificate was checked at the time of verification.",
    ),
    "timestamp_true": (
        "Penanda waktu cocok dengan isinya.",
        "The time stamp fits its content.",
    ),
    "timestamp_unreadable": (
        "Penanda waktu tidak dapat dibaca.",
        "The time stamp cannot be read.",
    ),
    "timestamp_other": (
        "Penanda waktu dibuat atas isi lain.",
        "The time stamp was made over another content.",
    ),
    "timestamp_other_request": (
        "Jawaban penanda waktu bukan atas permintaan ini.",
        "The time stamp answers another request.",
    ),
    "timestamp_refused": (
        "Layanan penanda waktu tidak memberi penanda waktu.",
        "The time stamping authority gave no time stamp.",
    ),
    "timestamp_in_future": (
        "Waktu pada penanda waktu belum tiba.",
        "The time of the time stamp is still to come.",
    ),
    "timestamp_coarse": (
        "Ketelitian penanda waktu terlalu kasar.",
        "The time stamp is too coarse.",
    ),
    "timestamp_no_certificate": (
        "Penanda waktu tidak mengikat sertifikat penerbitnya.",
        "The time stamp does not bind its authority's certificate.",
    ),
    # keys in an HSM
    "hsm_token_missing": (
        "Token HSM tidak ditemukan.",
        "The HSM's token was not found.",
    ),
    "hsm_key_missing": (
        "Kunci tidak ditemukan di HSM.",
        "The key was not found in the HSM.",
    ),
    "hsm_pin_wrong": (
        "PIN HSM salah; PIN tidak dicoba lagi secara otomatis.",
        "The HSM's PIN is wrong; it is not tried again automatically.",
    ),
    "hsm_pin_locked": ("PIN HSM terkunci.", "The HSM's PIN is locked."),
    "hsm_failed": (
        "HSM tidak menyelesaikan permintaan.",
        "The HSM did not complete the request.",
    ),
    "hsm_only_signs": (
        "Kunci di HSM hanya dapat menandatangani dengan algoritmanya sendiri.",
        "A key in an HSM can only sign, with its own algorithm.",
    ),
}

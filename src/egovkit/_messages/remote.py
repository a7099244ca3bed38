"""Sentences of the remote signing clients in `egovkit.integrations`."""

SENTENCES: dict[str, tuple[str, str]] = {
    "remote_unreachable": (
        "Layanan penandatanganan tidak dapat dihubungi; tidak ada yang dikirim.",
        "The signing service cannot be reached; nothing was sent.",
    ),
    "remote_no_answer": (
        "Permintaan telah dikirim tetapi jawabannya tidak diterima; hasilnya belum diketahui.",
        "The request was sent but no answer arrived; the outcome is unknown.",
    ),
    "remote_bad_answer": (
        "Jawaban layanan penandatanganan tidak dapat dibaca; hasilnya belum diketahui.",
        "The answer of the signing service cannot be read; the outcome is unknown.",
    ),
    "remote_server_error": (
        "Layanan penandatanganan mengalami gangguan; hasilnya belum diketahui.",
        "The signing service failed; the outcome is unknown.",
    ),
    "remote_refused": (
        "Layanan penandatanganan menolak permintaan.",
        "The signing service refused the request.",
    ),
    "remote_unauthorized": (
        "Layanan penandatanganan menolak identitas aplikasi.",
        "The signing service refused the application's credentials.",
    ),
    "remote_not_found": (
        "Dokumen itu tidak ada, atau tidak ada lagi, pada layanan penandatanganan; hasilnya belum diketahui.",
        "The signing service does not have that document, or no longer; the outcome is unknown.",
    ),
    "remote_base_url": (
        "Alamat layanan harus berupa https; http hanya dengan allow_plain_http=True.",
        "The service's address must be https; http only with allow_plain_http=True.",
    ),
    "remote_too_large": (
        "Berkas terlalu besar untuk dikirim: paling banyak {limit} MiB.",
        "The file is too large to send: at most {limit} MiB.",
    ),
    "remote_unknown_outcome": (
        "Hasil penandatanganan belum diketahui (acuan {reference}); tanyakan dahulu, jangan ulangi.",
        "The outcome of signing is unknown (reference {reference}); ask first, do not repeat.",
    ),
    "remote_secret": (
        "Rahasia penanda tangan kosong atau memuat karakter yang tidak dapat dikirim.",
        "The signer's secret is empty or holds a character that cannot be sent.",
    ),
    "bsre_not_registered": (
        "Penanda tangan belum terdaftar pada layanan BSrE.",
        "The signer is not registered with the BSrE service.",
    ),
    "bsre_no_certificate": (
        "Penanda tangan belum memiliki sertifikat elektronik.",
        "The signer has no certificate yet.",
    ),
    "bsre_wrong_passphrase": (
        "Frasa sandi penanda tangan salah.",
        "The signer's passphrase is wrong.",
    ),
    "bsre_signer": (
        "Penanda tangan ditunjuk dengan NIK atau alamat surel.",
        "A signer is named by NIK or e-mail address.",
    ),
    "bsre_secret_kind": (
        "Rahasia penanda tangan berupa passphrase atau totp.",
        "The signer's secret is a passphrase or a totp.",
    ),
    "bsre_version": (
        "Operasi ini memerlukan antarmuka versi {version}.",
        "This operation needs version {version} of the interface.",
    ),
    "bsre_answer_valid": (
        "Menurut layanan BSrE semua tanda tangan utuh dan sertifikatnya dipercaya.",
        "According to the BSrE service all signatures are intact and their certificates trusted.",
    ),
    "bsre_answer_invalid": (
        "Menurut layanan BSrE dokumen ini tidak sah.",
        "According to the BSrE service the document is not valid.",
    ),
    "bsre_answer_unsigned": (
        "Menurut layanan BSrE dokumen ini tidak ditandatangani.",
        "According to the BSrE service the document is not signed.",
    ),
    "bsre_answer_unclear": (
        "Kesimpulan layanan BSrE tidak dikenal.",
        "The conclusion of the BSrE service is not known.",
    ),
    "bsre_integrity_true": (
        "Tanda tangan {signature}: isi utuh menurut layanan BSrE.",
        "Signature {signature}: the content is intact according to the BSrE service.",
    ),
    "bsre_integrity_false": (
        "Tanda tangan {signature}: isi berubah menurut layanan BSrE.",
        "Signature {signature}: the content was changed according to the BSrE service.",
    ),
    "bsre_certificate_true": (
        "Tanda tangan {signature}: sertifikat dipercaya menurut layanan BSrE.",
        "Signature {signature}: the certificate is trusted according to the BSrE service.",
    ),
    "bsre_certificate_false": (
        "Tanda tangan {signature}: sertifikat tidak dipercaya menurut layanan BSrE.",
        "Signature {signature}: the certificate is not trusted according to the BSrE service.",
    ),
    "bsre_unasked": (
        "Layanan BSrE tidak memberikan jawaban yang dapat dinilai.",
        "The BSrE service gave no answer that can be judged.",
    ),
    "remote_text": (
        "Teks yang dikirim memuat karakter yang tidak dapat dikirim.",
        "A text to send holds a character that cannot be sent.",
    ),
    "remote_no_documents": (
        "Tidak ada dokumen yang dikirim untuk ditandatangani.",
        "There is no document to sign.",
    ),
    "hsm_key_several": (
        "Beberapa kunci di HSM memakai label itu; sebutkan key_id.",
        "Several keys in the HSM bear that label; name the key_id.",
    ),
    "hsm_key_pair": (
        "Kunci privat dan kunci publik dengan label itu bukan satu pasangan.",
        "The private and the public key of that label are no pair.",
    ),
    "csc_credential": (
        "Kredensial itu tidak aktif atau tidak memiliki sertifikat.",
        "That credential is not active or has no certificate.",
    ),
    "csc_algorithm": (
        "Kunci kredensial itu memakai algoritma yang tidak didukung.",
        "The key of that credential uses an algorithm that is not supported.",
    ),
    "csc_hashes": (
        "Jumlah tanda tangan tidak sama dengan jumlah dokumen.",
        "There are not as many signatures as documents.",
    ),
}

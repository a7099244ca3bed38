"""Sentences of `egovkit.qr`."""

SENTENCES: dict[str, tuple[str, str]] = {
    "cose_not_sign1": (
        "Data bukan pesan COSE_Sign1.",
        "The data is not a COSE_Sign1 message.",
    ),
    "cose_headers": (
        "Tajuk terlindung COSE bukan sebuah peta.",
        "The protected COSE headers are not a map.",
    ),
    "seal_title": (
        "Kode verifikasi",
        "Verification code",
    ),
    "seal_description": (
        "Kode QR untuk memeriksa keaslian dokumen ini di {host}.",
        "QR code to check that this document is genuine at {host}.",
    ),
    "seal_format_ok": (
        "Kode verifikasi terbaca dan bentuknya benar.",
        "The verification code was read and its form is right.",
    ),
    "seal_not_found": (
        "Teks ini bukan kode verifikasi.",
        "This text is not a verification code.",
    ),
    "seal_text_too_long": (
        "Teks terlalu panjang untuk kode verifikasi: paling banyak {limit} karakter.",
        "The text is too long for a verification code: at most {limit} characters.",
    ),
    "seal_digits": (
        "Kode verifikasi memuat karakter selain angka.",
        "The verification code holds another character than a digit.",
    ),
    "seal_digits_length": (
        "Panjang angka kode verifikasi tidak mungkin; mungkin terpotong.",
        "The verification code cannot have this many digits; it may be cut short.",
    ),
    "seal_block_range": (
        "Sekelompok angka pada kode verifikasi melebihi batasnya.",
        "A group of digits of the verification code is above its range.",
    ),
    "base45_character": (
        "Kode base45 memuat karakter yang tidak dikenal.",
        "The base45 code holds an unknown character.",
    ),
    "base45_length": (
        "Panjang kode base45 tidak mungkin; mungkin terpotong.",
        "The base45 code cannot have this length; it may be cut short.",
    ),
    "base45_range": (
        "Sekelompok karakter base45 melebihi batasnya.",
        "A group of base45 characters is above its range.",
    ),
    "seal_headers": (
        "Tajuk kode verifikasi tidak sesuai dengan bentuk versi 1.",
        "The headers of the verification code are not those of version 1.",
    ),
    "seal_signature_length": (
        "Panjang tanda tangan pada kode verifikasi salah.",
        "The signature in the verification code has the wrong length.",
    ),
    "seal_claims": (
        "Isi kode verifikasi memuat klaim yang tidak dikenal.",
        "The verification code states a claim that is not known.",
    ),
    "seal_times": (
        "Waktu pada kode verifikasi tidak ada atau tidak mungkin.",
        "A time in the verification code is missing or cannot be.",
    ),
    "policy_value": (
        "Kebijakan memerlukan unknown_status berupa Outcome dan clock_skew 0–1 hari.",
        "A policy needs an Outcome as unknown_status and a clock_skew of 0 to 1 day.",
    ),
    "seal_no_document": (
        "Yang dapat dibubuhi kode verifikasi hanya SealedDocument.",
        "Only a SealedDocument can be sealed.",
    ),
    "seal_digest": (
        "Sidik digital dokumen asli harus sepanjang 32 bita (SHA-256).",
        "The digest of the original must have 32 bytes (SHA-256).",
    ),
    "seal_private_claim": (
        "Susunan isi kode verifikasi salah.",
        "The content of the verification code is laid out wrongly.",
    ),
    "signature_unchecked": (
        "Tanda tangan tidak dapat diperiksa karena kuncinya tidak dikenal.",
        "The signature could not be checked, because its key is not known.",
    ),
    "signature_algorithm": (
        "Algoritma pada kode verifikasi bukan algoritma kunci penerbit.",
        "The algorithm in the verification code is not that of the issuer's key.",
    ),
    "signature_key_use": (
        "Kunci itu tidak diperuntukkan bagi kode verifikasi.",
        "That key is not meant for verification codes.",
    ),
    "issuer_known": (
        "Penerbit tercantum dalam daftar kepercayaan.",
        "The issuer stands in the trust list.",
    ),
    "issuer_unknown": (
        "Tidak ada penerbit tepercaya yang memiliki kunci ini.",
        "No trusted issuer has this key.",
    ),
    "issuer_list_expired": (
        "Daftar kepercayaan sudah kedaluwarsa; perbarui dahulu.",
        "The trust list has expired; update it first.",
    ),
    "key_in_force": (
        "Kunci penerbit berlaku pada saat penerbitan.",
        "The issuer's key was in force when this was issued.",
    ),
    "key_compromised": (
        "Kunci penerbit dinyatakan bocor; kode yang dibuat dengannya tidak lagi membuktikan apa pun.",
        "The issuer's key was declared compromised; codes made with it prove nothing any more.",
    ),
    "key_not_yet_in_force": (
        "Kunci penerbit belum berlaku pada saat penerbitan.",
        "The issuer's key was not yet in force when this was issued.",
    ),
    "key_ended": (
        "Masa berlaku kunci penerbit sudah berakhir pada saat penerbitan.",
        "The issuer's key had ended when this was issued.",
    ),
    "key_retired": (
        "Kunci penerbit sudah tidak dipakai pada saat penerbitan.",
        "The issuer's key had been retired when this was issued.",
    ),
    "profile_allowed": (
        "Penerbit berwenang menerbitkan jenis dokumen ini.",
        "The issuer may issue this kind of document.",
    ),
    "profile_not_allowed": (
        "Penerbit tidak berwenang menerbitkan dokumen jenis nomor {profile}.",
        "The issuer may not issue documents of kind {profile}.",
    ),
    "profile_unknown": (
        "Jenis dokumen ini belum dikenal, sehingga isinya tidak dapat ditampilkan.",
        "This kind of document is not known yet, so its content cannot be shown.",
    ),
    "validity_current": (
        "Dokumen masih dalam masa berlaku.",
        "The document is within its validity.",
    ),
    "validity_from_future": (
        "Waktu penerbitan berada di masa depan.",
        "The time of issue lies in the future.",
    ),
    "validity_never": (
        "Masa berlaku berakhir sebelum waktu penerbitan.",
        "The validity ends before the time of issue.",
    ),
    "validity_expired": (
        "Masa berlaku dokumen berakhir pada {since}.",
        "The document's validity ended on {since}.",
    ),
    "status_not_used": (
        "Dokumen ini tidak memakai daftar status.",
        "This document does not use a status list.",
    ),
    "status_valid": (
        "Menurut daftar status, dokumen tidak dicabut.",
        "According to the status list the document is not revoked.",
    ),
    "status_revoked": (
        "Dokumen telah dicabut.",
        "The document was revoked.",
    ),
    "status_suspended": (
        "Dokumen sedang ditangguhkan.",
        "The document is suspended.",
    ),
    "status_not_issued": (
        "Nomor status ini tidak pernah diterbitkan.",
        "This status index was never issued.",
    ),
    "status_unknown": (
        "Status pencabutan belum diperiksa: tidak ada daftar status.",
        "Revocation was not checked: there is no status list at hand.",
    ),
    "status_stale": (
        "Status pencabutan belum pasti: daftar status kedaluwarsa sejak {since}.",
        "Revocation is not certain: the status list is stale since {since}.",
    ),
    "content_ok": (
        "Semua isian sesuai dengan jenis dokumen.",
        "All fields fit the kind of document.",
    ),
    "content_newer": (
        "Isian sesuai; {count} isian dari versi yang lebih baru tidak dikenal.",
        "The fields fit; {count} of a newer edition are not known here.",
    ),
    "field_type": (
        "Isian ke-{field} berjenis lain daripada yang dinyatakan.",
        "Field {field} is of another type than stated.",
    ),
    "text_unclean": (
        "Teks memuat karakter kendali, karakter arah tulisan, atau ejaan Unicode yang tidak baku.",
        "Text holds a control or direction character, or is not in NFC.",
    ),
    "field_text": (
        "Teks memuat karakter kendali, karakter arah tulisan, atau ejaan Unicode yang tidak baku (isian ke-{field}).",
        "Text holds a control or direction character, or is not in NFC (field {field}).",
    ),
    "field_range": (
        "Nilai isian ke-{field} di luar rentang.",
        "The value of field {field} is out of range.",
    ),
    "field_width": (
        "Banyaknya angka pada isian ke-{field} salah.",
        "Field {field} has the wrong number of digits.",
    ),
    "field_items": (
        "Isian daftar memuat terlalu banyak butir: paling banyak 32.",
        "A list holds too many items: at most 32.",
    ),
    "field_missing": (
        "Isian ke-{field} tidak ada.",
        "Field {field} is missing.",
    ),
    "field_value_unknown": (
        "Nilai isian ke-{field} belum dikenal; perbarui daftar kepercayaan.",
        "The value of field {field} is not known yet; update the trust list.",
    ),
    "field_sen": (
        "Jumlah uang harus berupa rupiah dengan paling banyak dua angka sen.",
        "A sum must be rupiah with at most two digits of sen.",
    ),
    "original_same": (
        "Berkas digital sama dengan yang diikat oleh kode verifikasi.",
        "The digital file is the one that the verification code is bound to.",
    ),
    "original_differs": (
        "Berkas digital berbeda dari yang diikat oleh kode verifikasi.",
        "The digital file differs from the one that the verification code is bound to.",
    ),
    "original_not_bound": (
        "Kode verifikasi tidak terikat pada berkas digital.",
        "The verification code is not bound to a digital file.",
    ),
    "document_not_readable": (
        "Kelas dokumen tidak menerima isi kode ini; mungkin kelasnya lebih lama.",
        "The document class does not accept what this code states; the class may be older.",
    ),
    "masked_value": (
        "Kode verifikasi hanya memuat bentuk tersamar nomor ini.",
        "The verification code holds only the masked form of this number.",
    ),
    "profile_registry": (
        "Kelas {document} harus menyebut registry yang sah.",
        "Class {document} must state a registry.",
    ),
    "profile_number": (
        "Kelas {document} harus menyebut nomor profil sendiri, 1 sampai 65535.",
        "Class {document} must state a profile number of its own, 1 to 65535.",
    ),
    "profile_labels": (
        "{document} harus memiliki label dalam bahasa Indonesia dan Inggris.",
        "{document} needs labels in Indonesian and in English.",
    ),
    "profile_taken": (
        "Kelas {document} memakai nomor profil induknya dengan isian yang tidak serasi.",
        "Class {document} uses its parent's profile number with fields that do not extend it.",
    ),
    "profile_twice": (
        "Nomor profil kelas {document} sudah dipakai kelas lain.",
        "The profile number of class {document} belongs to another class already.",
    ),
    "profile_differs": (
        "Isian profil {profile} berbeda dari yang tercantum dalam daftar kepercayaan.",
        "The fields of profile {profile} differ from those in the trust list.",
    ),
    "profile_fields": (
        "Kelas {document} memiliki lebih dari {limit} isian.",
        "Class {document} has more than {limit} fields.",
    ),
    "class_incomplete": (
        "Rujukan jenis pada kelas {document} belum dapat diselesaikan.",
        "A type that class {document} refers to cannot be resolved yet.",
    ),
    "field_reserved": (
        "Nama isian {field} pada kelas {document} sudah dicadangkan.",
        "Field name {field} of class {document} is reserved.",
    ),
    "field_name": (
        "Nama isian {field} pada kelas {document} harus huruf kecil, angka, dan garis bawah.",
        "Field name {field} of class {document} must be lower case letters, digits and underscores.",
    ),
    "field_not_sealed": (
        "Isian {field} pada kelas {document} harus dinyatakan dengan sealed(…).",
        "Field {field} of class {document} must be declared with sealed(…).",
    ),
    "field_kind": (
        "Jenis isian {field} pada kelas {document} tidak dapat dimuat dalam kode verifikasi.",
        "A verification code cannot hold the type of field {field} of class {document}.",
    ),
    "field_values": (
        "Nilai enum harus memetakan setiap angka ke sepasang label: bahasa Indonesia dan bahasa Inggris.",
        "The values of an enum map each number to a pair of labels: Indonesian and English.",
    ),
    "field_default": (
        "Isian {field} pada kelas {document} yang boleh kosong harus bernilai bawaan None.",
        "Field {field} of class {document} may be None, so its default must be None.",
    ),
    "seal_algorithm": (
        "Kode verifikasi hanya memakai Ed25519 atau ES256.",
        "Verification codes use Ed25519 or ES256 only.",
    ),
    "seal_issuer": (
        "Id penerbit harus huruf kecil, angka, titik, atau tanda hubung.",
        "An issuer's id is lower case letters, digits, dots and hyphens.",
    ),
    "seal_url": (
        "Alamat harus berupa https://host/jalur dengan huruf kecil pada host, tanpa ? dan #.",
        "The address must be https://host/path with a lower-case host, without ? and #.",
    ),
    "seal_expires_before_issue": (
        "Masa berlaku harus berakhir setelah waktu penerbitan.",
        "The expiry must be after the time of issue.",
    ),
    "seal_status_index": (
        "Indeks status harus bilangan bulat dari 0 sampai 4294967295.",
        "A status index is an integer from 0 to 4294967295.",
    ),
    "seal_too_long": (
        "Isi kode verifikasi terlalu panjang: paling banyak {limit} bita.",
        "The verification code is too long: at most {limit} bytes.",
    ),
    "symbol_level": (
        "Tingkat koreksi kesalahan harus M atau Q.",
        "The error correction level must be M or Q.",
    ),
    "symbol_mask": (
        "Mask harus bilangan 0 sampai 7.",
        "A mask is a number from 0 to 7.",
    ),
    "symbol_version": (
        "Versi QR harus bilangan 1 sampai 40.",
        "A QR version is a number from 1 to 40.",
    ),
    "symbol_too_large": (
        "Kode dengan {bytes} bita melebihi QR versi {version}; singkatkan isian atau alamatnya.",
        "A code of {bytes} bytes exceeds QR version {version}; shorten the fields or the address.",
    ),
    "print_resolution": (
        "Resolusi cetak harus bilangan positif yang wajar.",
        "A print resolution must be a sensible positive number.",
    ),
    "print_size": (
        "Kode tercetak {side} mm, {module} mm per modul.",
        "The code prints {side} mm wide, {module} mm a module.",
    ),
    "print_module_small": (
        "Modul hanya {module} mm; cetak lebih besar, sekurang-kurangnya 0,4 mm per modul.",
        "A module is only {module} mm; print larger, at least 0.4 mm a module.",
    ),
    "scan_unreadable": (
        "Berkas ini bukan gambar atau PDF yang dapat dibaca.",
        "This is no picture or PDF that can be read.",
    ),
    "scan_too_large": (
        "Berkas terlalu besar: paling banyak {limit} MB.",
        "The file is too large: at most {limit} MB.",
    ),
    "scan_too_many_pixels": (
        "Gambar terlalu besar untuk dipindai.",
        "The picture is too large to be scanned.",
    ),
    "foreign_format_ok": (
        "Kode terbaca dan bentuknya benar.",
        "The code was read and its form is right.",
    ),
    "foreign_encrypted": (
        "Isi kode terenkripsi, sehingga tidak dapat diperiksa tanpa kunci penerbit.",
        "The code is encrypted, so it cannot be checked without the issuer's key.",
    ),
    "foreign_unsigned": (
        "Kode ini tidak bertanda tangan, sehingga tidak membuktikan apa pun.",
        "This code is not signed, so it proves nothing.",
    ),
    "foreign_key_known": (
        "Tanda tangan dibuat dengan salah satu kunci yang diberikan.",
        "One of the given keys made the signature.",
    ),
    "foreign_key": (
        "Kunci atau sertifikat tidak dapat dibaca, atau jenisnya tidak didukung.",
        "A key or certificate cannot be read, or is of a kind that is not supported.",
    ),
    "foreign_kid": (
        "Kunci dicari menurut kid yang berupa data biner; ubah kid yang tertulis sebagai base64 atau heksadesimal lebih dahulu.",
        "Keys are looked up by a kid in bytes; decode a kid that is written in base64 or hexadecimal first.",
    ),
    "foreign_compression": (
        "Data kode tidak dapat dimekarkan (zlib).",
        "The code's data cannot be decompressed (zlib).",
    ),
    "foreign_too_long": (
        "Data kode setelah dimekarkan melebihi {limit} kB.",
        "The code's data exceed {limit} kB when decompressed.",
    ),
    "foreign_claims": (
        "Isi kode bukan kumpulan klaim CWT.",
        "The content of the code is no set of CWT claims.",
    ),
    "foreign_expired": (
        "Masa berlaku dokumen sudah berakhir.",
        "The document's validity has ended.",
    ),
    "hc1_prefix": (
        "Kode tidak diawali dengan HC1:.",
        "The code does not begin with HC1:.",
    ),
    "dcc_ok": (
        "Isi sertifikat sesuai dengan skema EU DCC.",
        "The certificate's content fits the EU DCC schema.",
    ),
    "dcc_schema": (
        "Bagian {part} sertifikat tidak sesuai dengan skema EU DCC.",
        "Part {part} of the certificate does not fit the EU DCC schema.",
    ),
    "dcc_key_usage": (
        "Kunci penerbit tidak diperuntukkan bagi sertifikat jenis ini.",
        "The issuer's key is not meant for this kind of certificate.",
    ),
    "claim169_ok": (
        "Kode memuat data identitas (klaim 169).",
        "The code holds identity data (claim 169).",
    ),
    "claim169_missing": (
        "Kode tidak memuat klaim 169.",
        "The code holds no claim 169.",
    ),
    "foreign_critical": (
        "Kode memuat tajuk wajib yang tidak dikenal.",
        "The code has a critical header that is not known.",
    ),
    "profile_not_locked": (
        "Profil {profile} pada registry {registry} belum dikunci; jalankan `egovkit profile lock`.",
        "Profile {profile} of registry {registry} is not locked yet; run `egovkit profile lock`.",
    ),
    "profile_lock_format": (
        "Berkas kunci profil tidak dapat dibaca atau disunting dengan tangan.",
        "The profile lock file cannot be read, or was edited by hand.",
    ),
    "profile_module": (
        "Modul {module} tidak ditemukan atau tidak memuat kelas dokumen.",
        "Module {module} was not found, or defines no document class.",
    ),
}

"""Sentences of the status lists of `egovkit.qr`."""

SENTENCES: dict[str, tuple[str, str]] = {
    "status_bits": (
        "Daftar status memakai 1, 2, 4, atau 8 bit untuk setiap indeks.",
        "A status list has 1, 2, 4 or 8 bits for each index.",
    ),
    "status_size": (
        "Ukuran daftar status harus 1 sampai {limit}.",
        "The size of a status list is 1 to {limit}.",
    ),
    "status_index_outside": (
        "Indeks status harus 0 atau lebih dan kurang dari {size}.",
        "A status index is 0 or more and less than {size}.",
    ),
    "status_index_twice_or_outside": (
        "Indeks status disebut dua kali atau berada di luar daftar berukuran {size}.",
        "A status index is named twice or lies outside the list of {size}.",
    ),
    "status_word": (
        "Status harus salah satu dari valid, revoked, suspended, not_issued.",
        "A status is one of valid, revoked, suspended, not_issued.",
    ),
    "status_word_needs_bits": (
        "Daftar status 1 bit hanya mengenal berlaku dan dicabut.",
        "A status list of one bit knows only valid and revoked.",
    ),
    "status_not_issuable": (
        "Dokumen yang dicabut atau ditangguhkan tidak dapat diterbitkan lagi dengan indeks yang sama.",
        "A document that was revoked or suspended cannot be issued again under its index.",
    ),
    "status_not_suspendable": (
        "Hanya dokumen yang berlaku dapat ditangguhkan.",
        "Only a valid document can be suspended.",
    ),
    "status_not_suspended": (
        "Dokumen tidak sedang ditangguhkan.",
        "The document is not suspended.",
    ),
    "status_list_format": (
        "Daftar status tidak sesuai format.",
        "The status list does not follow its format.",
    ),
    "status_list_type": (
        "Berkas bukan daftar status.",
        "The file is not a status list.",
    ),
    "status_list_too_large": (
        "Daftar status melebihi {limit} bita.",
        "The status list is longer than {limit} bytes.",
    ),
    "status_token_number": (
        "Yang dimaksud: daftar status ke-{token} dari yang diberikan.",
        "This is number {token} of the status lists given.",
    ),
    "status_signature": (
        "Daftar status tidak ditandatangani oleh instansi yang dokumennya dicatat di dalamnya.",
        "The status list is not signed by the agency whose documents it lists.",
    ),
    "status_from_future": (
        "Daftar status bertanggal setelah waktu sekarang.",
        "The status list is dated in the future.",
    ),
    "status_older": (
        "Daftar status lebih lama daripada yang sudah dikenal.",
        "The status list is older than one already known.",
    ),
    "status_claims": (
        "Alamat daftar status harus teks, dan ttl detik yang positif.",
        "The address of a status list is text, and its ttl positive seconds.",
    ),
    "status_addresses": (
        "Alamat daftar status harus berupa daftar teks yang diawali https://, paling banyak {limit}.",
        "The addresses of status lists are a list of texts that begin with https://, at most {limit}.",
    ),
    "status_key_use": (
        "Daftar status hanya ditandatangani dengan kunci berkegunaan status.",
        "A status list is signed only with a key of use status.",
    ),
    "status_expires_first": (
        "Daftar status harus berakhir setelah dibuat.",
        "A status list must expire after it is made.",
    ),
    "status_allocator_key": (
        "Kunci pengacak indeks harus 16 sampai 64 bita.",
        "The key of the index allocator has 16 to 64 bytes.",
    ),
    "status_allocator_size": (
        "Ukuran pecahan daftar status harus 1 atau lebih.",
        "The size of a shard is 1 or more.",
    ),
    "status_counter_negative": (
        "Pencacah dan indeks harus 0 atau lebih.",
        "Counters and indices are 0 or more.",
    ),
}

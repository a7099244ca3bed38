"""Sentences of `egovkit.identity`."""

SENTENCES: dict[str, tuple[str, str]] = {
    "nik_format": (
        "NIK hanya boleh berisi angka.",
        "A NIK consists of digits only.",
    ),
    "nik_length": (
        "NIK harus terdiri atas {expected} angka, bukan {got}.",
        "A NIK has {expected} digits, not {got}.",
    ),
    "nik_province": (
        "Dua angka pertama NIK bukan kode provinsi.",
        "The first two digits of the NIK are no province.",
    ),
    "nik_date": (
        "Angka ke-7 sampai ke-12 NIK bukan tanggal yang ada dalam kalender.",
        "Digits 7 to 12 of the NIK are no date of the calendar.",
    ),
    "nik_serial": (
        "Nomor urut pada NIK tidak boleh 0000.",
        "The serial number in a NIK cannot be 0000.",
    ),
    "nik_region_unknown": (
        "Enam angka pertama NIK tidak terdapat dalam daftar kode wilayah.",
        "The first six digits of the NIK are in no list of region codes.",
    ),
    "nik_birth_date_mismatch": (
        "Tanggal lahir berbeda dengan yang tercantum dalam NIK.",
        "The birth date differs from the one in the NIK.",
    ),
    "nik_sex_mismatch": (
        "Jenis kelamin berbeda dengan yang tercantum dalam NIK.",
        "The sex differs from the one in the NIK.",
    ),
    "nik_no_birth_date": (
        "Tanggal lahir dalam NIK berada di masa depan atau lebih dari 120 tahun yang lalu.",
        "The birth date in the NIK lies in the future or more than 120 years back.",
    ),
    "birth_date_in_future": (
        "Tanggal lahir berada di masa depan.",
        "The birth date lies in the future.",
    ),
    "region_retired": (
        "Kode wilayah {region} terakhir tercantum dalam edisi {edition}.",
        "The region {region} was last listed in edition {edition}.",
    ),
    "region_replaced": (
        "Kode wilayah {region} terakhir tercantum dalam edisi {edition}; penggantinya {successors}.",
        "The region {region} was last listed in edition {edition}; today it is {successors}.",
    ),
    "region_unknown": (
        "Kode wilayah {region} tidak terdapat dalam edisi mana pun yang tersedia.",
        "The region {region} is in no edition at hand.",
    ),
    "kk_format": (
        "Nomor KK hanya boleh berisi angka.",
        "The number of a family card consists of digits only.",
    ),
    "kk_length": (
        "Nomor KK harus terdiri atas {expected} angka, bukan {got}.",
        "The number of a family card has {expected} digits, not {got}.",
    ),
    "kk_province": (
        "Dua angka pertama nomor KK bukan kode provinsi.",
        "The first two digits of the family card number are no province.",
    ),
    "kk_date": (
        "Angka ke-7 sampai ke-12 nomor KK bukan tanggal yang ada dalam kalender.",
        "Digits 7 to 12 of the family card number are no date of the calendar.",
    ),
    "kk_serial": (
        "Nomor urut pada nomor KK tidak boleh 0000.",
        "The serial number in a family card number cannot be 0000.",
    ),
    "phone_format": (
        "Nomor telepon Indonesia tidak dikenali.",
        "This is no telephone number of Indonesia.",
    ),
    "postal_code_format": (
        "Kode pos hanya boleh berisi angka.",
        "A postal code consists of digits only.",
    ),
    "postal_code_length": (
        "Kode pos harus terdiri atas {expected} angka, bukan {got}.",
        "A postal code has {expected} digits, not {got}.",
    ),
    "postal_code_zero": (
        "Kode pos tidak boleh diawali angka 0.",
        "A postal code does not begin with 0.",
    ),
    "text_unprintable": (
        "Teks memuat karakter kendali atau penanda arah tulisan.",
        "The text holds a control or direction character.",
    ),
    "code_unknown": (
        "Kode tidak terdapat dalam daftar {list}.",
        "The code is not in the list {list}.",
    ),
}

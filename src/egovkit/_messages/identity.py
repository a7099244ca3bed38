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
    "npwp_format": (
        "NPWP hanya boleh berisi angka.",
        "An NPWP consists of digits only.",
    ),
    "npwp_length": (
        "NPWP harus terdiri atas 16 atau 15 angka, bukan {got}.",
        "An NPWP has 16 or 15 digits, not {got}.",
    ),
    "nitku_format": (
        "NITKU hanya boleh berisi angka.",
        "A NITKU consists of digits only.",
    ),
    "nitku_length": (
        "NITKU harus terdiri atas {expected} angka, bukan {got}.",
        "A NITKU has {expected} digits, not {got}.",
    ),
    "nip_format": (
        "NIP hanya boleh berisi angka.",
        "A NIP consists of digits only.",
    ),
    "nip_length": (
        "NIP harus terdiri atas {expected} angka, bukan {got}.",
        "A NIP has {expected} digits, not {got}.",
    ),
    "nib_format": (
        "NIB hanya boleh berisi angka.",
        "An NIB consists of digits only.",
    ),
    "nib_length": (
        "NIB harus terdiri atas {expected} angka, bukan {got}.",
        "An NIB has {expected} digits, not {got}.",
    ),
    "nisn_format": (
        "NISN hanya boleh berisi angka.",
        "A NISN consists of digits only.",
    ),
    "nisn_length": (
        "NISN harus terdiri atas {expected} angka, bukan {got}.",
        "A NISN has {expected} digits, not {got}.",
    ),
    "bpjs_format": (
        "Nomor kartu BPJS Kesehatan hanya boleh berisi angka.",
        "The number of a BPJS Kesehatan card consists of digits only.",
    ),
    "bpjs_length": (
        "Nomor kartu BPJS Kesehatan harus terdiri atas {expected} angka, bukan {got}.",
        "The number of a BPJS Kesehatan card has {expected} digits, not {got}.",
    ),
    "kpj_format": (
        "Nomor KPJ hanya boleh berisi angka.",
        "A KPJ number consists of digits only.",
    ),
    "kpj_length": (
        "Nomor KPJ harus terdiri atas {expected} angka, bukan {got}.",
        "A KPJ number has {expected} digits, not {got}.",
    ),
    "sim_format": (
        "Nomor SIM hanya boleh berisi angka.",
        "The number of a driving licence consists of digits only.",
    ),
    "sim_length": (
        "Nomor SIM harus terdiri atas 12 sampai 16 angka, bukan {got}.",
        "The number of a driving licence has 12 to 16 digits, not {got}.",
    ),
    "nop_format": (
        "NOP hanya boleh berisi angka.",
        "A NOP consists of digits only.",
    ),
    "nop_length": (
        "NOP harus terdiri atas {expected} angka, bukan {got}.",
        "A NOP has {expected} digits, not {got}.",
    ),
    "npwp_zero": (
        "NPWP tidak boleh hanya berisi angka nol.",
        "An NPWP is not all zeros.",
    ),
    "npwp_checksum": (
        "Angka pemeriksa NPWP tidak sesuai.",
        "The check digit of the NPWP does not fit.",
    ),
    "npwp_unknown": (
        "NPWP 16 angka harus berupa NIK, atau 0 diikuti NPWP 15 angka, atau diawali angka 1.",
        "An NPWP of 16 digits is a NIK, or 0 and an NPWP of 15 digits, or begins with 1.",
    ),
    "nip_birth_date": (
        "Delapan angka pertama NIP bukan tanggal lahir yang mungkin.",
        "The first eight digits of the NIP are no possible birth date.",
    ),
    "nip_appointment": (
        "Angka ke-9 sampai ke-14 NIP bukan tahun dan bulan pengangkatan PNS maupun tahun dan nomor perjanjian kerja PPPK.",
        "Digits 9 to 14 of the NIP are neither year and month of a PNS nor year and contract of a PPPK.",
    ),
    "nip_age": (
        "Menurut NIP, usia saat pengangkatan kurang dari {limit} tahun.",
        "By the NIP, the age at appointment is below {limit} years.",
    ),
    "nip_sex": (
        "Angka ke-15 NIP harus 1 (laki-laki) atau 2 (perempuan).",
        "The 15th digit of a NIP is 1 (male) or 2 (female).",
    ),
    "nip_serial": (
        "Nomor urut pada NIP tidak boleh 000.",
        "The serial number in a NIP cannot be 000.",
    ),
    "npsn_format": (
        "NPSN harus terdiri atas 8 angka, atau huruf P atau K dan 7 angka, atau 6 angka.",
        "An NPSN has 8 digits, or P or K and 7 digits, or 6 digits.",
    ),
    "passport_format": (
        "Nomor paspor harus terdiri atas satu huruf dan 7 angka, atau dua huruf dan 6 atau 7 angka.",
        "A passport number has a letter and 7 digits, or two letters and 6 or 7 digits.",
    ),
    "plate_format": (
        "Nomor polisi harus terdiri atas satu atau dua huruf, satu sampai empat angka, dan paling banyak tiga huruf.",
        "A plate has one or two letters, one to four digits and at most three letters.",
    ),
    "deed_format": (
        "Nomor akta harus terdiri atas kode kabupaten/kota (4 angka), jenis akta yang dikenal (2 huruf), tanggal (8 angka), dan nomor urut (4 angka).",
        "The number of a deed has a regency (4 digits), a known kind of deed (2 letters), a date (8 digits) and a serial number (4 digits).",
    ),
    "deed_province": (
        "Dua angka pertama nomor akta bukan kode provinsi.",
        "The first two digits of the deed's number are no province.",
    ),
    "deed_date": (
        "Tanggal pada nomor akta tidak ada dalam kalender.",
        "The date in the number of the deed is not in the calendar.",
    ),
    "number_type_attribute": (
        "Jenis nomor harus menyatakan {attribute}.",
        "A number type must state {attribute}.",
    ),
    "number_type_prefix": (
        "Awalan kode jenis nomor tidak berbentuk nama atau sudah dipakai.",
        "The prefix of the number type is no name, or is taken.",
    ),
    "number_type_example": (
        "Contoh jenis nomor {prefix} tidak sesuai dengan aturannya sendiri, atau samarannya tidak menyembunyikan apa pun.",
        "The example of the number type {prefix} does not fit its own rule, or its mask hides nothing.",
    ),
    "family_no_head": (
        "Kartu keluarga tidak memiliki kepala keluarga.",
        "The family card has no head of family.",
    ),
    "family_several_heads": (
        "Kartu keluarga memiliki lebih dari satu kepala keluarga.",
        "The family card has more than one head of family.",
    ),
    "family_nik_twice": (
        "NIK ini tercantum lebih dari satu kali dalam kartu keluarga.",
        "This NIK stands more than once on the family card.",
    ),
    "family_child_too_old": (
        "Anak tidak lebih muda daripada kepala keluarga.",
        "The child is not younger than the head of family.",
    ),
    "family_spouse_sex": (
        "Hubungan suami atau istri tidak sesuai dengan jenis kelamin.",
        "Husband or wife does not fit the sex.",
    ),
    "family_spouse_unmarried": (
        "Suami atau istri tercatat belum kawin.",
        "A husband or wife is recorded as never married.",
    ),
    "nip_birth_date_mismatch": (
        "Tanggal lahir berbeda dengan yang tercantum dalam NIP.",
        "The birth date differs from the one in the NIP.",
    ),
    "nip_sex_mismatch": (
        "Jenis kelamin berbeda dengan yang tercantum dalam NIP.",
        "The sex differs from the one in the NIP.",
    ),
    "nip_grade_mismatch": (
        "Golongan tidak sesuai dengan jenis NIP (PNS atau PPPK).",
        "The grade does not fit the kind of NIP (PNS or PPPK).",
    ),
    "nitku_npwp_mismatch": (
        "NITKU tidak diawali NPWP organisasi ini.",
        "The NITKU does not begin with the NPWP of this organisation.",
    ),
    "npwp_unverified": (
        "NPWP ini diawali angka 1 dan bukan NIK; hanya panjangnya yang dapat diperiksa.",
        "This NPWP begins with 1 and is no NIK; only its length could be checked.",
    ),
    "code_table_unknown": (
        "Daftar kode dengan nama itu tidak tersedia.",
        "There is no code list of that name.",
    ),
    "oidc_claims_no_mapping": (
        "Klaim OpenID Connect harus berupa pasangan nama dan nilai.",
        "OpenID Connect claims are a mapping of names to values.",
    ),
    "oidc_claim": (
        "Klaim {claim} tidak ada atau tidak dapat diterima.",
        "The claim {claim} is missing or cannot be.",
    ),
}

"""Sentences of `egovkit.l10n`."""

SENTENCES: dict[str, tuple[str, str]] = {
    # Numbers
    "integer_expected": (
        "Nilai harus berupa bilangan bulat (int), bukan float atau bool.",
        "The value must be an int, not a float or a bool.",
    ),
    "number_expected": (
        "Nilai harus berupa int atau Decimal; float tidak diterima karena tidak menyimpan angka seperti yang ditulis.",
        "The value must be an int or a Decimal; a float does not hold the digits as written.",
    ),
    "number_not_finite": (
        "Nilai harus berupa bilangan berhingga.",
        "The value must be a finite number.",
    ),
    "number_too_large": (
        "Bilangan terlalu besar: paling banyak {limit} angka.",
        "The number is too large: at most {limit} digits.",
    ),
    "number_too_fine": (
        "Angka di belakang koma terlalu banyak: paling banyak {limit}.",
        "Too many digits after the decimal mark: at most {limit}.",
    ),
    "list_expected": (
        "Nilai harus berupa daftar, bukan satu teks.",
        "The value must be a list, not one text.",
    ),
    "unknown_option": (
        "Pilihan untuk {option} tidak dikenal.",
        "The choice for {option} is not known.",
    ),
    "rupiah_has_sen": (
        "Jumlah harus dalam rupiah penuh, tanpa sen.",
        "The amount must be in whole rupiah, without sen.",
    ),
    "rupiah_finer_than_sen": (
        "Jumlah tidak boleh lebih kecil daripada satu sen.",
        "The amount must not be finer than one sen.",
    ),
    "dash_needs_whole_rupiah": (
        "Bentuk dengan ,- hanya untuk rupiah penuh.",
        "The form with ,- is for whole rupiah only.",
    ),
    "ordinal_below_one": (
        "Bilangan tingkat dimulai dari 1.",
        "Ordinals begin with 1.",
    ),
    "fraction_expected": (
        "Nilai harus berupa pecahan atau pembilang dengan penyebut.",
        "The value must be a fraction, or a numerator with a denominator.",
    ),
    "fraction_text": (
        "Teks bukan pecahan atau persen yang dikenal.",
        "The text is not a fraction or percentage of a known form.",
    ),
    "denominator_below_one": (
        "Penyebut harus 1 atau lebih.",
        "The denominator must be 1 or more.",
    ),
    "roman_range": (
        "Angka Romawi hanya untuk 1 sampai dengan {limit}.",
        "Roman numerals are for 1 to {limit} only.",
    ),
    "roman_format": (
        "Teks bukan angka Romawi yang baku.",
        "The text is not a Roman numeral in its one standard spelling.",
    ),
    "month_range": (
        "Bulan harus 1 sampai dengan 12.",
        "The month must be 1 to 12.",
    ),
    "language_not_in_cldr": (
        "Bahasa ini belum tersedia dalam CLDR.",
        "CLDR does not have this language.",
    ),
    "language_without_sentences": (
        "Pesan hanya tersedia dalam bahasa Indonesia (id) dan Inggris (en).",
        "Messages exist in Indonesian (id) and English (en) only.",
    ),
    "validation_errors_expected": (
        "Diperlukan kesalahan validasi pydantic atau daftarnya.",
        "A pydantic validation error or its list is needed.",
    ),
    "name_not_in_cldr": (
        "CLDR tidak memuat nama untuk kode ini.",
        "CLDR has no name for this code.",
    ),
    "language_tag": (
        "Kode bahasa tidak dikenali.",
        "This is not a language tag.",
    ),
    "terbilang_words": (
        "Teks bukan bilangan dalam kata-kata yang baku.",
        "The text is not a well-formed number in words.",
    ),
    "rupiah_format": (
        "Jumlah rupiah tidak dapat dibaca; tulis misalnya Rp1.500.000 atau Rp1.500,50.",
        "The amount could not be read; write for example Rp1.500.000 or Rp1.500,50.",
    ),
    # Dates and times
    "date_format": (
        "Tanggal tidak dapat dibaca; tulis misalnya 24 November 2026, 24-11-2026, atau 2026-11-24.",
        "The date could not be read; write for example 24 November 2026, 24-11-2026 or 2026-11-24.",
    ),
    "date_month_name": (
        "Nama bulan tidak dikenal.",
        "The name of the month is not known.",
    ),
    "date_weekday_name": (
        "Nama hari tidak dikenal.",
        "The name of the day is not known.",
    ),
    "date_no_such_day": (
        "Tanggal itu tidak ada dalam kalender.",
        "The calendar has no such day.",
    ),
    "date_weekday": (
        "Nama hari tidak sesuai dengan tanggalnya.",
        "The day of the week does not fit the date.",
    ),
    "time_format": (
        "Jam tidak dapat dibaca; tulis misalnya 14.05 atau 14.05 WIB.",
        "The time could not be read; write for example 14.05 or 14.05 WIB.",
    ),
    "time_no_such_time": (
        "Jam harus 00.00 sampai dengan 23.59.",
        "The time must be 00.00 to 23.59.",
    ),
    "date_expected": (
        "Nilai harus berupa tanggal (date) tanpa jam.",
        "The value must be a date without a time of day.",
    ),
    "time_expected": (
        "Nilai harus berupa jam atau waktu.",
        "The value must be a time of day or a moment.",
    ),
    "datetime_expected": (
        "Nilai harus berupa tanggal dan jam.",
        "The value must be a date and time.",
    ),
    "dates_reversed": (
        "Tanggal kedua mendahului tanggal pertama.",
        "The second date lies before the first.",
    ),
    "zone_not_indonesian": (
        "Zona waktu harus WIB, WITA, atau WIT.",
        "The time zone must be WIB, WITA or WIT.",
    ),
    "hijri_coverage": (
        "Kalender Hijriah mencakup Agustus 1924 sampai dengan November 2077.",
        "The Hijri calendar covers August 1924 to November 2077.",
    ),
    "hijri_table": (
        "Kalender Hijriah memerlukan awal bulan dengan tanggalnya.",
        "The Hijri calendar needs first days of months with their dates.",
    ),
    "hijri_fixed_day": (
        "Hari {day} bukan awal bulan Hijriah yang mungkin.",
        "The day {day} cannot be the first of that Hijri month.",
    ),
    # Working days
    "calendar_coverage": (
        "Kalender kerja hanya mencakup tahun {first} sampai dengan {last}; muat tabel yang lebih baru.",
        "The work calendar covers {first} to {last} only; load a newer table.",
    ),
    "calendar_option": (
        "Pilihan kalender kerja tidak dikenal.",
        "An option of the work calendar is not known.",
    ),
    "calendar_holiday": (
        "Kalender kerja hanya menerima hari libur nasional, cuti bersama, dan libur daerah dengan tanggalnya.",
        "The work calendar takes national holidays, cuti bersama and local holidays with their dates only.",
    ),
    "calendar_empty": (
        "Kalender kerja tidak memuat hari libur nasional.",
        "The work calendar holds no national holiday.",
    ),
    "calendar_gap": (
        "Kalender kerja tidak memuat hari libur nasional tahun {year}.",
        "The work calendar holds no national holiday of {year}.",
    ),
    "calendar_no_decree": (
        "Tahun {year} tidak memuat cuti bersama, jadi belum ada keputusannya; sebutkan tahun yang memang tercakup.",
        "The year {year} holds no cuti bersama, so no decree covers it; name the years that are covered.",
    ),
    "calendar_day_twice": (
        "Tanggal {day} tercantum dua kali dalam kalender kerja.",
        "The work calendar lists {day} twice.",
    ),
    "calendar_columns": (
        "Tabel kalender harus memiliki kolom date, kind, name, dan decree.",
        "The calendar table needs the columns date, kind, name and decree.",
    ),
    "calendar_line": (
        "Baris {line} tabel kalender tidak dapat dibaca.",
        "Line {line} of the calendar table could not be read.",
    ),
    "calendar_file": (
        "Berkas kalender bukan tabel CSV dalam UTF-8 atau terlalu panjang.",
        "The calendar file is no CSV table in UTF-8, or it is too long.",
    ),
    "count_below_zero": (
        "Jumlah hari kerja tidak boleh kurang dari nol.",
        "The number of working days must not be below zero.",
    ),
    "day_counted": ("{day}: hari kerja ke-{number}.", "{day}: working day {number}."),
    "day_zero": (
        "{day}: hari ke-0, awal penghitungan.",
        "{day}: day 0, the count starts here.",
    ),
    "day_is_holiday": (
        "{day}: {name} ({decree}), tidak dihitung.",
        "{day}: {name} ({decree}), not counted.",
    ),
    "day_is_weekend": (
        "{day}: akhir pekan, tidak dihitung.",
        "{day}: weekend, not counted.",
    ),
    # Names and letters
    "name_format": (
        "Teks ini tidak dapat dibaca sebagai nama orang.",
        "The text could not be read as a person's name.",
    ),
    "name_titles": (
        "Gelar harus berupa daftar teks pendek tanpa koma.",
        "Titles must be a list of short texts without commas.",
    ),
    "name_suffix": (
        "Bagian setelah tanda koma bukan gelar yang dikenali.",
        "What follows the comma does not look like a degree.",
    ),
    "name_max_length": (
        "Nama lebih panjang daripada {limit} huruf termasuk spasi (Permendagri 73/2022 Pasal {clause}).",
        "The name is longer than {limit} letters including spaces (Permendagri 73/2022 article {clause}).",
    ),
    "name_min_words": (
        "Nama hanya terdiri atas satu kata; nama yang didaftarkan sebelum 2022 tetap sah (Permendagri 73/2022 Pasal {clause}).",
        "The name has one word only; names registered before 2022 stay valid (Permendagri 73/2022 article {clause}).",
    ),
    "name_digit": (
        "Nama memuat angka (Permendagri 73/2022 Pasal {clause}).",
        "The name holds a digit (Permendagri 73/2022 article {clause}).",
    ),
    "name_punctuation": (
        "Nama memuat tanda baca (Permendagri 73/2022 Pasal {clause}).",
        "The name holds a punctuation mark (Permendagri 73/2022 article {clause}).",
    ),
    "name_not_latin": (
        "Nama memuat huruf bukan Latin (Permendagri 73/2022 Pasal {clause}).",
        "The name holds letters that are not Latin (Permendagri 73/2022 article {clause}).",
    ),
    "name_with_title": (
        "Nama disertai gelar; gelar tidak dicantumkan pada akta pencatatan sipil (Permendagri 73/2022 Pasal {clause}).",
        "The name has a title; civil registration deeds carry none (Permendagri 73/2022 article {clause}).",
    ),
    "sex_code": (
        "Kode jenis kelamin harus L, P, M, atau F.",
        "The code for the sex must be L, P, M or F.",
    ),
    "recipient_missing": (
        "Penerima surat harus memiliki nama atau jabatan.",
        "The recipient of a letter needs a name or a position.",
    ),
    "address_expected": (
        "Alamat harus berupa objek alamat atau pemetaan bagian-bagiannya.",
        "An address must be an address object or a mapping of its parts.",
    ),
    "address_key": (
        "Bagian alamat tidak dikenal.",
        "A part of the address is not known.",
    ),
    "address_part_twice": (
        "Bagian alamat {part} diisi dua kali.",
        "The part {part} of the address was given twice.",
    ),
    "rt_rw_format": (
        "RT dan RW tidak dapat dibaca; tulis misalnya RT 003/RW 005.",
        "RT and RW could not be read; write for example RT 003/RW 005.",
    ),
    "letter_template_length": (
        "Pola nomor surat harus berupa teks dengan 1 sampai dengan {limit} karakter.",
        "The pattern of a letter number must be text of 1 to {limit} characters.",
    ),
    "letter_template_brace": (
        "Pola nomor surat memuat kurung kurawal yang bukan bagian dari slot.",
        "The pattern of a letter number has a brace that is not part of a slot.",
    ),
    "letter_template_slot": (
        "Pola nomor surat tidak memuat slot atau memuat karakter kendali.",
        "The pattern of a letter number has no slot, or a control character.",
    ),
    "letter_template_twice": (
        "Slot {slot} muncul dua kali dalam pola nomor surat.",
        "The slot {slot} stands twice in the pattern of a letter number.",
    ),
    "letter_template_separator": (
        "Setelah slot {slot} harus ada tanda pemisah yang bukan huruf atau angka.",
        "After the slot {slot} there must be a sign that is neither letter nor digit.",
    ),
    "letter_template_spec": (
        "Bentuk slot {slot} tidak dikenal.",
        "The form of the slot {slot} is not known.",
    ),
    "letter_number_missing": (
        "Slot {slot} belum diisi.",
        "The slot {slot} has no value.",
    ),
    "letter_number_unknown": (
        "Ada nilai yang tidak memiliki slot dalam pola nomor surat.",
        "A value has no slot in the pattern of the letter number.",
    ),
    "letter_number_range": (
        "Nilai slot harus {low} sampai dengan {high}.",
        "The value of the slot must be {low} to {high}.",
    ),
    "letter_number_text": (
        "Nilai slot ini harus berupa teks.",
        "The value of this slot must be text.",
    ),
    "letter_number_code": (
        "Kode hanya boleh memuat huruf, angka, dan tanda yang tidak dipakai sebagai pemisah.",
        "A code may hold letters, digits, and signs that are not used as separators.",
    ),
    "letter_number_format": (
        "Nomor surat tidak sesuai dengan polanya.",
        "The letter number does not fit its pattern.",
    ),
}

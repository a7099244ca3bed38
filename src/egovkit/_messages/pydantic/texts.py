"""Free texts that pydantic puts into ``ctx["error"]``: (Indonesian, English).

Source:
    pydantic-core 2.50 with what it reads dates, durations, addresses, UUIDs and
    JSON with: the texts stand in its compiled module.
"""

__all__ = ["FREE_TEXTS"]

# Each up to where it names a place or quotes a character of the input; the
# longest fitting beginning wins.
FREE_TEXTS: dict[str, tuple[str, str]] = {
    "input is too short": ("isian terlalu pendek", "too short"),
    "input is empty": ("isian kosong", "empty"),
    "unexpected extra characters at the end of the input": (
        "ada karakter berlebih di akhir",
        "extra characters at the end",
    ),
    "invalid date separator": (
        "pemisah tanggal harus tanda hubung",
        "the date separator must be a hyphen",
    ),
    "invalid datetime separator": (
        "pemisah tanggal dan jam harus T atau spasi",
        "date and time must be separated by T or a space",
    ),
    "invalid time separator": (
        "pemisah jam harus titik dua",
        "the time separator must be a colon",
    ),
    "invalid character in year": (
        "tahun harus berupa angka",
        "the year must be digits",
    ),
    "invalid character in month": (
        "bulan harus berupa angka",
        "the month must be digits",
    ),
    "invalid character in day": ("hari harus berupa angka", "the day must be digits"),
    "invalid character in hour": ("jam harus berupa angka", "the hour must be digits"),
    "invalid character in minute": (
        "menit harus berupa angka",
        "the minute must be digits",
    ),
    "invalid character in second": (
        "detik harus berupa angka",
        "the second must be digits",
    ),
    "month value is outside expected range": (
        "bulan harus 1 sampai dengan 12",
        "the month must be 1 to 12",
    ),
    "day value is outside expected range": (
        "tanggal itu tidak ada dalam bulannya",
        "that month has no such day",
    ),
    "hour value is outside expected range": (
        "jam harus 0 sampai dengan 23",
        "the hour must be 0 to 23",
    ),
    "minute value is outside expected range": (
        "menit harus 0 sampai dengan 59",
        "the minute must be 0 to 59",
    ),
    "second value is outside expected range": (
        "detik harus 0 sampai dengan 59",
        "the second must be 0 to 59",
    ),
    "year value is outside": ("tahun di luar jangkauan", "the year is out of range"),
    "second fraction": (
        "pecahan detik tidak sah",
        "the fraction of a second is invalid",
    ),
    "invalid timezone": ("zona waktu tidak sah", "the time zone is invalid"),
    "timezone minute value": (
        "menit zona waktu tidak sah",
        "the minutes of the time zone are invalid",
    ),
    "timezone offset must be less than 24 hours": (
        "selisih zona waktu harus kurang dari 24 jam",
        "the time zone must be less than 24 hours from UTC",
    ),
    "timezone is required": ("zona waktu belum ditulis", "the time zone is missing"),
    "numeric times may not exceed": (
        "jam di luar jangkauan",
        "the time is out of range",
    ),
    "dates before": ("tanggal di luar jangkauan", "the date is out of range"),
    "dates after": ("tanggal di luar jangkauan", "the date is out of range"),
    "invalid digit in duration": (
        "lama waktu memuat karakter yang bukan angka",
        "a character is not a digit",
    ),
    "quantity invalid in": ("satuan lama waktu tidak sah", "a unit is invalid"),
    "a numeric value in the duration is too large": (
        "bilangannya terlalu besar",
        "a number is too large",
    ),
    "durations may not exceed": (
        "lama waktu terlalu panjang",
        "the duration is too long",
    ),
    "Timestamp is not an exact date": (
        "isian memuat jam",
        "it holds a time of day",
    ),
    "Error getting system time": (
        "jam sistem tidak dapat dibaca",
        "the system clock could not be read",
    ),
    "millisecond fraction": ("pecahan detik tidak sah", "the fraction is invalid"),
    "`t` character repeated in duration": (
        "tanda T hanya boleh satu",
        "the sign T stands more than once",
    ),
    "quantity fraction invalid in duration": (
        "pecahan hanya boleh pada satuan terakhir",
        "only the last unit may have a fraction",
    ),
    '"day" identifier in duration': (
        "satuan hari tidak ditulis dengan benar",
        "the unit of days is not written correctly",
    ),
    "too many digits": ("angka terlalu banyak", "too many digits"),
    "NaN values not permitted": ("nilai bukan bilangan", "not a number"),
    "relative URL without a base": (
        "alamat harus lengkap, misalnya dimulai dengan https://",
        "the address must be complete, starting with https:// for example",
    ),
    "relative URL with a cannot-be-a-base base": (
        "alamat harus lengkap",
        "the address must be complete",
    ),
    "a cannot-be-a-base URL": (
        "alamat harus lengkap",
        "the address must be complete",
    ),
    "empty host": ("nama situs kosong", "the host is empty"),
    "invalid international domain name": (
        "nama situs tidak sah",
        "the host name is invalid",
    ),
    "invalid domain character": (
        "nama situs memuat karakter yang tidak diperbolehkan",
        "the host name has a character that is not allowed",
    ),
    "invalid IPv6 address": ("alamat IPv6 tidak sah", "the IPv6 address is invalid"),
    "invalid IPv4 address": ("alamat IPv4 tidak sah", "the IPv4 address is invalid"),
    "invalid port number": ("nomor porta tidak sah", "the port number is invalid"),
    "URLs more than 4 GB": ("alamat terlalu panjang", "the address is too long"),
    "expected 2 digits": ("diperlukan dua angka", "two digits are needed"),
    "invalid length": ("panjangnya tidak sesuai", "the length is wrong"),
    "invalid character": (
        "ada karakter yang tidak diperbolehkan",
        "a character is not allowed",
    ),
    "invalid group count": (
        "jumlah kelompok angka tidak sesuai",
        "the number of groups is wrong",
    ),
    "invalid group length": (
        "panjang kelompok angka tidak sesuai",
        "the length of a group is wrong",
    ),
    "badly formatted UUID": ("bentuknya tidak sesuai", "the form is wrong"),
    "EOF while parsing": ("data terputus sebelum selesai", "the data ends too early"),
    "expected value": ("ada nilai yang kurang", "a value is missing"),
    "expected `:`": ("tanda titik dua kurang", "a colon is missing"),
    "expected `,` or": (
        "tanda koma atau kurung penutup kurang",
        "a comma or closing bracket is missing",
    ),
    'expected `"`': ("tanda kutip kurang", "a quotation mark is missing"),
    "invalid value: expected key": (
        "nama isian harus berupa bilangan dalam tanda kutip",
        "the field name must be a number in quotes",
    ),
    "float key must be finite": (
        "nama isian harus berupa bilangan berhingga",
        "the field name must be a finite number",
    ),
    "expected ident": ("ada kata yang tidak dikenal", "a word is not known"),
    "trailing comma": ("ada koma berlebih", "there is one comma too many"),
    "trailing characters": (
        "ada karakter berlebih di akhir",
        "extra characters at the end",
    ),
    "key must be a string": (
        "nama isian harus berupa teks",
        "field names must be text",
    ),
    "control character": (
        "ada karakter kendali di dalam teks",
        "the text holds a control character",
    ),
    "invalid escape": ("urutan pelolosan tidak sah", "an escape sequence is invalid"),
    "lone leading surrogate": (
        "urutan pelolosan tidak sah",
        "an escape sequence is invalid",
    ),
    "unexpected end of hex escape": (
        "urutan pelolosan tidak sah",
        "an escape sequence is invalid",
    ),
    "invalid unicode code point": (
        "urutan Unicode tidak sah",
        "a Unicode sequence is invalid",
    ),
    "invalid number": ("ada bilangan yang tidak sah", "a number is invalid"),
    "number out of range": (
        "ada bilangan di luar jangkauan",
        "a number is out of range",
    ),
    "recursion limit exceeded": (
        "data bersarang terlalu dalam",
        "the data is nested too deeply",
    ),
    "duplicate key": ("nama isian berulang", "a field name is repeated"),
}

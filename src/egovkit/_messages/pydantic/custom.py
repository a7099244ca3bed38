"""Types that pydantic's own fields report besides the core's: (Indonesian, English).

Their messages come from Python code and may quote the input (an e-mail address,
an import path), so none of their ``ctx`` is shown.

Source:
    pydantic 2.14, every ``PydanticCustomError`` in its modules.
"""

__all__ = ["CUSTOM", "EMAIL"]

# EmailStr reports ``value_error`` with a ``reason``.
EMAIL = (
    "Alamat surel tidak sah; tulis misalnya nama@contoh.example.",
    "The e-mail address is invalid; write for example name@contoh.example.",
)
_PATTERN = (
    "Isian harus berupa ekspresi reguler.",
    "The value must be a regular expression.",
)
_BASE64 = ("Data bukan Base64 yang sah.", "The data is not valid Base64.")
_BYTE_SIZE = (
    "Ukuran data tidak dapat dibaca; tulis misalnya 10MB.",
    "The size could not be read; write for example 10MB.",
)
_CARD = ("Nomor kartu tidak sah.", "The card number is invalid.")
_RULE = ("Isian tidak memenuhi syarat.", "The value does not meet a condition.")


def _ip(indonesian: str, english: str) -> tuple[str, str]:
    return f"{indonesian} tidak sah.", f"The {english} is invalid."


CUSTOM: dict[str, tuple[str, str]] = {
    "base64_decode": _BASE64,
    "byte_size": _BYTE_SIZE,
    "byte_size_unit": _BYTE_SIZE,
    "color_error": ("Warna tidak dikenali.", "The colour is not known."),
    "import_error": (
        "Nama objek Python tidak dapat dimuat.",
        "The Python name could not be imported.",
    ),
    "ip_any_address": _ip("Alamat IP", "IP address"),
    "ip_v4_address": _ip("Alamat IPv4", "IPv4 address"),
    "ip_v6_address": _ip("Alamat IPv6", "IPv6 address"),
    "ip_any_interface": _ip("Antarmuka IP", "IP interface"),
    "ip_v4_interface": _ip("Antarmuka IPv4", "IPv4 interface"),
    "ip_v6_interface": _ip("Antarmuka IPv6", "IPv6 interface"),
    "ip_any_network": _ip("Jaringan IP", "IP network"),
    "ip_v4_network": _ip("Jaringan IPv4", "IPv4 network"),
    "ip_v6_network": _ip("Jaringan IPv6", "IPv6 network"),
    "not_operation_failed": _RULE,
    "parent_does_not_exist": (
        "Folder tujuan tidak ditemukan.",
        "The folder it belongs in does not exist.",
    ),
    "path_exists": ("Berkas atau folder itu sudah ada.", "The path exists already."),
    "path_not_directory": (
        "Lokasi itu bukan folder.",
        "The path is not a folder.",
    ),
    "path_not_file": ("Lokasi itu bukan berkas.", "The path is not a file."),
    "path_not_socket": ("Lokasi itu bukan soket.", "The path is not a socket."),
    "path_type": (
        "Isian harus berupa lokasi berkas.",
        "The value must be a file path.",
    ),
    "pattern_bytes_type": _PATTERN,
    "pattern_regex": (
        "Ekspresi reguler tidak sah.",
        "The regular expression is invalid.",
    ),
    "pattern_str_type": _PATTERN,
    "pattern_type": _PATTERN,
    "payment_card_number_brand": _CARD,
    "payment_card_number_digits": _CARD,
    "payment_card_number_luhn": _CARD,
    "predicate_failed": _RULE,
    "sequence_str": ("Isian harus berupa daftar.", "The value must be a list."),
    "zoneinfo_str": ("Zona waktu tidak dikenal.", "The time zone is not known."),
}

"""Sentences of the strict CBOR subset, `egovkit._cbor`."""

SENTENCES: dict[str, tuple[str, str]] = {
    "cbor_truncated": (
        "Data CBOR terpotong.",
        "The CBOR data is cut short.",
    ),
    "cbor_trailing": (
        "Ada bita berlebih setelah data CBOR.",
        "There are bytes after the CBOR data.",
    ),
    "cbor_not_shortest": (
        "Bilangan CBOR tidak dalam bentuk terpendek.",
        "A CBOR number is not in its shortest form.",
    ),
    "cbor_indefinite": (
        "Panjang CBOR tak tentu tidak diterima di sini.",
        "An indefinite CBOR length is not accepted here.",
    ),
    "cbor_reserved": (
        "Nilai CBOR yang dicadangkan tidak boleh dipakai.",
        "A reserved CBOR value must not be used.",
    ),
    "cbor_duplicate_key": (
        "Kunci yang sama muncul dua kali dalam peta CBOR.",
        "A key stands twice in a CBOR map.",
    ),
    "cbor_key_order": (
        "Kunci peta CBOR tidak berurutan.",
        "The keys of a CBOR map are out of order.",
    ),
    "cbor_key": (
        "Kunci peta CBOR harus berupa bilangan bulat atau teks.",
        "A key of a CBOR map must be an integer or text.",
    ),
    "cbor_simple": (
        "Nilai CBOR ini tidak diterima, misalnya bilangan pecahan.",
        "This CBOR value is not accepted, such as a float.",
    ),
    "cbor_tag": (
        "Tag CBOR ini tidak diterima.",
        "This CBOR tag is not accepted.",
    ),
    "cbor_text": (
        "Teks CBOR bukan UTF-8 yang sah.",
        "CBOR text is not valid UTF-8.",
    ),
    "cbor_chunk": (
        "Potongan CBOR tidak sejenis dengan keseluruhannya.",
        "A CBOR chunk is of another type than the whole.",
    ),
    "cbor_depth": (
        "Data CBOR bersarang terlalu dalam: paling banyak {limit} tingkat.",
        "CBOR data is nested too deeply: at most {limit} levels.",
    ),
    "cbor_items": (
        "Data CBOR memuat terlalu banyak unsur: paling banyak {limit}.",
        "CBOR data holds too many items: at most {limit}.",
    ),
    "cbor_too_long": (
        "Data CBOR terlalu panjang: paling banyak {limit} bita.",
        "CBOR data is too long: at most {limit} bytes.",
    ),
    "cbor_integer": (
        "Bilangan bulat melebihi 64 bit.",
        "The integer exceeds 64 bits.",
    ),
    "cbor_unsupported": (
        "Jenis {type} tidak dapat ditulis sebagai CBOR.",
        "A value of type {type} cannot be written as CBOR.",
    ),
}

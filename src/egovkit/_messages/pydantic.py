"""pydantic's own error types as sentences: type → (Indonesian, English).

The placeholders are keys of the error's ``ctx`` as pydantic names them. What a
person typed is never among them: ``tag`` of ``union_tag_invalid`` is a piece of
the input, and the ``error`` of ``value_error`` may quote it, so both are left
out. Free English text that pydantic puts into ``ctx`` (why a date could not be
read) is mapped by `free_text`; text that is not known is dropped.

Source:
    ``pydantic_core.core_schema.ErrorType``, pydantic-core 2.50: 112 types, and
    ``string_sub_type``, which older ones have.

Example:
    >>> say("string_too_short", {"min_length": 16}, "id")
    'Teks terlalu pendek: paling sedikit 16 karakter.'
    >>> say("date_parsing", {"error": "input is too short"}, "id")
    'Tanggal tidak dapat dibaca; tulis dengan bentuk TTTT-BB-HH (isian terlalu pendek).'
"""

from egovkit._messages import sentence, table
from egovkit.errors import EgovkitError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FREE_TEXTS", "SENTENCES", "UNKNOWN", "free_text", "say", "words"]

UNKNOWN = ("Isian tidak dapat diterima.", "The value was not accepted.")

_OBJECT = ("Isian harus berupa objek data.", "The value must be a data object.")
_LIST = ("Isian harus berupa daftar.", "The value must be a list.")
_CLASS = ("Isian bukan objek dari jenis yang diminta.", "The value is not an object of the requested kind.")
_NUMBER = ("Isian harus berupa bilangan.", "The value must be a number.")
_NUMBER_TEXT = (
    "Isian tidak dapat dibaca sebagai bilangan.",
    "The value could not be read as a number.",
)

SENTENCES: dict[str, tuple[str, str]] = {
    # Fields and structure
    "no_such_attribute": ("Isian {attribute} tidak dikenal.", "There is no field {attribute}."),
    "missing": ("Isian ini wajib diisi.", "This field is required."),
    "frozen_field": ("Isian ini tidak dapat diubah.", "This field cannot be changed."),
    "frozen_instance": ("Data ini tidak dapat diubah.", "This record cannot be changed."),
    "extra_forbidden": ("Isian ini tidak diperbolehkan.", "This field is not allowed."),
    "invalid_key": ("Nama isian harus berupa teks.", "Field names must be text."),
    "get_attribute_error": ("Isian ini tidak dapat dibaca dari sumbernya.", "This field could not be read from its source."),
    "default_factory_not_called": ("Nilai bawaan tidak dapat ditentukan karena isian lain keliru.", "The default could not be set because another field is wrong."),
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "dataclass_type": _OBJECT,
    "dataclass_exact_type": _CLASS,
    "named_tuple_type": ("Isian harus berupa daftar atau objek data.", "The value must be a list or a data object."),
    "recursion_loop": ("Data merujuk kepada dirinya sendiri.", "The data refers to itself."),
    "recursion_depth_exceeded": ("Data bersarang terlalu dalam.", "The data is nested too deeply."),
    "needs_python_object": ("Pemeriksaan {method_name} tidak dapat dijalankan pada data JSON.", "The check {method_name} cannot run on JSON data."),
    "none_required": ("Isian ini harus dikosongkan.", "This field must be empty."),
    "missing_sentinel_error": ("Isian harus berupa penanda MISSING.", "The value must be the MISSING sentinel."),
    "ellipsis_error": ("Isian harus berupa penanda Ellipsis.", "The value must be the Ellipsis sentinel."),
    # JSON
    "json_invalid": ("JSON tidak sah{error}.", "The JSON is invalid{error}."),
    "json_type": ("Masukan JSON harus berupa teks atau bita.", "JSON input must be text or bytes."),
    # Comparisons
    "greater_than": ("Nilai harus lebih besar daripada {gt}.", "The value must be greater than {gt}."),
    "greater_than_equal": ("Nilai paling kecil adalah {ge}.", "The value must be {ge} or more."),
    "less_than": ("Nilai harus lebih kecil daripada {lt}.", "The value must be less than {lt}."),
    "less_than_equal": ("Nilai paling besar adalah {le}.", "The value must be {le} or less."),
    "multiple_of": ("Nilai harus merupakan kelipatan {multiple_of}.", "The value must be a multiple of {multiple_of}."),
    "finite_number": ("Nilai harus berupa bilangan berhingga.", "The value must be a finite number."),
    # Sizes
    "too_short": ("Jumlah butir terlalu sedikit: paling sedikit {min_length}, yang ada {actual_length}.", "Too few items: the minimum is {min_length}, there are {actual_length}."),
    "too_long": ("Jumlah butir terlalu banyak: paling banyak {max_length}, yang ada {actual_length}.", "Too many items: the maximum is {max_length}, there are {actual_length}."),
    "string_too_short": ("Teks terlalu pendek: paling sedikit {min_length} karakter.", "The text is shorter than the {min_length}-character minimum."),
    "string_too_long": ("Teks terlalu panjang: paling banyak {max_length} karakter.", "The text is longer than the {max_length}-character limit."),
    "bytes_too_short": ("Data terlalu pendek: paling sedikit {min_length} bita.", "The data is shorter than the {min_length}-byte minimum."),
    "bytes_too_long": ("Data terlalu panjang: paling banyak {max_length} bita.", "The data is longer than the {max_length}-byte limit."),
    "url_too_long": ("Alamat web terlalu panjang: paling banyak {max_length} karakter.", "The web address is longer than the {max_length}-character limit."),
    # Collections
    "iterable_type": _LIST,
    "iteration_error": ("Daftar tidak dapat dibaca sampai selesai.", "The list could not be read to its end."),
    "list_type": _LIST,
    "deque_type": _LIST,
    "tuple_type": _LIST,
    "set_type": ("Isian harus berupa himpunan.", "The value must be a set."),
    "frozen_set_type": ("Isian harus berupa himpunan.", "The value must be a set."),
    "set_item_not_hashable": ("Anggota himpunan harus berupa nilai tetap.", "Members of a set must be fixed values."),
    "dict_type": _OBJECT,
    "frozen_dict_type": _OBJECT,
    "ordered_dict_type": _OBJECT,
    "counter_type": _OBJECT,
    "mapping_type": _OBJECT,
    # Text
    "string_type": ("Isian harus berupa teks.", "The value must be text."),
    "string_sub_type": ("Isian harus berupa teks biasa.", "The value must be plain text."),
    "string_unicode": ("Teks tidak dapat dibaca sebagai Unicode.", "The text could not be read as Unicode."),
    "string_pattern_mismatch": ("Teks tidak sesuai dengan pola {pattern}.", "The text does not match the pattern {pattern}."),
    "string_not_ascii": ("Teks hanya boleh memuat huruf, angka, dan tanda ASCII.", "The text may hold ASCII characters only."),
    "bytes_type": ("Isian harus berupa data biner.", "The value must be binary data."),
    "bytes_invalid_encoding": ("Data tidak sesuai dengan penyandian {encoding}.", "The data is not valid {encoding}."),
    # Choices
    "enum": ("Pilihan yang tersedia: {expected}.", "The choices are: {expected}."),
    "literal_error": ("Pilihan yang tersedia: {expected}.", "The choices are: {expected}."),
    "bool_type": ("Isian harus berupa ya atau tidak.", "The value must be true or false."),
    "bool_parsing": ("Isian tidak dapat dibaca sebagai ya atau tidak.", "The value could not be read as true or false."),
    # Numbers
    "int_type": ("Isian harus berupa bilangan bulat.", "The value must be a whole number."),
    "int_parsing": ("Isian tidak dapat dibaca sebagai bilangan bulat.", "The value could not be read as a whole number."),
    "int_parsing_size": ("Bilangan bulat terlalu panjang.", "The whole number is too long."),
    "int_from_float": ("Isian harus berupa bilangan bulat, tanpa pecahan.", "The value must be a whole number, without a fraction."),
    "float_type": _NUMBER,
    "float_parsing": _NUMBER_TEXT,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER_TEXT,
    "decimal_max_digits": ("Angka terlalu banyak: paling banyak {max_digits} seluruhnya.", "Too many digits: the maximum is {max_digits} in all."),
    "decimal_max_places": ("Angka di belakang koma terlalu banyak: paling banyak {decimal_places}.", "Too many digits after the point: the maximum is {decimal_places}."),
    "decimal_whole_digits": ("Angka di depan koma terlalu banyak: paling banyak {whole_digits}.", "Too many digits before the point: the maximum is {whole_digits}."),
    "fraction_type": _NUMBER,
    "fraction_parsing": ("Isian tidak dapat dibaca sebagai pecahan.", "The value could not be read as a fraction."),
    "complex_type": ("Isian harus berupa bilangan kompleks.", "The value must be a complex number."),
    "complex_str_parsing": ("Isian tidak dapat dibaca sebagai bilangan kompleks.", "The value could not be read as a complex number."),
    # Rules of the form's author
    "value_error": UNKNOWN,
    "assertion_error": UNKNOWN,
    # Dates and times
    "date_type": ("Isian harus berupa tanggal.", "The value must be a date."),
    "date_parsing": ("Tanggal tidak dapat dibaca; tulis dengan bentuk TTTT-BB-HH{error}.", "The date could not be read; write it as YYYY-MM-DD{error}."),
    "date_from_datetime_parsing": ("Tanggal tidak dapat dibaca{error}.", "The date could not be read{error}."),
    "date_from_datetime_inexact": ("Isian harus berupa tanggal saja, tanpa jam.", "The value must be a date alone, without a time of day."),
    "date_past": ("Tanggal harus sebelum hari ini.", "The date must be in the past."),
    "date_future": ("Tanggal harus setelah hari ini.", "The date must be in the future."),
    "time_type": ("Isian harus berupa jam.", "The value must be a time of day."),
    "time_parsing": ("Jam tidak dapat dibaca{error}.", "The time of day could not be read{error}."),
    "datetime_type": ("Isian harus berupa tanggal dan jam.", "The value must be a date and time."),
    "datetime_parsing": ("Tanggal dan jam tidak dapat dibaca{error}.", "The date and time could not be read{error}."),
    "datetime_object_invalid": ("Tanggal dan jam tidak sah.", "The date and time are invalid."),
    "datetime_from_date_parsing": ("Tanggal dan jam tidak dapat dibaca{error}.", "The date and time could not be read{error}."),
    "datetime_past": ("Waktu harus sebelum sekarang.", "The time must be in the past."),
    "datetime_future": ("Waktu harus setelah sekarang.", "The time must be in the future."),
    "timezone_naive": ("Waktu tidak boleh disertai zona waktu.", "The time must not have a time zone."),
    "timezone_aware": ("Waktu harus disertai zona waktu.", "The time must have a time zone."),
    "timezone_offset": ("Selisih zona waktu harus {tz_expected} detik, bukan {tz_actual}.", "The time zone must be {tz_expected} seconds from UTC, not {tz_actual}."),
    "time_delta_type": ("Isian harus berupa lama waktu.", "The value must be a duration."),
    "time_delta_parsing": ("Lama waktu tidak dapat dibaca{error}.", "The duration could not be read{error}."),
    # Kinds of objects
    "is_instance_of": _CLASS,
    "is_subclass_of": _CLASS,
    "callable_type": ("Isian harus berupa fungsi.", "The value must be a function."),
    "union_tag_invalid": ("Jenis data pada {discriminator} tidak dikenal; pilihannya: {expected_tags}.", "The kind given in {discriminator} is not known; the choices are: {expected_tags}."),
    "union_tag_not_found": ("Jenis data pada {discriminator} belum diisi.", "The kind in {discriminator} is missing."),
    # Arguments of functions
    "arguments_type": ("Argumen harus berupa daftar atau objek data.", "The arguments must be a list or a data object."),
    "missing_argument": ("Argumen ini wajib diisi.", "This argument is required."),
    "missing_keyword_only_argument": ("Argumen bernama ini wajib diisi.", "This named argument is required."),
    "missing_positional_only_argument": ("Argumen berurutan ini wajib diisi.", "This positional argument is required."),
    "unexpected_keyword_argument": ("Argumen bernama ini tidak dikenal.", "This named argument is not known."),
    "unexpected_positional_argument": ("Argumen berlebih.", "There is one argument too many."),
    "multiple_argument_values": ("Argumen ini diisi lebih dari sekali.", "This argument was given more than once."),
    # Web addresses and UUIDs
    "url_type": ("Alamat web harus berupa teks.", "A web address must be text."),
    "url_parsing": ("Alamat web tidak sah{error}.", "The web address is invalid{error}."),
    "url_syntax_violation": ("Alamat web tidak mengikuti aturan penulisan{error}.", "The web address breaks the rules of its syntax{error}."),
    "url_scheme": ("Alamat web harus dimulai dengan {expected_schemes}.", "The web address must start with {expected_schemes}."),
    "uuid_type": ("UUID harus berupa teks atau data biner.", "A UUID must be text or binary data."),
    "uuid_parsing": ("UUID tidak sah{error}.", "The UUID is invalid{error}."),
    "uuid_version": ("UUID harus versi {expected_version}.", "The UUID must be of version {expected_version}."),
}

# What pydantic-core writes into ctx["error"], up to where it names a place or
# quotes a character of the input; the longest fitting beginning wins.
FREE_TEXTS: dict[str, tuple[str, str]] = {
    "input is too short": ("isian terlalu pendek", "too short"),
    "input is empty": ("isian kosong", "empty"),
    "unexpected extra characters at the end of the input": ("ada karakter berlebih di akhir", "extra characters at the end"),
    "invalid date separator": ("pemisah tanggal harus tanda hubung", "the date separator must be a hyphen"),
    "invalid datetime separator": ("pemisah tanggal dan jam harus T atau spasi", "date and time must be separated by T or a space"),
    "invalid time separator": ("pemisah jam harus titik dua", "the time separator must be a colon"),
    "invalid character in year": ("tahun harus berupa angka", "the year must be digits"),
    "invalid character in month": ("bulan harus berupa angka", "the month must be digits"),
    "invalid character in day": ("hari harus berupa angka", "the day must be digits"),
    "invalid character in hour": ("jam harus berupa angka", "the hour must be digits"),
    "invalid character in minute": ("menit harus berupa angka", "the minute must be digits"),
    "invalid character in second": ("detik harus berupa angka", "the second must be digits"),
    "month value is outside expected range": ("bulan harus 1 sampai dengan 12", "the month must be 1 to 12"),
    "day value is outside expected range": ("tanggal itu tidak ada dalam bulannya", "that month has no such day"),
    "hour value is outside expected range": ("jam harus 0 sampai dengan 23", "the hour must be 0 to 23"),
    "minute value is outside expected range": ("menit harus 0 sampai dengan 59", "the minute must be 0 to 59"),
    "second value is outside expected range": ("detik harus 0 sampai dengan 59", "the second must be 0 to 59"),
    "year value is outside": ("tahun di luar jangkauan", "the year is out of range"),
    "second fraction": ("pecahan detik tidak sah", "the fraction of a second is invalid"),
    "invalid timezone": ("zona waktu tidak sah", "the time zone is invalid"),
    "timezone minute value": ("menit zona waktu tidak sah", "the minutes of the time zone are invalid"),
    "timezone offset must be less than 24 hours": ("selisih zona waktu harus kurang dari 24 jam", "the time zone must be less than 24 hours from UTC"),
    "timezone is required": ("zona waktu belum ditulis", "the time zone is missing"),
    "numeric times may not exceed": ("jam di luar jangkauan", "the time is out of range"),
    "dates before": ("tanggal di luar jangkauan", "the date is out of range"),
    "dates after": ("tanggal di luar jangkauan", "the date is out of range"),
    "invalid digit in duration": ("lama waktu memuat karakter yang bukan angka", "a character is not a digit"),
    "quantity invalid in": ("satuan lama waktu tidak sah", "a unit is invalid"),
    "a numeric value in the duration is too large": ("bilangannya terlalu besar", "a number is too large"),
    "durations may not exceed": ("lama waktu terlalu panjang", "the duration is too long"),
    "too many digits": ("angka terlalu banyak", "too many digits"),
    "NaN values not permitted": ("nilai bukan bilangan", "not a number"),
    "relative URL without a base": ("alamat harus lengkap, misalnya dimulai dengan https://", "the address must be complete, starting with https:// for example"),
    "relative URL with a cannot-be-a-base base": ("alamat harus lengkap", "the address must be complete"),
    "empty host": ("nama situs kosong", "the host is empty"),
    "invalid international domain name": ("nama situs tidak sah", "the host name is invalid"),
    "invalid domain character": ("nama situs memuat karakter yang tidak diperbolehkan", "the host name has a character that is not allowed"),
    "invalid IPv6 address": ("alamat IPv6 tidak sah", "the IPv6 address is invalid"),
    "invalid IPv4 address": ("alamat IPv4 tidak sah", "the IPv4 address is invalid"),
    "invalid port number": ("nomor porta tidak sah", "the port number is invalid"),
    "URLs more than 4 GB": ("alamat terlalu panjang", "the address is too long"),
    "expected 2 digits": ("diperlukan dua angka", "two digits are needed"),
    "invalid length": ("panjangnya tidak sesuai", "the length is wrong"),
    "invalid character": ("ada karakter yang tidak diperbolehkan", "a character is not allowed"),
    "invalid group count": ("jumlah kelompok angka tidak sesuai", "the number of groups is wrong"),
    "invalid group length": ("panjang kelompok angka tidak sesuai", "the length of a group is wrong"),
    "badly formatted UUID": ("bentuknya tidak sesuai", "the form is wrong"),
    "EOF while parsing": ("data terputus sebelum selesai", "the data ends too early"),
    "expected value": ("ada nilai yang kurang", "a value is missing"),
    "expected `:`": ("tanda titik dua kurang", "a colon is missing"),
    "expected `,` or": ("tanda koma atau kurung penutup kurang", "a comma or closing bracket is missing"),
    "expected ident": ("ada kata yang tidak dikenal", "a word is not known"),
    "trailing comma": ("ada koma berlebih", "there is one comma too many"),
    "trailing characters": ("ada karakter berlebih di akhir", "extra characters at the end"),
    "key must be a string": ("nama isian harus berupa teks", "field names must be text"),
    "control character": ("ada karakter kendali di dalam teks", "the text holds a control character"),
    "invalid escape": ("urutan pelolosan tidak sah", "an escape sequence is invalid"),
    "lone leading surrogate": ("urutan pelolosan tidak sah", "an escape sequence is invalid"),
    "unexpected end of hex escape": ("urutan pelolosan tidak sah", "an escape sequence is invalid"),
    "invalid unicode code point": ("urutan Unicode tidak sah", "a Unicode sequence is invalid"),
    "invalid number": ("ada bilangan yang tidak sah", "a number is invalid"),
    "number out of range": ("ada bilangan di luar jangkauan", "a number is out of range"),
    "recursion limit exceeded": ("data bersarang terlalu dalam", "the data is nested too deeply"),
    "duplicate key": ("nama isian berulang", "a field name is repeated"),
}
_BY_LENGTH = sorted(FREE_TEXTS, key=len, reverse=True)
_MAX_FACT = 200  # characters of one fact; a pattern or a list of choices fits
# Sentences that hold figures of the rule only, and need no care with them.
_FIGURES = frozenset(
    error_type
    for error_type, pair in SENTENCES.items()
    if not any(
        f"{{{key}}}" in pair[0]
        for key in ("error", "expected", "expected_schemes", "pattern", "actual_length")
    )
)


def say(
    error_type: str, ctx: "Mapping[str, object] | None" = None, lang: str = "id"
) -> str:
    """The sentence of a pydantic error type, filled from its ``ctx``.

    Args:
        error_type: pydantic's ``type``; one that is not known gives a general
            sentence.
        ctx: pydantic's ``ctx``, or None.
        lang: ``"id"`` or ``"en"``; anything else gives English.
    """
    which = 0 if lang == "id" else 1
    template = SENTENCES.get(error_type, UNKNOWN)[which]
    if "{" not in template:
        return template
    if error_type in _FIGURES:
        try:
            return template.format_map(ctx or {})
        except KeyError:
            pass  # a ctx of somebody else's making; _Facts says "…" instead
    return template.format_map(_Facts(ctx or {}, which))


def words(
    error_type: str,
    ctx: "Mapping[str, object] | None" = None,
    lang: str = "id",
    texts: "Mapping[str, tuple[str, str]] | None" = None,
) -> tuple[str, str]:
    """The code and the sentence of one entry of ``ValidationError.errors()``.

    An error of egovkit that a validator raised speaks for itself; then come the
    caller's own texts, egovkit's codes, and pydantic's types. What nobody knows
    gets a general sentence: its author's message may quote the value.

    Args:
        error_type: The entry's ``type``.
        ctx: The entry's ``ctx``, or None.
        lang: ``"id"`` or ``"en"``; anything else gives English.
        texts: Sentences of the caller, (Indonesian, English) by type, or by the
            exact words that a validator raises `ValueError` with.
    """
    facts = ctx or {}
    cause = facts.get("error")
    if isinstance(cause, EgovkitError):
        return cause.code, sentence(cause.code, lang, **cause.facts)
    if texts and (own := texts.get(error_type) or texts.get(str(cause))):
        which = 0 if lang == "id" else 1
        return error_type, own[which].format_map(_Facts(facts, which))
    if error_type not in SENTENCES and error_type in table():
        return error_type, sentence(error_type, lang, **facts)
    return error_type, say(error_type, facts, lang)


def free_text(text: str, lang: str = "id") -> str | None:
    """The words for a free text of pydantic's ``ctx``, or None if not known."""
    which = 0 if lang == "id" else 1
    for beginning in _BY_LENGTH:
        if text.startswith(beginning):
            return FREE_TEXTS[beginning][which]
    return None


class _Facts(dict[str, str]):
    def __init__(self, ctx: "Mapping[str, object]", which: int) -> None:
        super().__init__()
        self._ctx = ctx
        self._which = which

    def __missing__(self, key: str) -> str:
        value = self._ctx.get(key)
        if key == "error":
            known = free_text(str(value), "en" if self._which else "id")
            return f" ({known})" if known else ""
        if value is None:
            return "…"
        text = str(value)[:_MAX_FACT]
        if self._which == 0 and key in {"expected", "expected_schemes"}:
            text = text.replace(" or ", " atau ")
        return text

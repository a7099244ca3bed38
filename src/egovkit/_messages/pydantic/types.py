"""pydantic's own error types: type → (Indonesian, English).

Source:
    ``pydantic_core.core_schema.ErrorType``, pydantic-core 2.50: 112 types, and
    ``string_sub_type``, which older ones have.
"""

__all__ = ["SENTENCES", "UNKNOWN"]

UNKNOWN = ("Isian tidak dapat diterima.", "The value was not accepted.")

_OBJECT = ("Isian harus berupa objek data.", "The value must be a data object.")
_LIST = ("Isian harus berupa daftar.", "The value must be a list.")
_CLASS = (
    "Isian bukan objek dari jenis yang diminta.",
    "The value is not an object of the requested kind.",
)
_NUMBER = ("Isian harus berupa bilangan.", "The value must be a number.")
_NUMBER_TEXT = (
    "Isian tidak dapat dibaca sebagai bilangan.",
    "The value could not be read as a number.",
)

SENTENCES: dict[str, tuple[str, str]] = {
    # Fields and structure
    "no_such_attribute": (
        "Isian {attribute} tidak dikenal.",
        "There is no field {attribute}.",
    ),
    "missing": ("Isian ini wajib diisi.", "This field is required."),
    "frozen_field": ("Isian ini tidak dapat diubah.", "This field cannot be changed."),
    "frozen_instance": (
        "Data ini tidak dapat diubah.",
        "This record cannot be changed.",
    ),
    "extra_forbidden": ("Isian ini tidak diperbolehkan.", "This field is not allowed."),
    "invalid_key": ("Nama isian harus berupa teks.", "Field names must be text."),
    "get_attribute_error": (
        "Isian ini tidak dapat dibaca dari sumbernya.",
        "This field could not be read from its source.",
    ),
    "default_factory_not_called": (
        "Nilai bawaan tidak dapat ditentukan karena isian lain keliru.",
        "The default could not be set because another field is wrong.",
    ),
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "dataclass_type": _OBJECT,
    "dataclass_exact_type": _CLASS,
    "named_tuple_type": (
        "Isian harus berupa daftar atau objek data.",
        "The value must be a list or a data object.",
    ),
    "recursion_loop": (
        "Data merujuk kepada dirinya sendiri.",
        "The data refers to itself.",
    ),
    "recursion_depth_exceeded": (
        "Data bersarang terlalu dalam.",
        "The data is nested too deeply.",
    ),
    "needs_python_object": (
        "Pemeriksaan {method_name} tidak dapat dijalankan pada data JSON.",
        "The check {method_name} cannot run on JSON data.",
    ),
    "none_required": ("Isian ini harus dikosongkan.", "This field must be empty."),
    "missing_sentinel_error": (
        "Isian harus berupa penanda MISSING.",
        "The value must be the MISSING sentinel.",
    ),
    "ellipsis_error": (
        "Isian harus berupa penanda Ellipsis.",
        "The value must be the Ellipsis sentinel.",
    ),
    # JSON
    "json_invalid": ("JSON tidak sah{error}.", "The JSON is invalid{error}."),
    "json_type": (
        "Masukan JSON harus berupa teks atau bita.",
        "JSON input must be text or bytes.",
    ),
    # Comparisons
    "greater_than": (
        "Nilai harus lebih besar daripada {gt}.",
        "The value must be greater than {gt}.",
    ),
    "greater_than_equal": (
        "Nilai paling kecil adalah {ge}.",
        "The value must be {ge} or more.",
    ),
    "less_than": (
        "Nilai harus lebih kecil daripada {lt}.",
        "The value must be less than {lt}.",
    ),
    "less_than_equal": (
        "Nilai paling besar adalah {le}.",
        "The value must be {le} or less.",
    ),
    "multiple_of": (
        "Nilai harus merupakan kelipatan {multiple_of}.",
        "The value must be a multiple of {multiple_of}.",
    ),
    "finite_number": (
        "Nilai harus berupa bilangan berhingga.",
        "The value must be a finite number.",
    ),
    # Sizes
    "too_short": (
        "Jumlah butir terlalu sedikit: paling sedikit {min_length}, yang ada {actual_length}.",
        "Too few items: the minimum is {min_length}, there are {actual_length}.",
    ),
    "too_long": (
        "Jumlah butir terlalu banyak: paling banyak {max_length}, yang ada {actual_length}.",
        "Too many items: the maximum is {max_length}, there are {actual_length}.",
    ),
    "string_too_short": (
        "Teks terlalu pendek: paling sedikit {min_length} karakter.",
        "The text is shorter than the {min_length}-character minimum.",
    ),
    "string_too_long": (
        "Teks terlalu panjang: paling banyak {max_length} karakter.",
        "The text is longer than the {max_length}-character limit.",
    ),
    "bytes_too_short": (
        "Data terlalu pendek: paling sedikit {min_length} bita.",
        "The data is shorter than the {min_length}-byte minimum.",
    ),
    "bytes_too_long": (
        "Data terlalu panjang: paling banyak {max_length} bita.",
        "The data is longer than the {max_length}-byte limit.",
    ),
    "url_too_long": (
        "Alamat web terlalu panjang: paling banyak {max_length} karakter.",
        "The web address is longer than the {max_length}-character limit.",
    ),
    # Collections
    "iterable_type": _LIST,
    "iteration_error": (
        "Daftar tidak dapat dibaca sampai selesai.",
        "The list could not be read to its end.",
    ),
    "list_type": _LIST,
    "deque_type": _LIST,
    "tuple_type": _LIST,
    "set_type": ("Isian harus berupa himpunan.", "The value must be a set."),
    "frozen_set_type": ("Isian harus berupa himpunan.", "The value must be a set."),
    "set_item_not_hashable": (
        "Anggota himpunan harus berupa nilai tetap.",
        "Members of a set must be fixed values.",
    ),
    "dict_type": _OBJECT,
    "frozen_dict_type": _OBJECT,
    "ordered_dict_type": _OBJECT,
    "counter_type": _OBJECT,
    "mapping_type": _OBJECT,
    # Text
    "string_type": ("Isian harus berupa teks.", "The value must be text."),
    "string_sub_type": (
        "Isian harus berupa teks biasa.",
        "The value must be plain text.",
    ),
    "string_unicode": (
        "Teks tidak dapat dibaca sebagai Unicode.",
        "The text could not be read as Unicode.",
    ),
    "string_pattern_mismatch": (
        "Teks tidak sesuai dengan pola {pattern}.",
        "The text does not match the pattern {pattern}.",
    ),
    "string_not_ascii": (
        "Teks hanya boleh memuat huruf, angka, dan tanda ASCII.",
        "The text may hold ASCII characters only.",
    ),
    "bytes_type": ("Isian harus berupa data biner.", "The value must be binary data."),
    "bytes_invalid_encoding": (
        "Data tidak sesuai dengan penyandian {encoding}.",
        "The data is not valid {encoding}.",
    ),
    # Choices
    "enum": ("Pilihan yang tersedia: {expected}.", "The choices are: {expected}."),
    "literal_error": (
        "Pilihan yang tersedia: {expected}.",
        "The choices are: {expected}.",
    ),
    "bool_type": (
        "Isian harus berupa ya atau tidak.",
        "The value must be true or false.",
    ),
    "bool_parsing": (
        "Isian tidak dapat dibaca sebagai ya atau tidak.",
        "The value could not be read as true or false.",
    ),
    # Numbers
    "int_type": (
        "Isian harus berupa bilangan bulat.",
        "The value must be a whole number.",
    ),
    "int_parsing": (
        "Isian tidak dapat dibaca sebagai bilangan bulat.",
        "The value could not be read as a whole number.",
    ),
    "int_parsing_size": (
        "Bilangan bulat terlalu panjang.",
        "The whole number is too long.",
    ),
    "int_from_float": (
        "Isian harus berupa bilangan bulat, tanpa pecahan.",
        "The value must be a whole number, without a fraction.",
    ),
    "float_type": _NUMBER,
    "float_parsing": _NUMBER_TEXT,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER_TEXT,
    "decimal_max_digits": (
        "Angka terlalu banyak: paling banyak {max_digits} seluruhnya.",
        "Too many digits: the maximum is {max_digits} in all.",
    ),
    "decimal_max_places": (
        "Angka di belakang koma terlalu banyak: paling banyak {decimal_places}.",
        "Too many digits after the point: the maximum is {decimal_places}.",
    ),
    "decimal_whole_digits": (
        "Angka di depan koma terlalu banyak: paling banyak {whole_digits}.",
        "Too many digits before the point: the maximum is {whole_digits}.",
    ),
    "fraction_type": _NUMBER,
    "fraction_parsing": (
        "Isian tidak dapat dibaca sebagai pecahan.",
        "The value could not be read as a fraction.",
    ),
    "complex_type": (
        "Isian harus berupa bilangan kompleks.",
        "The value must be a complex number.",
    ),
    "complex_str_parsing": (
        "Isian tidak dapat dibaca sebagai bilangan kompleks.",
        "The value could not be read as a complex number.",
    ),
    # Rules of the form's author
    "value_error": UNKNOWN,
    "assertion_error": UNKNOWN,
    # Dates and times
    "date_type": ("Isian harus berupa tanggal.", "The value must be a date."),
    "date_parsing": (
        "Tanggal tidak dapat dibaca; tulis dengan bentuk TTTT-BB-HH{error}.",
        "The date could not be read; write it as YYYY-MM-DD{error}.",
    ),
    "date_from_datetime_parsing": (
        "Tanggal tidak dapat dibaca{error}.",
        "The date could not be read{error}.",
    ),
    "date_from_datetime_inexact": (
        "Isian harus berupa tanggal saja, tanpa jam.",
        "The value must be a date alone, without a time of day.",
    ),
    "date_past": ("Tanggal harus sebelum hari ini.", "The date must be in the past."),
    "date_future": (
        "Tanggal harus setelah hari ini.",
        "The date must be in the future.",
    ),
    "time_type": ("Isian harus berupa jam.", "The value must be a time of day."),
    "time_parsing": (
        "Jam tidak dapat dibaca{error}.",
        "The time of day could not be read{error}.",
    ),
    "datetime_type": (
        "Isian harus berupa tanggal dan jam.",
        "The value must be a date and time.",
    ),
    "datetime_parsing": (
        "Tanggal dan jam tidak dapat dibaca{error}.",
        "The date and time could not be read{error}.",
    ),
    "datetime_object_invalid": (
        "Tanggal dan jam tidak sah.",
        "The date and time are invalid.",
    ),
    "datetime_from_date_parsing": (
        "Tanggal dan jam tidak dapat dibaca{error}.",
        "The date and time could not be read{error}.",
    ),
    "datetime_past": ("Waktu harus sebelum sekarang.", "The time must be in the past."),
    "datetime_future": (
        "Waktu harus setelah sekarang.",
        "The time must be in the future.",
    ),
    "timezone_naive": (
        "Waktu tidak boleh disertai zona waktu.",
        "The time must not have a time zone.",
    ),
    "timezone_aware": (
        "Waktu harus disertai zona waktu.",
        "The time must have a time zone.",
    ),
    "timezone_offset": (
        "Selisih zona waktu harus {tz_expected} detik, bukan {tz_actual}.",
        "The time zone must be {tz_expected} seconds from UTC, not {tz_actual}.",
    ),
    "time_delta_type": (
        "Isian harus berupa lama waktu.",
        "The value must be a duration.",
    ),
    "time_delta_parsing": (
        "Lama waktu tidak dapat dibaca{error}.",
        "The duration could not be read{error}.",
    ),
    # Kinds of objects
    "is_instance_of": _CLASS,
    "is_subclass_of": _CLASS,
    "callable_type": ("Isian harus berupa fungsi.", "The value must be a function."),
    "union_tag_invalid": (
        "Jenis data pada {discriminator} tidak dikenal; pilihannya: {expected_tags}.",
        "The kind given in {discriminator} is not known; the choices are: {expected_tags}.",
    ),
    "union_tag_not_found": (
        "Jenis data pada {discriminator} belum diisi.",
        "The kind in {discriminator} is missing.",
    ),
    # Arguments of functions
    "arguments_type": (
        "Argumen harus berupa daftar atau objek data.",
        "The arguments must be a list or a data object.",
    ),
    "missing_argument": ("Argumen ini wajib diisi.", "This argument is required."),
    "missing_keyword_only_argument": (
        "Argumen bernama ini wajib diisi.",
        "This named argument is required.",
    ),
    "missing_positional_only_argument": (
        "Argumen berurutan ini wajib diisi.",
        "This positional argument is required.",
    ),
    "unexpected_keyword_argument": (
        "Argumen bernama ini tidak dikenal.",
        "This named argument is not known.",
    ),
    "unexpected_positional_argument": (
        "Argumen berlebih.",
        "There is one argument too many.",
    ),
    "multiple_argument_values": (
        "Argumen ini diisi lebih dari sekali.",
        "This argument was given more than once.",
    ),
    # Web addresses and UUIDs
    "url_type": ("Alamat web harus berupa teks.", "A web address must be text."),
    "url_parsing": (
        "Alamat web tidak sah{error}.",
        "The web address is invalid{error}.",
    ),
    "url_syntax_violation": (
        "Alamat web tidak mengikuti aturan penulisan{error}.",
        "The web address breaks the rules of its syntax{error}.",
    ),
    "url_scheme": (
        "Alamat web harus dimulai dengan {expected_schemes}.",
        "The web address must start with {expected_schemes}.",
    ),
    "uuid_type": (
        "UUID harus berupa teks atau data biner.",
        "A UUID must be text or binary data.",
    ),
    "uuid_parsing": ("UUID tidak sah{error}.", "The UUID is invalid{error}."),
    "uuid_version": (
        "UUID harus versi {expected_version}.",
        "The UUID must be of version {expected_version}.",
    ),
}

"""Django forms with our fields and sentences, without what was typed."""

import pytest
from pydantic import BaseModel, Field

from egovkit.errors import MissingDependencyError, UsageError
from egovkit.identity import NIK, PhoneNumber
from egovkit.integrations import django_forms as adapter

pytest.importorskip("django", reason="the extra [django] is not installed")

DIGITS = "3171015708459002"
TYPO = DIGITS + "9"


@pytest.fixture(autouse=True)
def _settings():
    """Django's defaults for one test, whatever else has configured it."""
    from django.conf import UserSettingsHolder, global_settings, settings

    holder = UserSettingsHolder(global_settings)
    holder.USE_I18N = False
    before = vars(settings)["_wrapped"]
    settings._wrapped = holder
    yield
    settings._wrapped = before


class Address(BaseModel):
    """A part of the form's model."""

    rt: int = Field(ge=1)


class Application(BaseModel):
    """What the form must give."""

    nik: NIK
    phone: PhoneNumber | None = None
    rt: int = Field(default=1, ge=1, le=99)
    purpose: str = Field(default="sekolah", pattern="^[a-z]+$")
    address: Address | None = None


def form_class(**options):
    """A form over the model."""
    from django import forms

    class ApplicationForm(forms.Form):
        nik = adapter.identifier_field(NIK, label="NIK", **options)
        phone = adapter.identifier_field(PhoneNumber, required=False)
        rt = forms.IntegerField()
        purpose = forms.CharField()

        application = None

        def clean(self):
            data = super().clean()
            if not self.errors:
                self.application = adapter.validate_with(self, Application)
            return data

    return ApplicationForm


def filled(**changes: str):
    """The form as a browser sends it."""
    data = {"nik": "31.71.01-570845 9002", "rt": "3", "purpose": "sekolah"}
    return form_class()(data | changes)


def everything(form) -> str:
    """All that a form says about its errors, without its input fields."""
    return " ".join(
        [
            form.errors.as_json(),
            repr({name: list(errors) for name, errors in form.errors.items()}),
            repr(form.errors.as_data()),
            repr(form.errors.get_json_data()),
        ]
    )


def test_a_form_gives_an_identifier_and_a_model():
    """Read as `parse` reads, empty optional fields as None."""
    form = filled()
    assert form.is_valid()
    assert form.cleaned_data["nik"] == NIK(DIGITS)
    assert form.cleaned_data["phone"] is None
    assert form.application == Application(nik=NIK(DIGITS), rt=3)


def test_a_number_that_is_none_has_our_code_and_sentence():
    """At its field, in Indonesian."""
    form = filled(nik=TYPO)
    assert not form.is_valid()
    (error,) = form.errors.as_data()["nik"]
    assert error.code == "nik_length"
    assert error.messages == ["NIK harus terdiri atas 16 angka, bukan 17."]


def test_english_on_request():
    """The language is chosen with the field."""
    form = form_class(lang="en")({"nik": TYPO, "rt": "1", "purpose": "a"})
    assert form.errors["nik"] == ["A NIK has 16 digits, not 17."]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        pytest.param({"nik": TYPO}, "nik", "nik_length", id="identifier"),
        pytest.param({"nik": "317101******9002"}, "nik", "masked_text", id="masked"),
        pytest.param({"nik": "\x00" + DIGITS}, "nik", "nik_format", id="null"),
        pytest.param({"phone": DIGITS}, "phone", "phone_format", id="phone"),
        pytest.param({"rt": "100"}, "rt", "less_than_equal", id="model-rule"),
        pytest.param(
            {"purpose": DIGITS},
            "purpose",
            "string_pattern_mismatch",
            id="model-pattern",
        ),
    ],
)
def test_no_error_of_a_form_holds_what_was_typed(changes, field, code):
    """As JSON, as sentences, as data: the code is there and the input is not."""
    form = filled(**changes)
    assert not form.is_valid()
    assert [e.code for e in form.errors.as_data()[field]] == [code]
    assert DIGITS[6:] not in everything(form)
    assert form.application is None


def test_an_error_outside_the_form_stands_above_it():
    """With its place, so that somebody can find it."""
    from pydantic import ValidationError

    form = filled()
    assert form.is_valid()
    with pytest.raises(ValidationError) as refused:
        Application.model_validate({"nik": DIGITS, "address": {"rt": 0}})
    adapter.add_safe_errors(form, refused.value)
    assert form.non_field_errors() == ["address.rt: Nilai paling kecil adalah 1."]


def test_an_error_inside_a_field_names_the_place_in_it():
    """A list or object that is one field of the form."""
    from django import forms
    from pydantic import ValidationError

    class JSONForm(forms.Form):
        address = forms.JSONField()

    form = JSONForm({"address": '{"rt": 0}'})
    assert form.is_valid()
    with pytest.raises(ValidationError) as refused:
        Application.model_validate({"nik": DIGITS} | form.cleaned_data)
    adapter.add_safe_errors(form, refused.value, lang="en")
    assert form.errors["address"] == ["rt: The value must be 1 or more."]


def test_a_form_that_edits_shows_the_number_that_can_be_saved_back():
    """What the widget prints is read as the same value."""
    form = form_class()(initial={"nik": NIK(DIGITS)})
    printed = form["nik"].field.widget.get_context("nik", form["nik"].value(), {})
    assert printed["widget"]["value"] == DIGITS
    sent = filled(nik=printed["widget"]["value"])
    assert sent.is_valid()


def test_an_unchanged_number_is_not_a_change():
    """`changed_data` compares values, not spellings."""
    data = {"nik": "3171 0157 0845 9002", "rt": "1", "purpose": "a"}
    form = form_class()(data, initial={"nik": NIK(DIGITS), "rt": 1, "purpose": "a"})
    assert form.changed_data == []


def test_a_value_that_is_an_identifier_already_is_kept():
    """A form filled by a program."""
    form = form_class()({"nik": NIK(DIGITS), "rt": 1, "purpose": "a"})
    assert form.is_valid()
    assert form.cleaned_data["nik"] == NIK(DIGITS)


def test_a_required_field_is_required():
    """Django's own rules go on working."""
    form = form_class()({"rt": "1", "purpose": "a"})
    assert [e.code for e in form.errors.as_data()["nik"]] == ["required"]


def test_without_django_the_extra_is_named(monkeypatch):
    """The module imports; the first use says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "django.forms", None)
    adapter._field_class.cache_clear()
    with pytest.raises(MissingDependencyError) as missing:
        adapter.identifier_field(NIK)
    assert missing.value.facts["extra"] == "django"


@pytest.mark.parametrize(
    "kind", [None, "ktp", "", 5, str, object, NIK("3171015708459002"), [NIK]], ids=repr
)
def test_a_type_there_is_not_is_refused_where_the_form_is_written(kind):
    """Not when the first citizen sends it."""
    with pytest.raises(UsageError) as caught:
        adapter.identifier_field(kind)
    assert caught.value.code == "identifier_kind"


def test_a_type_by_its_prefix():
    """As `identifier_column` and its migrations write it."""
    field = adapter.identifier_field("nik")
    assert field.clean("3171015708459002") == NIK("3171015708459002")


@pytest.mark.parametrize("model", [None, dict, "Model", 5], ids=repr)
def test_what_is_no_model(model):
    """A class of pydantic's, and no instance of one."""
    form = filled()
    assert form.is_valid()
    with pytest.raises(UsageError) as caught:
        adapter.validate_with(form, model)
    assert caught.value.facts == {"argument": "model"}

"""A Django column stores identifiers in full, and gives them back masked."""

import importlib
import itertools
import json

import pytest

from egovkit.errors import InvalidLengthError, MissingDependencyError, UsageError
from egovkit.identity import NIK, NPWP, PhoneNumber, number_types
from egovkit.integrations import django_fields

pytest.importorskip("django", reason="the extra [django] is not installed")

DIGITS = "3171015708459002"
NEIGHBOUR = "3171014101909003"  # of the same district: the same mask
NUMBER = itertools.count()


@pytest.fixture
def database(tmp_path):
    """The alias of a database of its own."""
    import django
    from django.conf import settings
    from django.db import connections

    if not settings.configured:
        settings.configure(DATABASES={}, USE_TZ=True)
        django.setup()
    alias = f"fields{next(NUMBER)}"
    one = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "a.db")}
    everything = {**connections.settings, alias: one}
    connections.settings[alias] = connections.configure_settings(everything)[alias]
    yield alias
    connections[alias].close()


@pytest.fixture
def citizen(database):
    """A model with two numbers, and its table."""
    from django.db import connections, models

    class Here(models.Manager):
        """Looks into the database of this test."""

        def get_queryset(self):
            return super().get_queryset().using(database)

    class Citizen(models.Model):
        """A citizen of Kota Contoh."""

        nik = django_fields.identifier_column(NIK, unique=True)
        phone = django_fields.identifier_column("phone", null=True, blank=True)
        objects = Here()

        class Meta:
            """The name, a new one for each test."""

            app_label = f"contoh{next(NUMBER)}"

        def __str__(self) -> str:
            return f"{self.nik}"

    with connections[database].schema_editor() as editor:
        editor.create_model(Citizen)
    Citizen.alias = database
    return Citizen


def rows(model):
    """What stands in the table, as the database has it."""
    from django.db import connections

    query = f"SELECT nik, phone FROM {model._meta.db_table} ORDER BY id"  # noqa: S608
    with connections[model.alias].cursor() as cursor:
        return cursor.execute(query).fetchall()


def test_a_plain_column_would_store_asterisks(database):
    """What the field is for: a `CharField` takes the text of an identifier."""
    from django.db import connections, models

    field = models.CharField(max_length=16)
    stored = field.get_db_prep_save(NIK(DIGITS), connections[database])
    assert stored == "317101**********"


def test_full_values_are_stored_and_identifiers_come_back(citizen):
    """From identifiers and from text in any spelling."""
    citizen.objects.create(nik=NIK(DIGITS))
    citizen.objects.create(nik="31.71.01-410190 9003", phone="0812-3456-7890")
    assert rows(citizen) == [(DIGITS, None), (NEIGHBOUR, "+6281234567890")]
    one, two = citizen.objects.order_by("id")
    assert (one.nik, one.phone) == (NIK(DIGITS), None)
    assert (two.nik, two.phone) == (NIK(NEIGHBOUR), PhoneNumber("+6281234567890"))
    assert DIGITS not in f"{one.nik} {one.nik!r} {vars(one)}"


def test_rows_are_found_by_identifier_by_text_and_by_part(citizen):
    """As with any column of text."""
    citizen.objects.create(nik=DIGITS)
    citizen.objects.create(nik=NEIGHBOUR)
    find = citizen.objects.filter
    assert find(nik=NIK(DIGITS)).count() == find(nik=DIGITS).count() == 1
    assert find(nik__in=[NIK(DIGITS), NIK(NEIGHBOUR)]).count() == 2
    assert find(nik__startswith="317101").count() == 2
    assert find(nik=str(NIK(DIGITS))).count() == 0
    assert find(nik=NIK(DIGITS)).update(phone=PhoneNumber("+6281234567890")) == 1
    assert rows(citizen)[0] == (DIGITS, "+6281234567890")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        pytest.param("317101**********", "masked_text", id="mask"),
        pytest.param(DIGITS + "9", "nik_length", id="long"),
        pytest.param(int(DIGITS), "not_text", id="int"),
        pytest.param(NPWP("0010000008000000"), "not_text", id="other-type"),
    ],
)
def test_what_is_no_such_number_is_not_stored(citizen, value, code):
    """Django's own exception, our code, and not the value."""
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError) as refused:
        citizen.objects.create(nik=value)
    assert refused.value.code == code
    assert DIGITS[6:] not in str(refused.value)
    assert refused.value.__context__ is None
    assert rows(citizen) == []


def test_a_text_in_the_table_that_is_no_number_is_refused_when_read(citizen):
    """With our error; nothing is made up and the text is not in it."""
    from django.db import connections

    with connections[citizen.alias].cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {citizen._meta.db_table} (nik) VALUES (%s)",  # noqa: S608
            [DIGITS[:-1]],
        )
    with pytest.raises(InvalidLengthError) as refused:
        citizen.objects.get()
    assert DIGITS[6:-1] not in str(refused.value)


def test_a_model_form_reads_checks_and_saves(citizen):
    """Two people of a district are two; one person twice is refused."""
    from django import forms

    class CitizenForm(forms.ModelForm):
        """The form of the model."""

        class Meta:
            """Its fields."""

            model = citizen
            fields = ("nik", "phone")

    for text in (DIGITS, "31.71.01-410190 9003"):
        form = CitizenForm({"nik": text, "phone": ""})
        assert form.is_valid()
        form.save(commit=False).save(using=citizen.alias)
    assert rows(citizen) == [(DIGITS, None), (NEIGHBOUR, None)]
    codes = {
        text: CitizenForm({"nik": text}).errors.as_data()["nik"][0].code
        for text in (DIGITS, DIGITS + "9", "", "317101**********")
    }
    assert list(codes.values()) == ["unique", "nik_length", "required", "masked_text"]
    shown = CitizenForm(instance=citizen.objects.get(nik=DIGITS))
    assert shown["nik"].value() == DIGITS  # to edit; a mask could not be saved
    same = {"nik": DIGITS, "phone": ""}
    assert not CitizenForm(same, instance=shown.instance).has_changed()


def test_a_fixture_carries_full_values(citizen):
    """`dumpdata` and `loaddata` lose nothing."""
    from django.core import serializers

    citizen.objects.create(nik=DIGITS)
    text = serializers.serialize("json", citizen.objects.all())
    assert json.loads(text)[0]["fields"] == {"nik": DIGITS, "phone": None}


@pytest.mark.usefixtures("database")
def test_a_migration_names_the_field_by_its_public_path():
    """What Django writes into a migration imports and makes the same field."""
    from django.db.migrations.writer import MigrationWriter

    field = django_fields.identifier_column(NIK, unique=True)
    code, imports = MigrationWriter.serialize(field)
    names = {"egovkit": importlib.import_module("egovkit")}
    exec("\n".join(imports), names)  # noqa: S102 - what a migration does
    again = eval(code, names)  # noqa: S307
    assert again.deconstruct() == field.deconstruct()
    assert (again.kind, again.max_length, again.unique) == (NIK, 16, True)
    assert "kind='nik'" in code


@pytest.mark.usefixtures("database")
def test_a_column_is_as_long_as_its_type():
    """Every example of every type fits."""
    for prefix, kind in number_types().items():
        field = django_fields.identifier_column(prefix)
        assert len(kind.EXAMPLE) <= field.max_length == max(kind.LENGTHS)
        value = kind(kind.EXAMPLE)
        assert field.to_python(field.get_prep_value(value)) == value
        field.run_validators(value)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("kind", ["nomor", str, None, "NIK"])
def test_a_kind_that_is_none_is_refused(kind):
    """When the model is defined, not at the first row."""
    with pytest.raises(UsageError) as refused:
        django_fields.identifier_column(kind)
    assert refused.value.code == "identifier_kind"


def test_without_django_the_extra_is_named(monkeypatch):
    """The module imports; the first use says what to install."""
    django_fields._field_class.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "django.db.models", None)
    with pytest.raises(MissingDependencyError) as missing:
        django_fields.identifier_column(NIK)
    assert missing.value.facts["extra"] == "django"

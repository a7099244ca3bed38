"""Each row of the page *Where masking bites*: what happens, and the cure."""

import csv
import io
import json
import pickle
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest
from pydantic import BaseModel

from egovkit.identity import NIK, number_types
from egovkit.privacy import Pseudonymizer, plain

DIGITS = "3171015708459002"
NIK_1 = NIK(DIGITS)
NIK_2 = NIK("3171014101909003")  # another person of the district
MASK = "317101**********"
NAMES = Pseudonymizer({"a": bytes(range(32))}, purpose="names")
PAGE = Path(__file__).parents[2] / "docs" / "howto" / "where-masking-bites.md"


class Citizen(BaseModel):
    """A row with a number."""

    nik: NIK
    name: str


SITI = Citizen(nik=NIK_1, name="Siti")


def cache_key():
    """Two people share a key; their pseudonyms differ."""
    assert f"citizen:{NIK_1}" == f"citizen:{NIK_2}"
    assert NAMES.pseudonym(NIK_1) != NAMES.pseudonym(NIK_2)


def file_name():
    """Two people share a file; a pseudonym is a safe name."""
    assert f"{NIK_1}.pdf" == f"{NIK_2}.pdf" == f"{MASK}.pdf"
    assert re.fullmatch(r"[a-z0-9.]+", NAMES.pseudonym(NIK_1))


def url_parameter():
    """What arrives at the other end is refused; a pseudonym needs no quoting."""
    (arrived,) = parse_qs(urlencode({"nik": NIK_1}))["nik"]
    assert not NIK.is_valid(arrived)
    pseudonym = NAMES.pseudonym(NIK_1)
    assert urlencode({"p": pseudonym}) == f"p={pseudonym}"


def csv_file():
    """Asterisks by default, full values by `plain`, read back equal."""
    out = io.StringIO()
    writer = csv.DictWriter(out, ["nik", "name"])
    writer.writerow({"nik": NIK_1, "name": "Siti"})
    writer.writerow(plain(SITI))
    assert out.getvalue() == f"{MASK},Siti\r\n{DIGITS},Siti\r\n"
    rows = list(csv.reader(io.StringIO(out.getvalue())))
    assert not NIK.is_valid(rows[0][0])
    assert NIK.parse(rows[1][0]) == NIK_1


def data_frame():
    """Arrow refuses the type and shows no number; plain rows make text."""
    pyarrow = pytest.importorskip("pyarrow", reason="the extra [bulk] is missing")
    with pytest.raises(pyarrow.ArrowInvalid) as refused:
        pyarrow.array([NIK_1])
    assert DIGITS not in str(refused.value)
    table = pyarrow.Table.from_pylist(plain([SITI]))
    assert table.column("nik").to_pylist() == [DIGITS]
    assert str(table.schema.field("nik").type) == "string"


def test_no_property_of_a_number_is_in_the_json_of_a_data_frame():
    """A frame asks every attribute of a value; it gets the masked form only."""
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    for kind in number_types().values():
        frame = pandas.DataFrame({"number": [kind(kind.EXAMPLE)]})
        (cell,) = json.loads(frame.to_json())["number"].values()
        assert cell == {"masked": kind(kind.EXAMPLE).masked}


def json_by_hand():
    """`json.dumps` refuses; `plain` and pydantic give full values."""
    with pytest.raises(TypeError):
        json.dumps({"nik": NIK_1})
    assert json.loads(json.dumps(plain(SITI))) == {"nik": DIGITS, "name": "Siti"}
    assert json.loads(SITI.model_dump_json()) == {"nik": DIGITS, "name": "Siti"}


def pickle_and_yaml():
    """A pickle brings the value back, so it holds the number; so does its YAML."""
    assert DIGITS.encode() in pickle.dumps(NIK_1)
    assert pickle.loads(pickle.dumps(NIK_1)) == NIK_1
    assert NIK_1.__reduce__() == (NIK, (DIGITS,))  # what yaml.dump writes


def sql_parameter():
    """The driver refuses the type without showing it; its text finds nothing."""
    find = "SELECT nik FROM citizen WHERE nik = ?"
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE citizen (nik TEXT)")
        database.execute("INSERT INTO citizen VALUES (?)", (NIK_1.reveal(),))
        with pytest.raises(sqlite3.Error) as refused:
            database.execute(find, (NIK_1,))
        assert DIGITS not in str(refused.value)
        assert database.execute(find, (str(NIK_1),)).fetchone() is None
        assert database.execute(find, (NIK_1.reveal(),)).fetchone() == (DIGITS,)


def django_model():
    """A plain column takes the mask; the field of the extra takes the number."""
    pytest.importorskip("django", reason="the extra [django] is missing")
    from django.db import models

    from egovkit.integrations.django_fields import identifier_column

    assert models.CharField(max_length=16).to_python(NIK_1) == MASK
    assert identifier_column(NIK).get_prep_value(NIK_1) == DIGITS


def edit_form():
    """What a form prints by `str` cannot be saved; what is revealed can."""
    assert not NIK.is_valid(str(NIK_1))
    assert NIK.parse(NIK_1.reveal()) == NIK_1


def comparison_with_text():
    """A value equals values only, whatever their spelling was."""
    assert NIK_1 != DIGITS
    assert NIK.parse("31.71.01-570845 9002") == NIK_1


ROWS = {
    "cache key": cache_key,
    "file name": file_name,
    "URL parameter": url_parameter,
    "CSV": csv_file,
    "data frame": data_frame,
    "JSON by hand": json_by_hand,
    "pickle, YAML": pickle_and_yaml,
    "SQL parameter": sql_parameter,
    "Django model": django_model,
    "edit form": edit_form,
    "comparison with text": comparison_with_text,
}


@pytest.mark.parametrize("row", ROWS)
def test_a_row_of_the_page_is_true(row):
    """What the page says happens, happens, and its cure works."""
    ROWS[row]()


def test_every_row_of_the_page_is_tested():
    """A row that is added to the page needs a test here."""
    rows = re.findall(
        r"^\| \[([^\]]+)\]", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert rows == list(ROWS)

"""A year in a register: encrypted, searched, attacked, re-keyed, erased."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from egovkit.errors import DecryptionError
from egovkit.identity import NIK
from egovkit.privacy import FieldCipher, Pseudonymizer

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
PEOPLE = [NIK(f"317101{day:02}0890{9000 + day:04}") for day in range(1, 29)]


def tools(keys):
    """The cipher and the pseudonyms of one register."""
    return (
        FieldCipher(keys, table="warga", column="nik"),
        Pseudonymizer(keys, purpose="register-warga"),
    )


@pytest.fixture
def register(tmp_path):
    """A register on disk under the old key."""
    cipher, people = tools({"2025": OLD})
    with closing(sqlite3.connect(tmp_path / "warga.db")) as database:
        database.execute("CREATE TABLE warga (ticket PRIMARY KEY, person, nik)")
        database.execute("CREATE UNIQUE INDEX warga_person ON warga (person)")
        for number, nik in enumerate(PEOPLE):
            ticket = f"t-{number}"
            row = (ticket, people.pseudonym(nik), cipher.encrypt(nik, context=ticket))
            database.execute("INSERT INTO warga VALUES (?, ?, ?)", row)
        database.commit()
        yield database


def find(database, keys, nik):
    """The ticket of a person, and the number that is stored for it."""
    cipher, people = tools(keys)
    names = people.candidates(nik)
    marks = ", ".join("?" * len(names))
    found = database.execute(
        f"SELECT ticket, nik FROM warga WHERE person IN ({marks})",  # noqa: S608
        names,
    ).fetchone()
    return found and (found[0], cipher.decrypt(found[1], context=found[0]))


def rekey(database, keys):
    """Rewrite what is not under the current key; the number of rows rewritten."""
    cipher, people = tools(keys)
    rows = database.execute("SELECT ticket, nik FROM warga").fetchall()
    old = [(ticket, nik) for ticket, nik in rows if not cipher.is_current(nik)]
    for ticket, stored in old:
        number = cipher.decrypt(stored, context=ticket)
        database.execute(
            "UPDATE warga SET person = ?, nik = ? WHERE ticket = ?",
            (people.pseudonym(number), cipher.rotate(stored, context=ticket), ticket),
        )
    database.commit()
    return len(old)


@pytest.mark.usefixtures("register")
def test_the_file_on_disk_holds_no_number(tmp_path):
    """Neither in the table nor in the index nor anywhere else in the file."""
    contents = (tmp_path / "warga.db").read_bytes()
    assert len(contents) > 0
    assert [nik for nik in PEOPLE if nik.reveal().encode() in contents] == []
    assert [nik for nik in PEOPLE if nik.reveal()[6:].encode() in contents] == []


def test_a_person_is_found_by_number(register):
    """With the key; another person is not."""
    assert find(register, {"2025": OLD}, PEOPLE[3]) == ("t-3", PEOPLE[3].reveal())
    assert find(register, {"2025": OLD}, NIK("3171013108909031")) is None


def test_nobody_is_found_without_the_key(register):
    """The same names under another secret lead nowhere."""
    assert find(register, {"2025": NEW}, PEOPLE[3]) is None


def test_a_person_cannot_be_entered_twice(register):
    """The unique index is on the pseudonym, never on a number."""
    _, people = tools({"2025": OLD})
    with pytest.raises(sqlite3.IntegrityError) as refused:
        register.execute(
            "INSERT INTO warga VALUES (?, ?, ?)",
            ("t-99", people.pseudonym(PEOPLE[0]), b""),
        )
    assert PEOPLE[0].reveal() not in str(refused.value)


def test_a_number_moved_to_another_row_is_noticed(register):
    """Write access to the table is not enough to swap two people."""
    register.execute(
        "UPDATE warga SET nik = (SELECT nik FROM warga WHERE ticket = 't-1') "
        "WHERE ticket = 't-0'"
    )
    with pytest.raises(DecryptionError) as refused:
        find(register, {"2025": OLD}, PEOPLE[0])
    assert refused.value.code == "field_not_opened"


def test_keys_change_while_the_register_is_in_use(register):
    """Half rewritten, everyone is found; at the end the old key may go."""
    both = {"2026": NEW, "2025": OLD}
    cipher, people = tools(both)
    ticket, stored = register.execute("SELECT ticket, nik FROM warga").fetchone()
    number = cipher.decrypt(stored, context=ticket)
    register.execute(
        "UPDATE warga SET person = ?, nik = ? WHERE ticket = ?",
        (people.pseudonym(number), cipher.rotate(stored, context=ticket), ticket),
    )
    assert all(find(register, both, nik) for nik in PEOPLE)
    assert rekey(register, both) == len(PEOPLE) - 1
    assert rekey(register, both) == 0
    assert all(find(register, {"2026": NEW}, nik) for nik in PEOPLE)
    assert not any(find(register, {"2025": OLD}, nik) for nik in PEOPLE)


def test_a_row_that_was_forgotten_says_so(register):
    """After the old key has gone its rows fail, and give no wrong value."""
    stored = register.execute("SELECT nik FROM warga").fetchone()[0]
    cipher, _ = tools({"2026": NEW})
    with pytest.raises(DecryptionError) as refused:
        cipher.decrypt(stored, context="t-0")
    assert refused.value.code == "field_key_unknown"


def test_many_threads_share_one_object():
    """Pseudonyms and ciphers keep no state between calls."""
    cipher, people = tools({"2025": OLD})

    def work(position: int) -> tuple[str, str]:
        nik = PEOPLE[position % len(PEOPLE)]
        stored = cipher.encrypt(nik, context=str(position))
        return people.pseudonym(nik), cipher.decrypt(stored, context=str(position))

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(work, range(560)))
    expected = [(people.pseudonym(nik), nik.reveal()) for nik in PEOPLE] * 20
    assert results == expected

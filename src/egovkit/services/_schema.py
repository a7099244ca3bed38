"""The tables, once for SQLite and PostgreSQL.

Events are stored as the bytes that were digested. The row of a request repeats
what work lists ask for, and the folded state, so that an action needs one read.
No unique index stands on a personal number: there is none in these tables, only
pseudonyms.
"""

__all__ = ["MIGRATIONS", "NO_DATE", "ddl"]

NO_DATE = 253402300799
"""In place of a due time while there is none: the last second of the year 9999."""

# Each migration is a list of statements; {blob} and {packed} differ by dialect. A
# published migration is never edited, only followed by another one.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE egk_meta (name TEXT PRIMARY KEY, value {blob} NOT NULL)",
        """CREATE TABLE egk_request (
            ticket TEXT PRIMARY KEY, service TEXT NOT NULL, definition TEXT NOT NULL,
            state TEXT NOT NULL, place TEXT NOT NULL, due BIGINT NOT NULL,
            opened BIGINT NOT NULL, closed BIGINT, pseudonym {blob},
            seq INTEGER NOT NULL, head {blob} NOT NULL, snapshot {blob} NOT NULL
        ){packed}""",
        "CREATE INDEX egk_request_work ON egk_request (state, place, due, ticket)",
        "CREATE INDEX egk_request_due ON egk_request (state, due, ticket)",
        """CREATE INDEX egk_request_who ON egk_request (pseudonym)
            WHERE pseudonym IS NOT NULL""",
        """CREATE TABLE egk_event (
            ticket TEXT NOT NULL, seq INTEGER NOT NULL, digest {blob} NOT NULL,
            body {blob} NOT NULL, PRIMARY KEY (ticket, seq)
        ){packed}""",
        "CREATE TABLE egk_key (ticket TEXT PRIMARY KEY, wrapped {blob} NOT NULL)",
        """CREATE TABLE egk_data (
            ticket TEXT NOT NULL, seq INTEGER NOT NULL, block {blob} NOT NULL,
            PRIMARY KEY (ticket, seq)
        )""",
        "CREATE TABLE egk_counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL)",
        """CREATE TABLE egk_number (
            register TEXT NOT NULL, year INTEGER NOT NULL, serial BIGINT NOT NULL,
            ticket TEXT NOT NULL, state TEXT NOT NULL, number TEXT NOT NULL,
            PRIMARY KEY (register, year, serial)
        )""",
        """CREATE TABLE egk_status (
            idx BIGINT PRIMARY KEY, ticket TEXT NOT NULL, word TEXT NOT NULL,
            since BIGINT NOT NULL
        )""",
        """CREATE TABLE egk_once (
            key {blob} PRIMARY KEY, ticket TEXT NOT NULL, seq INTEGER NOT NULL,
            fingerprint {blob} NOT NULL
        ){packed}""",
        "CREATE INDEX egk_once_ticket ON egk_once (ticket)",
        # What is still to be sent lies together at the front of this one tree, so
        # queueing a message touches one page and claiming reads no sent ones.
        """CREATE TABLE egk_outbox (
            settled INTEGER NOT NULL, ticket TEXT NOT NULL, seq INTEGER NOT NULL,
            kind TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL,
            due BIGINT NOT NULL, PRIMARY KEY (settled, ticket, seq)
        ){packed}""",
        """CREATE TABLE egk_checkpoint (
            seq INTEGER PRIMARY KEY, body {blob} NOT NULL, signature {blob} NOT NULL
        )""",
        "CREATE TABLE egk_mark (ticket TEXT PRIMARY KEY, seq INTEGER NOT NULL)",
    ),
    (
        # How often what was refused; the day is the office's, as 2027-03-05.
        """CREATE TABLE egk_refusal (
            definition TEXT NOT NULL, code TEXT NOT NULL, day TEXT NOT NULL,
            times BIGINT NOT NULL, PRIMARY KEY (definition, code, day)
        ){packed}""",
    ),
    (
        # By service first: a desk reads the lists of its own services and nothing
        # else, however many other desks keep requests in the same tables.
        "DROP INDEX egk_request_work",
        "DROP INDEX egk_request_due",
        """CREATE INDEX egk_request_work
            ON egk_request (service, state, place, due, ticket)""",
        "CREATE INDEX egk_request_due ON egk_request (service, state, due, ticket)",
    ),
)

_TYPES = {
    "sqlite": {
        "blob": "BLOB",
        "packed": " WITHOUT ROWID",
    },
    "postgres": {
        "blob": "BYTEA",
        "packed": "",
    },
}


def ddl(dialect: str, version: int) -> tuple[str, ...]:
    """The statements that lead from one version of the tables to the next."""
    types = _TYPES[dialect]
    return tuple(text.format(**types) for text in MIGRATIONS[version])

"""What `redact_text` covers and what it leaves, counted over made-up numbers.

The numbers are drawn from the rules, the same ones every time, so that the table
is the same on every machine; the page *What redaction finds* shows it and a test
compares the two::

    python benchmarks/found_by_redaction.py
"""

import random
from collections.abc import Callable, Iterable, Iterator

from egovkit.privacy import redact_text

__all__ = ["ROWS", "count", "table"]

DRAWS = 1_000
Draw = Callable[[random.Random], str]
# Of districts that exist: a regency of each island.
_DISTRICTS = ("110101", "317101", "320101", "510101", "640101", "730101", "930101")


def _nik(chance: random.Random) -> str:
    day = chance.randint(1, 28) + chance.choice((0, 40))
    month, year = chance.randint(1, 12), chance.randint(0, 99)
    serial = chance.randint(1, 9_999)
    return f"{chance.choice(_DISTRICTS)}{day:02}{month:02}{year:02}{serial:04}"


def _nip(chance: random.Random) -> str:
    born = f"{chance.randint(1965, 1995)}{chance.randint(1, 12):02}"
    begun = f"{chance.randint(2016, 2026)}{chance.randint(1, 12):02}"
    sex, serial = chance.randint(1, 2), chance.randint(1, 999)
    return f"{born}{chance.randint(1, 28):02}{begun}{sex}{serial:03}"


def _npwp(chance: random.Random) -> str:
    head = f"{chance.randint(1, 99):02}{chance.randint(0, 999_999):06}"
    doubled = (int(d) * (1 + place % 2) for place, d in enumerate(head))
    check = -sum(d // 10 + d % 10 for d in doubled) % 10
    return f"{head}{check}{chance.randint(1, 999):03}000"


def _mobile(chance: random.Random) -> str:
    return f"081{chance.randint(1, 3)}{chance.randint(0, 99_999_999):08}"


def _landline(chance: random.Random) -> str:
    return f"021{chance.randint(2_000_000, 8_999_999)}"


def _email(chance: random.Random) -> str:
    name = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=8))
    return f"{name}@warga.example"


def spelled(draw: Draw, lengths: Iterable[int], *gaps: str) -> Draw:
    """The number in groups of such lengths, a gap behind each; the last one repeats."""
    sizes = list(lengths)

    def written(chance: random.Random) -> str:
        number, start, text = draw(chance), 0, ""
        for place, size in enumerate(sizes):
            text += number[start : start + size] + gaps[min(place, len(gaps) - 1)]
            start += size
        return text.removesuffix(gaps[-1])

    return written


def mistyped(draw: Draw) -> Draw:
    """One digit of the number is another one."""

    def written(chance: random.Random) -> str:
        number = draw(chance)
        place = chance.randrange(len(number))
        other = str((int(number[place]) + chance.randint(1, 9)) % 10)
        return number[:place] + other + number[place + 1 :]

    return written


def changed(draw: Draw, old: str, new: str) -> Draw:
    """The number with one spelling in place of another."""
    return lambda chance: draw(chance).replace(old, new, 1)


def figures(pattern: str) -> Draw:
    """A figure for every ``#``: another amount, time or code of the same form."""

    def written(chance: random.Random) -> str:
        return "".join(
            str(chance.randint(0, 9)) if mark == "#" else mark for mark in pattern
        )

    return written


def _moment(pattern: str) -> Draw:
    def written(chance: random.Random) -> str:
        day, month = chance.randint(1, 28), chance.randint(1, 12)
        hour, minute, second = (chance.randint(0, top) for top in (23, 59, 59))
        return pattern.format(
            d=day, m=month, y=chance.randint(2000, 2035), h=hour, i=minute, s=second
        )

    return written


_FOURS, _PAIRS, _BOXES = (4,) * 4, (2,) * 8, (1,) * 16
_PRINTED, _DOTTED = (6, 6, 4), (2, 2, 2, 6, 4)
_NPWP_PRINTED = spelled(_npwp, (2, 3, 3, 1, 3, 3), ".", ".", ".", "-", ".")
# kind → what is written, how
ROWS: dict[str, dict[str, Draw]] = {
    "a number of a person": {
        "NIK, run together": _nik,
        "NIK as 6-6-4": spelled(_nik, _PRINTED, " "),
        "NIK as 2.2.2-6 4": spelled(_nik, _DOTTED, ".", ".", "-", " "),
        "NIK in fours": spelled(_nik, _FOURS, " "),
        "NIK in pairs": spelled(_nik, _PAIRS, " "),
        "NIK in sixteen boxes": spelled(_nik, _BOXES, " "),
        "NIK in fours, 16 spaces between": spelled(_nik, _FOURS, " " * 16),
        "NIK in fours, 17 spaces between": spelled(_nik, _FOURS, " " * 17),
        "NIK in fours, commas between": spelled(_nik, _FOURS, ","),
        "NIK as a list of characters": spelled(_nik, _BOXES, "', '"),
        "NIK with markup inside": spelled(_nik, _PRINTED, "</b>"),
        "NIK with the letter O for a zero": changed(_nik, "0", "O"),
        "NIK with a wrong digit, run together": mistyped(_nik),
        "NIK with a wrong digit, as 6-6-4": spelled(mistyped(_nik), _PRINTED, " "),
        "NIK with a wrong digit, in fours": spelled(mistyped(_nik), _FOURS, " "),
        "NIK with a wrong digit, in pairs": spelled(mistyped(_nik), _PAIRS, " "),
        "NIK with a wrong digit, in wide fours": spelled(
            mistyped(_nik), _FOURS, " " * 4
        ),
        "NIP, run together": _nip,
        "NIP as 8 6 1 3": spelled(_nip, (8, 6, 1, 3), " "),
        "NIP in pairs": spelled(_nip, (2,) * 9, " "),
        "NPWP of 15 digits, as printed": _NPWP_PRINTED,
        "NPWP of 15 digits, run together": _npwp,
        "NPWP of 15 digits, only the hyphen": spelled(_npwp, (9, 6), "-"),
        "NPWP of 15 digits, in fives": spelled(_npwp, (5, 5, 5), " "),
        "mobile number, run together": _mobile,
        "mobile number as 4-4-4": spelled(_mobile, (4, 4, 4), "-"),
        "mobile number in pairs": spelled(_mobile, (2,) * 6, " "),
        "mobile number with +62": changed(
            spelled(_mobile, (4, 4, 4), " "), "0", "+62 "
        ),
        "mobile number with +62, in pairs": changed(
            spelled(_mobile, (1,) + (2,) * 5 + (1,), " "), "0", "+62"
        ),
        "landline as (021) 2345678": changed(
            changed(spelled(_landline, (3, 7), " "), "021", "(021"), " ", ") "
        ),
        "landline as 021 234 56 78": spelled(_landline, (3, 3, 2, 2), " "),
        "e-mail address": _email,
        "e-mail address in a URL": changed(_email, "@", "%40"),
        "e-mail address with (at)": changed(_email, "@", " (at) "),
    },
    "another figure": {
        "amount, Rp1.234.567": figures("Rp1.###.###.###"),
        "amount, Rp62.345.678.901": figures("Rp62.###.###.###"),
        "amount of 15 digits, run together": figures("1##############"),
        "time, ISO": _moment("{y}-{m:02}-{d:02}T{h:02}:{i:02}:{s:02}+07:00"),
        "time, 24-11-2026 08.15": _moment("{d:02}-{m:02}-{y} {h:02}.{i:02}"),
        "time, 20261124081530": _moment("{y}{m:02}{d:02}{h:02}{i:02}{s:02}"),
        "seconds since 1970": figures("17########"),
        "milliseconds since 1970": figures("17###########"),
        "microseconds since 1970": figures("17##############"),
        "letter number, 474/0912/401.03/2026": figures("474/####/401.##/2026"),
        "letter number, 474.0274.51.03.2026": figures("474.####.5#.##.2026"),
        "coordinates": figures("-6.#######,106.#######"),
        "fraction of 17 decimals": figures("0.3################"),
        "IPv4 address and port": figures("10.1#.2#.1##:5####"),
        "order number of 13 digits": figures("1############"),
        "code of 10 digits that begins with 0": figures("0#########"),
        "four columns of four digits": figures("#### #### #### ####"),
        "four columns, 4 spaces between": figures("####    ####    ####    ####"),
        "two columns of eight digits": figures("######## ########"),
        "two columns of nine and six digits": figures("######### ######"),
        "four years": _moment("{y} 2024 2025 2026"),
    },
}
_SHOWN = {"NIK": 6, "NIP": 3, "NPWP": 3, "mobile": 5, "landline": 5}


def _is_covered(kind: str, text: str) -> bool:
    redacted = redact_text(text)
    if "e-mail" in kind:
        return redacted.startswith(f"{text[0]}***")
    left = sum(map(str.isdigit, redacted))
    return left <= _SHOWN.get(kind.split(maxsplit=1)[0].rstrip(","), -1) or (
        redacted != text and kind in ROWS["another figure"]
    )


def count(kind: str, draw: Draw) -> int:
    """How many of a thousand are covered."""
    chance = random.Random(20261124)  # noqa: S311 - the same numbers every time
    return sum(_is_covered(kind, f"{draw(chance)}") for _ in range(DRAWS))


def table() -> Iterator[str]:
    """The rows of the table, in Markdown."""
    for group, rows in ROWS.items():
        yield f"| {group} | covered of {DRAWS:,} |"
        yield "|---|---|"
        yield from (
            f"| {kind} | {count(kind, draw):,} |" for kind, draw in rows.items()
        )
        yield ""


if __name__ == "__main__":
    print("\n".join(table()))

"""What a person meets first: help, usage and wrong arguments, in their language.

argparse speaks English and repeats what was typed. Here every text of ours is a
code, argparse's own messages are read back into codes, and what was typed is never
repeated: it may be somebody's number.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import zip_longest
from typing import Any, Literal, NoReturn, TypeVar

from egovkit._messages import sentence

__all__ = ["Lang", "Parser", "language"]

Lang = Literal["id", "en"]
_Action = TypeVar("_Action", bound=argparse.Action)
_LANGUAGES: tuple[Lang, ...] = ("id", "en")

# The words of usage lines; a name of a file that reads well in both is not listed.
_ENGLISH = {
    "ALGORITMA": "ALGORITHM",
    "BARU.json": "NEW.json",
    "BERKAS": "FILE",
    "BERKAS.pem": "FILE.pem",
    "BERKAS.sig": "FILE.sig",
    "GAMBAR|TEKS|-": "IMAGE|TEXT|-",
    "HARI": "DAYS",
    "JUMLAH": "COUNT",
    "KUNCI.pem": "KEY.pem",
    "KUNCI.pub.pem": "KEY.pub.pem",
    "LAMA.json": "OLD.json",
    "MODUL": "MODULE",
    "NAMA": "NAME",
    "NAMA/TAHUN=NOMOR": "NAME/YEAR=NUMBER",
    "PERINTAH": "COMMAND",
    "PERUBAHAN.toml": "CHANGES.toml",
    "TEKS": "TEXT",
    "WAKTU": "TIME",
}

# What argparse says → the code of our sentence; groups are its facts.
_MESSAGES = (
    (r"the following arguments are required: (?P<names>.*)", "cli_args_missing"),
    (r"unrecognized arguments: ", "cli_args_unknown"),
    (
        r"argument (?P<name>\S+): invalid choice: .* \(choose from (?P<choices>.*)\)",
        "cli_args_choice",
    ),
    (r"argument (?P<name>\S+): expected ", "cli_args_value"),
    (
        r"argument (?P<name>\S+): not allowed with argument (?P<other>\S+)",
        "cli_args_one",
    ),
    (r"argument (?P<name>\S+): (?P<code>cli_\w+)$", ""),
)


def language(words: Sequence[str]) -> Lang:
    """The language asked for by ``--lang``, wherever it stands; Indonesian without."""
    found: Lang = "id"
    for word, following in zip_longest(words, words[1:]):
        if word == "--":
            break
        name, _, value = word.partition("=")
        if name == "--lang":
            given = value or following
            found = next((lang for lang in _LANGUAGES if lang == given), found)
    return found


def _word(metavar: str, lang: Lang) -> str:
    return _ENGLISH.get(metavar, metavar) if lang == "en" else metavar


class _Formatter(argparse.HelpFormatter):
    """Help with a heading in the language of the rest."""

    def __init__(self, lang: Lang, prog: str) -> None:
        super().__init__(prog)
        self._lang = lang

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """The first line, which argparse begins with an English word."""
        if prefix is None:  # it is empty where a command's own name is composed
            prefix = f"{sentence('cli_usage', self._lang)}: "
        super().add_usage(usage, actions, groups, prefix)


class Parser(argparse.ArgumentParser):
    """An `argparse.ArgumentParser` that speaks by codes.

    ``help=`` takes the code of a sentence, ``metavar=`` an Indonesian word. Every
    command takes ``--lang``, before or after its own arguments.

    Args:
        lang: The language of everything it prints.
        settings: What `argparse.ArgumentParser` takes.
    """

    def __init__(self, lang: Lang, **settings: Any) -> None:  # noqa: ANN401
        self.lang: Lang = lang
        super().__init__(
            add_help=False,
            allow_abbrev=False,
            formatter_class=partial(_Formatter, lang),
            **settings,
        )
        self._positionals.title = sentence("cli_positionals", lang)
        self._optionals.title = sentence("cli_options", lang)
        self.add_argument("-h", "--help", action="help", help="cli_help_help")
        self.add_argument(
            "--lang",
            choices=_LANGUAGES,
            default=argparse.SUPPRESS,
            help="cli_help_lang",
        )

    def verbs(self) -> "Verbs":
        """The commands below this one, of which one must be given."""
        return Verbs(self)

    def _add_action(self, action: _Action) -> _Action:
        if action.help:
            action.help = sentence(action.help, self.lang)
        if isinstance(action.metavar, str):
            action.metavar = _word(action.metavar, self.lang)
        return super()._add_action(action)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call, and end with 2."""
        self.print_usage(sys.stderr)
        label = sentence("cli_error", self.lang)
        self.exit(2, f"{label}: {_said(message, self.lang)}\n")


class Verbs:
    """The commands of a parser, each made by `add`."""

    def __init__(self, parser: Parser) -> None:
        self._lang = parser.lang
        # argparse adds this one past `_add_action`
        self._commands = parser.add_subparsers(
            required=True, metavar=_word("PERINTAH", parser.lang)
        )

    def add(self, name: str, **defaults: object) -> Parser:
        """A command; its help has the code ``cli_do_`` and its name.

        Args:
            name: As it is typed; with ``help=`` another code.
            defaults: What the parsed arguments carry: ``run``, ``failure``.
        """
        code = str(defaults.pop("help", f"cli_do_{name}"))
        text = sentence(code, self._lang)
        parser = self._commands.add_parser(name, help=text, lang=self._lang)
        parser.set_defaults(**defaults)
        return parser


def _said(message: str, lang: Lang) -> str:
    """The sentence for a message of argparse, and its code."""
    for pattern, code in _MESSAGES:
        if found := re.match(pattern, message, re.DOTALL):
            facts = found.groupdict()
            inner = facts.get("code")
            if inner:
                return f"{facts['name']}: {sentence(inner, lang)} [{inner}]"
            return f"{sentence(code, lang, **facts)} [{code}]"
    return f"{sentence('cli_args_wrong', lang)} [cli_args_wrong]"

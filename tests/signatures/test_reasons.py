"""Every reason has a name, and every name a sentence."""

import re
from pathlib import Path

import pytest

import egovkit.signatures
from egovkit._messages import table
from egovkit.signatures import Reason

ROOM = Path(egovkit.signatures.__file__).parent
# How the room says that something is wrong, with a code.
PATTERNS = (
    r'_(?:invalid|unsure)\("\w+", "(\w+)"',
    r'_wrong\("(\w+)"',
    r'CmsError\("(\w+)"\)',
    r'Outcome\.IN\w+, "(\w+)"',
    r'return "((?:step|cms)_\w+)"',
)


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_has_sentences(reason):
    """In formal Indonesian and in English, another one for each reason."""
    assert reason in table()
    assert reason.sentence("id") != reason.sentence("en")


def test_sentences_differ():
    """Two reasons that read alike would be one."""
    said = [reason.sentence("id") for reason in Reason]
    assert len(set(said)) == len(said)


def test_each_code_in_the_source_is_a_reason():
    """What a report can say stands in the list."""
    found = {
        code
        for path in ROOM.glob("*.py")
        if path.name != "cose.py"
        for pattern in PATTERNS
        for code in re.findall(pattern, path.read_text("utf-8"))
    }
    assert len(found) > 50
    assert found <= set(Reason)

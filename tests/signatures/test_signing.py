"""Whoever signs with a key that is elsewhere looks at what comes back."""

from datetime import UTC, datetime, timedelta

import pytest

from egovkit.errors import SigningError, UsageError
from egovkit.l10n import WorkCalendar
from egovkit.qr import SealedDocument, Sealer, StatusList, sealed
from egovkit.services import Actor, MemoryStore, RequestDesk, ServiceDefinition
from egovkit.signatures import Signer, SigningKey, sign
from egovkit.signatures._signing import signing
from egovkit.signatures.trust import sign_detached

AT = datetime(2026, 11, 24, 1, tzinfo=UTC)
MESSAGE = b"keputusan"
ALGORITHMS = ["Ed25519", "ES256", "ES384"]


class Elsewhere:
    """A signer as an agency would write one, with a way to spoil its answers."""

    def __init__(self, key, spoil=lambda signature: signature):
        self.key, self.spoil = key, spoil
        self.algorithm, self.use = key.algorithm, key.use
        self.kid, self.public = key.kid, key.public

    def sign(self, message):
        """What the key says, spoilt."""
        return self.spoil(self.key.sign(message))


SPOILT = {
    "first bit": lambda s: bytes([s[0] ^ 0x80]) + s[1:],
    "last bit": lambda s: s[:-1] + bytes([s[-1] ^ 1]),
    "cut": lambda s: s[:-1],
    "longer": lambda s: s + b"\0",
    "empty": lambda _: b"",
    "zeros": lambda s: bytes(len(s)),
    "a bytearray": bytearray,
    "hexadecimal": bytes.hex,
    "nothing": lambda _: None,
}


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_right_answer_passes_as_it_is(algorithm):
    """The signature that the signer gave, and no other."""
    key = SigningKey.generate(algorithm, use="approval")
    given = []
    keeper = Elsewhere(key, lambda s: given.append(s) or s)
    assert isinstance(keeper, Signer)
    assert signing(keeper)(MESSAGE) is given[0]
    assert key.public.verifies(given[0], MESSAGE)


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_an_answer_that_is_no_signature_of_the_key_is_refused(algorithm, spoil):
    """Whatever stands in its place: the signer's error."""
    key = SigningKey.generate(algorithm, use="approval")
    with pytest.raises(SigningError) as caught:
        signing(Elsewhere(key, spoil))(MESSAGE)
    assert caught.value.code == "signature_false"


def test_an_answer_over_another_message_is_refused():
    """An old answer, given again."""
    key = SigningKey.generate(use="approval")
    old = key.sign(b"keputusan lain")
    with pytest.raises(SigningError, match="signature_false"):
        signing(Elsewhere(key, lambda _: old))(MESSAGE)


def test_an_answer_of_another_key_is_refused():
    """Two labels in an HSM, mixed up."""
    key, other = (SigningKey.generate(use="approval") for _ in range(2))
    mixed = Elsewhere(other)
    mixed.public = key.public
    with pytest.raises(SigningError, match="signature_false"):
        signing(mixed)(MESSAGE)


def test_a_key_in_memory_signs_as_it_is():
    """The fast path: nothing stands between."""
    key = SigningKey.generate(use="seal")
    assert signing(key) == key.sign


def test_a_class_made_from_a_key_in_memory_is_looked_at():
    """What somebody changed is theirs, not the cryptography package's."""

    class Changed(SigningKey):
        def sign(self, message):
            return super().sign(message + b".")

    key = Changed.generate(use="approval")
    with pytest.raises(SigningError, match="signature_false"):
        signing(key)(MESSAGE)


@pytest.mark.parametrize("public", [None, b"key", "text"])
def test_a_signer_without_a_public_half_is_none(public):
    """Nothing to verify with."""
    keeper = Elsewhere(SigningKey.generate(use="approval"))
    keeper.public = public
    with pytest.raises(UsageError, match="key"):
        signing(keeper)


def test_what_a_signer_raises_is_its_own():
    """A refused PIN stays a refused PIN."""

    def refuse(_):
        raise SigningError("password_wrong")

    with pytest.raises(SigningError, match="password_wrong"):
        signing(Elsewhere(SigningKey.generate(use="approval"), refuse))(MESSAGE)


class Letter(  # noqa: D101 - as short as a letter can be
    SealedDocument, registry="kota-contoh", profile=1,
    labels={"id": "Surat", "en": "Letter"},
):  # fmt: skip
    number: str = sealed(id="Nomor", en="Number")


SERVICE = ServiceDefinition.from_mapping({
    "id": "domisili",
    "title": "Surat Keterangan Domisili",
    "workflow": {"initial": "submitted", "transitions": [
        {"from": "submitted", "action": "close", "to": "closed", "roles": ["x"]},
    ]},
})  # fmt: skip


def filed():
    """A desk with one request."""
    desk = RequestDesk(SERVICE, store=MemoryStore(), calendar=WorkCalendar.indonesia())
    desk.submit({}, by=Actor.citizen("warga-1"), at=AT)
    return desk


def seal(key):
    """A sealed letter."""
    sealer = Sealer(key=key, issuer="kelurahan", url="https://v.contoh.example/s")
    return sealer.seal(Letter(number="470/9001"), at=AT)


LISTED = {"uri": "https://v.contoh.example/1", "at": AT, "expires": AT + timedelta(1)}
EVERYWHERE = {
    "seal": ("seal", seal),
    "status list": ("status", lambda key: StatusList(9).to_token(key=key, **LISTED)),
    "status list, JWT": ("status", lambda key: StatusList(9).to_jwt(key=key, **LISTED)),
    "trust list": ("trust", lambda key: sign_detached(b"{}", key)),
    "checkpoint": ("history", lambda key: filed().checkpoint(key=key, at=AT)),
    "envelope": (
        "approval",
        lambda key: sign(MESSAGE, key=key, purpose="approval", at=AT),
    ),
    "hybrid envelope": (
        "approval",
        lambda key: sign(
            MESSAGE, key=[SigningKey.generate(use="approval"), key],
            purpose="approval", at=AT,
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("use", "make"), EVERYWHERE.values(), ids=EVERYWHERE)
def test_nothing_leaves_with_an_answer_that_is_no_signature(use, make):
    """The same signer, honest and not, wherever something is signed."""
    key = SigningKey.generate(use=use)
    assert make(Elsewhere(key))
    for spoil in (SPOILT["last bit"], SPOILT["cut"], SPOILT["nothing"]):
        with pytest.raises(SigningError) as caught:
            make(Elsewhere(key, spoil))
        assert caught.value.code == "signature_false"


def test_a_refused_checkpoint_leaves_the_history_as_it_was():
    """The next one has the same number and holds what changed."""
    desk, key = filed(), SigningKey.generate(use="history")
    with pytest.raises(SigningError):
        desk.checkpoint(key=Elsewhere(key, SPOILT["zeros"]), at=AT)
    assert desk.checkpoint(key=Elsewhere(key), at=AT) == 1

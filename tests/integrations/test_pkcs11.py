"""Keys that never leave SoftHSM2: envelopes, CMS, requests; and the PIN."""

import copy
import gc
import pickle
import shutil
import subprocess
import traceback
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding

from egovkit.documents import Kop, OfficialLetter, Signatory
from egovkit.documents.pdf import sign_pdf, to_pdf, verify_pdf
from egovkit.errors import SigningError, UsageError
from egovkit.qr import SealedDocument, Sealer, Verifier, sealed
from egovkit.signatures import (
    CertificatePolicy,
    Outcome,
    RevocationPolicy,
    Signer,
    sign,
    sign_cms,
    verify,
    verify_cms,
)
from egovkit.testing import TestAuthority

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
PIN, OTHER_PIN = "sandi-9001", "sandi-1009"  # in no hexadecimal number
MODULES = ("/usr/lib/softhsm/libsofthsm2.so",)
KEYS = ["ES256", "ES384", "RS256", "PS256"]
SKIP = CertificatePolicy(revocation=RevocationPolicy.SKIP)


def find_module():
    """The library of SoftHSM2, or a skip."""
    pytest.importorskip("pkcs11")
    if shutil.which("softhsm2-util") is None:
        pytest.skip("SoftHSM2 is not installed")
    found = [m for m in MODULES if Path(m).exists()]
    if not found:
        pytest.skip("SoftHSM2 is not installed")
    return found[0]


@pytest.fixture(scope="module")
def module(tmp_path_factory):
    """A token with four key pairs, made in the HSM, not extractable."""
    path = find_module()
    home = tmp_path_factory.mktemp("softhsm")
    (home / "tokens").mkdir()
    (home / "softhsm2.conf").write_text(f"directories.tokendir = {home}/tokens\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(home / "softhsm2.conf"))
        subprocess.run(
            ["softhsm2-util", "--init-token", "--free", "--label", "kota-contoh",
             "--pin", PIN, "--so-pin", "0000"],
            check=True, capture_output=True,
        )  # fmt: skip
        make_keys(path)
        yield path


def make_keys(path):
    """EC and RSA pairs by their algorithm's name, and one of another curve."""
    import pkcs11
    from pkcs11.util.ec import encode_named_curve_parameters as curve

    token = pkcs11.lib(path).get_token(token_label="kota-contoh")
    with token.open(user_pin=PIN, rw=True) as session:
        for label, name in (
            ("ES256", "secp256r1"),
            ("ES384", "secp384r1"),
            ("P521", "secp521r1"),
        ):
            parameters = session.create_domain_parameters(
                pkcs11.KeyType.EC,
                {pkcs11.Attribute.EC_PARAMS: curve(name)},
                local=True,
            )
            parameters.generate_keypair(store=True, label=label)
        parameters = session.create_domain_parameters(
            pkcs11.KeyType.EC,
            {pkcs11.Attribute.EC_PARAMS: curve("secp256r1")},
            local=True,
        )
        for key_id in (b"\x01", b"\x02"):
            parameters.generate_keypair(store=True, label="kembar", id=key_id)
        _, mine = parameters.generate_keypair(store=True, label="ganjil")
        _, other = parameters.generate_keypair(store=True, label="lain")
        mine[pkcs11.Attribute.LABEL] = "hilang"
        other[pkcs11.Attribute.LABEL] = "ganjil"
        for label in ("RS256", "PS256"):
            session.generate_keypair(pkcs11.KeyType.RSA, 3072, store=True, label=label)


def hsm(library, name="ES256", *, use="document", pin=PIN, asked=None, **changes):
    """A signer over one of the keys."""
    from egovkit.integrations.pkcs11 import HsmSigner

    def ask(token):
        if asked is not None:
            asked.append(token)
        if isinstance(pin, type):
            raise pin("simpanan rahasia")
        return pin

    call = {
        "module": library,
        "token": "kota-contoh",
        "label": name,
        "use": use,
        "pin": ask,
        "algorithm": name if name in ("RS256", "PS256") else None,
    }
    return HsmSigner(**(call | changes))


@pytest.mark.parametrize("name", KEYS)
def test_is_a_signer_like_any_other(module, name):
    """Signatures verify under the public key, in the algorithm's fixed width."""
    with hsm(module, name) as signer:
        assert isinstance(signer, Signer)
        assert signer.algorithm == name
        signature = signer.sign(b"isi")
        assert signer.public.verifies(signature, b"isi")
        assert not signer.public.verifies(signature, b"lain")
        assert signer.public.kid == signer.kid


@pytest.mark.parametrize("name", KEYS)
def test_signs_envelopes(module, name):
    """An envelope from the HSM is an envelope."""
    with hsm(module, name, use="approval") as signer:
        envelope = sign(b"isi", key=signer, purpose="approval", at=NOW)
        report = verify(str(envelope), trust=signer.public, purpose="approval", at=NOW)
    assert report.require(bytes) == b"isi"


@pytest.mark.parametrize("name", KEYS)
def test_makes_certificate_requests(module, name):
    """PKCS #10 that the cryptography package and OpenSSL accept."""
    with hsm(module, name) as signer:
        pem = signer.certificate_request("Kelurahan Contoh")
    request = x509.load_pem_x509_csr(pem)
    assert request.is_signature_valid
    assert request.public_key() == signer.public.public_key
    done = subprocess.run(
        ["openssl", "req", "-verify", "-noout"],
        input=pem, check=True, capture_output=True,
    )  # fmt: skip
    assert b"verify OK" in done.stdout + done.stderr


def certified(authority, signer):
    """A certificate of the test authority for the key in the HSM."""
    usage = (
        authority.officer("x")
        .certificate.extensions.get_extension_for_class(x509.KeyUsage)
        .value
    )
    public = signer.public.public_key
    return authority._ca.issue(authority._ca.name, public, (usage, True))


@pytest.mark.parametrize("name", ["ES256", "ES384", "RS256"])
def test_signs_cms(module, name, tmp_path):
    """A certified key in the HSM signs documents; OpenSSL agrees."""
    authority = TestAuthority()
    with hsm(module, name) as signer:
        certificate = certified(authority, signer)
        data = sign_cms(
            b"isi",
            key=signer,
            certificate=certificate,
            chain=authority.officer("x").chain,
            at=NOW,
        )
    report = verify_cms(
        data, content=b"isi", anchors=authority.anchors(), at=NOW, policy=SKIP
    )
    assert report.outcome is Outcome.VALID
    (tmp_path / "content").write_bytes(b"isi")
    (tmp_path / "cms").write_bytes(data)
    (tmp_path / "root.pem").write_bytes(authority.root_pem)
    done = subprocess.run(
        ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER",
         "-in", "cms", "-content", "content", "-CAfile", "root.pem",
         "-purpose", "any", "-attime", str(int(NOW.timestamp())), "-out", "out"],
        cwd=tmp_path, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["ES256", "RS256"])
def test_signs_pdf(module, name):
    """A letter signed in the HSM verifies as any other."""
    authority = TestAuthority()
    letter = OfficialLetter(
        kop=Kop(baris=("Pemerintah Kota Contoh",), alamat="Jalan Contoh 1"),
        judul="Surat Contoh",
        nomor="1",
        tempat="Kota Contoh",
        tanggal=NOW.date(),
        isi=("CONTOH",),
        penandatangan=Signatory(jabatan="Lurah", nama="Budi"),
    )
    with hsm(module, name) as signer:
        pdf = sign_pdf(
            to_pdf(letter),
            key=signer,
            certificate=certified(authority, signer),
            chain=authority.officer("x").chain,
            at=NOW,
        )
    report = verify_pdf(pdf, anchors=authority.anchors(), at=NOW, policy=SKIP)
    assert report.outcome is Outcome.VALID


class Sample(
    SealedDocument,
    registry="kota-contoh",
    profile=6,
    labels={"id": "Surat Contoh", "en": "Sample"},
):
    """A document to seal."""

    number: str = sealed(id="Nomor", en="Number")


def test_seals_with_es256(module):
    """A seal made in the HSM verifies under a list that names its key."""
    authority = TestAuthority()
    authority.issuer_key("kelurahan-contoh", documents=[Sample])
    with hsm(module, use="seal") as signer:
        authority._builder.add_key("kelurahan-contoh", signer.public)
        sealer = Sealer(
            key=signer, issuer="kelurahan-contoh", url="https://v.contoh.example/s"
        )
        seal = sealer.seal(Sample(number="470/9001"), at=NOW)
    verifier = Verifier(trust=authority.trust_list(), documents=[Sample])
    report = verifier.verify(seal.text, at=NOW)
    assert report.require(Sample).number == "470/9001"


# The PIN


def test_the_pin_is_asked_at_the_last_moment_and_once(module):
    """Not for the public key, once for many signatures, again after closing."""
    asked = []
    signer = hsm(module, asked=asked)
    assert signer.public
    assert asked == []
    signer.sign(b"a")
    signer.sign(b"b")
    assert asked == ["kota-contoh"]
    signer.close()
    signer.close()
    signer.sign(b"c")
    assert asked == ["kota-contoh"] * 2
    signer.close()


def test_a_wrong_pin_is_not_tried_twice_nor_shown(module):
    """HSMs lock; so one try a call, and the PIN is in no message or cause."""
    asked = []
    signer = hsm(module, pin=OTHER_PIN, asked=asked)
    with pytest.raises(SigningError) as caught:
        signer.sign(b"isi")
    assert caught.value.code == "hsm_pin_wrong"
    assert asked == ["kota-contoh"]
    assert caught.value.__cause__ is None
    assert OTHER_PIN not in "".join(traceback.format_exception_only(caught.value))
    assert OTHER_PIN not in repr(vars(signer))
    with hsm(module) as good:
        good.sign(b"isi")
        assert PIN not in repr(vars(good))
        assert repr(good) == f"<HsmSigner ES256 {good.kid.hex()}, use='document'>"


@pytest.mark.parametrize("pin", ["", None, 90019001, "\ud800", b"9001"], ids=range(5))
def test_what_is_no_pin_is_not_tried(module, pin):
    """An attempt that must fail would count towards the lock."""
    signer = hsm(module, pin=pin)
    with pytest.raises(SigningError) as caught:
        signer.sign(b"isi")
    assert caught.value.code == "hsm_pin_wrong"


@pytest.mark.parametrize("error", [EOFError, OSError, RuntimeError, KeyboardInterrupt])
def test_an_error_of_whoever_asks_for_the_pin_is_theirs(module, error):
    """A secret store that fails is no failure of the HSM."""
    with pytest.raises(error, match="simpanan rahasia"):
        hsm(module, pin=error).sign(b"isi")


def test_a_locked_pin_says_so(module):
    """SoftHSM never locks: the binding's own error, at the place where it arises."""
    import pkcs11

    with (
        hsm(module) as signer,
        pytest.raises(SigningError) as caught,
        signer._failures(),
    ):
        raise pkcs11.exceptions.PinLocked
    assert caught.value.code == "hsm_pin_locked"


def test_several_keys_of_one_token_share_its_login(module):
    """PKCS #11 logs in a process: one PIN, and the last one to close logs out."""
    asked = []
    seal, letter = hsm(module, asked=asked), hsm(module, "RS256", asked=asked)
    assert seal.public.verifies(seal.sign(b"a"), b"a")
    assert letter.public.verifies(letter.sign(b"b"), b"b")
    seal.close()
    letter.sign(b"c")
    assert asked == ["kota-contoh"]
    letter.close()
    seal.sign(b"d")
    assert asked == ["kota-contoh"] * 2
    seal.close()


def test_a_signer_that_is_forgotten_holds_no_login(module):
    """Without `close` it goes with its last reference."""
    asked = []
    lost, kept = hsm(module, asked=asked), hsm(module, asked=asked)
    lost.sign(b"a")
    kept.sign(b"b")
    del lost
    gc.collect()
    kept.close()
    kept.sign(b"c")
    kept.close()
    assert asked == ["kota-contoh"] * 2


def test_a_session_that_died_is_opened_again(module):
    """The first signature after it fails and says so; the next asks for the PIN."""
    asked = []
    with hsm(module, asked=asked) as signer:
        signer.sign(b"a")
        signer._login.session.close()  # as if the device had been pulled
        with pytest.raises(SigningError) as caught:
            signer.sign(b"b")
        assert caught.value.code == "hsm_failed"
        assert signer.public.verifies(signer.sign(b"c"), b"c")
    assert asked == ["kota-contoh"] * 2


def test_threads_share_a_signer(module):
    """Sessions are not made for threads; the lock is ours."""
    with hsm(module) as signer, ThreadPoolExecutor(8) as pool:
        texts = [b"%d" % n for n in range(64)]
        signatures = list(pool.map(signer.sign, texts))
    assert all(map(signer.public.verifies, signatures, texts))


def test_two_pairs_of_one_label_are_told_apart_by_id(module):
    """As after a rotation: the label alone chooses none of them."""
    with pytest.raises(SigningError) as caught:
        hsm(module, "kembar")
    assert caught.value.code == "hsm_key_several"
    with (
        hsm(module, "kembar", key_id=b"\x01") as first,
        hsm(module, "kembar", key_id=b"\x02") as second,
    ):
        assert first.kid != second.kid
        for signer in (first, second):
            assert signer.public.verifies(signer.sign(b"isi"), b"isi")


def test_a_private_key_of_another_pair_is_noticed(module):
    """Its signatures would be no one's."""
    with hsm(module, "ganjil") as signer, pytest.raises(SigningError) as caught:
        signer.sign(b"isi")
    assert caught.value.code == "hsm_key_pair"


def test_a_pair_that_was_exchanged_after_logging_out_is_noticed(module):
    """A new login finds the private key anew, and it may be another by then."""
    import pkcs11
    from pkcs11.util.ec import encode_named_curve_parameters as curve

    token = pkcs11.lib(module).get_token(token_label="kota-contoh")
    with token.open(user_pin=PIN, rw=True) as session:
        parameters = session.create_domain_parameters(
            pkcs11.KeyType.EC,
            {pkcs11.Attribute.EC_PARAMS: curve("secp256r1")},
            local=True,
        )
        for label in ("tukar", "baru"):
            parameters.generate_keypair(store=True, label=label)
    with hsm(module, "tukar") as signer:
        assert signer.public.verifies(signer.sign(b"isi"), b"isi")
        signer.close()
        with token.open(user_pin=PIN, rw=True) as session:
            private = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY}
            for old, new in (("tukar", "lama"), ("baru", "tukar")):
                key = session.get_objects(private | {pkcs11.Attribute.LABEL: old})
                next(iter(list(key)))[pkcs11.Attribute.LABEL] = new
        with pytest.raises(SigningError) as caught:
            signer.sign(b"isi")
    assert caught.value.code == "hsm_key_pair"


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("message", ["text", None, 5], ids=repr)
def test_what_is_no_message(module, name, message):
    """A text has many encodings; the PIN is not asked for."""
    asked = []
    with hsm(module, name, asked=asked) as signer, pytest.raises(UsageError) as caught:
        signer.sign(message)
    assert caught.value.code == "not_bytes"
    assert asked == []


@pytest.mark.parametrize("name", KEYS)
def test_every_signature_is_checked(module, name, monkeypatch):
    """A driver that fails once, after many that were right, is noticed."""
    with hsm(module, name) as signer:
        right = signer.sign(b"isi")
        assert signer.public.verifies(right, b"isi")
        for wrong in (right[:-1], right + b"\0", bytes(len(right)), b""):
            monkeypatch.setattr(signer, "_sign", lambda *_, wrong=wrong: wrong)
            with pytest.raises(SigningError) as caught:
                signer.sign(b"isi")
            assert caught.value.code == "hsm_key_pair"
        monkeypatch.undo()
        monkeypatch.setattr(signer, "_sign", lambda *_: right)
        with pytest.raises(SigningError):
            signer.sign(b"lain")


@pytest.mark.parametrize(
    "name", ["", "x" * 65, "\ud800", None], ids=["empty", "long", "half", "none"]
)
def test_a_name_that_no_certificate_can_bear(module, name):
    """X.520 gives a common name 1 to 64 characters; the PIN is not asked for."""
    asked = []
    with hsm(module, asked=asked) as signer, pytest.raises(UsageError) as caught:
        signer.certificate_request(name)
    assert caught.value.facts == {"argument": "common_name"}
    assert caught.value.__cause__ is None
    assert asked == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"token": "tidak-ada"}, "hsm_token_missing"),
        ({"label": "tidak-ada"}, "hsm_key_missing"),
        ({"label": "kembar", "key_id": b"\x03"}, "hsm_key_missing"),
        ({"module": "/tidak/ada.so"}, "hsm_failed"),
    ],
    ids=["token", "key", "id", "library"],
)
def test_what_is_not_there(module, changes, code):
    """No such token, key or library: each says so."""
    with pytest.raises(SigningError) as caught:
        hsm(module, **changes)
    assert caught.value.code == code


def test_keys_of_other_kinds_are_refused(module):
    """P-521, RS384, and an algorithm that is not the key's."""
    for name, algorithm in (
        ("P521", None),
        ("RS256", "RS384"),
        ("ES256", "RS256"),
        ("RS256", "ES256"),
    ):
        with pytest.raises(UsageError):
            hsm(module, name, algorithm=algorithm)


def test_the_key_stays_where_it_is(module):
    """No pickle, no numbers, no bytes, no decryption, no other scheme."""
    with hsm(module) as signer:
        with pytest.raises(UsageError):
            pickle.dumps(signer)
        key = signer.private_key
        assert copy.copy(key) is copy.deepcopy(key) is key
        assert (key.key_size, key.curve.name) == (256, "secp256r1")
        for act in (
            key.private_numbers,
            lambda: key.private_bytes(None, None, None),
            lambda: key.exchange(None, None),
            lambda: key.sign(b"", ec.ECDSA(hashes.SHA512())),
        ):
            with pytest.raises(SigningError) as caught:
                act()
            assert caught.value.code == "hsm_only_signs"
    with hsm(module, "RS256") as signer:
        key = signer.private_key
        assert copy.copy(key) is copy.deepcopy(key) is key
        assert key.key_size == 3072
        for act in (
            key.private_numbers,
            lambda: key.private_bytes(None, None, None),
            lambda: key.decrypt(b"", None),
            lambda: key.sign(b"", padding.PKCS1v15(), hashes.SHA512()),
            lambda: key.sign(
                b"", padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256()
            ),
        ):
            with pytest.raises(SigningError) as caught:
                act()
            assert caught.value.code == "hsm_only_signs"


@pytest.mark.parametrize("name", ["module", "token", "label", "key_id", "pin"])
def test_arguments_of_another_kind(module, name):
    """Refused before a PIN is counted. A PIN itself, in place of a function that
    gives it, is the mistake that is made; it is not repeated.
    """
    from egovkit.integrations.pkcs11 import HsmSigner

    good = {
        "module": module,
        "token": "kota-contoh",
        "label": "ES256",
        "use": "seal",
        "pin": lambda _token: PIN,
    }
    takes = {"key_id": (None, b"\x01"), "pin": ()}.get(name, (PIN,))
    for wrong in (None, 1, b"\x01", [], {}, PIN, object()):
        if wrong in takes:
            continue
        with pytest.raises(UsageError) as caught:
            HsmSigner(**{**good, name: wrong})
        assert caught.value.facts == {"argument": name}
        assert PIN not in str(caught.value)

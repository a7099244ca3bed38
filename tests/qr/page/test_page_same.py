"""The page and the Python code: two implementations, one answer."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from egovkit._cbor import encode
from egovkit.errors import EgovkitError
from egovkit.qr import StatusList, StatusSet, Verifier, build_page
from egovkit.qr._transport import from_text
from egovkit.signatures import SigningKey, TrustList, TrustListBuilder
from egovkit.signatures.cose import build_sign1, parse_sign1

HOST = "v.contoh.example"
NOW = datetime.now(UTC).replace(microsecond=0)  # the page asks the browser's clock
STEADY = datetime(2026, 11, 24, 1, tzinfo=UTC)  # with steady keys, the same tokens
DAY = timedelta(days=1)
ISSUER = "kelurahan-contoh"
STATUS_PATH = f"/status/{ISSUER}"

pytestmark = pytest.mark.slow


OLD_BROWSER = """
if (crypto.subtle) {
  const importKey = crypto.subtle.importKey.bind(crypto.subtle);
  crypto.subtle.importKey = (format, key, algorithm, ...rest) =>
    algorithm === "Ed25519"
      ? Promise.reject(new DOMException("", "NotSupportedError"))
      : importKey(format, key, algorithm, ...rest);
}
"""


class TestOldBrowsers:
    """Where WebCrypto has no Ed25519, the page has a check of its own."""

    def test_valid_and_tampered(self, world, tab):
        """The same answers as with WebCrypto."""
        tab.add_init_script(OLD_BROWSER)
        text = world.seal(index=None)
        assert tab.visit(text)["outcome"] == "valid"
        place = len(text) - 100
        changed = text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :]
        assert tab.visit(changed)["outcome"] == "invalid"

    def test_wycheproof(self, world, tab, shared_vectors):
        """All Ed25519 vectors of project Wycheproof, by the page's own check."""
        file = shared_vectors / "wycheproof" / "ed25519_test.json"
        data = json.loads(file.read_text("utf-8"))
        cases = [
            {
                "key": group["publicKey"]["pk"],
                "msg": test["msg"],
                "sig": test["sig"],
                "valid": test["result"] == "valid",
                "id": test["tcId"],
            }
            for group in data["testGroups"]
            for test in group["tests"]
        ]
        tab.goto(world.file.as_uri())
        answers = tab.evaluate(
            """async (cases) => {
              const bytes = (text) => Uint8Array.from(
                text.match(/../g) || [], (pair) => parseInt(pair, 16));
              const { ed25519Here } = window.egovkit;
              const out = [];
              for (const { key, msg, sig } of cases) {
                out.push(await ed25519Here(bytes(key), bytes(sig), bytes(msg)));
              }
              return out;
            }""",
            cases,
        )
        wrong = [
            c["id"] for c, got in zip(cases, answers, strict=True) if got != c["valid"]
        ]
        assert len(cases) > 140
        assert wrong == []

    @pytest.mark.usefixtures("world")
    def test_no_webcrypto(self, tab):
        """Over plain http there is none: the page says what to do."""
        tab.add_init_script(
            "Object.defineProperty(crypto, 'subtle', { value: undefined });"
        )
        tab.goto(f"https://{HOST}/s#123")
        tab.wait_for_selector("text=Peramban ini tidak dapat memeriksa tanda tangan.")

    def test_es256(self, world, tab):
        """Seals of the second algorithm."""
        key = world.authority.issuer_key(
            ISSUER, documents=[world.document], algorithm="ES256"
        )
        world.build()
        assert tab.visit(world.seal(key=key, index=None))["outcome"] == "valid"


VECTORS = json.loads((Path(__file__).parents[2] / "seal-v1.json").read_text("utf-8"))


class TestPublishedVectors:
    """The vectors of the seal format, by the page's own code."""

    @pytest.mark.parametrize("with_status", [False, True])
    def test_all(self, tab, tmp_path, with_status):
        """Outcome, deciding check, its code, and every field as published."""
        trust = TrustList.from_bundle(
            json.dumps(VECTORS["trust"]).encode(),
            root_fingerprint=VECTORS["trust_root_fingerprint"],
            at=datetime(2026, 11, 24, 1, tzinfo=UTC),
        )
        tokens = [bytes.fromhex(token) for token in VECTORS["status_tokens"]]
        page = build_page(trust, tmp_path, statuses=tokens if with_status else ())
        cases = [t for t in VECTORS["tests"] if t["with_status"] == with_status]
        assert len(cases) >= 4
        tab.goto(page.as_uri())
        got = tab.evaluate(
            """async (cases) => {
              const out = [];
              for (const { text, at, original } of cases) {
                const bytes = original === undefined ? null : Uint8Array.from(
                  original.match(/../g) || [], (pair) => parseInt(pair, 16));
                const report = await window.egovkit.check(text, at, bytes);
                const { outcome, reason, fields } = report;
                const say = (text, lang) => Array.isArray(text) ? text[lang] : text;
                out.push({
                  outcome,
                  check: reason ? reason.name : null,
                  code: reason ? reason.code : null,
                  fields: fields.map(({ label, text }) =>
                    [0, 1].flatMap((lang) => [label[lang], say(text, lang)])),
                });
              }
              return out;
            }""",
            cases,
        )
        for case, ours in zip(cases, got, strict=True):
            wanted = {
                name: case[name] for name in ("outcome", "check", "code", "fields")
            }
            assert ours == wanted, case["id"]


class TestSameAnswers:
    """Two implementations, one answer: outcome, codes, facts and fields."""

    def compare(self, world, tab, tokens, at):
        """The page's reports and Python's, side by side."""
        moment = datetime.fromtimestamp(at, UTC)
        status = world.status((7, "valid"), (8, "revoked"), at=moment)
        trust = world.authority.trust_list()
        statuses = StatusSet.from_tokens([status], trust=trust, at=moment)
        verifier = Verifier(trust, statuses=statuses)
        world.build(statuses=[status])
        tab.goto(world.file.as_uri())
        got = tab.evaluate(
            """async ([tokens, at]) => {
              const out = [];
              for (const token of tokens) {
                const bytes = Uint8Array.from(
                  token.match(/../g) || [], (pair) => parseInt(pair, 16));
                const report = await window.egovkit.check(bytes, at);
                const { outcome, checks, fields } = report;
                out.push({ outcome, checks, fields });
              }
              return out;
            }""",
            [[token.hex() for token in tokens], at],
        )
        for token, ours in zip(tokens, got, strict=True):
            theirs = verifier.verify(token, at=datetime.fromtimestamp(at, UTC))
            assert ours["outcome"] == theirs.outcome
            assert [
                (c["name"], c["outcome"], c["code"], c["facts"]) for c in ours["checks"]
            ] == [(c.name, c.outcome, c.code, dict(c.facts)) for c in theirs.checks], (
                token.hex()
            )
            assert [[f["label"], f["text"]] for f in ours["fields"]] == [
                [
                    [f.label["id"], f.label["en"]],
                    f.text if isinstance(f.text, str) else [f.text["id"], f.text["en"]],
                ]
                for f in theirs.fields
            ]

    def test_letters(self, world, tab):
        """Letters with values at the edges of what a field holds."""
        at = int(NOW.timestamp())
        changes = [
            {},
            {"note": "Ñandú – é"},
            {"count": 2**63 - 1},
            {"count": -(2**63)},
            {"born": date.min},
            {"born": date.max},
            {"seen": datetime(1, 1, 1, tzinfo=UTC)},
            {"seen": datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)},
            {"seen": datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)},
            {"paid": False, "index": 8},
            {"index": 9},
            {"index": 5000},
            {"index": 2**32 - 1},
            {"index": None},
            {"at": NOW + 2 * DAY},
            {"expires": NOW},
            {"expires": NOW + DAY},
        ]
        tokens = [from_text(world.seal(**change)) for change in changes]
        self.compare(world, tab, tokens, at)

    def test_mutations(self, steady_world, tab):
        """Five hundred damaged tokens, each signed part resigned half the time,
        so that the damage is found by the reader and not by the signature.
        """
        draw = Random(20261124)
        original = from_text(steady_world.seal(at=STEADY - DAY))
        tokens = [damaged(original, steady_world.key, draw) for _ in range(500)]
        self.compare(steady_world, tab, tokens, int(STEADY.timestamp()))


class TestSameLists:
    """Lists: the page accepts no list that the Python code would not."""

    def test_status_tokens(self, steady_world, tab):
        """Three hundred damaged status lists, half of them signed again: where the
        page accepts one, Python does, and both answer the same.
        """
        draw = Random(5)
        entries = (1, "valid"), (2, "revoked"), (3, "suspended")
        token = steady_world.status(*entries, at=STEADY)
        key = steady_world.authority.status_key(ISSUER)
        headers = {16: "application/statuslist+cwt"}
        tokens = [token] + [damaged(token, key, draw, headers) for _ in range(300)]
        self.compare(steady_world, tab, tokens)

    def test_status_tokens_in_jwt_form(self, steady_world, tab):
        """The same with the other form."""
        draw = Random(7)
        entries = (1, "valid"), (2, "revoked"), (3, "suspended")
        token = steady_world.jwt(*entries, at=STEADY)
        key = steady_world.authority.status_key(ISSUER)
        tokens = [token.encode()] + [damaged_jwt(token, key, draw) for _ in range(300)]
        self.compare(steady_world, tab, tokens)

    def test_the_issuer_of_the_nearest_address(self, world, tab):
        """A list of an agency, signed by one that publishes at the address above."""
        authority, key = world.authority, SigningKey.generate("Ed25519", use="status")
        uri = f"{authority.status_uri(ISSUER)}/rt"
        builder = TrustListBuilder(authority.trust_list())
        builder.add_issuer("rt", name="RT", registry="kota-contoh", status_uri=uri)
        builder.add_key("rt", key.public)
        trust = builder.sign(
            authority.keepers, root=authority.root, at=NOW, expires=NOW + DAY
        )
        build_page(trust, world.folder)
        signers = (key, authority.status_key(ISSUER))
        tokens = [world.jwt((1, "valid"), key=k, uri=uri).encode() for k in signers]
        got = self.answers(world, tab, tokens, uri)
        assert got[0][0]["word"] == "valid"
        assert got[1] is None

    def test_frames_headers_and_names(self, world, tab):
        """What the standards refuse or call by two names, by both implementations:
        the frame of a CWT, critical headers, RFC 9864's names, times of a kind.
        """
        key, uri = (
            world.authority.status_key(ISSUER),
            world.authority.status_uri(ISSUER),
        )
        lst, iat = StatusList(9).compressed(), int(NOW.timestamp())
        typ = "application/statuslist+cwt"

        def cwt(alg=-8, more=None, claims=None):
            payload = {2: uri, 6: iat, 65533: {"bits": 2, "lst": lst}, **(claims or {})}
            headers = {16: typ, **(more or {})}
            return build_sign1(encode(payload), alg=alg, sign=key.sign, headers=headers)

        def jwt(header=None, claims=None):
            parts = (
                {"alg": "EdDSA", "typ": "statuslist+jwt", **(header or {})},
                {
                    "sub": uri,
                    "iat": iat,
                    "status_list": {"bits": 2, "lst": unpadded(lst)},
                    **(claims or {}),
                },
            )
            signed = ".".join(unpadded(json.dumps(part).encode()) for part in parts)
            return f"{signed}.{unpadded(key.sign(signed.encode()))}".encode()

        cases = [
            (cwt(), True),
            (cwt(alg=-19), True),
            (cwt(alg=-9), False),
            (cwt(alg=5), False),
            (cwt(more={2: [99], 99: 1}), False),
            (cwt()[1:], False),
            (b"\xd8\x3d" + cwt(), False),
            (cwt(claims={4: iat + 60, 65534: 60}), True),
            (cwt(claims={4: None, 65534: None}), True),
            (cwt(claims={4: "later"}), False),
            (cwt(claims={65534: "long"}), False),
            (cwt(claims={4: True}), False),
            (cwt(claims={4: -1}), False),
            (cwt(claims={4: 253_402_300_799}), True),
            (cwt(claims={4: 253_402_300_800}), False),
            (cwt(claims={6: -1}), False),
            (cwt(claims={65534: 0}), False),
            (cwt(claims={65534: -(2**63)}), False),
            (cwt(claims={65534: 1}), True),
            (jwt(), True),
            (jwt() + b"\n", True),
            (jwt()[:-9] + b" " + jwt()[-9:], False),
            (jwt({"alg": "Ed25519"}), True),
            (jwt({"alg": "ES256"}), False),
            (jwt({"alg": "none"}), False),
            (jwt({"crit": ["exp"]}), False),
            (jwt({"crit": []}), False),
            (jwt(claims={"exp": iat + 60, "ttl": None}), True),
            (jwt(claims={"exp": "later"}), False),
            (jwt(claims={"ttl": 1.5}), False),
            (jwt(claims={"ttl": 60.0}), True),
            (jwt(claims={"exp": float(iat + 60)}), True),
            (jwt(claims={"iat": iat + 0.5}), False),
            (jwt(claims={"ttl": 2**53 - 1}), True),
            (jwt(claims={"ttl": 2**53}), False),
            (jwt(claims={"ttl": float("inf")}), False),
            (jwt(claims={"x": float("nan")}), False),
            (jwt(claims={"x": 0.5}), True),
        ]
        ours = self.answers(world, tab, [token for token, _ in cases], uri)
        trust = world.authority.trust_list()
        for number, (token, good) in enumerate(cases):
            try:
                StatusSet.from_tokens([token], trust=trust, at=NOW)
            except EgovkitError:
                theirs = False
            else:
                theirs = True
            assert (number, theirs) == (number, good)
            assert (number, ours[number] is not None) == (number, good)

    def answers(self, world, tab, tokens, uri, at=NOW):
        """What the page says of some indices by each token; None if refused."""
        now = int(at.timestamp())
        tab.goto(world.file.as_uri())
        return tab.evaluate(
            """async ([tokens, uri, now]) => {
              const { readBundle, StatusLists } = window.egovkit;
              const data = JSON.parse(document.getElementById("data").textContent);
              const trust = await readBundle(data.trust, data.root);
              const out = [];
              for (const token of tokens) {
                const lists = new StatusLists();
                try {
                  await lists.add(Uint8Array.from(
                    token.match(/../g), (pair) => parseInt(pair, 16)), trust, now);
                  out.push([1, 2, 3, 4, 9999].map((i) => lists.lookup(uri, i, now)));
                } catch {
                  out.push(null);
                }
              }
              return out;
            }""",
            [[token.hex() for token in tokens], uri, now],
        )

    def compare(self, world, tab, tokens):
        """The first is whole; where the page accepts another, Python answers alike."""
        uri, now = world.authority.status_uri(ISSUER), int(STEADY.timestamp())
        got = self.answers(world, tab, tokens, uri, at=STEADY)
        assert got[0] is not None
        assert [answer["word"] for answer in got[0]] == [
            "valid",
            "revoked",
            "suspended",
            "not_issued",
            "not_issued",
        ]
        trust = world.authority.trust_list()
        for token, ours in zip(tokens, got, strict=True):
            if ours is not None:
                held = StatusSet.from_tokens([token], trust=trust, at=STEADY)
                theirs = [held.lookup(uri, i, now) for i in (1, 2, 3, 4, 9999)]
                assert ours == [{"word": a.word, "since": a.since} for a in theirs]

    def test_bundles(self, steady_world, tab):
        """Three hundred damaged trust.json: what the page accepts is the list that
        the keepers signed, to the byte.
        """
        draw = Random(6)
        original = steady_world.authority.bundle()
        texts = [original.decode()]
        for _ in range(300):
            data = bytearray(original)
            for _ in range(draw.choice([1, 1, 2, 8])):
                data[draw.randrange(len(data))] = draw.choice(b'0a"\\{}[],: ')
            texts.append(data.decode("utf-8", "replace"))
        tab.goto(steady_world.file.as_uri())
        got = tab.evaluate(
            """async ([texts, root]) => {
              const out = [];
              for (const text of texts) {
                try {
                  await window.egovkit.readBundle(text, root);
                  out.push(JSON.parse(text).list.signed);
                } catch {
                  out.push(null);
                }
              }
              return out;
            }""",
            [texts, steady_world.authority.root.fingerprint],
        )
        signed = steady_world.authority.trust_list().data.decode()
        assert got[0] == signed
        assert set(got) <= {signed, None}
        assert got.count(None) > 200


CBOR_BYTES = bytes([0, 0x18, 0x1B, 0x80, 0xA0, 0xF6, 0xF9, 0xFF])


def change(data, draw, others):
    """Some bytes changed, cut or added."""
    data = bytearray(data)
    for _ in range(draw.choice([1, 1, 2, 4])):
        place = draw.randrange(len(data))
        verb = draw.choice(["flip", "set", "cut", "add", "swap"])
        if verb == "flip":
            data[place] ^= 1 << draw.randrange(8)
        elif verb == "set":
            data[place] = draw.choice(others)
        elif verb == "cut":
            del data[place]
        elif verb == "add":
            data.insert(place, draw.randrange(256))
        else:
            other = draw.randrange(len(data))
            data[place], data[other] = data[other], data[place]
    return bytes(data)


def damaged(token, key, draw, headers=None):
    """A token with some bytes changed; half of them signed again."""
    if draw.random() < 0.5:
        return change(token, draw, CBOR_BYTES)
    payload = change(parse_sign1(token).payload, draw, CBOR_BYTES)
    return build_sign1(payload, alg=-8, sign=key.sign, kid=key.kid, headers=headers)


def damaged_jwt(token, key, draw):
    """The same for a JWT: its text, or its claims signed again."""
    header, claims, _ = token.split(".")
    if draw.random() < 0.5:
        return change(token.encode(), draw, b"A-_=.+ ")
    claims = change(urlsafe_b64decode(claims + "=="), draw, b'0a"\\{}[],: .-e')
    signed = f"{header}.{unpadded(claims)}"
    return f"{signed}.{unpadded(key.sign(signed.encode()))}".encode()


def unpadded(data):
    """base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()

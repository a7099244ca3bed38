"""What `build_page` writes, before any browser opens it."""

import base64
import hashlib
import json
import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest

from egovkit._messages import table
from egovkit.errors import EgovkitError
from egovkit.qr import StatusList, build_page
from egovkit.signatures import SigningKey, TrustListBuilder

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)


class Parts(HTMLParser):
    """The text of each element that matters, and every attribute."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.texts, self.attributes, self._open = [], [], None

    def handle_starttag(self, tag, attrs):
        """Remember what is open, and its attributes."""
        self.attributes.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self._open = (tag, dict(attrs).get("type"))

    def handle_data(self, data):
        """Keep the text of scripts and styles."""
        if self._open:
            self.texts.append((*self._open, data))
            self._open = None


@pytest.fixture
def page(authority, tmp_path):
    """The page of the test authority, taken apart."""
    parts = Parts()
    target = build_page(
        authority.trust_list(), tmp_path / "site", agency="Kota <Contoh>"
    )
    parts.feed(target.read_text("utf-8"))
    parts.text = target.read_text("utf-8")
    return parts


def test_a_snapshot_that_is_none_is_named_by_its_place(authority, tmp_path):
    """Of several files the wrong one; nothing of the page is written then."""
    authority.issuer_key("kelurahan-contoh")
    good = authority.status_token(StatusList(9), issuer="kelurahan-contoh", at=AT)
    with pytest.raises(EgovkitError) as caught:
        build_page(
            authority.trust_list(), tmp_path, statuses=[good, good, b"\xd2", good]
        )
    assert caught.value.facts["token"] == 3
    assert list(tmp_path.iterdir()) == []


def policy(page):
    """The content security policy as a table."""
    for tag, attributes in page.attributes:
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy":
            rows = (row.split(" ") for row in attributes["content"].split("; "))
            return {name: sources for name, *sources in rows}
    raise AssertionError


class TestFiles:
    """Three files; the page alone is enough."""

    def test_written(self, authority, tmp_path):
        """The page, what keeps it, and the list that a kept page looks for."""
        folder, trust = tmp_path / "a" / "b", authority.trust_list()
        build_page(trust, folder)
        names = {path.name for path in folder.iterdir()}
        assert names == {"index.html", "sw.js", "trust.json"}
        assert (folder / "trust.json").read_bytes() == trust.to_bundle()

    def test_again(self, authority, tmp_path):
        """A later build replaces the earlier one, byte for byte the same."""
        trust = authority.trust_list()
        first = build_page(trust, tmp_path).read_bytes()
        assert build_page(trust, tmp_path).read_bytes() == first

    def test_small_enough_for_a_slow_line(self, page):
        """Everything in one file of less than 100 kB, without compression."""
        assert len(page.text) < 100_000


class TestPolicy:
    """Nothing runs and nothing is loaded that the page did not bring."""

    def test_hashes(self, page):
        """The script and the style are allowed by their digests alone."""
        rules = policy(page)
        digests = {}
        for tag, kind, text in page.texts:
            if kind is None:
                digest = hashlib.sha256(text.encode()).digest()
                digests[tag] = f"'sha256-{base64.b64encode(digest).decode()}'"
        assert rules["script-src"] == [digests["script"]]
        assert rules["style-src"] == [digests["style"]]
        assert rules["default-src"] == ["'none'"]
        assert rules["base-uri"] == rules["form-action"] == ["'none'"]

    def test_connects_to_the_lists_only(self, page):
        """Its own host and the hosts of status lists."""
        assert policy(page)["connect-src"] == ["'self'", "https://v.contoh.example"]

    def test_no_inline_handlers_or_styles(self, page):
        """The policy would stop them."""
        names = {name for _, attributes in page.attributes for name in attributes}
        assert not {n for n in names if n.startswith("on")}
        assert "style" not in names

    def test_no_third_party(self, page):
        """No element of the page loads anything from anywhere."""
        assert not any(
            attributes.get("src") or attributes.get("href")
            for _, attributes in page.attributes
        )

    def test_no_referrer(self, page):
        """The next site learns nothing of this address."""
        assert (
            "meta",
            {"name": "referrer", "content": "no-referrer"},
        ) in page.attributes

    def test_no_cookie(self, page):
        """The script has no word for it."""
        assert "document.cookie" not in page.text


class TestContent:
    """What the page carries inside."""

    def data(self, page):
        """The page's data block."""
        [text] = [text for _, kind, text in page.texts if kind == "application/json"]
        return json.loads(text)

    def test_trust_list(self, page, authority):
        """The bundle, and the root's fingerprint to check it by."""
        data = self.data(page)
        assert data["root"] == authority.root.fingerprint
        assert json.loads(data["trust"])["type"] == "egovkit-trust"

    def test_every_code_of_the_script_has_its_sentence(self, page):
        """What the script can answer, it can say in both languages."""
        data = self.data(page)
        [script] = [
            text for tag, kind, text in page.texts if (tag, kind) == ("script", None)
        ]
        refusals = set(re.findall(r'Refusal\("([a-z0-9_]+)"', script))
        checks = set(re.findall(r'(?:good|bad|unsure)\("\w+", "([a-z0-9_]+)"', script))
        others = {
            "field_type",
            "field_text",
            "field_range",
            "field_width",
            "field_items",
        }
        assert len(refusals) > 25
        assert len(checks) > 15
        shown = {
            c
            for c in refusals | checks | others
            if not c.startswith(
                (
                    "trust_",
                    "root_",
                    "status_list",
                    "status_older",
                    "status_from",
                    "status_signature",
                )
            )
        }
        assert shown <= data["sentences"].keys()
        for code, pair in data["sentences"].items():
            assert tuple(pair) == table()[code]

    def test_the_agency_is_text(self, page):
        """A name with markup in it is shown, not obeyed."""
        assert "Kota &lt;Contoh&gt;" in page.text

    def test_a_list_cannot_close_the_script(self, tmp_path):
        """A name in the trust list with ``</script>`` stays data."""
        keeper = SigningKey.generate("Ed25519", use="trust")
        from egovkit.signatures import TrustRoot, sign_detached

        data = TrustRoot.build(
            keys=[keeper.public],
            threshold=1,
            list_keys=[keeper.public],
            list_threshold=1,
            at=AT,
            expires=AT + timedelta(days=99),
        )
        root = TrustRoot.first(data, [sign_detached(data, keeper)])
        builder = TrustListBuilder()
        builder.add_registry("x")
        builder.add_issuer("x", name="</script><script>alert(1)</script>", registry="x")
        trust = builder.sign([keeper], root=root, at=AT, expires=AT + timedelta(days=9))
        text = build_page(trust, tmp_path).read_text("utf-8")
        assert text.count("</script>") == 2
        assert "alert(1)" in text

    def test_snapshot(self, authority, key, tmp_path):
        """A status list stands inside as it was signed."""
        assert key.kid
        token = authority.status_token(
            StatusList(size=100), issuer="kelurahan-contoh", at=AT
        )
        text = build_page(authority.trust_list(), tmp_path, statuses=[token]).read_text(
            "utf-8"
        )
        assert base64.urlsafe_b64encode(token).rstrip(b"=").decode() in text

    @pytest.mark.parametrize("as_text", [True, False])
    def test_a_snapshot_in_jwt_form(self, authority, tmp_path, as_text):
        """The other form too, as text or as the file's bytes."""
        authority.issuer_key("kelurahan-contoh")
        jwt = StatusList(size=9).to_jwt(
            key=authority.status_key("kelurahan-contoh"),
            uri=authority.status_uri("kelurahan-contoh"),
            at=AT,
            expires=AT + timedelta(days=1),
        )
        token = jwt if as_text else jwt.encode()
        page = build_page(authority.trust_list(), tmp_path, statuses=[token])
        inside = base64.urlsafe_b64encode(jwt.encode()).rstrip(b"=").decode()
        assert inside in page.read_text("utf-8")

    def test_a_snapshot_that_is_none_is_refused(self, authority, tmp_path):
        """Nothing unreadable is published."""
        with pytest.raises(EgovkitError):
            build_page(authority.trust_list(), tmp_path, statuses=[b"noise"])

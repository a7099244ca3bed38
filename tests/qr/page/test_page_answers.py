"""What the verify page answers in a real Chromium, and what it keeps to itself."""

import hashlib
import json
import time
from datetime import UTC, datetime, timedelta

import pytest

from egovkit.qr import StatusList
from egovkit.testing import TestAuthority

HOST = "v.contoh.example"
NOW = datetime.now(UTC).replace(microsecond=0)  # the page asks the browser's clock
DAY = timedelta(days=1)
ISSUER = "kelurahan-contoh"
STATUS_PATH = f"/status/{ISSUER}"

pytestmark = pytest.mark.slow


class TestAnswers:
    """Each thing that can be true of a seal, opened as a phone's camera would."""

    def test_valid(self, world, tab):
        """Signature, issuer, status and content: everything passes, every field
        is shown with its label.
        """
        world.serve_status((7, "valid"))
        got = tab.visit(world.seal())
        assert got["outcome"] == "valid"
        assert got["codes"] == [
            "seal_format_ok",
            "signature_true",
            "issuer_known",
            "key_in_force",
            "profile_allowed",
            "validity_current",
            "status_valid",
            "content_ok",
        ]
        assert got["fields"][:8] == [
            ["Nomor", "470/0123"],
            ["Nama", "Siti Aminah"],
            ["NIK", "9171015708459002"],
            ["Lahir", "17 Agustus 1945"],
            ["Diperiksa", "24 November 2026 08.02.03 WIB"],
            ["Lunas", "ya"],
            ["Jumlah", "-7"],
            ["Catatan", "—"],
        ]
        assert tab.inner_text("#heading") == "Bandingkan dengan kertas"
        assert got["fields"][8] == ["Penerbit", "Kelurahan Contoh"]

    def test_tampered(self, world, tab):
        """One digit changed: not valid, and nothing of it is shown."""
        text = world.seal(index=None)
        place = len(text) - 200
        changed = text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :]
        got = tab.visit(changed)
        assert got["outcome"] == "invalid"
        assert got["fields"] == []
        assert not tab.is_visible("#paper")

    def test_expired(self, world, tab):
        """After its end the document is not valid."""
        got = tab.visit(world.seal(index=None, expires=NOW - timedelta(hours=1)))
        assert got["outcome"] == "invalid"
        assert "validity_expired" in got["codes"]

    @pytest.mark.parametrize(
        ("word", "code"),
        [("revoked", "status_revoked"), ("suspended", "status_suspended")],
    )
    def test_revoked_and_suspended(self, world, tab, word, code):
        """The list fetched from the agency decides."""
        world.serve_status((7, word))
        got = tab.visit(world.seal())
        assert got["outcome"] == "invalid"
        assert code in got["codes"]
        assert tab.inner_text("#heading") == "Isi kode (tidak berlaku)"

    def test_not_issued(self, world, tab):
        """A seal made for an index that nobody issued is not valid."""
        world.serve_status((8, "valid"))
        got = tab.visit(world.seal())
        assert got["outcome"] == "invalid"
        assert "status_not_issued" in got["codes"]

    def test_unknown_issuer(self, world, tab):
        """A seal of another authority: nobody here knows its key."""
        stranger = TestAuthority().issuer_key(ISSUER, documents=[world.document])
        got = tab.visit(world.seal(key=stranger))
        assert got["outcome"] == "invalid"
        assert got["codes"] == [
            "seal_format_ok",
            "signature_unchecked",
            "issuer_unknown",
        ]

    def test_status_unknown(self, world, tab):
        """An index but no list at hand: genuine, not decided."""
        got = tab.visit(world.seal())
        assert got["outcome"] == "indeterminate"
        assert "status_unknown" in got["codes"]
        assert "Tanda tangannya asli" in tab.inner_text("#advice")

    def test_status_stale(self, world, tab):
        """A list past its end does not say valid."""
        world.serve_status((7, "valid"), at=NOW - 9 * DAY, expires=NOW - 2 * DAY)
        got = tab.visit(world.seal())
        assert got["outcome"] == "indeterminate"
        assert "status_stale" in got["codes"]

    def test_status_signed_by_a_stranger(self, world, tab):
        """A list that another agency signed is as good as none."""
        other = TestAuthority()
        other.issuer_key(ISSUER)
        token = other.status_token(
            StatusList.from_entries(100, [(7, "valid")]), issuer=ISSUER, at=NOW
        )
        world.site.routes[STATUS_PATH] = ("application/octet-stream", token)
        assert tab.visit(world.seal())["outcome"] == "indeterminate"

    @pytest.mark.parametrize(
        ("content", "outcome"), [(b"the original", "valid"), (b"another", "invalid")]
    )
    def test_digital_original(self, world, tab, tmp_path, content, outcome):
        """A seal bound to a file: the page compares it, without sending it."""
        digest = hashlib.sha256(b"the original").digest()
        tab.visit(world.seal(index=None, digest=digest))
        file = tmp_path / "letter.pdf"
        file.write_bytes(content)
        tab.set_input_files("#file", file)
        tab.wait_for_selector("#checks li:nth-child(9)")
        got = tab.answer()
        assert got["outcome"] == outcome
        assert got["codes"][-1].startswith("original_")

    @pytest.mark.parametrize("junk", ["123", "abc", "9" * 500, "0" * 9000])
    @pytest.mark.usefixtures("world")
    def test_junk(self, tab, junk):
        """Whatever stands in the fragment: an answer, not valid."""
        got = tab.visit(f"https://{HOST}/s#{junk}")
        assert got["outcome"] == "invalid"

    @pytest.mark.usefixtures("world")
    def test_without_a_seal(self, tab):
        """Opened bare, the page explains itself and shows no result."""
        tab.goto(f"https://{HOST}/s")
        tab.wait_for_selector("#form")
        assert not tab.is_visible("#result")
        assert tab.inner_text("h1") == "Pemeriksaan kode verifikasi"


class TestPrivacy:
    """The seal stays in the browser."""

    def test_no_request_carries_the_payload(self, world, tab):
        """Neither address nor header holds the digits, the index or a cookie."""
        world.serve_status((7, "valid"))
        text = world.seal()
        digits = text.partition("#")[2]
        tab.visit(text)
        asked = [path for path, _ in world.site.requests]
        assert STATUS_PATH in asked
        for path, headers in world.site.requests:
            record = json.dumps([path, headers])
            assert digits[:40] not in record
            assert "Siti" not in record
            assert "Cookie" not in headers
            if path == STATUS_PATH:
                assert "Referer" not in headers

    def test_the_fragment_leaves_the_address_bar(self, world, tab):
        """And the history."""
        tab.visit(world.seal(index=None))
        assert tab.url == f"https://{HOST}/s"
        assert tab.evaluate("history.length") <= 2

    def test_another_seal_in_the_same_tab(self, world, tab):
        """A second code opened in the same tab is checked, and taken out too."""
        tab.visit(world.seal(index=None))
        second = world.seal(index=None, name="Budi Santoso")
        tab.evaluate(
            "(digits) => { location.hash = digits; }", second.partition("#")[2]
        )
        tab.wait_for_selector("text=Budi Santoso")
        assert "#" not in tab.url

    def test_a_late_answer_is_not_shown_for_another_seal(self, world, tab):
        """The list of the first seal is slow to come; meanwhile a second seal is
        scanned. What is shown is never the answer for another paper.
        """
        held = []

        def hold(route):
            held.append(route)

        tab.route(f"https://{HOST}{STATUS_PATH}", hold)
        assert tab.visit(world.seal(index=None))["outcome"] == "valid"
        slow = world.seal(name="Lambat").partition("#")[2]
        tab.evaluate("digits => { location.hash = digits; }", slow)
        until = time.monotonic() + 180
        while not held and time.monotonic() < until:
            tab.wait_for_timeout(20)
        assert tab.is_hidden("#result")  # the first answer is gone already
        quick = world.seal(name="Cepat", index=None).partition("#")[2]
        tab.evaluate("digits => { location.hash = digits; }", quick)
        assert ["Nama", "Cepat"] in tab.answer()["fields"]
        held[0].fulfill(body=world.status((7, "valid")))
        tab.wait_for_timeout(500)
        assert ["Nama", "Cepat"] in tab.answer()["fields"]

    def test_no_cookie_and_no_storage_of_seals(self, world, tab):
        """What is kept are lists and the page."""
        world.serve_status((7, "valid"))
        tab.visit(world.seal())
        assert tab.context.cookies() == []
        assert tab.evaluate("localStorage.length + sessionStorage.length") == 0
        kept = tab.evaluate(
            "async () => { const out = []; for (const name of await caches.keys())"
            " for (const r of await (await caches.open(name)).keys()) out.push(r.url);"
            " return out; }"
        )
        assert all("#" not in address for address in kept)

    @pytest.mark.usefixtures("world")
    def test_foreign_script_does_not_run(self, tab):
        """The policy stops a script that is not the page's own."""
        tab.goto(f"https://{HOST}/s")
        ran = tab.evaluate(
            "() => { const s = document.createElement('script');"
            " s.textContent = 'window.intruder = 1'; document.body.append(s);"
            " return window.intruder === 1; }"
        )
        assert ran is False

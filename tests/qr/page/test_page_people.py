"""The verify page for people: languages, keyboard, screen readers, scanning."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from egovkit.qr._transport import from_text, to_base45

HOST = "v.contoh.example"
NOW = datetime.now(UTC).replace(microsecond=0)  # the page asks the browser's clock
DAY = timedelta(days=1)
ISSUER = "kelurahan-contoh"
STATUS_PATH = f"/status/{ISSUER}"

pytestmark = pytest.mark.slow


class TestPeople:
    """Two languages, a keyboard, a screen reader."""

    def test_english_and_back(self, world, tab):
        """Labels, sentences and fields change with the language."""
        tab.visit(world.seal(index=None))
        tab.click("#language")
        assert tab.get_attribute("html", "lang") == "en"
        assert tab.inner_text("#verdict") == "The verification code is valid"
        assert "Born\n17 August 1945" in tab.inner_text("#fields")
        assert tab.title() == "Check a verification code"
        tab.click("#language")
        assert tab.inner_text("#verdict") == "Kode verifikasi sah"
        assert "tersertifikasi" not in tab.content()
        assert "segel" not in tab.inner_text("body").lower()

    def test_keyboard_only(self, world, tab):
        """From the top: language, text, button; the answer gets the focus."""
        tab.goto(f"https://{HOST}/s")
        tab.wait_for_selector("#form")
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.id") == "language"
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.id") == "text"
        tab.keyboard.insert_text(world.seal(index=None))
        tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")
        assert tab.answer()["outcome"] == "valid"
        assert tab.evaluate("document.activeElement.id") == "verdict"
        assert tab.input_value("#text") == ""

    def test_the_second_transport(self, world, tab):
        """``ID1:`` and base45 can be pasted as well."""
        token = from_text(world.seal(index=None))
        tab.goto(f"https://{HOST}/s")
        tab.fill("#text", f" ID1:{to_base45(token)}\n")
        tab.click("form button")
        assert tab.answer()["outcome"] == "valid"

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [320, 1280])
    def test_axe_finds_nothing(self, world, open_tab, scheme, width):
        """No violation in any state, bright or dark, narrow or wide."""
        package = pytest.importorskip(
            "axe_playwright_python", reason="needs axe-playwright-python"
        )
        axe = Path(package.__file__).with_name("axe.min.js").read_text("utf-8")
        tab = open_tab(
            color_scheme=scheme,
            viewport={"width": width, "height": 800},
            bypass_csp=True,  # for axe itself
        )
        hour = timedelta(hours=1)
        states = {
            "start": f"https://{HOST}/s",
            "valid": world.seal(index=None),
            "unsure": world.seal(),
            "invalid": world.seal(index=None, expires=NOW - hour),
        }
        for name, address in states.items():
            if name == "start":
                tab.goto(address)
            else:
                tab.visit(address)
            tab.evaluate(axe)
            found = tab.evaluate("axe.run()")
            wrong = [
                (v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]
            ]
            assert wrong == [], name
            assert len(found["passes"]) > 10

    def test_no_horizontal_scrolling_on_a_narrow_screen(self, world, tab):
        """WCAG 1.4.10: at 320 CSS pixels nothing has to be scrolled sideways."""
        tab.set_viewport_size({"width": 320, "height": 600})
        tab.visit(world.seal(index=None, digest=bytes(32)))
        assert tab.is_visible("#file")
        sideways = "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)"
        assert tab.evaluate(f"{sideways}(document.documentElement)") <= 0


class TestScanning:
    """Debian's Chromium has no BarcodeDetector; others have."""

    @pytest.mark.usefixtures("world")
    def test_without(self, tab):
        """The page says so and offers the text field."""
        tab.goto(f"https://{HOST}/s")
        tab.wait_for_selector("#noscan:not([hidden])")
        assert not tab.is_visible("#scan")
        assert tab.is_visible("#text")

    @pytest.mark.usefixtures("world")
    def test_with_one_that_fails(self, tab):
        """A detector that does not work is as good as none; the page still checks."""
        tab.add_init_script(
            "window.BarcodeDetector = class {"
            " static async getSupportedFormats() { throw new Error(); } };"
        )
        tab.goto(f"https://{HOST}/s#123")
        assert tab.answer()["outcome"] == "invalid"
        assert tab.is_visible("#noscan")

    # A stand-in for the detector, since no browser here has one: it finds what
    # it is told, whatever the picture.
    DETECTOR = """
    window.BarcodeDetector = class {
      static async getSupportedFormats() { return ["qr_code"]; }
      async detect() { return window.found.map((rawValue) => ({ rawValue })); }
    };
    window.found = %s;
    """

    @pytest.fixture
    def picture(self, world, tmp_path):
        """A picture of a letter's code."""
        file = tmp_path / "photo.png"
        file.write_bytes(world.picture())
        return file

    def test_picture(self, world, tab, picture):
        """The seal is found among other codes in a picture."""
        found = ["https://other.example/", world.seal(index=None)]
        tab.add_init_script(self.DETECTOR % json.dumps(found))
        tab.goto(f"https://{HOST}/s")
        tab.set_input_files("#picture", picture)
        assert tab.answer()["outcome"] == "valid"

    @pytest.mark.usefixtures("world")
    def test_picture_without_a_seal(self, tab, picture):
        """It says that there is none."""
        tab.add_init_script(self.DETECTOR % "[]")
        tab.goto(f"https://{HOST}/s")
        tab.set_input_files("#picture", picture)
        tab.wait_for_selector("text=Tidak ada kode verifikasi pada gambar itu.")

    def test_camera(self, world, open_tab):
        """The camera runs until the code is found, then it is off."""
        tab = open_tab(permissions=["camera"])
        tab.add_init_script(self.DETECTOR % json.dumps([world.seal(index=None)]))
        tab.add_init_script(
            "navigator.mediaDevices.getUserMedia = async () => {"
            " const canvas = document.createElement('canvas');"
            " canvas.getContext('2d').fillRect(0, 0, 9, 9);"
            " window.camera = canvas.captureStream(9); return window.camera; };"
        )
        tab.goto(f"https://{HOST}/s")
        tab.click("#camera")
        assert tab.answer()["outcome"] == "valid"
        states = "window.camera.getTracks().map((track) => track.readyState)"
        assert tab.evaluate(states) == ["ended"]

    @pytest.mark.usefixtures("world")
    def test_no_camera(self, tab):
        """A refused camera is told, not thrown."""
        tab.add_init_script(self.DETECTOR % "[]")
        tab.add_init_script(
            "navigator.mediaDevices.getUserMedia = async () => { throw new Error(); };"
        )
        tab.goto(f"https://{HOST}/s")
        tab.click("#camera")
        tab.wait_for_selector("text=Kamera tidak dapat dipakai.")

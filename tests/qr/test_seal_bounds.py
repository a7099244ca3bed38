"""What a sealer and a seal take, to the last that is taken."""

import xml.etree.ElementTree as ET

import cbor2
import pytest

from egovkit.errors import UsageError
from egovkit.qr import Sealer, Symbol
from egovkit.signatures import SigningKey

URL = "https://v.contoh.example/s"
SVG = "{http://www.w3.org/2000/svg}"


def refused(code, call, *args, **kwargs):
    """The call raises UsageError with this code."""
    with pytest.raises(UsageError) as caught:
        call(*args, **kwargs)
    assert caught.value.code == code


@pytest.fixture(scope="module")
def seal(sealer, letter, at):
    """The reference letter, sealed."""
    return sealer.seal(letter, at=at, mask=5)


class TestSealer:
    """Addresses, ids and versions."""

    @pytest.mark.parametrize(
        ("length", "good"), [(119, True), (120, True), (121, False)]
    )
    def test_length_of_the_address(self, key, length, good):
        """120 characters leave room for the digits."""
        url = URL + "s" * (length - len(URL))
        if good:
            assert Sealer(key=key, issuer="a", url=url).url == url
        else:
            refused("seal_url", Sealer, key=key, issuer="a", url=url)

    @pytest.mark.parametrize(
        "url",
        [
            f"{URL}#",
            f"{URL}?a=1",
            f"{URL}\n",
            f" {URL}",
            "https://V.contoh.example/s",
            "https://v.contoh.example",
            "https://-v.example/s",
            "https://v.example./s",
            "https://v.example:/s",
            "https://v.example:123456/s",
            "https://user@v.example/s",
            "https://[::1]/s",
            "https://v.example/a%20b",
            "https://v.example/é",
            "http://v.example/s",
            "//v.example/s",
            "",
        ],
    )
    def test_addresses_there_are_not(self, key, url):
        """Nothing that another reader would write differently, or that ends early."""
        refused("seal_url", Sealer, key=key, issuer="a", url=url)

    @pytest.mark.parametrize(
        "url",
        [
            "https://v.example/",
            "https://v.example:8443/s",
            "https://127.0.0.1/s",
            "https://a/s",
            "https://v.example/a-b_c.d~e!$&'()*+,;=:@",
            "https://v.example/s//t/",
        ],
    )
    def test_addresses_there_are(self, key, letter, at, url):
        """A host, perhaps a port, and a path; the host is what is printed."""
        seal = Sealer(key=key, issuer="a", url=url).seal(letter, at=at, mask=0)
        assert seal.text.startswith(f"{url}#")
        assert seal.host == url.split("/")[2]

    @pytest.mark.parametrize(
        ("issuer", "good"),
        [
            ("a", True),
            ("9", True),
            ("a" * 63, True),
            ("a" * 64, False),
            ("kelurahan-contoh.2_b", True),
            ("-a", False),
            ("A", False),
            ("a b", False),
            ("a\n", False),
            ("", False),
        ],
    )
    def test_ids(self, key, issuer, good):
        """63 lower-case letters, digits, dots, hyphens and underscores."""
        if good:
            assert Sealer(key=key, issuer=issuer, url=URL).issuer == issuer
        else:
            refused("seal_issuer", Sealer, key=key, issuer=issuer, url=URL)

    @pytest.mark.parametrize(
        ("version", "good"), [(1, True), (40, True), (0, False), (41, False)]
    )
    def test_versions(self, key, version, good):
        """Those of ISO/IEC 18004."""
        arguments = {"key": key, "issuer": "a", "url": URL, "max_version": version}
        if good:
            assert Sealer(**arguments)
        else:
            refused("symbol_version", Sealer, **arguments)

    def test_a_version_that_is_just_large_enough(self, key, letter, at):
        """The version that a seal needs is allowed, the one below is not."""
        needed = Sealer(key=key, issuer="a", url=URL).seal(letter, at=at).symbol.version
        arguments = {"key": key, "issuer": "a", "url": URL}
        Sealer(**arguments, max_version=needed).seal(
            letter, at=at, error_correction="Q"
        )
        sealer = Sealer(**arguments, max_version=needed - 1)
        with pytest.raises(UsageError) as caught:
            sealer.seal(letter, at=at, error_correction="Q")
        assert caught.value.facts["version"] == needed - 1

    @pytest.mark.parametrize("algorithm", ["Ed25519", "ES256"])
    def test_algorithms_there_are(self, algorithm):
        """Both have signatures of 64 bytes."""
        key = SigningKey.generate(algorithm, use="seal")
        assert Sealer(key=key, issuer="a", url=URL)


class TestWhatASealStates:
    """Read back with cbor2, another reader of CBOR."""

    def claims(self, seal):
        """The claims as another library reads them."""
        return cbor2.loads(cbor2.loads(seal.token).value[2])

    @pytest.mark.parametrize("index", [0, 1, 2**20, 2**32 - 1])
    def test_status_index(self, sealer, letter, at, index):
        """Index 0 is an index like others, and not "none"."""
        seal = sealer.seal(letter, at=at, status_index=index, mask=0)
        assert self.claims(seal)[-65537][1] == index

    def test_no_status_index(self, seal):
        """Null stands for none."""
        assert self.claims(seal)[-65537][1] is None

    @pytest.mark.parametrize("index", [-1, 2**32])
    def test_indices_there_are_not(self, sealer, letter, at, index):
        """What no list could hold."""
        refused("seal_status_index", sealer.seal, letter, at=at, status_index=index)

    def test_the_protected_header(self, seal, key):
        """Algorithm and kid, and nothing outside the signature."""
        protected, unprotected, _, signature = cbor2.loads(seal.token).value
        assert cbor2.loads(protected) == {1: -8, 4: key.kid}
        assert unprotected == {}
        assert len(signature) == 64


@pytest.mark.parametrize(
    ("version", "options", "dpi", "dots", "module", "side"),
    [
        # 65 modules with the quiet zone; 5 dots of 25.4/300 mm are 0.4233 mm
        (10, {}, 300, 5, 0.423, 27.5),
        (10, {"dpi": 600}, 600, 10, 0.423, 27.5),
        (10, {"dots": 6}, 300, 6, 0.508, 33.0),
        (13, {"dpi": 203}, 203, 4, 0.5, 38.5),
        (16, {"dpi": 254}, 254, 4, 0.4, 35.6),
        (1, {"dpi": 72}, 72, 2, 0.706, 20.5),
    ],
)
def test_size_on_paper_by_hand(version, options, dpi, dots, module, side):
    """The fewest dots that make 0.4 mm, and what comes out, to a tenth of a mm."""
    size = Symbol(version, "M", 100).printed(**options)
    assert (size.dpi, size.dots, size.module_mm, size.side_mm) == (
        dpi,
        dots,
        module,
        side,
    )


class TestPictures:
    """Bounds of sizes, and words of one's own."""

    @pytest.mark.parametrize(
        ("scale", "good"), [(1, True), (64, True), (0, False), (65, False)]
    )
    def test_scale(self, seal, scale, good):
        """Pixels a module."""
        if good:
            width = int.from_bytes(seal.to_png(scale=scale)[16:20], "big")
            assert width == scale * (seal.symbol.modules + 8)
        else:
            refused("print_resolution", seal.to_png, scale=scale)

    @pytest.mark.parametrize(("dpi", "metre"), [(1, 39), (300, 11811), (1200, 47244)])
    def test_dpi(self, seal, dpi, metre):
        """A PNG states pixels a metre: dpi / 0.0254, rounded."""
        data = seal.to_png(dpi=dpi)
        at = data.index(b"pHYs") + 4
        assert int.from_bytes(data[at : at + 4], "big") == metre
        assert data[at : at + 4] == data[at + 4 : at + 8]
        assert data[at + 8] == 1

    @pytest.mark.parametrize("dpi", [0, -300])
    def test_no_dpi(self, seal, dpi):
        """Nothing and less than nothing."""
        refused("print_resolution", seal.to_png, dpi=dpi)

    @pytest.mark.parametrize("module", [0.001, 0.4, 64])
    def test_svg_in_millimetres(self, seal, module):
        """Side times modules, quiet zone included."""
        root = ET.fromstring(seal.to_svg(module_mm=module))  # noqa: S314 - our own
        side = (seal.symbol.modules + 8) * module
        assert root.get("width") == root.get("height") == f"{side:g}mm"

    @pytest.mark.parametrize("module", [0, -1, 64.1, float("nan"), float("inf")])
    def test_no_such_module(self, seal, module):
        """A size that no paper has."""
        refused("print_resolution", seal.to_svg, module_mm=module)

    def test_words_of_ones_own(self, seal):
        """Each stands alone, and the other keeps its default; an empty text is
        none: a picture without a name is not read out.
        """
        plain = self.words(seal)
        assert plain[0]
        assert "v.contoh.example" in plain[1]
        assert self.words(seal, title="Judul") == ["Judul", plain[1]]
        assert self.words(seal, description="Isi") == [plain[0], "Isi"]
        assert self.words(seal, title="", description="") == plain

    def words(self, seal, **options):
        """Title and description."""
        root = ET.fromstring(seal.to_svg(**options))  # noqa: S314 - our own
        return [root.findtext(f"{SVG}{name}") for name in ("title", "desc")]

    def test_drawn_twice_is_the_same(self, seal):
        """Modules are worked out once; each drawing of them is alike."""
        assert seal.to_svg() == seal.to_svg()
        assert seal.to_png() == seal.to_png()
        assert seal.to_terminal() == seal.to_terminal()

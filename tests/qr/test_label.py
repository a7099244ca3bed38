"""The printable label: code, host, instruction."""

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from egovkit.errors import UsageError
from egovkit.qr import Sealer

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def seal(sealer, letter, at):
    """The reference letter, sealed."""
    return sealer.seal(letter, at=at, error_correction="M")


def test_words(seal):
    """Kode verifikasi, what to do, and the official host; no regulated term."""
    root = ET.fromstring(seal.to_label())  # noqa: S314 - our own output
    lines = [text.text for text in root.iter(f"{SVG}text")]
    assert lines[0] == "KODE VERIFIKASI"
    assert "v.contoh.example" in lines
    whole = " ".join(lines).lower()
    assert "pindai" in whole
    assert "cocokkan" in whole
    assert "segel" not in whole
    assert "tersertifikasi" not in whole
    assert root.find(f"{SVG}title").text == "Kode verifikasi"
    assert "v.contoh.example" in root.find(f"{SVG}desc").text


def test_size_in_millimetres(seal):
    """A symbol of 57 modules and two quiet zones of four, 0.42 mm each."""
    side = 65 * 0.42
    root = ET.fromstring(seal.to_label())  # noqa: S314 - our own output
    width = float(root.get("width").removesuffix("mm"))
    height = float(root.get("height").removesuffix("mm"))
    assert height >= side - 0.01
    assert width > side + 40
    assert root.get("viewBox") == f"0 0 {width:.2f} {height:.2f}"
    assert "scale(0.42)" in root.find(f"{SVG}g").get("transform")


def test_the_path_is_the_codes(seal):
    """The label draws the very same modules."""
    label = ET.fromstring(seal.to_label())  # noqa: S314 - our own output
    alone = ET.fromstring(seal.to_svg())  # noqa: S314 - our own output
    drawn = label.find(f"{SVG}g/{SVG}path").get("d")
    assert drawn == alone.findall(f"{SVG}path")[1].get("d")


@pytest.mark.parametrize(
    "host",
    [
        "verifikasi.pelayanan.kecamatan-contoh.kota-contoh.example",
        "verifikasi.dinas-kependudukan-pencatatan-sipil.kab-contoh.example",
        "v.contoh.example:8443",
        f"{'a' * 63}.example",
    ],
)
def test_a_long_host_stays_inside(key, letter, at, host):
    """It breaks after dots and hyphens into lines of 52 mm at the common size; only
    a name that cannot be broken is set smaller.
    """
    seal = Sealer(key=key, issuer="x", url=f"https://{host}/s").seal(letter, at=at)
    root = ET.fromstring(seal.to_label())  # noqa: S314 - our own output
    lines = list(root.iter(f"{SVG}text"))
    place = next(i for i, t in enumerate(lines) if t.text == "Alamat resmi:")
    named = lines[place + 1 :]
    assert "".join(t.text for t in named) == seal.host == host
    for text in named:
        size = float(text.get("font-size"))
        assert size * 0.62 * len(text.text) <= 52.5
        assert size == 3.2 or len(text.text) > 26
    assert float(lines[-1].get("y")) < float(root.get("height").removesuffix("mm"))


@pytest.mark.parametrize("module", [0.39, 0.1])
def test_small_modules_are_refused(seal, module):
    """Below 0.4 mm phones start to fail."""
    with pytest.raises(UsageError) as caught:
        seal.to_label(module_mm=module)
    assert caught.value.code == "print_module_small"
    assert f"{module:.2f} mm" in str(caught.value)


@pytest.mark.parametrize("module", [-1, 64.1, float("nan"), float("inf"), True])
def test_modules_that_cannot_be_are_refused(seal, module):
    """Nobody prints a module of 64 mm; of such a size "too small" would be untrue."""
    with pytest.raises(UsageError) as caught:
        seal.to_label(module_mm=module)
    assert caught.value.code == "print_resolution"


@pytest.mark.parametrize("module", [0.4, 64])
def test_the_smallest_and_the_largest_module(seal, module):
    """Both bounds are still printed."""
    root = ET.fromstring(seal.to_label(module_mm=module))  # noqa: S314 - our own output
    modules = seal.symbol.modules + 8
    assert float(root.get("width").removesuffix("mm")) > modules * module


def test_lines_do_not_overlap(seal):
    """Each line is at least its own size below the one before."""
    root = ET.fromstring(seal.to_label())  # noqa: S314 - our own output
    lines = list(root.iter(f"{SVG}text"))
    tops = [(float(t.get("y")), float(t.get("font-size"))) for t in lines]
    for (above, _), (below, size) in pairwise(tops):
        assert below - above >= size
    height = float(root.get("height").removesuffix("mm"))
    assert tops[-1][0] < height
    assert re.search(r"font-weight=\"bold\"", seal.to_label())


def layout(seal, **options):
    """Sides, the code's place, and for each line its place, size and weight."""
    root = ET.fromstring(seal.to_label(**options))  # noqa: S314 - our own output
    numbers = re.findall(r"[-0-9.]+", root.find(f"{SVG}g").get("transform"))
    return (
        tuple(float(root.get(name).removesuffix("mm")) for name in ("width", "height")),
        tuple(map(float, numbers)),
        [
            (
                text.text,
                float(text.get("x")),
                float(text.get("y")),
                float(text.get("font-size")),
                text.get("font-weight"),
            )
            for text in root.iter(f"{SVG}text")
        ],
    )


def test_layout_by_hand(seal):
    """Beside a small code the text decides the height, and the code is centred.

    65 modules of 0.42 mm are 27.3 mm. The heading has 4.2 mm, five lines 3.2 mm, each
    1.45 of its size high: 1.45 * (4.2 + 5 * 3.2) = 29.29 mm, with 3.2 mm of air
    above and below 35.69 mm. The text begins 3.2 mm down, less a third of a line for
    the air in it: 3.2 - 1.07 = 2.13 mm.
    """
    assert seal.symbol.modules == 57
    sides, place, lines = layout(seal, module_mm=0.42)
    assert sides == (82.5, 35.69)  # 27.3 + 52 + 3.2
    assert place == pytest.approx((0, 4.2, 0.42), abs=0.011)  # (35.69 - 27.3) / 2
    expected = [
        ("KODE VERIFIKASI", 27.3, 2.1333 + 6.09, 4.2, "bold"),
        ("Pindai dengan kamera ponsel,", 27.3, 8.2233 + 4.64, 3.2, None),
        ("lalu cocokkan isi yang tampil", 27.3, 8.2233 + 9.28, 3.2, None),
        ("dengan isi dokumen ini.", 27.3, 8.2233 + 13.92, 3.2, None),
        ("Alamat resmi:", 27.3, 8.2233 + 18.56, 3.2, None),
        ("v.contoh.example", 27.3, 8.2233 + 23.2, 3.2, "bold"),
    ]
    for line, (text, x, y, size, weight) in zip(lines, expected, strict=True):
        assert (line[0], line[1], line[3], line[4]) == (text, x, size, weight)
        assert line[2] == pytest.approx(y, abs=0.011)


def test_layout_beside_a_large_code(seal):
    """A code of 65 mm decides the height; the text is centred beside it."""
    sides, place, lines = layout(seal, module_mm=1.0)
    assert sides == (120.2, 65.0)
    assert place == (0, 0, 1)
    assert lines[0][2] == pytest.approx((65 - 29.29) / 2 - 3.2 / 3 + 6.09, abs=0.011)
    assert lines[-1][2] == pytest.approx(lines[0][2] + 23.2, abs=0.021)
    assert {line[1] for line in lines} == {65.0}


@pytest.mark.parametrize(
    ("host", "lines"),
    [
        ("a.example", ["a.example"]),
        # 52 / (0.62 * 3.2) = 26.2 characters of the common size fit beside the code
        (f"{'a' * 18}.example", [f"{'a' * 18}.example"]),
        (f"{'a' * 19}.example", [f"{'a' * 19}.", "example"]),
        (f"{'a' * 9}-{'b' * 8}.example", [f"{'a' * 9}-{'b' * 8}.example"]),
        (f"{'a' * 9}-{'b' * 9}.example", [f"{'a' * 9}-{'b' * 9}.", "example"]),
    ],
)
def test_where_a_host_is_broken(key, letter, at, host, lines):
    """After a dot or a hyphen, and only where the line is full."""
    seal = Sealer(key=key, issuer="x", url=f"https://{host}/s").seal(
        letter, at=at, mask=0
    )
    _, _, placed = layout(seal)
    assert [line[0] for line in placed[5:]] == lines
    assert {line[3] for line in placed[5:]} == {3.2}

"""The woven band: the same code weaves the same band everywhere and for ever; two codes never weave the same."""

import hashlib

from django.template import engines

from tinkuy.foundation.shared import drawings as weave

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_a_code_weaves_the_same_band_for_ever() -> None:
    """Printed acts and posters carry it: a change here is a change of every emblem already on paper."""
    drawn = repr(weave.paths("7K2M9Q"))
    assert drawn == repr(weave.paths("7K2M9Q"))
    assert hashlib.sha256(drawn.encode()).hexdigest()[:16] == "86dec62b6f5df7d4"


def test_two_codes_weave_two_bands() -> None:
    codes = [first + "K2M9" + last for first in ALPHABET for last in ALPHABET]
    assert len({repr(weave.stitches(code)) for code in codes}) == len(codes) == 1024


def test_the_beads_on_the_edge_are_the_code() -> None:
    """Five stitches a letter, thread or cloth, read from the left."""
    beads = weave.stitches("7K2M9Q")[1][:30]
    bits = "".join("1" if stitch else "0" for stitch in beads)
    assert "".join(ALPHABET[int(bits[start : start + 5], 2)] for start in range(0, 30, 5)) == "7K2M9Q"


def test_the_edges_are_mirrored_and_the_cloth_is_whole() -> None:
    rows = weave.stitches("CAJ026")
    assert [len(row) for row in rows] == [61] * 17
    assert [row for row in (rows[0], rows[1], rows[-1]) if row != row[::-1]] == []


def test_the_band_is_small_and_hidden_from_readers() -> None:
    template = engines["django"].from_string("{% weave code %}")
    drawn = [template.render({"code": code}) for code in ("7K2M9Q", "A1B2C3", "ZZ00XY", "", "un código cualquiera")]
    assert [band for band in drawn if 'aria-hidden="true"' not in band or len(band) >= 3000] == []

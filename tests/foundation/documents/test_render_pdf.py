"""A document is tagged, has title and language, says its text, executes none of it, and never changes by itself."""

import io
from datetime import date

import pikepdf
import pytest
import segno

from tinkuy.foundation.documents.actions import MANY, MASK, TemplateNotFound, qr_svgs, render_pdf
from tinkuy.foundation.documents.rules import printable, woven_band

HOSTILE = '#read("/etc/passwd") *negrita* $x$ @cita [y] \\ "comillas" <script>alert(1)</script> #panic()'


def _sample(**changes: object) -> bytes:
    data = {
        "issuer": "Gobierno Regional de Cajamarca",
        "process": "Presupuesto Participativo 2027",
        "place": "Cajamarca",
        "heading": "Acta de muestra",
        "text": "Texto llano con ñ y tildes.",
        "demo": True,
        "facts": [["CUI", "2324969"]],
        "header": ["N.º", "Proyecto", "Monto"],
        "rows": [["1", "Riego en Apalín", "S/ 1,234.50"]],
        "signers": [["Elena Cabrera", "Presidencia del equipo técnico"]],
        **changes,
    }
    return render_pdf(
        "documents/sample.typ",
        data,
        title="Acta de muestra",
        on=date(2026, 5, 8),
        code="AB12CD",
        qr={"verify": "https://ejemplo.pe/acreditacion/AB12CD/"},
    )


def _struct_types(pdf: pikepdf.Pdf) -> list[str]:
    found: list[str] = []
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting.extend(node)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(str(node.S))
            if "/K" in node:
                waiting.append(node.K)
    return found


def _alternatives(pdf: pikepdf.Pdf) -> list[str]:
    return [str(item.Alt) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]


def test_it_is_tagged_titled_and_in_the_spanish_of_peru() -> None:
    with pikepdf.open(io.BytesIO(_sample())) as pdf:
        assert str(pdf.Root.Lang) == "es-PE"
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Acta de muestra"
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        types = _struct_types(pdf)
        assert {"/Document", "/H1", "/H2", "/Table", "/THead", "/TH", "/TD", "/Figure"} <= set(types)
        assert _alternatives(pdf) == ["Código QR que lleva a la página de verificación"]


def test_the_same_data_gives_the_same_bytes_and_other_data_others() -> None:
    assert _sample() == _sample()
    assert _sample() != _sample(heading="Otra acta")


def test_only_the_shipped_fonts_are_inside() -> None:
    with pikepdf.open(io.BytesIO(_sample())) as pdf:
        names = {
            str(item.BaseFont).split("+")[-1]
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
        }
    assert names == {"AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-Bold"}


def test_hostile_text_stays_text() -> None:
    content = _sample(heading=HOSTILE, text=HOSTILE, rows=[[HOSTILE, HOSTILE, HOSTILE]])
    with pikepdf.open(io.BytesIO(content)) as pdf:
        outline = [str(item.title) for item in pdf.open_outline().root]
    assert outline == [HOSTILE]
    assert b"root:x:" not in content


def test_signs_no_font_has_do_not_stop_the_document() -> None:
    assert _sample(heading="日本 🙂 \u202eabc\x00\x1b → ≥ ✓ □ ▲", text="e\u0301 a\u0338 ﷽").startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        ("Ñandú", "Ñandú"),
        ("e\u0301", "é"),
        ("日", "□"),
        ("a\u202eb\x00c", "abc"),
        ("uno\ndos\ttres", "uno\ndos tres"),
        (["日", {"clave": "≥"}, 3, True, None], ["□", {"clave": "≥"}, 3, True, None]),
    ],
)
def test_text_is_made_drawable(given: object, drawn: object) -> None:
    assert printable(given, frozenset(range(32, 256))) == drawn


def test_a_template_outside_the_apps_is_not_found() -> None:
    for name in ("documents/nothing.typ", "../../etc/passwd.typ", "ui/base.html"):
        with pytest.raises(TemplateNotFound):
            render_pdf(name, {}, title="x")


def test_the_band_of_the_code_is_drawn_and_is_another_for_another_code() -> None:
    data = {"issuer": "GORE", "process": "", "place": "", "heading": "A", "text": "", "demo": False, "facts": [],
            "header": ["A"], "rows": [], "signers": []}  # fmt: skip
    same = {"title": "A", "qr": {"verify": "https://ejemplo.pe/"}}
    plain, one, other = (
        render_pdf("documents/sample.typ", data, code=code, **same) for code in ("", "AB12CD", "AB12CE")
    )
    assert len({plain, one, other}) == 3
    assert woven_band([(1, "M0 0h3")], width=61, height=17).count("<path") == 2


def test_many_codes_under_one_mask_say_the_same_as_each_by_itself() -> None:
    addresses = {str(n): f"https://tinkuy.pe/acreditacion/ABCD{n:04d}/" for n in range(MANY + 1)}
    few = dict(list(addresses.items())[:MANY])
    assert {segno.make(address, error="m", mask=MASK).mask for address in addresses.values()} == {MASK}
    many, by_one = qr_svgs(addresses), qr_svgs(few)
    assert set(many) == set(addresses)
    fixed = segno.make(addresses["7"], error="m", mask=MASK).svg_inline(border=2, omitsize=True)
    assert (many["7"], by_one["7"]) == (
        fixed,
        segno.make(addresses["7"], error="m").svg_inline(border=2, omitsize=True),
    )

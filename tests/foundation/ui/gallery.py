"""One page with every partial, tag and class, so that a person and axe can look at all of them at once."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from tinkuy.foundation.shared.paging import Page
from tinkuy.foundation.shared.routes import public

TEMPLATE = Path(__file__).parent / "templates" / "gallery.html"
NOW = datetime(2026, 5, 12, 15, tzinfo=UTC)
STAGES = [
    {
        "title": "Inscripción",
        "opens_at": datetime(2026, 4, 6, 13, tzinfo=UTC),
        "closes_at": datetime(2026, 4, 25, 4, tzinfo=UTC),
    },
    {
        "title": "Evaluación técnica",
        "opens_at": datetime(2026, 4, 27, 13, tzinfo=UTC),
        "closes_at": datetime(2026, 5, 9, 4, tzinfo=UTC),
    },
    {
        "title": "Votación",
        "opens_at": datetime(2026, 5, 11, 13, tzinfo=UTC),
        "closes_at": datetime(2026, 5, 16, 4, tzinfo=UTC),
    },
    {
        "title": "Formalización de acuerdos",
        "opens_at": datetime(2026, 5, 25, 13, tzinfo=UTC),
        "closes_at": datetime(2026, 5, 30, 4, tzinfo=UTC),
    },
]
SHAPES = [
    {
        "name": "San Ignacio",
        "d": "M60 20 200 40 190 160 70 150z",
        "value": "12 proyectos",
        "level": 3,
        "url": "#a",
        "x": 130,
        "y": 95,
    },
    {
        "name": "Jaén",
        "d": "M70 150 190 160 210 270 90 280z",
        "value": "31 proyectos",
        "level": 5,
        "url": "#b",
        "x": 140,
        "y": 215,
    },
    {
        "name": "Cutervo",
        "d": "M190 160 330 150 340 260 210 270z",
        "value": "8 proyectos",
        "level": 2,
        "url": "#c",
        "x": 265,
        "y": 215,
    },
    {"name": "Chota", "d": "M90 280 340 260 350 380 120 390z", "value": "", "level": 0, "url": "", "x": 225, "y": 330},
]


class GalleryForm(forms.Form):
    title = forms.CharField(label="Nombre de tu idea", help_text="En una frase, como se lo dirías a tu vecina.")
    province = forms.ChoiceField(
        label="Provincia", choices=[("", "Elige una"), ("0601", "Cajamarca"), ("0608", "Jaén")]
    )
    amount = forms.DecimalField(label="Costo estimado", required=False, help_text="En soles, si lo sabes.")
    text = forms.CharField(label="¿Qué problema resuelve?", widget=forms.Textarea)
    seat = forms.ChoiceField(
        label="Participas como", widget=forms.RadioSelect, choices=[("t", "Titular"), ("a", "Alterna o alterno")]
    )
    topics = forms.MultipleChoiceField(
        label="Temas",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("agua", "Agua y saneamiento"), ("salud", "Salud"), ("vias", "Caminos")],
    )
    day = forms.DateField(label="Fecha", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    file = forms.FileField(label="Documento de tu organización", help_text="PDF de hasta 5 MB.")
    agree = forms.BooleanField(label="Leí las bases y acepto cumplirlas.")


def facts() -> dict[str, object]:
    return {
        "now": NOW,
        "stages": STAGES,
        "shapes": SHAPES,
        "legend": [(0, "Sin dato"), (2, "1 a 10"), (3, "11 a 20"), (5, "Más de 20")],
        "codes": ["7K2M9Q", "A1B2C3", "ZZ00XY", "CAJ026", "M4NQ8W", "0H6TDR"],
        "parts": [
            ("Agua para Chota", Decimal("4500000")),
            ("Posta de Jaén", Decimal("2750000.50")),
            ("Camino", Decimal("900000")),
        ],
        "ceiling": Decimal("10000000"),
        "rows": [("Jaén", 31, "#j"), ("San Ignacio", 12, ""), ("Cutervo", 8, "")],
        "technical": Decimal("61.20"),
        "vote": Decimal("15.00"),
        "pairs": [("Código único", "2345678"), ("Costo", "S/ 4,500,000.00"), ("Nada", "")],
        "page": Page([], next_cursor="b", previous_cursor="a"),
    }


@public
def gallery(request: HttpRequest) -> HttpResponse:
    bound = GalleryForm({"title": "", "text": "Nada"}) if "errores" in request.GET else GalleryForm()
    template = engines["django"].from_string(TEMPLATE.read_text())
    return HttpResponse(template.render({**facts(), "form": bound}, request))


urlpatterns = [path("muestrario/", gallery, name="gallery"), path("", include("config.urls"))]
handler404 = "tinkuy.faces.web.views.not_found"

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.money import MalformedAmount, parse_soles
from tinkuy.foundation.territory.queries import districts_of, provinces_of

from ..actions.ideas import IdeaDraft
from ..enums import IdeaState, IdeaTheme
from ..rules.ideas import ANSWERS

MOST = Decimal("99999999999999.99")


class SolesField(forms.CharField):
    """An amount as people write it; more than two decimals are somebody's mistake and are not rounded away."""

    def clean(self, value: str) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            amount = parse_soles(text)
        except MalformedAmount as error:
            raise ValidationError(_now("El monto %(why)s.") % {"why": error}) from error
        if not 0 < amount <= MOST:
            raise ValidationError(_now("El monto debe ser mayor que cero."))
        return amount


class IdeaForm(forms.Form):
    """The form of seed 003. The date is that of its presentation."""

    name = forms.CharField(
        label=_("Nombre de la idea"),
        max_length=200,
        min_length=10,
        help_text=_("Qué se haría y dónde, en una línea. Por ejemplo: «Agua potable para el caserío El Tambo»."),
    )
    ubigeo = forms.ChoiceField(
        label=_("Provincia y distrito"),
        error_messages={"invalid_choice": _("Elige un lugar de la lista: una provincia o un distrito de esta región.")},
    )
    theme = forms.ChoiceField(label=_("Tema"), choices=[("", _("Elige un tema")), *IdeaTheme.choices])
    strategic_action = forms.CharField(
        label=_("Acción estratégica regional (AER) del PDRC"),
        max_length=200,
        help_text=_("A qué acción del Plan de Desarrollo Regional Concertado ayuda. Si no la sabes, di con qué fin."),
    )
    detail = forms.CharField(
        label=_("El problema y la idea"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("A quiénes les falta qué, y cómo ayudaría. No pongas datos personales de nadie."),
    )
    beneficiaries = forms.IntegerField(
        label=_("Personas beneficiadas"),
        required=False,
        min_value=1,
        max_value=40_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    amount = SolesField(
        label=_("Monto aproximado en soles"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    shows_author = forms.BooleanField(
        label=_("Mostrar mi nombre junto a esta idea"),
        required=False,
        help_text=_("Si no lo marcas, la idea se publica sin tu nombre."),
    )

    def __init__(self, *args: object, region: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["ubigeo"].choices = place_choices(region)  # type: ignore[attr-defined]

    def draft(self) -> IdeaDraft:
        return IdeaDraft(**self.cleaned_data)


class IdeaFilter(forms.Form):
    """What somebody looks for among the ideas. A wrong value is no filter."""

    texto = forms.CharField(label=_("Palabras"), required=False, max_length=80)
    provincia = forms.ChoiceField(label=_("Provincia"), required=False)
    tema = forms.ChoiceField(label=_("Tema"), required=False, choices=[("", _("Todos")), *IdeaTheme.choices])
    estado = forms.ChoiceField(label=_("Estado"), required=False, choices=[("", _("Todos")), *IdeaState.choices])

    def __init__(self, *args: object, provinces: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["provincia"].choices = [("", _("Todas")), *provinces]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        data = self.cleaned_data if self.is_bound and (self.is_valid() or self.cleaned_data) else {}
        names = {"text": "texto", "province": "provincia", "theme": "tema", "state": "estado"}
        return {name: data.get(field, "") for name, field in names.items()}


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Respuesta"), widget=forms.RadioSelect, choices=[(value, IdeaState(value).label) for value in ANSWERS]
    )
    reason = forms.CharField(
        label=_("Motivo"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Es público y lo reciben su autor y quienes la apoyaron. Di por qué, con la norma o el dato."),
    )
    referred_to = forms.CharField(
        label=_("Si se deriva, a quién"), required=False, max_length=200, help_text=_("Entidad o unidad que la verá.")
    )
    cui = forms.CharField(
        label=_("Si ya es candidata, su código (CUI)"),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("El proyecto de este proceso en que se convirtió; será evaluado como los demás."),
    )


def place_choices(region: str) -> list[tuple[str, object]]:
    """Each province as a group: the whole of it, and its districts."""
    districts: dict[str, list[tuple[str, str]]] = {}
    for district in districts_of(region[:2]):
        districts.setdefault(district.code[:4], []).append((district.code, district.name))
    groups: list[tuple[str, object]] = [("", _("Elige un lugar"))]
    for province in provinces_of(region[:2]):
        whole = (province.code, _now("Toda la provincia de %(name)s") % {"name": province.name})
        groups.append((province.name, [whole, *districts.get(province.code, [])]))
    return groups

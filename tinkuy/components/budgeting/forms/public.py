from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import ProjectState
from ..queries.process import ListSummary


class ProjectFilter(forms.Form):
    """What somebody looks for among the projects. A wrong value is no filter."""

    texto = forms.CharField(label=_("Palabras o CUI"), required=False, max_length=80)
    lista = forms.ChoiceField(label=_("Lista"), required=False)
    funcion = forms.ChoiceField(label=_("Función"), required=False)
    estado = forms.ChoiceField(label=_("Estado"), required=False)

    def __init__(self, *args: object, lists: list[ListSummary], functions: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _("Todas"))
        lists_by_key = [every, *((row.key, row.title) for row in lists)]
        self.fields["lista"].choices = lists_by_key  # type: ignore[attr-defined]
        self.fields["funcion"].choices = [every, *((name, name) for name in functions)]  # type: ignore[attr-defined]
        self.fields["estado"].choices = [("", _("Todos")), *ProjectState.choices]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        self.is_valid()
        names = {"texto": "text", "lista": "list_key", "funcion": "function", "estado": "state"}
        return {name: self.cleaned_data.get(field, "") for field, name in names.items()}

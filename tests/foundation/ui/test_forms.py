"""Forms: errors on top that lead to their fields, nothing typed is lost, every control has its name."""

import re

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils.html import format_html

from tests.foundation.ui.gallery import GalleryForm

PAGE = '{% include "ui/_form.html" with form=form submit="Guardar" cancel_url="/atras/" %}'


def render(form: GalleryForm) -> str:
    return engines["django"].from_string(PAGE).render({"form": form}, RequestFactory().get("/"))


def test_the_summary_of_errors_leads_to_each_field() -> None:
    html = render(GalleryForm({"title": "", "text": "El agua llega dos horas al día"}))
    summary = html[html.index("error-summary") : html.index('class="field')]
    leads_to = re.findall(r'href="#(\w+)"', summary)
    assert leads_to == ["id_title", "id_province", "id_seat_0", "id_file", "id_agree"]
    assert [name for name in leads_to if f'id="{name}"' not in html] == []
    assert 'role="alert"' in html


def test_what_was_typed_is_not_lost() -> None:
    assert "El agua llega dos horas al día" in render(
        GalleryForm({"title": "", "text": "El agua llega dos horas al día"})
    )


def test_without_errors_there_is_no_summary() -> None:
    html = render(GalleryForm())
    assert "error-summary" not in html
    assert 'enctype="multipart/form-data"' in html
    assert '<a href="/atras/">Cancelar</a>' in html


def test_every_control_has_a_label_and_its_hint_and_error_are_tied_to_it() -> None:
    html = render(GalleryForm({"title": ""}))
    controls = re.findall(r'<(?:input|select|textarea)[^>]*\bid="(\w+)"', html)
    assert [name for name in controls if f'for="{name}"' not in html] == []
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html


def test_only_what_is_not_required_is_marked() -> None:
    html = render(GalleryForm())
    assert html.count("(opcional)") == 3


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x>'])
def test_what_people_type_stays_text(text: str) -> None:
    assert text not in render(GalleryForm({"title": text, "text": text}))


def test_a_hint_that_people_wrote_is_text_and_one_that_we_wrote_keeps_its_link() -> None:
    form = GalleryForm()
    form.fields["title"].help_text = '<img src=x onerror="alert(1)">'
    form.fields["text"].help_text = format_html('<a href="{}">{}</a>', "/cuenta/textos/data/", "Cómo se tratan")
    html = render(form)
    assert "&lt;img src=x onerror=" in html
    assert "<img" not in html
    assert '<a href="/cuenta/textos/data/">Cómo se tratan</a>' in html

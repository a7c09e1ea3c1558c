"""Search over everything published: the same hits, the same counts and the same order on both databases.

Order: exact words in the title, exact words anywhere, stems in the title, the rest; the newest first within each.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.text import Words

from .. import registry
from ..models import Dossier
from ..text import Term, Token, terms
from .highlights import Part, marked, snippet
from .records import by_code, published
from .suggestions import suggestion

MAX_TEXT = 200
_ORDER = ("tier", "-published_at", "-id")
_TableExpression = tuple[str, str]


@dataclass(frozen=True)
class Hit:
    """A record found: its title and an excerpt cut into parts, of which some are marked."""

    dossier: Dossier
    title: tuple[Part, ...]
    excerpt: tuple[Part, ...]
    kind: registry.RecordKind
    state: registry.State | None


@dataclass(frozen=True)
class Facet:
    key: str
    label: Words
    count: int


@dataclass(frozen=True)
class SearchPage:
    text: str
    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: tuple[Facet, ...] = field(default=())
    next_cursor: str = ""
    previous_cursor: str = ""
    suggestion: str = ""
    # The record whose short code was typed, if that is what the text is.
    direct: Dossier | None = None


def search(
    text: str,
    *,
    kind: str = "",
    entity: str = "",
    ubigeo: str = "",
    space: str = "",
    state: str = "",
    cursor: str = "",
    size: int = 20,
    all_prefixes: bool = False,
) -> SearchPage:
    """Published records with every word of the text (its forms and synonyms too; the last word may be unfinished).

    `ubigeo` takes what lies inside; `all_prefixes` lets every word go on, for languages without a stemmer (Quechua).
    An empty text finds everything; nothing that people can type is an error."""
    text = " ".join(text.replace("\x00", " ").split())[:MAX_TEXT]
    asked = terms(text, all_prefixes=all_prefixes)
    if text and not asked:
        return SearchPage(text)
    within = _filtered(published(), entity=entity, ubigeo=ubigeo, space=space, state=state)
    found = within.filter(_matches(asked)) if asked else within
    facets = _facets(found)
    total = sum(facet.count for facet in facets if not kind or facet.key == kind)
    chosen = found.filter(kind=kind[:40].replace("\x00", "")) if kind else found
    page = keyset_page(chosen.annotate(tier=_tier(asked)), cursor=cursor, size=size, order=_ORDER)
    return SearchPage(
        text=text,
        hits=tuple(_hit(dossier, asked) for dossier in page.rows),
        total=total,
        facets=facets,
        next_cursor=page.next_cursor,
        previous_cursor=page.previous_cursor,
        suggestion="" if total else suggestion(asked, _has_hits(within)),
        direct=by_code(text) if re.fullmatch(r"[\w -]{4,10}", text) else None,
    )


def _filtered(found: QuerySet[Dossier], *, entity: str, ubigeo: str, space: str, state: str) -> QuerySet[Dossier]:
    if entity:
        found = found.filter(entity_slug=entity.replace("\x00", ""))
    if space:
        found = found.filter(space_slug=space.replace("\x00", ""))
    if state:
        found = found.filter(state=state.replace("\x00", ""))
    if ubigeo:
        found = found.filter(ubigeo__startswith=ubigeo.replace("\x00", ""))
    return found


def _facets(found: QuerySet[Dossier]) -> tuple[Facet, ...]:
    counts = found.order_by().values_list("kind").annotate(count=Count("id")).order_by("-count", "kind")
    return tuple(Facet(key, registry.kind(key).plural, count) for key, count in counts)


def _has_hits(within: QuerySet[Dossier]) -> Callable[[str], bool]:
    return lambda text: within.filter(_matches(terms(text))).exists()


def _hit(dossier: Dossier, asked: list[Term]) -> Hit:
    kind = registry.kind(dossier.kind)
    body = " ".join(part for part in (dossier.summary, dossier.body) if part)
    return Hit(dossier, marked(dossier.title, asked), snippet(body, asked), kind, _state(dossier, kind))


def _state(dossier: Dossier, kind: registry.RecordKind) -> registry.State | None:
    """The state that the kind names, or the words that the record itself carries."""
    return kind.states.get(dossier.state) or (registry.State(dossier.state) if dossier.state else None)


def _tier(asked: list[Term]) -> Case:
    if not asked:
        return Case(default=Value(0), output_field=IntegerField())
    return Case(
        When(_matches(asked, forms=_exact, title_only=True), then=Value(0)),
        When(_matches(asked, forms=_exact), then=Value(1)),
        When(_matches(asked, title_only=True), then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )


def _any_form(token: Token) -> list[str]:
    """x and s tell exact words from stems; a star lets the word go on."""
    return [f"x{token.exact}", f"s{token.stem}", *([f"x{token.exact}*"] if token.is_prefix else [])]


def _exact(token: Token) -> list[str]:
    return [f"x{token.exact}"]


def _matches(asked: list[Term], *, forms: Callable[[Token], list[str]] = _any_form, title_only: bool = False) -> Q:
    """Only analysed tokens ([a-z0-9]) reach the database's query language: there is nothing to escape."""
    if connection.vendor == "postgresql":
        sql = "SELECT dossier_id FROM dossiers_index WHERE words @@ to_tsquery('simple', %s)"
        expression = _join(asked, forms, "&", "|", _for_tsquery("AB" if title_only else ""))
    else:
        sql = "SELECT rowid FROM dossiers_index WHERE dossiers_index MATCH %s"
        expression = _join(asked, forms, "AND", "OR", lambda form: form)
        expression = f"{{title_exact title_stem}} : ({expression})" if title_only else expression
    return Q(pk__in=RawSQL(sql, [expression]))  # noqa: S611


def _for_tsquery(weights: str) -> Callable[[str], str]:
    """PostgreSQL writes «word:*AB» for a prefix in the weights A and B."""

    def write(form: str) -> str:
        marks = ("*" if form.endswith("*") else "") + weights
        return form.rstrip("*") + (f":{marks}" if marks else "")

    return write


def _join(
    asked: list[Term], forms: Callable[[Token], list[str]], both: str, either: str, write: Callable[[str], str]
) -> str:
    def of_token(token: Token) -> str:
        return "(" + f" {either} ".join(dict.fromkeys(write(form) for form in forms(token))) + ")"

    def of_term(term: Term) -> str:
        said = ["(" + f" {both} ".join(of_token(token) for token in said) + ")" for said in term.alternatives]
        return "(" + f" {either} ".join(said) + ")"

    return f" {both} ".join(of_term(term) for term in asked)

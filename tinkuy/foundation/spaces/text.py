"""The messages that spaces send: what moved, what will stay shut."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _


def moved_text(space, stage, move) -> tuple[str, str]:  # type: ignore[no-untyped-def]
    """Subject and body for a date that moved."""
    subject = _("Cambió una fecha de «%(space)s»") % {"space": space.title}
    facts = {
        "stage": stage.title,
        "before": _span(move.opened_before, move.closed_before),
        "after": _span(move.opens_at, move.closes_at),
        "reason": move.reason,
    }
    body = _("%(stage)s\n\nAntes: %(before)s.\nAhora: %(after)s.\nMotivo: %(reason)s")
    return subject, body % facts


def shut_text(stage) -> tuple[str, str]:  # type: ignore[no-untyped-def]
    """Subject and body for a stage that will not open on its date."""
    subject = _("«%(stage)s» seguirá cerrada: falta su documento") % {"stage": stage.title}
    facts = {"stage": stage.title, "space": stage.space.title, "opens": _moment(stage.opens_at)}
    body = _(
        "La etapa «%(stage)s» de «%(space)s» tiene fecha %(opens)s, y el documento que la abre no está publicado.\n"
        "Mientras falte, nadie podrá entrar aunque llegue la fecha."
    )
    return subject, body % facts


def _span(opens, closes) -> str:  # type: ignore[no-untyped-def]
    return _("del %(opens)s al %(closes)s") % {"opens": _moment(opens), "closes": _moment(closes)}


def _moment(at) -> str:  # type: ignore[no-untyped-def]
    return date_format(localtime(at), "DATETIME_FORMAT")

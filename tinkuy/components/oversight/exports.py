"""Reports as a table and as a tagged PDF: findings, what was asked, what was answered."""

import csv
from collections.abc import Iterable
from io import StringIO

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tinkuy.foundation.documents.actions import render_pdf
from tinkuy.foundation.shared.text import neutral_cell

from .models import Finding, OversightReport


def findings_csv(reports: Iterable[OversightReport]) -> str:
    out = StringIO()
    out.write("\ufeff")
    table = csv.writer(out)
    table.writerow([
        _("Reporte"), _("Desde"), _("Hasta"), _("Hallazgo"), _("Tipo"), _("CUI"), _("Gravedad"), _("Detalle"),
        _("Se pide"), _("A quién"), _("Responder hasta"), _("Respuesta"), _("Respondido"), _("Llevado a"), _("El"),
    ])  # fmt: skip
    rows = Finding.objects.filter(report__in=reports).select_related("report").order_by("report__number", "number")
    for row in rows.iterator(chunk_size=500):
        table.writerow([neutral_cell(cell) for cell in _cells(row)])
    return out.getvalue()


def _cells(row: Finding) -> list[str]:
    report = row.report
    return [
        str(report.number),
        report.starts_on.isoformat(),
        report.until_on.isoformat(),
        str(row.number),
        row.get_kind_display(),
        row.cui,
        row.get_severity_display(),
        row.detail,
        row.asked,
        row.addressee,
        report.answer_due_on.isoformat() if report.answer_due_on else "",
        row.answer,
        timezone.localdate(row.answered_at).isoformat() if row.answered_at else "",
        row.get_escalated_to_display(),
        row.escalated_on.isoformat() if row.escalated_on else "",
    ]


def report_pdf(report: OversightReport) -> bytes:
    space = report.committee.space
    address = f"{settings.BASE_URL}{reverse('oversight:report', args=[space.slug, report.number])}"
    day = timezone.localdate(report.presented_at or report.started_at)
    data = {
        "issuer": _("Comité de vigilancia"),
        "process": space.title,
        "place": space.body.name,
        "heading": _("Reporte de vigilancia N.º %(number)s") % {"number": report.number},
        "facts": [
            [_("Periodo"), f"{date_format(report.starts_on, 'd/m/Y')} – {date_format(report.until_on, 'd/m/Y')}"],
            [_("Estado"), report.get_state_display()],
            [_("Presentado"), date_format(day, "j \\d\\e F \\d\\e Y") if report.presented_at else "—"],
            [_("Reconocimiento del comité"), report.committee.act_number],
        ],
        "summary": report.summary,
        "demo": space.is_demo,
        "findings": [
            [
                f"{row.number}. {row.get_kind_display()}" + (f" · CUI {row.cui}" if row.cui else ""),
                row.get_severity_display(),
                row.detail,
                f"{row.addressee}: {row.asked}",
                row.answer or _("Sin respuesta"),
            ]
            for row in report.findings.all()
        ],
    }
    title = data["heading"]
    return render_pdf(
        "oversight/report.typ", data, title=str(title), on=day, code=space.dossier.code, qr={"verify": address}
    )

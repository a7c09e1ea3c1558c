"""What is known of coordination and formalisation, written as blocks: the same words in their acts, the accountability
report and the process document."""

from decimal import Decimal

from django.utils.translation import gettext as _

from tinkuy.foundation.documents.blocks import Block, Heading, Table, Text
from tinkuy.foundation.shared.money import soles

from ..models import AccountabilityReport, BudgetProcess, CoordinationRecord, FormalizationRecord
from .coordination import cofinancing_of, flags_of, priorities_of, received_of
from .formalization import incorporations_of, replacements_of, steps_of

DASH = "—"


def day(value: object) -> str:
    return value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else DASH


def facts(caption: str, rows: list[tuple[str, str]]) -> Table:
    return Table(caption, [_("Dato"), _("Valor")], [[name, value or DASH] for name, value in rows], widths=(2, 5))


def or_missing(
    rows: list[list[str]], caption: str, header: list[str], missing: str, widths: tuple[int, ...] = ()
) -> Block:
    """The table; or, where there is nothing, a sentence that says so."""
    return Table(caption, header, rows, widths) if rows else Text(missing, is_missing=True)


def coordination_blocks(process: BudgetProcess, record: CoordinationRecord | None) -> list[Block]:
    return [*_minutes(record), *_received(process), *_duplicates(process), *_cofinancing(process), *_reports(process)]


def _minutes(record: CoordinationRecord | None) -> list[Block]:
    if record is None:
        return [Text(_("No consta el acta de coordinación entre niveles de gobierno."), is_missing=True)]
    rows = [
        (_("Lugar y fecha"), f"{record.place}, {day(record.held_on)}"),
        (_("Asistentes"), record.attendants),
        (_("Acuerdos"), record.agreements),
    ]
    return [facts(_("Reunión de coordinación (Ley 28056, art. 6)"), rows)]


def _received(process: BudgetProcess) -> list[Block]:
    lists = [
        [row.place_name, row.entity_name, row.get_source_display(), f"{row.act}, {day(row.act_on)}", str(row.row_count),
         soles(row.amount)]
        for row in received_of(process)
    ]  # fmt: skip
    rows = [
        [row.received.place_name, str(row.position), row.cui or DASH, row.title, row.place_name, soles(row.amount)]
        for row in priorities_of(process)
    ]
    header = [_("Lugar"), _("Entidad"), _("Cómo llegó"), _("Acta"), _("Proyectos"), _("Monto")]
    blocks: list[Block] = [
        Heading(_("Resultados recibidos de provincias y distritos")),
        or_missing(lists, _("Listas recibidas"), header, _("No se recibió la lista de ninguna provincia ni distrito.")),
    ]
    if rows:
        header = [_("De"), _("Orden"), _("CUI"), _("Proyecto"), _("Lugar"), _("Monto")]
        blocks.append(Table(_("Prioridades recibidas"), header, rows, (2, 1, 2, 6, 2, 2)))
    return blocks


def _duplicates(process: BudgetProcess) -> list[Block]:
    rows = [
        [
            flag.priority.title,
            flag.project.title if flag.project else flag.other.title if flag.other else DASH,
            flag.get_kind_display(),
            soles(flag.overlap),
            flag.get_decision_display() or _("Sin decidir"),
            flag.ground or DASH,
        ]
        for flag in flags_of(process)
    ]
    header = [
        _("Pedido por"),
        _("También pedido como"),
        _("Coinciden en"),
        _("Se pide de más"),
        _("Decisión"),
        _("Sustento"),
    ]
    missing = _("No se encontraron proyectos pedidos dos veces.")
    return [
        Heading(_("Coincidencias entre listas")),
        or_missing(rows, _("Coincidencias y su decisión"), header, missing),
    ]


def _cofinancing(process: BudgetProcess) -> list[Block]:
    rows = [
        [agreement.project.cui, agreement.project.title, share.partner, share.get_kind_display(), soles(share.amount),
         agreement.document]
        for agreement in cofinancing_of(process)
        for share in agreement.shares.all()
    ]  # fmt: skip
    header = [_("CUI"), _("Proyecto"), _("Quién aporta"), _("Qué aporta"), _("Valor"), _("Documento")]
    missing = _("No se comprometió cofinanciamiento.")
    return [Heading(_("Cofinanciamiento")), or_missing(rows, _("Compromisos de cofinanciar"), header, missing)]


def _reports(process: BudgetProcess) -> list[Block]:
    rows = [
        [str(row.number), row.council, row.reported_by, row.subject, row.document, day(row.received_on)]
        for row in process.council_reports.all()
    ]
    header = [_("N.º"), _("Consejo"), _("Informa"), _("Asunto"), _("Documento"), _("Recibido")]
    missing = _("No consta ningún informe de los consejos de coordinación local (Ley 28056, art. 5).")
    return [Heading(_("Informes recibidos")), or_missing(rows, _("Informes de consejos"), header, missing)]


def formalization_blocks(process: BudgetProcess, record: FormalizationRecord | None) -> list[Block]:
    return [*_budget(process, record), *_incorporated(process), *_works(process), *_replaced(process)]


def _budget(process: BudgetProcess, record: FormalizationRecord | None) -> list[Block]:
    if record is None:
        return [Text(_("No consta el acuerdo que aprueba el presupuesto institucional de apertura."), is_missing=True)]
    rows = [
        (_("Acuerdo"), f"{record.norm}, {day(record.approved_on)}"),
        (_("Órgano"), record.organ),
        (_("Presupuesto institucional de apertura"), soles(record.institutional_budget)),
        (_("Programado para los acuerdos"), soles(record.programmed)),
        (_("Parte del presupuesto institucional (Ley 28056, art. 7)"), f"{record.share:.2f} %"),
    ]
    return [facts(_("Presupuesto institucional de apertura (PIA)"), rows)]


def _incorporated(process: BudgetProcess) -> list[Block]:
    rows = [
        [
            row.project.cui,
            row.project.title,
            row.get_state_display(),
            soles(row.agreed),
            "; ".join(f"{found.year}: {soles(found.amount)}" for found in row.years.all()) or DASH,
            soles(row.difference),
            " · ".join(part for part in (row.programme, row.product, row.activity, row.function) if part) or DASH,
            row.responsible_unit,
            " · ".join(part for part in (row.reason, row.norm) if part) or DASH,
        ]
        for row in incorporations_of(process)
    ]
    header = [
        _("CUI"), _("Proyecto"), _("Estado"), _("Acordado"), _("Programado"), _("Diferencia"), _("Línea"), _("Unidad"),
        _("Motivo y norma"),
    ]  # fmt: skip
    missing = _("Ningún proyecto priorizado tiene registrada su incorporación al presupuesto.")
    table = or_missing(rows, _("Acuerdos en el presupuesto"), header, missing, (2, 5, 2, 2, 3, 2, 3, 2, 3))
    return [Heading(_("Proyectos acordados y presupuesto")), table]


def _works(process: BudgetProcess) -> list[Block]:
    rows = [
        [step.incorporation.project.cui, step.title, day(step.starts_on), day(step.ends_on)]
        for step in steps_of(process)
    ]
    header = [_("CUI"), _("Paso"), _("Desde"), _("Hasta")]
    missing = _("No consta el cronograma de obras.")
    return [Heading(_("Cronograma de obras")), or_missing(rows, _("Cronograma"), header, missing, (2, 6, 2, 2))]


def _replaced(process: BudgetProcess) -> list[Block]:
    rows = [
        [
            str(row.number),
            f"{row.outgoing.cui} {row.outgoing.title}",
            f"{row.incoming.cui} {row.incoming.title}",
            soles(row.amount),
            soles(row.remainder),
            f"{row.act}, {day(row.act_on)}",
            row.reason,
        ]
        for row in replacements_of(process)
    ]
    if not rows:
        return []
    header = [_("N.º"), _("No puede continuar"), _("Lo reemplaza"), _("Monto"), _("Saldo"), _("Acto"), _("Motivo")]
    return [Heading(_("Reemplazos")), Table(_("Reemplazos de proyectos"), header, rows, (1, 4, 4, 2, 2, 2, 4))]


def accountability_blocks(report: AccountabilityReport | None) -> list[Block]:
    if report is None:
        return [Text(_("No consta la rendición de cuentas sobre los acuerdos del año anterior."), is_missing=True)]
    lines = list(report.lines.all())
    rows = [
        [
            line.cui or DASH,
            line.title,
            line.actor or DASH,
            soles(line.agreed),
            soles(line.pia),
            soles(line.pim),
            soles(line.spent),
            f"{line.progress} %" if line.progress is not None else DASH,
            line.get_state_display() or _("Sin dato"),
            line.reason or DASH,
        ]
        for line in lines
    ]
    header = [
        _("CUI"), _("Acuerdo"), _("Responsable"), _("Acordado"), _("PIA"), _("PIM"), _("Gastado"), _("Avance"),
        _("Estado"), _("Motivo"),
    ]  # fmt: skip
    spent = sum((line.spent or Decimal(0) for line in lines), Decimal(0))
    share = _("no consta") if report.institutional_share is None else f"{report.institutional_share} %"
    about = [
        (_("Año fiscal"), str(report.fiscal_year)),
        (_("Acuerdos"), str(len(lines))),
        (_("Gastado"), soles(spent)),
        (_("Parte del presupuesto institucional (Ley 28056, art. 7)"), share),
        (_("Resumen"), report.summary),
    ]
    return [
        facts(_("Rendición de cuentas (Ley 28056, art. 11)"), about),
        Heading(_("Acuerdo por acuerdo")),
        Table(_("Cómo va cada acuerdo"), header, rows, (2, 6, 3, 2, 2, 2, 2, 2, 2, 4)),
    ]

"""The Documento del Proceso from the file (Reglamento de la Ley 28056, art. 10): what is missing is said as missing."""

import json

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from tinkuy.commons.accreditation.models import Accreditation
from tinkuy.commons.voting.queries import poll_of, turnout
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.audit.queries import head_of
from tinkuy.foundation.documents.blocks import Block, Bullets, Heading, Table, Text
from tinkuy.foundation.shared.money import soles
from tinkuy.foundation.territory.queries import full_name

from ..models import AgreementRecord, BudgetProcess, Prioritization
from .coordination import coordination_of
from .evaluation import assessments, matrix_of
from .formalization import commitments_of, formalization_of, published_report
from .handover import sheet_rows
from .results import published_versions, result_of, rows_of
from .written import DASH, accountability_blocks, coordination_blocks, day, facts, formalization_blocks, or_missing


def process_blocks(process: BudgetProcess) -> list[Block]:
    """The whole document, chapter by chapter. The same state of the file gives the same blocks."""
    result = result_of(process)
    chapters: list[tuple[str, list[Block]]] = [
        (_("La entidad y el proceso"), _entity(process)),
        (_("Normas"), _norms(process)),
        (_("Calendario previsto y cumplido"), _calendar(process)),
        (_("Agentes participantes"), _agents(process)),
        (_("Talleres"), _workshops(process)),
        (_("Resultados priorizados"), _results(process, result)),
        (_("Evaluación técnica"), _evaluation(process)),
        (_("Votación"), _vote(process)),
        (_("Proyectos priorizados y reserva"), _ranking(process, result)),
        (_("Acuerdos y compromisos"), _agreements(process, result)),
        (_("Comité de vigilancia"), _committee(process)),
        (_("Coordinación entre niveles de gobierno"), coordination_blocks(process, coordination_of(process))),
        (_("Formalización en el presupuesto"), formalization_blocks(process, formalization_of(process))),
        (_("Rendición de cuentas"), accountability_blocks(published_report(process))),
        (_("Anexos"), _annexes(process)),
    ]
    blocks: list[Block] = []
    for number, (title, body) in enumerate(chapters, start=1):
        # Headings inside a chapter stand one level below it.
        inner = [Heading(row.text, 3) if isinstance(row, Heading) else row for row in body]
        blocks += [Heading(f"{number}. {title}"), *inner]
    return blocks


def missing_of(blocks: list[Block]) -> list[str]:
    """What the document says that is missing."""
    return [block.text for block in blocks if isinstance(block, Text) and block.is_missing]


def _entity(process: BudgetProcess) -> list[Block]:
    space = process.space
    share = process.institutional_share
    rows = [
        (_("Entidad"), space.body.name),
        (_("Proceso"), space.title),
        (_("Año fiscal"), str(process.fiscal_year)),
        (_("Ámbito"), full_name(space.ubigeo)),
        (_("Unidad responsable"), space.responsible_unit),
        (_("Nivel de participación"), str(space.get_level_display())),
        (_("Techo del proceso"), soles(process.ceiling)),
        (_("Parte del presupuesto institucional (Ley 28056, art. 7)"), f"{share} %" if share is not None else ""),
        (_("Código del expediente"), space.dossier.code),
    ]
    table: list[Block] = [facts(_("Datos del proceso"), rows)]
    if share is None:
        table.append(Text(_("No consta qué parte del presupuesto institucional se dio al proceso."), is_missing=True))
    return table


def _norms(process: BudgetProcess) -> list[Block]:
    rule_set = process.rule_set
    lines = [
        _("Ley 28056, Ley Marco del Presupuesto Participativo, y su Reglamento."),
        process.space.legal_basis or _("Sin ordenanza registrada."),
    ]
    if rule_set:
        lines.append(f"{rule_set.norm} ({rule_set.get_confidence_display().lower()})")
    weights = {"t": f"{process.technical_weight * 100:.0f}", "v": f"{process.vote_weight * 100:.0f}"}
    note = _(
        "Pesos: %(t)s % técnico y %(v)s % votación. Es configuración del proceso: no se encontró norma que los fije."
    )
    return [Bullets(lines), Text(note.replace(" % ", " %% ") % weights)]


def _calendar(process: BudgetProcess) -> list[Block]:
    """The dates that were first published beside those that held, with the reason of each change (from the log)."""
    first: dict[str, list[str]] = {}
    reasons: dict[str, list[str]] = {}
    acts = Act.objects.filter(chain=process.space.chain, kind="spaces.scheduled_stage").order_by("sequence")
    for text in acts.values_list("payload", flat=True):
        payload = json.loads(text)
        first.setdefault(payload["stage"], payload["after"])
        if payload["reason"]:
            reasons.setdefault(payload["stage"], []).append(payload["reason"])
    rows = [
        [
            stage.title,
            " a ".join(value[:10] for value in first.get(stage.kind, [])) or DASH,
            f"{timezone.localtime(stage.opens_at):%d/%m/%Y %H:%M}",
            f"{timezone.localtime(stage.closes_at):%d/%m/%Y %H:%M}",
            "; ".join(reasons.get(stage.kind, [])) or _("Sin cambios"),
        ]
        for stage in process.space.stages.all()
    ]
    header = [_("Etapa"), _("Prevista al inicio (UTC)"), _("Abrió"), _("Cerró"), _("Cambios y motivos")]
    return [or_missing(rows, _("Calendario"), header, _("No consta el calendario del proceso."))]


def _agents(process: BudgetProcess) -> list[Block]:
    """In numbers by class and by sex: names are in the roster of the file, documents in no public paper."""
    found = Accreditation.objects.filter(space=process.space)
    counted = (
        found.values_list("agent_class", "request__sex", "may_vote").annotate(n=Count("id")).order_by("agent_class")
    )
    classes: dict[str, list[int]] = {}
    columns = {"female": 0, "male": 1}
    for agent_class, sex, may_vote, number in counted:
        cells = classes.setdefault(agent_class, [0, 0, 0, 0, 0])
        cells[columns.get(sex, 2)] += number
        cells[3] += number
        cells[4] += number if may_vote else 0
    labels = dict(Accreditation._meta.get_field("agent_class").choices or ())
    rows = [[str(labels.get(key, key)), *map(str, cells)] for key, cells in classes.items()]
    header = [_("Clase"), _("Mujeres"), _("Hombres"), _("Otra o sin dato"), _("Total"), _("Con voto")]
    return [or_missing(rows, _("Agentes acreditados"), header, _("No consta ningún agente participante acreditado."))]


def _workshops(process: BudgetProcess) -> list[Block]:
    rows = [
        [row["kind"], row["title"], day(row["date"]), str(row["place"] or DASH), str(row["total"] or DASH)]
        for row in sheet_rows(process, "workshops", at=timezone.localdate())
    ]
    header = [_("Tipo"), _("Acta"), _("Fecha"), _("Lugar"), _("Asistentes")]
    return [or_missing(rows, _("Talleres según sus actas"), header, _("No consta el acta de ningún taller."))]


def _results(process: BudgetProcess, result: Prioritization | None) -> list[Block]:
    lines = [row["result"] for row in sheet_rows(process, "results", at=timezone.localdate())]
    return [Bullets(lines)] if lines else [Text(_("No constan los resultados priorizados por los agentes."), True)]


def _evaluation(process: BudgetProcess) -> list[Block]:
    matrix = matrix_of(process)
    if matrix is None:
        return [Text(_("No consta la matriz de priorización aprobada."), is_missing=True)]
    approved = f"{matrix.approved_document}, {day(matrix.approved_on)}, {matrix.approved_organ}"
    criteria = [[row.code, row.name, f"{row.weight}"] for row in matrix.criteria.all()]
    projects = list(process.projects.select_related("list").order_by("cui"))
    found = assessments(process, projects)
    rows = [
        [row.cui, row.title, str(row.get_state_display()), str(len(found[row.pk].sheets)),
         f"{row.technical_score:.4f}" if row.technical_score is not None else DASH]
        for row in projects
    ]  # fmt: skip
    header = [_("CUI"), _("Proyecto"), _("Estado"), _("Fichas"), _("Puntaje técnico")]
    return [
        Text(_("Matriz aprobada por: %(approved)s.") % {"approved": approved}),
        Table(_("Criterios de la matriz"), [_("Código"), _("Criterio"), _("Peso")], criteria, (1, 5, 1)),
        or_missing(rows, _("Proyectos evaluados"), header, _("No consta ningún proyecto evaluado."), (2, 6, 3, 1, 2)),
    ]


def _vote(process: BudgetProcess) -> list[Block]:
    poll = poll_of(process.space)
    if poll is None:
        return [Text(_("No consta votación."), is_missing=True)]
    rows = [[row.title, str(row.roll), str(row.marks) if row.marks is not None else DASH] for row in turnout(poll)]
    dates = _("Del %(opens)s al %(closes)s (hora de Lima).") % {
        "opens": f"{timezone.localtime(poll.opens_at):%d/%m/%Y %H:%M}",
        "closes": f"{timezone.localtime(poll.closes_at):%d/%m/%Y %H:%M}",
    }
    return [Text(dates), Table(_("Participación por lista"), [_("Lista"), _("En el padrón"), _("Votaron")], rows)]


def _ranking(process: BudgetProcess, result: Prioritization | None) -> list[Block]:
    if result is None:
        return [Text(_("No consta un resultado publicado."), is_missing=True)]
    rows = [
        [
            str(row.fill_position),
            row.project.cui,
            row.project.title,
            row.project.list.title,
            f"{row.technical_part:.4f}",
            f"{row.vote_part:.4f}",
            f"{row.total:.4f}",
            soles(row.amount),
            str(row.get_outcome_display()),
        ]
        for row in rows_of(result)
    ]
    header = [
        _("Orden"), _("CUI"), _("Proyecto"), _("Lista"), _("Parte técnica"), _("Parte de votación"), _("Total"),
        _("Monto"), _("Resultado"),
    ]  # fmt: skip
    money = _("Versión %(version)s: se asignó %(assigned)s de %(ceiling)s; queda un saldo de %(balance)s.") % {
        "version": result.version,
        "assigned": soles(result.assigned),
        "ceiling": soles(result.ceiling),
        "balance": soles(result.balance),
    }
    corrected = [f"{row.version}: {row.reason}" for row in published_versions(process) if row.reason]
    notes: list[Block] = [Text(_("Correcciones y su motivo:")), Bullets(corrected)] if corrected else []
    return [Text(money), Table(_("Resultado"), header, rows, (1, 2, 6, 2, 2, 2, 2, 3, 2)), *notes]


def _agreements(process: BudgetProcess, result: Prioritization | None) -> list[Block]:
    act = AgreementRecord.objects.filter(prioritization=result).first() if result else None
    if act is None:
        return [Text(_("No consta el Acta de Acuerdos y Compromisos."), is_missing=True)]
    rows = [
        [row.actor, row.owner or DASH, row.text, day(row.due_on), row.evidence or DASH, str(row.get_state_display())]
        for row in commitments_of(process)
    ]
    about = _("Acta del %(on)s en %(place)s, con %(n)s asistentes. %(quorum)s") % {
        "on": day(act.held_on),
        "place": act.place,
        "n": act.attendance,
        "quorum": act.quorum_note,
    }
    header = [_("Quién"), _("Responsable"), _("Se compromete a"), _("Hasta"), _("Se verá en"), _("Estado")]
    table = or_missing(rows, _("Compromisos"), header, _("El acta no registra compromisos."), (3, 3, 6, 2, 3, 2))
    return [Text(about.strip()), table]


def _committee(process: BudgetProcess) -> list[Block]:
    lines = [str(row["name"]) for row in sheet_rows(process, "committee", at=timezone.localdate())]
    return [Bullets(lines)] if lines else [Text(_("No consta el comité de vigilancia elegido."), is_missing=True)]


def _annexes(process: BudgetProcess) -> list[Block]:
    rows = [
        [row.title, row.number or DASH, day(row.issued_on), row.file.sha256 if row.file else _("sin archivo")]
        for row in process.space.documents.filter(replaced_by=None)
        .exclude(kind="documento_proceso")
        .select_related("file")
    ]
    header = [_("Documento"), _("Número"), _("Fecha"), _("Huella SHA-256")]
    head = head_of(process.space.chain)
    seal = _("Bitácora del proceso hasta el acto n.º %(n)s, huella %(hash)s.") % {
        "n": head.sequence if head else 0,
        "hash": head.hash if head else DASH,
    }
    annexes = or_missing(
        rows, _("Documentos del expediente"), header, _("El expediente no tiene documentos."), (5, 2, 2, 6)
    )
    return [annexes, Text(seal)]

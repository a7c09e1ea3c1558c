"""The words of the participatory budget: how votes become points, how ties break, what a project's state is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Normalization(models.TextChoices):
    """How the votes of a project become 0 to 100 points inside its list."""

    HIGHEST = "highest", _("Parte de los votos del proyecto más votado de su lista")
    VALID_VOTES = "valid_votes", _("Parte de las cédulas válidas de su lista")
    ROLL = "roll", _("Parte de las personas del padrón de su lista")


class TieCriterionKey(models.TextChoices):
    TECHNICAL = "technical", _("mayor puntaje técnico")
    PROVINCES = "provinces", _("más provincias beneficiadas")
    BENEFICIARIES = "beneficiaries", _("más personas beneficiadas")
    VIABLE_ON = "viable_on", _("viabilidad más antigua")
    DRAW = "draw", _("sorteo con semilla pública")


class FillRule(models.TextChoices):
    SKIP = "skip", _("Si un proyecto no alcanza, se salta y se sigue con el siguiente")
    STOP = "stop", _("Si un proyecto no alcanza, la lista se detiene ahí")


class MatrixApprover(models.TextChoices):
    """Who approves the scoring matrix: ordinances differ (law.md 1.11)."""

    TECHNICAL_TEAM = "technical_team", _("El equipo técnico")
    AGENTS = "agents", _("Los agentes, en un taller")
    BYLAWS = "bylaws", _("El reglamento del proceso")


class OrderMethod(models.TextChoices):
    """How the order of the projects comes to be (features.md 3.1, «how priorities are set»)."""

    TECHNICAL_AND_VOTE = "technical_and_vote", _("Puntaje técnico y votación, con sus pesos")
    AGENTS = "agents", _("El voto de los agentes ordena lo que pasó la evaluación")
    TECHNICAL_TEAM = "technical_team", _("Los agentes priorizan y el equipo técnico ordena por criterios y fondos")
    CONSENSUS = "consensus", _("Consenso; si no se logra, mayoría simple a mano alzada")


class ProjectState(models.TextChoices):
    CANDIDATE = "candidate", _("Candidato")
    ELIGIBLE = "eligible", _("Cumple el impacto regional")
    REMAINDER = "remainder", _("Solo para el saldo")
    NOT_ELIGIBLE = "not_eligible", _("No cumple")
    UNVERIFIED = "unverified", _("No se puede verificar")
    ON_BALLOT = "on_ballot", _("En la cédula")
    PRIORITIZED = "prioritized", _("Priorizado")
    RESERVE = "reserve", _("En reserva")
    NOT_PRIORITIZED = "not_prioritized", _("No priorizado")
    WITHDRAWN = "withdrawn", _("Retirado")

    @property
    def look(self) -> str:
        """The figure of the state on the pages: done, ongoing, decided, open or neutral."""
        return {
            "eligible": "open",
            "remainder": "open",
            "not_eligible": "decided",
            "unverified": "ongoing",
            "on_ballot": "open",
            "prioritized": "done",
            "reserve": "ongoing",
        }.get(self.value, "neutral")


class ImpactLevel(models.TextChoices):
    REGIONAL = "regional", _("Regional")
    PROVINCIAL = "provincial", _("Provincial")
    DISTRICT = "district", _("Distrital")


class ReachOperator(models.TextChoices):
    """How the minimums of districts and provinces combine."""

    ALL = "all", _("Distritos y provincias")
    ANY = "any", _("Distritos o provincias")


class Confidence(models.TextChoices):
    VERIFIED = "verified", _("Visto en el texto de la norma")
    UNVERIFIED = "unverified", _("Configuración, no norma verificada")


class RuleOutcome(models.TextChoices):
    MEETS = "meets", _("Cumple")
    DOES_NOT = "does_not", _("No cumple")
    CANNOT_BE_VERIFIED = "cannot_be_verified", _("No se puede verificar")
    NOT_APPLIED = "not_applied", _("No se aplica")


class MatrixStatus(models.TextChoices):
    DRAFT = "draft", _("En preparación")
    APPROVED = "approved", _("Aprobada")
    REPLACED = "replaced", _("Reemplazada")


class CriterionKind(models.TextChoices):
    LIST = "list", _("Una opción de una lista")
    RANGE = "range", _("Un valor en un rango")
    MANUAL = "manual", _("Puntaje directo con sustento")


class CriterionVariable(models.TextChoices):
    """What a criterion measures. Some the platform can work out from the portfolio and the territory."""

    ALIGNMENT = "alignment", _("Alineamiento con el plan regional")
    GAP = "gap", _("Cierre de brechas")
    POVERTY = "poverty", _("Pobreza de los lugares beneficiados")
    COVERAGE = "coverage", _("Cobertura de población")
    STATE = "state", _("Estado de la inversión")
    REACH = "reach", _("Alcance territorial")
    COFINANCING = "cofinancing", _("Cofinanciamiento o sostenibilidad")
    GENDER = "gender", _("Género, interculturalidad y grupos vulnerables")
    AMOUNT = "amount", _("Monto")
    PROGRESS = "progress", _("Avance")
    RISK = "risk", _("Riesgo")
    OTHER = "other", _("Otro")


class SheetStatus(models.TextChoices):
    DRAFT = "draft", _("En llenado")
    SUBMITTED = "submitted", _("Entregada")
    VOID = "void", _("Sin efecto por conflicto de interés")


class RowOutcome(models.TextChoices):
    PRIORITIZED = "prioritized", _("Priorizado")
    RESERVE = "reserve", _("En reserva")
    NOT_PRIORITIZED = "not_prioritized", _("No priorizado")

    @property
    def look(self) -> str:
        return ProjectState(self.value).look


class IdeaState(models.TextChoices):
    PRESENTED = "presented", _("Presentada")
    ACCEPTED = "accepted", _("Acogida como candidata a proyecto")
    IN_PART = "in_part", _("Acogida en parte")
    NOT_ACCEPTED = "not_accepted", _("No acogida")
    REFERRED = "referred", _("Derivada a quien le corresponde")
    WITHDRAWN = "withdrawn", _("Retirada por su autor")

    @property
    def look(self) -> str:
        """The figure of the state on the pages: done, ongoing, decided, open or neutral."""
        return {
            "presented": "open",
            "accepted": "done",
            "in_part": "ongoing",
            "not_accepted": "decided",
            "referred": "ongoing",
        }.get(self.value, "neutral")


class IdeaTheme(models.TextChoices):
    """Functions of public spending, in the words of people (seed 003: «tema»)."""

    WATER = "water", _("Agua y saneamiento")
    EDUCATION = "education", _("Educación")
    HEALTH = "health", _("Salud")
    TRANSPORT = "transport", _("Caminos y transporte")
    FARMING = "farming", _("Agro y riego")
    ENVIRONMENT = "environment", _("Ambiente y bosques")
    ENERGY = "energy", _("Energía")
    COMMUNICATIONS = "communications", _("Internet y comunicaciones")
    SAFETY = "safety", _("Seguridad y prevención de desastres")
    CULTURE = "culture", _("Cultura y deporte")
    TOURISM = "tourism", _("Turismo")
    PRODUCTION = "production", _("Producción, comercio y trabajo")
    PROTECTION = "protection", _("Protección social")
    HOUSING = "housing", _("Vivienda y espacios públicos")
    MANAGEMENT = "management", _("Gestión pública")


class OriginLevel(models.TextChoices):
    """From which level of government a result comes up (Ley 28056 art. 5)."""

    PROVINCIAL = "provincial", _("Provincial")
    DISTRICT = "district", _("Distrital")


class ResultSource(models.TextChoices):
    PLATFORM = "platform", _("Resultado publicado en esta plataforma")
    FILE = "file", _("Archivo enviado por la entidad")


class DuplicateKind(models.TextChoices):
    SAME_CUI = "same_cui", _("El mismo código de inversión (CUI)")
    SAME_TITLE = "same_title", _("El mismo nombre en el mismo lugar")


class DuplicateDecision(models.TextChoices):
    SAME_JOINT = "same_joint", _("Es el mismo: se financia en conjunto")
    SAME_OURS = "same_ours", _("Es el mismo: lo financia esta entidad")
    SAME_THEIRS = "same_theirs", _("Es el mismo: lo financia la otra entidad")
    DIFFERENT = "different", _("No es el mismo: son complementarios")


class ContributionKind(models.TextChoices):
    """What somebody puts in, always valued in soles (Reglamento art. 6)."""

    MONEY = "money", _("Dinero")
    MATERIALS = "materials", _("Materiales")
    LABOR = "labor", _("Mano de obra")


class IncorporationState(models.TextChoices):
    IN_PIA = "in_pia", _("En el PIA")
    IN_PMI = "in_pmi", _("En el PMI, para después")
    NOT_INCORPORATED = "not_incorporated", _("No incorporado")

    @property
    def look(self) -> str:
        return {"in_pia": "done", "in_pmi": "ongoing"}.get(self.value, "decided")


class AgreementState(models.TextChoices):
    """How something agreed goes: a project or a commitment."""

    PENDING = "pending", _("Por empezar")
    EXECUTING = "executing", _("En ejecución")
    FINISHED = "finished", _("Concluido")
    PARALYSED = "paralysed", _("Paralizado")
    DROPPED = "dropped", _("Dejado sin efecto")
    REPLACED = "replaced", _("Reemplazado")

    @property
    def look(self) -> str:
        return {"executing": "ongoing", "finished": "done", "pending": "open"}.get(self.value, "decided")


class LineKind(models.TextChoices):
    PROJECT = "project", _("Proyecto")
    COMMITMENT = "commitment", _("Compromiso")


class Addressee(models.TextChoices):
    """Who is sent the act and the process document (Reglamento de la Ley 28056, art. 10)."""

    COMPTROLLER = "comptroller", _("Contraloría General de la República")
    CONGRESS = "congress", _("Comisión de Presupuesto del Congreso")
    DGPP = "dgpp", _("Dirección General de Presupuesto Público (MEF)")


class ExportSheet(models.TextChoices):
    AGENTS = "agents", _("Agentes participantes")
    WORKSHOPS = "workshops", _("Talleres")
    RESULTS = "results", _("Resultados priorizados")
    PROJECTS = "projects", _("Proyectos")
    IDEAS = "ideas", _("Ideas")
    COMMITTEE = "committee", _("Comité de vigilancia")
    ACT = "act", _("Acta de acuerdos")


class ExportPhase(models.TextChoices):
    """The phases of law.md 1.3: the ministry's application is filled in each one."""

    PREPARATION = "preparacion", _("Preparación")
    CONCERTATION = "concertacion", _("Concertación")
    COORDINATION = "coordinacion", _("Coordinación entre niveles de gobierno")
    FORMALIZATION = "formalizacion", _("Formalización")


class CellFormat(models.TextChoices):
    TEXT = "text", _("Texto")
    NUMBER = "number", _("Número")
    AMOUNT = "amount", _("Monto con dos decimales")
    DATE = "date", _("Fecha (dd/mm/aaaa)")
    UPPER = "upper", _("Texto en mayúsculas")


class MakingState(models.TextChoices):
    WAITING = "waiting", _("En preparación")
    READY = "ready", _("Lista")
    FAILED = "failed", _("No se pudo preparar")

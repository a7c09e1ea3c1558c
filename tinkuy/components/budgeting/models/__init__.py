"""Tables of the participatory budget. Rows below the process know the process, not the space."""

from .coordination import (
    CofinancingAgreement,
    CofinancingShare,
    CoordinationRecord,
    CouncilReport,
    DuplicateFlag,
    ReceivedPriority,
    ReceivedResult,
)
from .eligibility import EligibilityOverride, EligibilityResult, ImpactRuleSet
from .evaluation import (
    Criterion,
    CriterionOption,
    CriterionScore,
    EvaluationSheet,
    Evaluator,
    ScoringMatrix,
    SheetAnnulment,
)
from .formalization import (
    AccountabilityLine,
    AccountabilityReport,
    CommitmentUpdate,
    FormalizationRecord,
    Incorporation,
    ProgrammedYear,
    ProjectReplacement,
    WorkStep,
)
from .handover import ExportColumn, ProcessDocument, Sending
from .ideas import IdeaAnswer, IdeaParticipant, IdeaRules, IdeaSupport, ProjectIdea
from .process import BudgetProcess, BudgetProject, ProcessList, TieCriterion
from .result import AgreementCommitment, AgreementRecord, Prioritization, PrioritizedRow

__all__ = [
    "CofinancingAgreement",
    "CofinancingShare",
    "CoordinationRecord",
    "CouncilReport",
    "DuplicateFlag",
    "ReceivedPriority",
    "ReceivedResult",
    "AccountabilityLine",
    "AccountabilityReport",
    "CommitmentUpdate",
    "FormalizationRecord",
    "Incorporation",
    "ProgrammedYear",
    "ProjectReplacement",
    "WorkStep",
    "ExportColumn",
    "ProcessDocument",
    "Sending",
    "AgreementCommitment",
    "AgreementRecord",
    "BudgetProcess",
    "BudgetProject",
    "Criterion",
    "CriterionOption",
    "CriterionScore",
    "EligibilityOverride",
    "EligibilityResult",
    "EvaluationSheet",
    "Evaluator",
    "IdeaAnswer",
    "IdeaParticipant",
    "IdeaRules",
    "IdeaSupport",
    "ImpactRuleSet",
    "Prioritization",
    "PrioritizedRow",
    "ProcessList",
    "ProjectIdea",
    "ScoringMatrix",
    "SheetAnnulment",
    "TieCriterion",
]

"""Why the rules of the participatory budget say no: what happened, and the next step."""

from .contradictions import ContradictionRefusal
from .evaluation import EvaluationRefusal
from .formalization import AccountabilityRefusal, CoordinationRefusal, FormalizationRefusal, HandoverRefusal
from .ideas import IdeaRefusal
from .process import ProcessRefusal, RuleSetRefusal
from .result import ResultRefusal

__all__ = [
    "AccountabilityRefusal",
    "ContradictionRefusal",
    "CoordinationRefusal",
    "EvaluationRefusal",
    "FormalizationRefusal",
    "HandoverRefusal",
    "IdeaRefusal",
    "ProcessRefusal",
    "ResultRefusal",
    "RuleSetRefusal",
]

"""The box (`box`), the assisted desk (`desk`), what is counted by hand (`batches`), draws and settings."""

from .batches import Batch, BatchReversal, BatchSignature, Incident, KeyedCount, Keying
from .box import (
    AnnulledBallot,
    Annulment,
    Ballot,
    BallotReplacement,
    Basket,
    Mark,
    NominalVote,
    Poll,
    PollExtension,
    PollOption,
    PollScope,
    RollEntry,
    RollSnapshot,
    Seal,
    SealedCommitment,
    ShuffledBallot,
    ShuffledMark,
    Vote,
    VotingMark,
)
from .desk import DeskSession
from .draws import Draw, DrawEntry
from .settings import VotingSettings

__all__ = [
    "AnnulledBallot",
    "Annulment",
    "Ballot",
    "BallotReplacement",
    "Basket",
    "Batch",
    "BatchReversal",
    "BatchSignature",
    "DeskSession",
    "Draw",
    "DrawEntry",
    "Incident",
    "KeyedCount",
    "Keying",
    "Mark",
    "NominalVote",
    "Poll",
    "PollExtension",
    "PollOption",
    "PollScope",
    "RollEntry",
    "RollSnapshot",
    "Seal",
    "SealedCommitment",
    "ShuffledBallot",
    "ShuffledMark",
    "Vote",
    "VotingMark",
    "VotingSettings",
]

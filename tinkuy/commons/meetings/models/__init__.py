"""What is remembered of a meeting: its call, its people, its door, its floor, its hands, its minutes, its pledges."""

from .floor import HandCount, HandVote, NominalHand, Question, SpeakingTurn
from .meeting import AgendaItem, Meeting, MeetingDocument, MeetingRules, Topic
from .minutes import Agreement, MinutesSigner, MinutesVersion, PledgeReport, SelfAssessment
from .people import Attendance, Attendee, DoorEntry

__all__ = [
    "AgendaItem",
    "Agreement",
    "Attendance",
    "Attendee",
    "DoorEntry",
    "HandCount",
    "HandVote",
    "Meeting",
    "MeetingDocument",
    "MeetingRules",
    "MinutesSigner",
    "MinutesVersion",
    "NominalHand",
    "PledgeReport",
    "Question",
    "SelfAssessment",
    "SpeakingTurn",
    "Topic",
]

"""Who may take part in a space with voice and vote: the request, the lists, the challenges, the credential."""

from .adherents import Adherent, AdherentList
from .credentials import Accreditation, AttendanceCredit, CredentialEvent, Sanction
from .imports import CredentialPrint, RosterImport, RosterImportRow
from .procedure import Challenge, RosterEntry, RosterList
from .requests import AccreditationRequest, Evidence, RequestConsent, RequestEvent
from .settings import AccreditationRules, EvidenceRequirement, Segment, VoiceOnlyClass

__all__ = [
    "Accreditation",
    "AccreditationRequest",
    "AccreditationRules",
    "Adherent",
    "AdherentList",
    "AttendanceCredit",
    "Challenge",
    "CredentialEvent",
    "CredentialPrint",
    "Evidence",
    "EvidenceRequirement",
    "RequestConsent",
    "RequestEvent",
    "RosterEntry",
    "RosterImport",
    "RosterImportRow",
    "RosterList",
    "Sanction",
    "Segment",
    "VoiceOnlyClass",
]

"""What happens to a registration, from its draft to the end of its credential. One module per moment."""

from .adherents import load_adherents, purge_adherents, read_adherents
from .bulk import admit_all, grant_all
from .challenges import answer_challenge, file_challenge, rule_on_challenge
from .credentials import (
    end_accreditation,
    grant_accreditation,
    reinstate_accreditation,
    sanction_accreditation,
    suspend_accreditation,
)
from .credits import credit_attendance
from .deciding import admit_request, observe_request, reject_request, resolve_uncured
from .drafts import (
    PERSON_FIELDS,
    REPRESENTATION_FIELDS,
    attach_evidence,
    discard_draft,
    remove_evidence,
    save_consents,
    save_person,
    save_representation,
    start_request,
)
from .importing import accept_rows, confirm_roster, discard_roster, read_roster, receive_roster, undo_roster
from .lists import publish_list
from .paper import register_on_paper
from .printing import ask_for_print, print_credentials
from .replacing import accept_replacement, ask_replacement, refuse_replacement, replace_accreditation
from .sending import cure_request, send_request
from .settings import apply_settings, set_rules
from .storing import store_roster

__all__ = [
    "load_adherents",
    "purge_adherents",
    "read_adherents",
    "accept_rows",
    "admit_all",
    "ask_for_print",
    "confirm_roster",
    "discard_roster",
    "grant_all",
    "print_credentials",
    "read_roster",
    "receive_roster",
    "store_roster",
    "undo_roster",
    "apply_settings",
    "answer_challenge",
    "file_challenge",
    "rule_on_challenge",
    "sanction_accreditation",
    "credit_attendance",
    "publish_list",
    "accept_replacement",
    "ask_replacement",
    "refuse_replacement",
    "replace_accreditation",
    "PERSON_FIELDS",
    "REPRESENTATION_FIELDS",
    "admit_request",
    "attach_evidence",
    "cure_request",
    "discard_draft",
    "end_accreditation",
    "grant_accreditation",
    "observe_request",
    "register_on_paper",
    "reinstate_accreditation",
    "reject_request",
    "remove_evidence",
    "resolve_uncured",
    "save_consents",
    "save_person",
    "save_representation",
    "send_request",
    "set_rules",
    "start_request",
    "suspend_accreditation",
]

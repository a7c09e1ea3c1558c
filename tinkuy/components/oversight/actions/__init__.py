"""What happens to a committee: its rules and call, candidacies, election, recognition, reports, requests."""

from .candidacies import decide_candidacy, submit_candidacy, withdraw_candidacy
from .committee import apply_settings, configure, ensure_committee, publish_call
from .election import draw_lots, enter_count, open_election, open_runoff, settle_round
from .recognition import end_member, recognize, revoke_ended
from .reports import (
    add_evidence,
    add_finding,
    answer_finding,
    answer_inquiry,
    ask_information,
    escalate_finding,
    present_report,
    publish_report,
    receive_report,
    remind,
    remove_finding,
    save_summary,
    start_report,
)

__all__ = [
    "add_evidence",
    "add_finding",
    "answer_finding",
    "answer_inquiry",
    "ask_information",
    "apply_settings",
    "configure",
    "decide_candidacy",
    "draw_lots",
    "end_member",
    "ensure_committee",
    "enter_count",
    "escalate_finding",
    "open_election",
    "open_runoff",
    "present_report",
    "publish_call",
    "publish_report",
    "receive_report",
    "recognize",
    "remind",
    "remove_finding",
    "revoke_ended",
    "save_summary",
    "settle_round",
    "start_report",
    "submit_candidacy",
    "withdraw_candidacy",
]

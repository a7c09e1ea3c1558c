"""What happens to a meeting, from its plan to its published minutes. One module per moment."""

from .door import Answer, Entry, check_in, sync_entries, walk_in
from .floor import answer_question, ask_question, ask_to_speak, start_turn, stop_turn
from .hands import count_hands, open_hand_vote, record_nominal
from .hearings import (
    accept_topic,
    assess_hearing,
    decline_topic,
    propose_topic,
    publish_assessment,
    report_pledge,
    update_agreement,
)
from .minutes import (
    AgreementLine,
    MinutesDraft,
    approve_minutes,
    attach_signed_minutes,
    correct_minutes,
    publish_minutes,
    save_minutes,
)
from .papers import publish_document
from .people import PersonSpec, cancel_registration, load_entitled, register, state_entitled
from .planning import AgendaLine, call_meeting, describe_meeting, plan_meeting, postpone_meeting, set_agenda
from .session import close_session, declare_no_quorum, open_door, start_session
from .settings import apply_settings

__all__ = [
    "AgendaLine",
    "AgreementLine",
    "Answer",
    "Entry",
    "MinutesDraft",
    "PersonSpec",
    "accept_topic",
    "answer_question",
    "apply_settings",
    "approve_minutes",
    "ask_question",
    "ask_to_speak",
    "assess_hearing",
    "attach_signed_minutes",
    "call_meeting",
    "cancel_registration",
    "check_in",
    "close_session",
    "correct_minutes",
    "count_hands",
    "decline_topic",
    "declare_no_quorum",
    "describe_meeting",
    "load_entitled",
    "open_door",
    "open_hand_vote",
    "plan_meeting",
    "postpone_meeting",
    "propose_topic",
    "publish_assessment",
    "publish_document",
    "publish_minutes",
    "record_nominal",
    "register",
    "report_pledge",
    "save_minutes",
    "set_agenda",
    "start_session",
    "start_turn",
    "state_entitled",
    "stop_turn",
    "sync_entries",
    "update_agreement",
    "walk_in",
]

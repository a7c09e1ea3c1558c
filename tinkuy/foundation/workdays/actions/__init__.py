from .calendar import declare_days, declare_non_working_day, load_holidays, withdraw_non_working_day
from .suspensions import set_distance, suspend, withdraw_suspension
from .terms import close_term, keep_term, open_term, recompute_term

__all__ = [
    "close_term",
    "declare_days",
    "declare_non_working_day",
    "keep_term",
    "load_holidays",
    "open_term",
    "recompute_term",
    "set_distance",
    "suspend",
    "withdraw_non_working_day",
    "withdraw_suspension",
]

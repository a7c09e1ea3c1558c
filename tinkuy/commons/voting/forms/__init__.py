from .by_hand import BatchForm, CodeForm, DeskForm, KeyingForm, ReasonForm, SettleForm
from .voter import AnnulForm, BallotForm, ExtendForm, ReceiptForm

__all__ = [
    "AnnulForm",
    "BallotForm",
    "BatchForm",
    "CodeForm",
    "DeskForm",
    "ExtendForm",
    "KeyingForm",
    "ReasonForm",
    "ReceiptForm",
    "SettleForm",
]

from .by_hand import BatchForm, CodeForm, DeskForm, KeyingForm, ReasonForm, SettleForm
from .ties import AnnounceDrawForm, HoldDrawForm, RunOffForm
from .voter import AnnulForm, BallotForm, ExtendForm, ReceiptForm

__all__ = [
    "AnnounceDrawForm",
    "AnnulForm",
    "BallotForm",
    "BatchForm",
    "CodeForm",
    "DeskForm",
    "ExtendForm",
    "HoldDrawForm",
    "KeyingForm",
    "ReasonForm",
    "ReceiptForm",
    "RunOffForm",
    "SettleForm",
]

from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.accounts.signals import account_closed, personal_data_requested

from . import actions, queries


@receiver(account_closed)
def forget(user_number: int, **kwargs: object) -> None:
    actions.forget_person(user_number=user_number)


@receiver(personal_data_requested)
def what_was_told(user: User, **kwargs: object) -> tuple[str, Any]:
    preference = queries.preference_of(user)
    told = queries.notices_of(user).order_by("-id")[:1000]
    return _("avisos"), {
        "preferencias": [preference.preset, preference.cadence],
        "temas detenidos": [mute.label for mute in queries.mutes_of(user)],
        "avisos": [
            {"fecha": row.created_at.isoformat(), "título": row.title, "texto": row.text, "legal": row.is_legal}
            for row in told
        ],
    }

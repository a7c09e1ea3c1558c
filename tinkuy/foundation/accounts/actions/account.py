"""Accounts: made, described, agreed, closed."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.audit.models import PLATFORM
from tinkuy.foundation.shared.refusals import Refused

from ..enums import NEEDED_PURPOSES, TEXT_VERSION, ConsentPurpose
from ..models import Consent, IdentityDocument, User
from ..refusals import AccountRefusal, ConsentRefusal
from ..signals import account_closed


@transaction.atomic
def create_account(
    *,
    email: str,
    password: str | None,
    at: datetime,
    given_names: str = "",
    paternal_surname: str = "",
    maternal_surname: str = "",
    is_demo: bool = False,
    demo_role: str = "",
    is_operator: bool = False,
) -> User:
    """An account with its e-mail confirmed and the needed consents, made by the platform (seed, operator).

    Called again with the same e-mail it returns the account as it is."""
    existing = User.objects.filter(email__iexact=email).first()
    if existing:
        return existing
    user = User.objects.create_user(
        email,
        password,
        given_names=given_names,
        paternal_surname=paternal_surname,
        maternal_surname=maternal_surname,
        is_demo=is_demo,
        demo_role=demo_role,
        is_operator=is_operator,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for purpose in NEEDED_PURPOSES:
        give_consent(user=user, purpose=purpose, at=at)
    return user


def update_profile(
    *, user: User, given_names: str, paternal_surname: str, maternal_surname: str, phone: str, at: datetime
) -> None:
    """Names and telephone. Names that the document proved are kept as they are."""
    verified = IdentityDocument.objects.filter(user=user, verified_at__isnull=False).exists()
    if not (verified and user.full_name):
        user.given_names, user.paternal_surname = given_names, paternal_surname
        user.maternal_surname = maternal_surname
    user.phone = phone
    user.save(update_fields=["given_names", "paternal_surname", "maternal_surname", "phone"])


@transaction.atomic
def give_consent(*, user: User, purpose: str, at: datetime, text_version: str = TEXT_VERSION) -> Consent:
    """An active click on one purpose; agreeing twice is agreeing once."""
    User.objects.select_for_update().get(pk=user.pk)
    return Consent.objects.get_or_create(
        user=user,
        purpose=ConsentPurpose(purpose),
        withdrawn_at=None,
        defaults={"text_version": text_version, "given_at": at},
    )[0]


def withdraw_consent(*, user: User, purpose: str, at: datetime) -> None:
    """Taking it back is as easy as giving it: one click, at once (DS 016-2024-JUS)."""
    if purpose in NEEDED_PURPOSES:
        raise Refused(ConsentRefusal.NEEDED_FOR_THE_ACCOUNT)
    Consent.objects.filter(user=user, purpose=purpose, withdrawn_at=None).update(withdrawn_at=at)


@transaction.atomic
def close_account(*, user: User, password: str | None, at: datetime) -> None:
    """Closes the account for good: nobody can sign in, and what identified the person is erased.

    What the person did in public stays, under the name with which it was published; the log of acts keeps its number.
    `password` is asked of those who have one."""
    if user.has_usable_password() and not user.check_password(password or ""):
        raise Refused(AccountRefusal.WRONG_PASSWORD)
    number = user.pk
    Consent.objects.filter(user=user, withdrawn_at=None).update(withdrawn_at=at)
    for table in (IdentityDocument, EmailAddress, Authenticator, SocialAccount):
        table.objects.filter(user=user).delete()
    user.email, user.is_active, user.is_operator = f"cerrada-{number}@cuenta.invalid", False, False
    user.given_names = user.paternal_surname = user.maternal_surname = user.phone = ""
    user.set_unusable_password()
    user.save()
    record(chain=PLATFORM, kind="accounts.account_closed", at=at, actor_role="person", actor_number=number)
    transaction.on_commit(lambda: account_closed.send(sender=User, user_number=number))

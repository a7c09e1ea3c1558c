"""Where allauth meets our rules: addresses of visitors, and the national identity (law.md 7.3)."""

import json
import uuid
from typing import Any

import requests
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tinkuy.foundation.mailing.actions import queue_message
from tinkuy.foundation.shared.refusals import Refused

from . import rules
from .actions import link_verified_document
from .enums import IdentityLevel
from .models import User
from .queries import person_with_document, sealing
from .refusals import IdentityRefusal

_LABEL = "national-identity"


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Into the outbox: a mail server that is down stops nobody. The body holds a link that opens the account, so
        it is forgotten once it is sent."""
        message = self.render_mail(template_prefix, email, context)
        queue_message(
            recipient=email,
            subject=str(message.subject)[:200],
            body=str(message.body),
            kind=f"accounts.{template_prefix.rsplit('/', 1)[-1]}"[:60],
            key=f"accounts:{uuid.uuid4()}",
            at=timezone.now(),
            forget_body=True,
        )

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Officials to the desk, everybody else to what they asked for."""
        user = request.user
        if user.is_authenticated and user.works_somewhere:
            return reverse("panel:home")
        return super().get_login_redirect_url(request)

    def is_safe_url(self, url: str | None) -> bool:
        return bool(url) and not str(url).startswith("//") and super().is_safe_url(url)


class NationalIdentityAdapter(DefaultSocialAccountAdapter):
    """Signs people in with ID Perú, and links the document that it proved. The claims never lie about in the clear:
    what allauth would keep as JSON is the sealed minimum, and only until the account has its document."""

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        claims = _claims(sociallogin.account.extra_data)
        sociallogin.account.uid = sealing.digest(f"idperu|{sociallogin.account.uid}")
        sealed = sealing.seal(json.dumps(claims), label=_LABEL).hex() if claims["doc"] else ""
        sociallogin.account.extra_data = {"sealed": sealed}
        user = super().populate_user(request, sociallogin, data)
        for name in ("given_names", "paternal_surname", "maternal_surname"):
            setattr(user, name, claims[name])
        return user

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """An account that exists gets its document linked; a verified one is found by the document itself."""
        claims = _unsealed(sociallogin)
        if not claims:
            raise ImmediateHttpResponse(_refusal_page(request, Refused(IdentityRefusal.PROVIDER_FAILED)))
        user: User | None = sociallogin.user if sociallogin.is_existing else None
        if sociallogin.state.get("process") == "connect" and request.user.is_authenticated:
            user = request.user
        if user is None:
            user = _verified_owner(claims)
            if user is not None:
                sociallogin.connect(request, user)
        if user is not None:
            self._link(request, user, claims)
            _forget(sociallogin)

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> User:
        user = super().save_user(request, sociallogin, form)
        claims = _unsealed(sociallogin)
        if claims:
            self._link(request, user, claims)
            _forget(sociallogin)
        return user

    def get_signup_form_initial_data(self, sociallogin: Any) -> dict[str, Any]:
        user = sociallogin.user
        names = ("email", "given_names", "paternal_surname", "maternal_surname")
        return {name: getattr(user, name) for name in names}

    def get_requests_session(self) -> Any:
        """Every question to the provider: one that is not answered is a refusal with its page, never an error."""
        session = super().get_requests_session()
        ask = session.request

        def request(*args: Any, **kwargs: Any) -> Any:
            try:
                return ask(*args, **kwargs)
            except requests.RequestException as error:
                raise Refused(IdentityRefusal.PROVIDER_FAILED) from error

        session.request = request
        return session

    def on_authentication_error(self, request: HttpRequest, provider: Any, **details: Any) -> None:
        raise ImmediateHttpResponse(_refusal_page(request, Refused(IdentityRefusal.PROVIDER_FAILED)))

    def _link(self, request: HttpRequest, user: User, claims: dict[str, Any]) -> None:
        try:
            link_verified_document(
                user=user,
                kind=claims["kind"],
                number=claims["doc"],
                level=rules.level_of(claims["acr"]),
                means=f"ID Perú {claims['acr']}".strip(),
                at=timezone.now(),
            )
        except (Refused, rules.MalformedDocument) as error:
            refused = error if isinstance(error, Refused) else Refused(IdentityRefusal.PROVIDER_FAILED)
            raise ImmediateHttpResponse(_refusal_page(request, refused)) from error


def _claims(extra_data: dict[str, Any]) -> dict[str, Any]:
    """What the provider says of the person, whichever of its two answers says it."""
    said = {**(extra_data.get("id_token") or {}), **(extra_data.get("userinfo") or {})}
    surnames = str(said.get("last_name") or said.get("family_name") or "").split(maxsplit=1)
    doc = str(said.get("doc") or "").strip()
    return {
        "doc": doc,
        "kind": "dni" if len(doc) == 8 and doc.isdigit() else "ce",
        "acr": str(said.get("acr") or "")[:40],
        "given_names": str(said.get("first_name") or said.get("given_name") or "")[:120],
        "paternal_surname": (surnames or [""])[0][:80],
        "maternal_surname": (surnames[1] if len(surnames) > 1 else "")[:80],
    }


def _unsealed(sociallogin: Any) -> dict[str, Any]:
    sealed = (sociallogin.account.extra_data or {}).get("sealed", "")
    return json.loads(sealing.unseal(bytes.fromhex(sealed), label=_LABEL)) if sealed else {}


def _forget(sociallogin: Any) -> None:
    sociallogin.account.extra_data = {}
    if sociallogin.account.pk:
        sociallogin.account.save(update_fields=["extra_data"])


def _verified_owner(claims: dict[str, Any]) -> User | None:
    """Whose verified document it is: only for a proof as strong; who answered some questions opens no account."""
    if rules.level_of(claims["acr"]) < IdentityLevel.VERIFIED:
        return None
    try:
        owner = person_with_document(kind=claims["kind"], number=claims["doc"])
    except rules.MalformedDocument:
        return None
    return owner if owner and owner.identity.level >= IdentityLevel.VERIFIED and owner.is_active else None


def _refusal_page(request: HttpRequest, refused: Refused) -> Any:
    return render(request, "ui/refused.html", {"refused": refused}, status=refused.status)

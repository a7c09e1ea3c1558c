"""In a demonstration, and only there, its invented staff give a fixed code that the sign-in page tells."""

import hmac

from allauth.mfa.base import forms as allauth_forms
from allauth.mfa.models import Authenticator
from django.conf import settings


class _DemoCode:
    user: object

    def clean_code(self) -> str:
        authenticator = self._demo_authenticator()
        if authenticator is None:
            return super().clean_code()  # type: ignore[misc]
        self.authenticator = authenticator
        return self.cleaned_data["code"]  # type: ignore[attr-defined]

    def _demo_authenticator(self) -> Authenticator | None:
        fixed, typed = settings.DEMO_SECOND_FACTOR, self.cleaned_data["code"].strip()  # type: ignore[attr-defined]
        if not (settings.DEMO and fixed and getattr(self.user, "is_demo", False)):
            return None
        if not hmac.compare_digest(typed.encode(), fixed.encode()):
            return None
        return Authenticator.objects.filter(user=self.user, type=Authenticator.Type.TOTP).first()


class AuthenticateForm(_DemoCode, allauth_forms.AuthenticateForm):
    pass


class ReauthenticateForm(_DemoCode, allauth_forms.ReauthenticateForm):
    pass

from django import forms


class SignupForm(forms.Form):
    def signup(self, request: object, user: object) -> None:
        """Called by allauth after the account exists."""

"""News of the credentials for the storeys above."""

from django.dispatch import Signal

# After commit: `accreditations` (granted together, or one), `at`.
accreditations_granted = Signal()

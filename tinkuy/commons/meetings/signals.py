"""News of a meeting for the storeys above."""

from django.dispatch import Signal

# After commit: `meeting`, `attendee`, `at` (when the person came in). Once per person and meeting.
attendance_recorded = Signal()

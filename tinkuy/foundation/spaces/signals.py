"""News for the apps above."""

from django.dispatch import Signal

space_published = Signal()  # space, at: sent inside the transaction that publishes it
stage_moved = Signal()  # space, stage, reason, key, at: sent inside the transaction that moves a public date

"""News for the apps that hold terms."""

from django.dispatch import Signal

term_moved = Signal()  # term, sent on commit after an official recomputed it

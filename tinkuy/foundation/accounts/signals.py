"""News for the apps above. Receivers of `personal_data_requested` return (title, plain data) of that person."""

from django.dispatch import Signal

personal_data_requested = Signal()  # user
account_closed = Signal()  # user_number, sent on commit

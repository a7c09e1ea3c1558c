"""What every test stands on. The cast (Rosa, Julio, Elena, Víctor, Carmen, nobody) lives in tests/factories."""

import pytest
from django.db import connection
from django.test import TransactionTestCase

from tests import database
from tinkuy.commons.voting import triggers as voting_triggers
from tinkuy.components.budgeting.triggers import FROZEN as BUDGETING_FROZEN
from tinkuy.foundation.shared import triggers

database.install()

APPEND_ONLY = {"audit_act": {}, **BUDGETING_FROZEN}
_flush = TransactionTestCase._fixture_teardown


def _flush_past_triggers(self) -> None:
    """Tables that only grow refuse the flush between transactional tests: lift the triggers, flush, put them back."""
    for table, options in APPEND_ONLY.items():
        triggers.remove(connection, table, operations=options.get("operations", ("UPDATE", "DELETE")))
    voting_triggers.remove(connection)
    _flush(self)
    voting_triggers.install(connection)
    for table, options in APPEND_ONLY.items():
        triggers.install(connection, table, **options)


TransactionTestCase._fixture_teardown = _flush_past_triggers


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path_factory) -> None:
    """Keys and files of each test in a folder of their own."""
    folder = tmp_path_factory.mktemp("tinkuy")
    settings.KEYS_DIR = folder / "keys"
    settings.MEDIA_ROOT = folder / "files"

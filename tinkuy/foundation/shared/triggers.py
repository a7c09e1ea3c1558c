"""Tables that only grow, and rows that freeze: kept by the database itself, on SQLite and on PostgreSQL.

Used from migrations: `migrations.RunPython(append_only("audit_act"), drop_append_only("audit_act"))`.
"""

from collections.abc import Callable
from typing import Any

REFUSAL = "tinkuy: this table only grows"

Step = Callable[[Any, Any], None]


def install(connection: Any, table: str, *, operations: tuple[str, ...] = ("UPDATE", "DELETE"), when: str = "") -> None:
    """Refuses the operations on the table; `when` is a condition on OLD (SQL that both engines read)."""
    condition = f"WHEN ({when})" if when else ""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION tinkuy_refuse() RETURNS trigger AS $$ "
                f"BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$ LANGUAGE plpgsql"
            )
        for operation in operations:
            name = f"{table}_refuses_{operation.lower()}"
            if connection.vendor == "postgresql":
                cursor.execute(
                    f'CREATE TRIGGER "{name}" BEFORE {operation} ON "{table}" '
                    f"FOR EACH ROW {condition} EXECUTE FUNCTION tinkuy_refuse()"
                )
            else:
                cursor.execute(
                    f'CREATE TRIGGER "{name}" BEFORE {operation} ON "{table}" '
                    f"{condition} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
                )


def remove(connection: Any, table: str, *, operations: tuple[str, ...] = ("UPDATE", "DELETE")) -> None:
    with connection.cursor() as cursor:
        for operation in operations:
            name = f"{table}_refuses_{operation.lower()}"
            suffix = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{suffix}')


def append_only(table: str, **options: Any) -> Step:
    return lambda apps, schema_editor: install(schema_editor.connection, table, **options)


def drop_append_only(table: str, **options: Any) -> Step:
    options.pop("when", None)
    return lambda apps, schema_editor: remove(schema_editor.connection, table, **options)

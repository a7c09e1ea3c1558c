"""The search index: a full-text table of the database itself, with tokens that the program makes."""

from django.db import migrations


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE TABLE dossiers_index (dossier_id bigint PRIMARY KEY, words tsvector NOT NULL)")
        schema_editor.execute("CREATE INDEX dossiers_index_words ON dossiers_index USING gin (words)")
    else:
        schema_editor.execute(
            "CREATE VIRTUAL TABLE dossiers_index USING fts5"
            "(title_exact, title_stem, rest_exact, rest_stem, tokenize='ascii', detail=column, prefix='3 4 5')"
        )


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE dossiers_index")


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_words")]
    operations = [migrations.RunPython(create, drop)]

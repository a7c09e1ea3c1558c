from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from tinkuy.foundation.dossiers.actions.index import put
from tinkuy.foundation.dossiers.models import Dossier, Word


class Command(BaseCommand):
    help = "Vuelve a hacer el índice de búsqueda con todo lo publicado (después de cambiar sinónimos o de restaurar)."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM dossiers_index")
        Word.objects.all().delete()
        published = list(Dossier.objects.exclude(published_at=None))
        put(published)
        self.stdout.write(f"{len(published)} registros en el índice.")

from django.core.management.base import BaseCommand

from tinkuy.foundation.workdays.actions import load_holidays


class Command(BaseCommand):
    help = "Writes the national holidays shipped with the program into the calendar; those already there stay."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"{load_holidays()} feriados nuevos")

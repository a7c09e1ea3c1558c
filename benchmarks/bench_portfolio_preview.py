"""How long it takes to have the preview of a whole department's portfolio ready, and how much memory.

    python benchmarks/bench_portfolio_preview.py [FILE]

Without a file (argument or PORTFOLIO_FILE) a workbook is made with the shape of the ministry's export for Amazonas:
11,003 investments in 17,105 rows, one per district, codes as numbers, dates as text, amounts as floats, and a second
sheet with a pivot table. Measured: the upload is stored, opened in the process apart, read line by line, and kept
as a first version with its issues, in a SQLite database of its own. Not measured: the comparison with an earlier
version (there is none) and drawing the page. Target: under 60 s and under 500 MB.
"""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
ROWS, INVESTMENTS, NO_CODE = 17_105, 11_003, 141
HEADER = (
    *("Código único de inversión", "Nombre de la inversión", "Monto viable", "Estado de la inversión", "Sector"),
    *("Entidad", "Ejecutora", "Fecha de registro", "Fecha de viabilidad", "Costo actualizado"),
    *("Descripción de la alternativa", "Beneficiarios", "Departamento", "Provincia", "Distrito", "Ubigeo"),
)
PROVINCES = ("CHACHAPOYAS", "BAGUA", "BONGARA", "CONDORCANQUI", "LUYA", "RODRIGUEZ DE MENDOZA", "UTCUBAMBA")


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="tinkuy-bench-"))
    os.environ["TINKUY_VAR_DIR"] = str(folder)
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("PORTFOLIO_FILE", "")
    path = Path(given) if given else make_workbook(folder / "cartera.xlsx")
    body = set_up()
    seconds, version = preview(body, path)
    memory = peak_megabytes()
    print(f"{path.name}: {version.rows_read:,} rows, {version.investment_count:,} investments")
    print(f"rejected {version.rejected_count:,}, warnings {version.warning_count:,}, status {version.status}")
    print(f"preview: {seconds:.1f} s, {memory:.0f} MB (target: < 60 s, < 500 MB)")
    sys.exit(0 if version.status == "preview" and seconds < 60 and memory < 500 else 1)


def set_up():
    import django

    django.setup()
    from django.core.management import call_command

    from tinkuy.foundation.organizations.models import PublicBody

    call_command("migrate", verbosity=0)
    return PublicBody.objects.create(
        slug="gore-amazonas", name="Gobierno Regional de Amazonas", short_name="GORE", level="regional", ubigeo="01"
    )


def preview(body, path: Path):
    """Seconds from the upload to the version that waits for its confirmation, and the version."""
    from django.core.files.base import File
    from django.utils import timezone

    from tinkuy.commons.investments.actions import read_portfolio, receive_portfolio
    from tinkuy.commons.investments.models import PortfolioVersion

    start = time.perf_counter()
    with path.open("rb") as content:
        upload = File(content, name=path.name)
        version = receive_portfolio(body=body, upload=upload, actor=None, at=timezone.now())
    read_portfolio(version=version, at=timezone.now())
    version = PortfolioVersion.objects.get(pk=version.pk)
    rejected = list(version.issues.filter(kind="rejected"))
    assert len(rejected) == version.rejected_count
    return time.perf_counter() - start, version


def peak_megabytes() -> float:
    """The peak of this process plus that of the one that opens the file: an upper bound of both at once."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


def make_workbook(path: Path) -> Path:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Sheet1")
    sheet.write_row(0, 0, HEADER)
    for line in range(ROWS):
        sheet.write_row(line + 1, 0, row(line))
    pivot = book.add_worksheet("Pivot Table 1")
    pivot.write_row(0, 0, ("Departamento", "Estado de la inversión", "COUNTUNIQUE of Nombre de la inversión"))
    pivot.write_row(1, 0, ("AMAZONAS", "ACTIVO", 8010))
    book.close()
    return path


def row(line: int) -> tuple:
    """The first 11,003 lines name an investment each; the others repeat some of them in another district."""
    number = line if line < INVESTMENTS else (line - INVESTMENTS) * 7 % (INVESTMENTS - NO_CODE)
    province = (line * 5 + number) % 7
    cost = 50_000 + number * 7_919.37 % 9_000_000
    return (
        "" if number >= INVESTMENTS - NO_CODE else float(2_000_000 + number),
        f"MEJORAMIENTO Y AMPLIACIÓN DEL SERVICIO DE AGUA POTABLE NÚMERO {number} EN LA PROVINCIA DE "
        f"{PROVINCES[number % 7]} - DEPARTAMENTO DE AMAZONAS",
        round(cost, 2),
        "CERRADO" if number % 4 == 0 else "ACTIVO",
        "GOBIERNOS LOCALES",
        "MUNICIPALIDAD DISTRITAL",
        "MUNICIPALIDAD DISTRITAL",
        f"{number % 28 + 1:02d}/{number % 12 + 1:02d}/{2005 + number % 19}",
        f"{number % 28 + 1:02d}/{number % 12 + 1:02d}/{2006 + number % 18}",
        round(cost * 1.1, 2),
        "Construcción de captación, línea de conducción, reservorio y red de distribución. " * 9,
        float(100 + number % 9_000),
        "AMAZONAS",
        PROVINCES[province],
        "",
        float(10_001 + (province + 1) * 100),
    )


if __name__ == "__main__":
    main()

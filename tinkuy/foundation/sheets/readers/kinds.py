"""What a file is by its bytes, whatever its name says; and a sentence for each kind that is not a portfolio."""

import re
import zipfile
from pathlib import Path

from ..rules import UnreadableSheet

XLSX, XLS, ODS, TEXT, HTML = "xlsx", "xls", "ods", "text", "html"
MAX_BYTES = 25 * 1024 * 1024
MAX_INFLATED = 400 * 1024 * 1024
MAX_RATIO = 200
MAX_MEMBERS = 5_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "Ábrelo en Excel o LibreOffice y guárdalo como libro de Excel (.xlsx)."
_OTHER_KINDS = (
    (b"%PDF", "un PDF"),
    (b"\x89PNG", "una imagen"),
    (b"\xff\xd8\xff", "una imagen"),
    (b"GIF8", "una imagen"),
    (b"MZ", "un programa"),
    (b"\x7fELF", "un programa"),
    (b"Rar!", "un archivo comprimido"),
    (b"7z\xbc\xaf", "un archivo comprimido"),
    (b"\x1f\x8b", "un archivo comprimido"),
    (b"{\\rtf", "un documento de texto"),
)


def kind_of(path: Path) -> str:
    """XLSX, XLS, ODS or TEXT (separated values). Raises UnreadableSheet with the sentence for anything else."""
    content = path.read_bytes()
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableSheet("El archivo está vacío.")
    if content.startswith(b"PK"):
        return _zip_kind(path, len(content))
    if content.startswith(_OLE):
        return _ole_kind(content)
    for signature, called in _OTHER_KINDS:
        if content.startswith(signature):
            raise UnreadableSheet(f"Por su contenido el archivo es {called}, no una hoja de cálculo.")
    return _text_kind(content)


def _zip_kind(path: Path, size: int) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_bomb(archive.infolist(), size)
            return _office_kind(archive)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        sentence = f"El archivo está dañado o incompleto. {_SAVE_AS}"
        raise UnreadableSheet(sentence) from error


def _refuse_bomb(members: list[zipfile.ZipInfo], size: int) -> None:
    inflated = sum(member.file_size for member in members)
    disproportionate = inflated > 20 * 1024 * 1024 and inflated > size * MAX_RATIO
    if len(members) > MAX_MEMBERS or inflated > MAX_INFLATED or disproportionate:
        raise UnreadableSheet(
            f"El archivo se infla a {inflated // 1024 // 1024:,} MB al abrirlo y por seguridad no se lee. "
            "Copia solo las filas que hacen falta a un libro nuevo y cárgalo."
        )


def _office_kind(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        types = archive.read("[Content_Types].xml")
        if b"macroEnabled" in types or any(name.endswith("vbaProject.bin") for name in names):
            raise UnreadableSheet(
                "El archivo tiene macros (programas) y por seguridad no se lee. Guárdalo como libro de Excel sin "
                "macros (.xlsx) y cárgalo de nuevo."
            )
        if "xl/workbook.bin" in names:
            raise UnreadableSheet(f"El archivo es un libro binario (.xlsb). {_SAVE_AS}")
        if any(name.startswith("xl/") for name in names):
            return XLSX
    mimetype = archive.read("mimetype")[:100] if "mimetype" in names else b""
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise UnreadableSheet(_has_password())
        return ODS
    raise UnreadableSheet("El archivo es un comprimido o un documento, no una hoja de cálculo.")


def _ole_kind(content: bytes) -> str:
    """The old office container: its directory names its streams in UTF-16."""
    if _names(content, "EncryptedPackage"):
        raise UnreadableSheet(_has_password())
    if _names(content, "_VBA_PROJECT_CUR"):
        raise UnreadableSheet(f"El archivo tiene macros (programas) y por seguridad no se lee. {_SAVE_AS}")
    if _names(content, "Workbook") or _names(content, "Book"):
        return XLS
    raise UnreadableSheet("El archivo es un documento de Office, no una hoja de cálculo.")


def _names(content: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") + b"\x00\x00" in content


def _has_password() -> str:
    return "El archivo está protegido con contraseña. Quítasela, guárdalo y cárgalo de nuevo."


def _text_kind(content: bytes) -> str:
    head = content[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_utf16(head):
        return TEXT
    opening = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:2000].lower()
    if re.match(rb"<(!doctype|html|head|body|table|meta|style|div|\?xml|!--)", opening):
        return _markup_kind(content)
    if any(byte < 32 and byte not in (9, 10, 12, 13, 26) for byte in head):
        raise UnreadableSheet("No se reconoce qué tipo de archivo es. Se leen .xlsx, .xls, .ods y .csv.")
    return TEXT


def _markup_kind(content: bytes) -> str:
    """A page with a table is what many of the State's systems call «.xls»; any other markup is not a portfolio."""
    if re.search(rb"<table[\s>]", content, re.I) and b"\x00" not in content:
        return HTML
    raise UnreadableSheet(f"El archivo es una página web sin tablas o un XML. {_SAVE_AS}")


def _looks_utf16(head: bytes) -> bool:
    odd, even = head[1::2], head[::2]
    return len(head) > 40 and max(odd.count(0) / len(odd), even.count(0) / len(even)) > 0.8

"""What a file is by its bytes, whatever its name says; and an image without what it should not tell (INTEGRITY 4.7)."""

import io
import struct
import warnings
import zipfile

import puremagic
from PIL import Image, ImageOps, UnidentifiedImageError

from tinkuy.foundation.shared.refusals import Refused

from . import enums
from .refusals import FileRefusal

MAX_PIXELS = 40_000_000
MAX_SIDE = 2400
MAX_MEMBERS = 5_000
MAX_INFLATED = 600 * 1024 * 1024
MAX_RATIO = 300

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OOXML_PARTS = {"xl/": enums.XLSX, "word/": enums.DOCX, "ppt/": enums.PPTX}
_OPENDOCUMENT = {kind.encode(): kind for kind in (enums.ODS, enums.ODT)}
_PICTURES = {"JPEG": enums.JPEG, "PNG": enums.PNG, "WEBP": enums.WEBP}


def content_type_of(content: bytes, *, name: str) -> str:
    """A content type of `enums`, or what puremagic calls it, or "". Raises Refused for macros, passwords, bombs."""
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return enums.PDF
    if content.startswith(b"PK\x03\x04"):
        return _zip_type(content)
    if content.startswith(_OLE):
        return _ole_type(content)
    picture = _picture_type(content)
    if picture:
        return picture
    if _is_text(content):
        return enums.CSV if name.lower().endswith((".csv", ".tsv")) else enums.TEXT
    return _guess(content)


def without_hidden_data(content: bytes) -> tuple[bytes, str]:
    """The picture drawn again: upright, at most 2,400 pixels a side, no EXIF, no place, no appended data."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=list(_PICTURES)) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise Refused(FileRefusal.TOO_MANY_PIXELS)
                kind = image.format or "JPEG"
                upright = ImageOps.exif_transpose(image)
                upright.thumbnail((MAX_SIDE, MAX_SIDE))
                return _encoded(upright, kind), _PICTURES[kind]
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(FileRefusal.TOO_MANY_PIXELS) from error
    except (OSError, ValueError, SyntaxError, struct.error, EOFError) as error:
        raise Refused(FileRefusal.DAMAGED_IMAGE) from error


def _encoded(image: Image.Image, kind: str) -> bytes:
    plain = image.convert("RGB") if kind == "JPEG" else image.convert("RGBA" if _has_alpha(image) else "RGB")
    plain.info = {}
    out = io.BytesIO()
    plain.save(out, kind, **({"quality": 85, "optimize": True} if kind != "PNG" else {"optimize": True}))
    return out.getvalue()


def _has_alpha(image: Image.Image) -> bool:
    return "A" in image.getbands() or "transparency" in image.info


def _picture_type(content: bytes) -> str:
    try:
        with Image.open(io.BytesIO(content), formats=list(_PICTURES)) as image:
            return _PICTURES.get(image.format or "", "")
    except Image.DecompressionBombError as error:
        raise Refused(FileRefusal.TOO_MANY_PIXELS) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return ""


def _zip_type(content: bytes) -> str:
    """Office files are zips: which one is told by their parts. Any other zip is just a zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _refuse_bomb(members, len(content))
            names = [member.filename for member in members]
            if "mimetype" in names:
                return _opendocument_type(archive, names)
            if "[Content_Types].xml" not in names:
                return "application/zip"
            if any(name.endswith("vbaProject.bin") or "/macrosheets/" in name for name in names):
                raise Refused(FileRefusal.HAS_MACROS)
            return next((kind for part, kind in _OOXML_PARTS.items() if _has_part(names, part)), "application/zip")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        return ""


def _has_part(names: list[str], part: str) -> bool:
    return any(name.startswith(part) for name in names)


def _opendocument_type(archive: zipfile.ZipFile, names: list[str]) -> str:
    kind = _OPENDOCUMENT.get(archive.read("mimetype")[:100].strip(), "application/zip")
    manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    if b"encryption-data" in manifest:
        raise Refused(FileRefusal.HAS_PASSWORD)
    if any(
        name.startswith(("Basic/", "Scripts/")) and not name.endswith(("/", "-lc.xml", "-lb.xml")) for name in names
    ):
        raise Refused(FileRefusal.HAS_MACROS)
    return kind


def _refuse_bomb(members: list[zipfile.ZipInfo], size: int) -> None:
    inflated = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or inflated > MAX_INFLATED or (inflated > 50_000_000 and inflated > size * MAX_RATIO):
        raise Refused(FileRefusal.SUSPICIOUS_ARCHIVE)


def _ole_type(content: bytes) -> str:
    """The old office container; its directory names its streams in UTF-16."""
    if _names(content, "EncryptedPackage"):
        raise Refused(FileRefusal.HAS_PASSWORD)
    if _names(content, "_VBA_PROJECT"):
        raise Refused(FileRefusal.HAS_MACROS)
    if _names(content, "Workbook") or _names(content, "Book"):
        if _workbook_has_password(content):
            raise Refused(FileRefusal.HAS_PASSWORD)
        return enums.XLS
    return enums.DOC if _names(content, "WordDocument") else "application/x-ole-storage"


def _names(content: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") + b"\x00\x00" in content


def _workbook_has_password(content: bytes) -> bool:
    """BIFF8: a FILEPASS record (0x2F) right after the first record means encryption."""
    start = content.find(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    for _record in range(4):
        if start < 0 or start + 4 > len(content):
            return False
        kind, length = struct.unpack_from("<HH", content, start)
        if kind == 0x2F:
            return True
        start += 4 + length
    return False


def _is_text(content: bytes) -> bool:
    """Text in one of the encodings that officials' files have, and not a page or a program in disguise."""
    head = content[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            head = head[: len(head) // 2 * 2].decode("utf-16").encode()
        except UnicodeDecodeError:
            return False
    if any(byte < 32 and byte not in (9, 10, 12, 13) for byte in head):
        return False
    return not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"<", b"#!", b"{\\rtf"))


def _guess(content: bytes) -> str:
    try:
        return puremagic.from_string(content, mime=True) or ""
    except (puremagic.PureError, ValueError):
        return ""

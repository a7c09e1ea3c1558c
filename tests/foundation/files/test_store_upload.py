"""What people upload is what it says it is, or it is refused with a sentence; nothing is half stored."""

import hashlib
import io
import zipfile
from datetime import UTC, datetime

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tinkuy.foundation.files import enums
from tinkuy.foundation.files.actions import store_upload
from tinkuy.foundation.files.models import StoredFile
from tinkuy.foundation.files.queries import file_response
from tinkuy.foundation.files.refusals import FileRefusal
from tinkuy.foundation.shared.refusals import Refused

AT = datetime(2026, 5, 8, 14, 0, tzinfo=UTC)
ANYTHING = enums.SPREADSHEETS | enums.EVIDENCE | enums.DOCUMENTS
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504


def store(content: bytes, name: str = "archivo", *, allowed=ANYTHING, max_size: int = 5_000_000) -> StoredFile:
    upload = SimpleUploadedFile(name, content)
    return store_upload(upload=upload, allowed=allowed, max_size=max_size, uploader=None, at=AT)


def workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write(0, 0, "CUI")
    return out.getvalue()


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def photo(kind: str = "JPEG", size: tuple[int, int] = (60, 40)) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Cámara de Rosa"
    exif[0x8825] = {1: "S", 2: (7.0, 9.0, 30.0)}
    Image.new("RGB", size, (40, 60, 120)).save(out, kind, exif=exif)
    return out.getvalue()


def opendocument(*, macro: bool = False, encrypted: bool = False) -> bytes:
    members = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "META-INF__manifest.xml": b"<manifest:encryption-data/>" if encrypted else b"<manifest/>",
    }
    return zipped(**members, **({"Basic__Standard__Module1.xml": b"Sub x"} if macro else {}))


def test_a_file_is_stored_under_a_random_name_with_its_hash(db):
    stored = store(b"%PDF-1.7\n...", "C:\\mis documentos\\acta de constitución.pdf")
    assert stored.original_name == "acta de constitución.pdf"
    assert stored.content_type == enums.PDF
    assert stored.size == len(b"%PDF-1.7\n...")
    assert stored.sha256 == hashlib.sha256(b"%PDF-1.7\n...").hexdigest()
    assert "acta" not in stored.content.name
    assert stored.content.name.endswith(".pdf")


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (workbook(), "cartera.xlsx", enums.XLSX),
        (workbook(), "cartera.pdf", enums.XLSX),
        (opendocument(), "cartera.ods", enums.ODS),
        (OLE + "Workbook".encode("utf-16-le") + b"\x00\x00", "cartera.xls", enums.XLS),
        ("CUI;Región\n2001621;Cajamarca ñandú".encode("cp1252"), "cartera.csv", enums.CSV),
        ("CUI\tMonto\n2001621\t10".encode("utf-16"), "cartera.csv", enums.CSV),
        (b"CUI|Monto", "cartera.txt", enums.CSV),
        (photo("PNG"), "foto.jpg", enums.PNG),
        (photo("WEBP"), "foto.webp", enums.WEBP),
    ],
)
def test_the_kind_is_read_from_the_content_and_not_from_the_name(db, content, name, kind):
    assert store(content, name).content_type == kind


@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (b"", "vacio.pdf", FileRefusal.EMPTY),
        (b"%PDF" + b"x" * 2000, "grande.pdf", FileRefusal.TOO_BIG),
        (b"<html><script>alert(1)</script>", "foto.jpg", FileRefusal.KIND_NOT_ACCEPTED),
        (b"MZ\x90\x00\x03" + b"\x00" * 60, "acta.pdf", FileRefusal.KIND_UNKNOWN),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "mapa.png", FileRefusal.KIND_NOT_ACCEPTED),
        (zipped(hola=b"x"), "cartera.xlsx", FileRefusal.KIND_NOT_ACCEPTED),
        (b"PK\x03\x04 roto", "cartera.xlsx", FileRefusal.KIND_UNKNOWN),
        (b"\x00\x01\x02\x03", "cosa.pdf", FileRefusal.KIND_UNKNOWN),
        (zipped(**{"[Content_Types].xml": b"", "xl__vbaProject.bin": b""}), "c.xlsx", FileRefusal.HAS_MACROS),
        (opendocument(macro=True), "c.ods", FileRefusal.HAS_MACROS),
        (OLE + "_VBA_PROJECT".encode("utf-16-le") + b"\x00\x00", "c.xls", FileRefusal.HAS_MACROS),
        (opendocument(encrypted=True), "c.ods", FileRefusal.HAS_PASSWORD),
        (OLE + "EncryptedPackage".encode("utf-16-le") + b"\x00\x00", "c.xlsx", FileRefusal.HAS_PASSWORD),
        (photo()[:300], "foto.jpg", FileRefusal.DAMAGED_IMAGE),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else None,
)
def test_what_cannot_be_trusted_is_refused_and_nothing_is_stored(db, content, name, refusal):
    with pytest.raises(Refused) as refused:
        store(content, name, max_size=1000)
    assert refused.value.refusal is refusal
    assert "%(" not in refused.value.sentence + refused.value.next_step
    assert StoredFile.objects.count() == 0


def test_an_old_workbook_with_a_password_is_refused(db):
    first_record = b"\x09\x08\x10\x00\x00\x06\x05\x00" + b"\x00" * 12
    content = OLE + "Workbook".encode("utf-16-le") + b"\x00\x00" + first_record + b"\x2f\x00\x36\x00" + b"\x00" * 54
    with pytest.raises(Refused) as refused:
        store(content, "c.xls")
    assert refused.value.refusal is FileRefusal.HAS_PASSWORD


def test_a_photo_loses_its_place_and_its_camera(db):
    stored = store(photo(), "foto.jpg")
    with stored.content.open("rb") as file:
        content = file.read()
    assert b"Rosa" in photo()
    assert b"Rosa" not in content
    assert dict(Image.open(io.BytesIO(content)).getexif()) == {}


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_drawn(db):
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    with pytest.raises(Refused) as refused:
        store(out.getvalue(), "bomba.png")
    assert refused.value.refusal is FileRefusal.TOO_MANY_PIXELS


def test_a_workbook_that_inflates_three_hundred_times_is_refused(db):
    bomb = zipped(**{"[Content_Types].xml": b"", "xl__sheet1.xml": b"0" * 60_000_000})
    with pytest.raises(Refused) as refused:
        store(bomb, "c.xlsx")
    assert refused.value.refusal is FileRefusal.SUSPICIOUS_ARCHIVE


def test_a_file_is_handed_out_as_a_download_that_the_browser_may_not_run(db):
    response = file_response(store(workbook(), 'plan "final".xlsx'), as_attachment=False)
    assert response["Content-Disposition"] == 'attachment; filename="plan \\"final\\".xlsx"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"

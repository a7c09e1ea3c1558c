"""Handing out a file. The owning app's view has checked the right before it calls this."""

from django.http import FileResponse

from .enums import IMAGES, PDF
from .models import StoredFile

_MAY_OPEN_IN_PAGE = IMAGES | {PDF}


def file_response(stored: StoredFile, *, as_attachment: bool = True) -> FileResponse:
    """The file as a download, under the name its owner gave it; pictures and PDF may open in the browser.

    The browser is told not to guess its type and to run nothing from it."""
    response = FileResponse(
        stored.content.open("rb"),
        as_attachment=as_attachment or stored.content_type not in _MAY_OPEN_IN_PAGE,
        filename=stored.original_name,
        content_type=stored.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-cache"
    return response

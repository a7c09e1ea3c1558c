import tempfile

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from tinkuy.foundation.spaces.access import public_space
from tinkuy.foundation.spaces.models import Space

from ..exports.package import write_package
from ..queries.process import process_of
from ..queries.results import result_of

SPOOL = 8 * 1024 * 1024


@public_space
@require_safe
def package(request: HttpRequest, space: Space) -> FileResponse:
    """The package of the current result (docs/package.md): what a stranger needs to recount it, and every version
    before it from its own inputs."""
    process = process_of(space)
    result = result_of(process) if process else None
    if result is None or process is None:
        raise Http404
    result.process = process
    sink = tempfile.SpooledTemporaryFile(max_size=SPOOL)  # noqa: SIM115 -- the response closes it
    write_package(result, sink)
    sink.seek(0)
    name = f"{space.slug}-resultado-v{result.version}.zip"
    return FileResponse(sink, as_attachment=True, filename=name, content_type="application/zip")

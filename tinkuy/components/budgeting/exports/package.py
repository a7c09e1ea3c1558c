"""The result package as a file: the same bytes from the page, the command and the test."""

from pathlib import Path
from typing import BinaryIO

import verifier

from ..models import Prioritization
from ..queries.package import acts_until_published, manifest_of, package_contents
from ..rules.package import container, package


def build_package(result: Prioritization) -> dict[str, bytes]:
    """Path → bytes of a published version. Raises ValueError when it is not published."""
    if result.published_at is None:
        raise ValueError("Only a published result has a package.")
    return package(
        package_contents(result),
        manifest=manifest_of(result),
        acts=acts_until_published(result),
        verifier=Path(verifier.__file__).read_bytes(),
        readme=verifier.README,
    )


def write_package(result: Prioritization, sink: BinaryIO) -> None:
    container(build_package(result), sink)

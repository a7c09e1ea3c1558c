"""What is known of people: by themselves, by the few who must, by nobody else."""

from .people import (
    Document,
    consents_in_force,
    demo_accounts,
    document_number,
    document_of,
    has_level,
    identity_level,
    person_with_document,
    personal_data,
)
from .sealing import SealedNumber, open_number

__all__ = [
    "Document",
    "SealedNumber",
    "document_of",
    "open_number",
    "consents_in_force",
    "demo_accounts",
    "document_number",
    "has_level",
    "identity_level",
    "person_with_document",
    "personal_data",
]

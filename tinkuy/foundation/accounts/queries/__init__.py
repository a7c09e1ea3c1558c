"""What is known of people: by themselves, by the few who must, by nobody else."""

from .people import (
    consents_in_force,
    demo_accounts,
    document_number,
    has_level,
    identity_level,
    person_with_document,
    personal_data,
)

__all__ = [
    "consents_in_force",
    "demo_accounts",
    "document_number",
    "has_level",
    "identity_level",
    "person_with_document",
    "personal_data",
]

from .offers import Offer, main_offer, offers, page_url, result_url
from .pages import Standing, document_chain, listed, open_now, standing, tabs_of
from .visibility import is_open, roles_of, visible_to, why_not, why_not_publish_space

__all__ = [
    "Offer",
    "Standing",
    "document_chain",
    "is_open",
    "listed",
    "main_offer",
    "offers",
    "open_now",
    "page_url",
    "result_url",
    "roles_of",
    "standing",
    "tabs_of",
    "visible_to",
    "why_not",
    "why_not_publish_space",
]

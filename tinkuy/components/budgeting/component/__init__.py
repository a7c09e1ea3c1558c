"""The participatory budget as data: what it offers a space, its rules as settings, the questions that set them."""

from .offer import COMPONENT
from .questions import QUESTIONS
from .settings import SETTINGS

__all__ = ["COMPONENT", "QUESTIONS", "SETTINGS"]

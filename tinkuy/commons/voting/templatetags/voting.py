"""Addresses of the pages of a poll: the main one has short ones, the others say which."""

from django import template

from ..models import Poll
from ..queries import poll_url as address

register = template.Library()


@register.simple_tag
def poll_url(poll: Poll, page: str, *arguments: object) -> str:
    return address(poll, page, *arguments)

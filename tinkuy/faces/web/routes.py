"""Every route of the program: where, how, who may enter. The command `routes` prints them; the tests walk them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tinkuy.foundation.accounts.routes import ALLAUTH_ACCESS


@dataclass(frozen=True)
class Route:
    """`path` as Django writes it; `access` is empty when nobody declared it, which fails the build."""

    path: str
    name: str
    methods: tuple[str, ...]
    access: str
    view: str


def all_routes() -> list[Route]:
    return list(_walk(get_resolver().url_patterns, "/", ""))


def _walk(patterns: list[Any], prefix: str, namespace: str) -> Iterator[Route]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, path, inner)
        elif isinstance(pattern, URLPattern):
            yield _route(pattern, path, namespace)


def _route(pattern: URLPattern, path: str, namespace: str) -> Route:
    view = pattern.callback
    name = f"{namespace}{pattern.name or ''}"
    access = getattr(view, "access", "") or ALLAUTH_ACCESS.get(name or path, ("", ""))[0]
    return Route(path, name, _methods(view), access, f"{view.__module__}.{view.__qualname__}")


def _methods(view: Any) -> tuple[str, ...]:
    """What `require_http_methods` allows, read through the decorators; of a class, the methods it has."""
    view_class = getattr(view, "view_class", None)
    if view_class:
        names = [name for name in view_class.http_method_names if name in ("get", "post", "put", "delete", "patch")]
        return tuple(name.upper() for name in names if hasattr(view_class, name))
    while view is not None:
        allowed = _closed_over(view, "request_method_list")
        if allowed:
            return tuple(sorted(set(allowed) - {"HEAD"}))
        view = getattr(view, "__wrapped__", None)
    return ("GET", "POST")


def _closed_over(function: Any, name: str) -> Any:
    code, cells = getattr(function, "__code__", None), getattr(function, "__closure__", None)
    if code is None or not cells or name not in code.co_freevars:
        return None
    return cells[code.co_freevars.index(name)].cell_contents

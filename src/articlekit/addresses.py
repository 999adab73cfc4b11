"""Addresses by their shape: a table in which a URL is looked up by what it looks like.

A shape is spelt the way an address looks in a browser::

    youtu.be/{video}                    {video} is an id, whose form is given beside the shape
    youtube.com/watch?v={video}         the parameters named must be there, in any order and among any others
    dailymotion.com/video/{video}_*     * is something within one part of the path

``www.``, ``m.`` or a language may stand before the host, a slash may end the path, and what follows ``#`` says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, Generic, TypeAlias, TypeVar
from urllib.parse import unquote

import attrs

__all__ = ["Addresses"]

T = TypeVar("T")
Ids: TypeAlias = Mapping[str, str]

# ASCII, or the Kelvin sign would be a k. A "@" is in no host: who looks like a host before it is a user.
_ADDRESS: Final = re.compile(
    r"(?:https?:)?//(?P<host>[a-z0-9.-]+)(?P<path>/[^\s?#\\]*)?(?:\?(?P<query>[^\s#\\]*))?(?:#\S*)?",
    re.ASCII | re.IGNORECASE,
)
_PREFIX: Final = re.compile(r"(?:www|m|mobile|touch|web|mbasic|music|old|new|[a-z]{2}|[a-z]{2}-[a-z]{2})\.")
_BLANK: Final = re.compile(r"\{(\w+)\}|\*")


@attrs.frozen
class _Shape(Generic[T]):
    """Regular expressions for the path and for each parameter, and what an address of this shape leads to."""

    path: str
    parameters: Mapping[str, str]
    target: T

    def ids(self, path: str, parameters: Mapping[str, str]) -> dict[str, str] | None:
        """The ids in an address of this shape; ``None`` if it has another one."""
        ids: dict[str, str] = {}
        wanted = [(self.path, path), *((form, parameters.get(name)) for name, form in self.parameters.items())]
        for form, value in wanted:
            match = None if value is None else re.fullmatch(form, value, re.ASCII)  # re keeps what it has compiled
            if match is None:
                return None
            ids |= match.groupdict()
        return ids


class Addresses(Generic[T]):
    """An immutable table of shapes, each with the forms of its ids (regular expressions) and what it leads to.

    Of two shapes that an address has, the first counts. To look one up takes time linear in its length, as long as the
    forms do.

    >>> videos = Addresses([("youtu.be/{video}", {"video": "[A-Za-z0-9_-]{11}"}, "a video")])
    >>> videos.find("https://youtu.be/dQw4w9WgXcQ?t=42")
    ('a video', {'video': 'dQw4w9WgXcQ'})
    >>> videos.find("https://youtu.be@example.org/dQw4w9WgXcQ") is None
    True
    """

    __slots__ = ("_by_host",)

    def __init__(self, shapes: Iterable[tuple[str, Ids, T]]) -> None:
        by_host: dict[str, list[_Shape[T]]] = {}
        for shape, ids, target in shapes:
            address, _, query = shape.partition("?")
            host, _, path = address.partition("/")
            pairs = (pair.partition("=") for pair in query.split("&") if pair)
            parameters = {name: _expression(unquote(value), ids) for name, _, value in pairs}
            read = _Shape(_expression(f"/{path}".rstrip("/"), ids), parameters, target)
            by_host.setdefault(host.removeprefix("www."), []).append(read)
        self._by_host: Mapping[str, tuple[_Shape[T], ...]] = MappingProxyType(
            {host: tuple(shapes) for host, shapes in by_host.items()}
        )

    def find(self, url: str) -> tuple[T, dict[str, str]] | None:
        """What a URL leads to (http, https, or beginning with ``//``), and the ids in it; ``None`` where it is unknown.

        A URL with a user, a password, a port or white space is unknown.
        """
        address = _ADDRESS.fullmatch(url.replace("/#!/", "/", 1))  # so sites marked pages made by scripts, until 2012
        if address is None:
            return None
        host = address["host"].lower()
        path = unquote(address["path"] or "").rstrip("/")
        # The first of two parameters of one name counts. An archive may have escaped an "&" twice.
        pairs = (pair.partition("=") for pair in reversed((address["query"] or "").split("&")))
        parameters = {name.removeprefix("amp;"): unquote(value) for name, _, value in pairs}
        for shape in self._by_host.get(host) or self._by_host.get(_PREFIX.sub("", host, count=1), ()):
            ids = shape.ids(path, parameters)
            if ids is not None:
                return shape.target, ids
        return None


def _expression(text: str, ids: Ids) -> str:
    """The regular expression for a part of a shape."""
    expression, end = "", 0
    for blank in _BLANK.finditer(text):
        name = blank[1]
        expression += re.escape(text[end : blank.start()]) + (f"(?P<{name}>{ids[name]})" if name else "[^/]+")
        end = blank.end()
    return expression + re.escape(text[end:])

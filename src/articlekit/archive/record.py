"""A record: one article as an archive holds it, before anything is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

import attrs

from articlekit.errors import ReadError
from articlekit.report import Notice

__all__ = ["Record", "as_read_error", "printable"]


@attrs.frozen
class Record:
    """One article as it was found: its bytes, and what whoever carried them says of it.

    ``name`` says to people where it is from, and is the only one of its name in its archive: ``crawl.warc.gz@7431``.
    ``stem`` is where its outputs would go, below the output folder and without an ending: ``crawl/2011/story``. It may
    hold anything, since names are made safe before they are used.

    ``format`` is the name of the :class:`~articlekit.archive.source.Source` that reads it; where it is ``None``, what
    the bytes begin with decides, and then the name. ``encoding`` is the label that came with them, as in an HTTP
    header, and ``url`` the address that they were found at.

    ``fields`` are fields of :class:`~articlekit.Article` that the carrier gives, and that overrule what the bytes say:
    see :func:`~articlekit.archive.fields.with_fields`. ``notices`` tell what was wrong with the carrier.

    With a ``problem`` there is no article to make: it takes the record's place in its archive.

    >>> Record("export.json#7", PurePath("export/talks"), b"<p>They met.", format="fragment")
    Record(name='export.json#7', stem=PurePosixPath('export/talks'), format='fragment', ...)
    """

    name: str
    stem: PurePath
    data: bytes = attrs.field(default=b"", repr=False)
    format: str | None = attrs.field(default=None, kw_only=True)
    encoding: str | None = attrs.field(default=None, kw_only=True)
    url: str | None = attrs.field(default=None, kw_only=True)
    fields: Mapping[str, Any] = attrs.field(factory=dict, kw_only=True)
    notices: tuple[Notice, ...] = attrs.field(default=(), kw_only=True)
    problem: ReadError | None = attrs.field(default=None, eq=False, kw_only=True)


def as_read_error(error: Exception) -> ReadError:
    """The error itself where it is a ``ReadError``; else one for too little memory, or for what nobody foresaw."""
    if isinstance(error, ReadError):
        return error
    if isinstance(error, OSError):
        return ReadError(error.strerror or str(error), code="input-unreadable")
    if isinstance(error, MemoryError):
        return ReadError("there is too little memory for this input; give the program more", code="out-of-memory")
    unforeseen = ReadError(
        f"{type(error).__name__}: {error}; this is a defect of articlekit, please report it (--debug shows where)",
        code="internal-error",
    )
    unforeseen.__cause__ = error
    return unforeseen


def printable(name: str) -> str:
    r"""A file name, or any text, as it may be printed: bytes that are no UTF-8 and control characters are escaped.

    >>> print(printable("a\udcff\x1b[2J.txt"))
    a\xff\x1b[2J.txt
    """
    return name if name.isprintable() else "".join(map(_escaped, name))


def _escaped(character: str) -> str:
    if character.isprintable():
        return character
    if "\udc80" <= character <= "\udcff":  # how Python keeps a byte of a name that is no UTF-8 (PEP 383)
        return f"\\x{ord(character) & 0xFF:02x}"
    return character.encode("unicode_escape").decode()

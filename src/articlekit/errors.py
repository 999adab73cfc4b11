"""The errors that articlekit raises.

::

    ArticlekitError
    ├── ReadError (ValueError)          a source holds no article that can be made
    ├── RenderError                     a node cannot be rendered
    │   └── NoRuleError (LookupError)   a strict renderer has no rule for a node's type
    ├── ArchiveError                    an archive's outputs cannot be written, or only over one another
    └── MissingExtraError (ImportError) a function needs packages that are not installed

Wrong values given to a node's constructor raise Python's own ``TypeError`` and ``ValueError``.
"""

from __future__ import annotations

__all__ = ["ArchiveError", "ArticlekitError", "MissingExtraError", "NoRuleError", "ReadError", "RenderError"]


class ArticlekitError(Exception):
    """The common base of every error of articlekit's own.

    >>> issubclass(ReadError, ArticlekitError)
    True
    """


class ReadError(ArticlekitError, ValueError):
    """A source holds no article that can be made; the message says why and what to do.

    ``code`` is a stable name for programs (``"json-syntax"``, ``"empty-input"``); ``place`` says where in the source
    (``"$.body[3].caption[0]"``, ``"line 7, column 2"``), or is ``None``; ``offset`` counts characters of the source
    from 0 where it is known. The codes are listed in the docs.

    >>> error = ReadError("the source is empty", code="empty-input")
    >>> error.code, str(error)
    ('empty-input', 'the source is empty')
    """

    def __init__(self, message: str, *, code: str, place: str | None = None, offset: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.place = place
        self.offset = offset

    def __str__(self) -> str:
        message = str(self.args[0])
        return f"{self.place}: {message}" if self.place else message

    def __reduce__(self) -> tuple[object, ...]:
        return _read_error, (self.args[0], self.code, self.place, self.offset)


def _read_error(message: str, code: str, place: str | None, offset: int | None) -> ReadError:
    return ReadError(message, code=code, place=place, offset=offset)


class RenderError(ArticlekitError):
    """A node cannot be rendered: a rule failed, or gave something that is no text."""


class NoRuleError(RenderError, LookupError):
    """A strict renderer has no rule for a node's type; the message says what to type."""

    def __str__(self) -> str:
        return str(self.args[0])


class ArchiveError(ArticlekitError):
    """An archive's outputs cannot be written, or only over one another or an input; nothing more is written.

    ``code`` is a stable name for programs (``"name-collision"``, ``"output-unwritable"``). The codes are listed in the
    docs.

    >>> ArchiveError("a.txt and A.txt would both be written to a.html", code="name-collision").code
    'name-collision'
    """

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.code = code

    def __reduce__(self) -> tuple[object, ...]:
        return _archive_error, (self.args[0], self.code)


def _archive_error(message: str, code: str) -> ArchiveError:
    return ArchiveError(message, code=code)


class MissingExtraError(ArticlekitError, ImportError):
    """A function needs packages that are not installed; the message gives the pip line.

    >>> raise MissingExtraError("read_html", extra="read")
    Traceback (most recent call last):
    ...
    articlekit.errors.MissingExtraError: read_html needs packages that are not installed: pip install "articlekit[read]"
    """

    def __init__(self, what: str, *, extra: str) -> None:
        super().__init__(f'{what} needs packages that are not installed: pip install "articlekit[{extra}]"')
        self.what = what
        self.extra = extra

    def __reduce__(self) -> tuple[object, ...]:
        return _missing_extra_error, (self.what, self.extra)


def _missing_extra_error(what: str, extra: str) -> MissingExtraError:
    return MissingExtraError(what, extra=extra)

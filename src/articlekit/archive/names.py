"""The names of outputs: safe on every file system, made by a template, and never two of one."""

from __future__ import annotations

import hashlib
import re
import string
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath, PurePosixPath
from typing import Any, Final

import attrs

from articlekit.model.article import Article

__all__ = ["MAX_NAME_BYTES", "Template", "folded", "output_name", "safe_path", "short_hash", "slug"]

MAX_NAME_BYTES: Final = 200
"""The longest name that is given to a file. Most file systems take 255 bytes; some, and their backups, take fewer."""
MAX_PARTS: Final = 16
"""The deepest that folders are nested below the output folder; what lies deeper has its folders' names joined."""

_UNSAFE: Final = re.compile(
    r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\ud800-\udfff\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+'
)
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|\Z)", re.IGNORECASE)


def safe_path(path: PurePath) -> PurePosixPath:
    r"""A path below some folder, as like the given one as every file system takes it.

    No part of it leads upwards, is hidden, or looks like an option; none is reserved (as ``CON`` on Windows), has
    characters that some file system refuses, ends in a dot or a space, or is longer than 200 bytes. A part that has to
    be cut ends in a hash of the whole. (Windows: "Naming Files, Paths, and Namespaces"; POSIX.1-2017, 3.282.)

    >>> str(safe_path(PurePath("../2011/a:b?/.htaccess"))), str(safe_path(PurePath("CON")))
    ('2011/a-b-/htaccess', '_CON')
    """
    parts = [name for part in path.parts for name in [_safe_name(part)] if name]
    if len(parts) > MAX_PARTS:
        parts = [*parts[: MAX_PARTS - 1], _cut("-".join(parts[MAX_PARTS - 1 :]))]
    return PurePosixPath(*parts) if parts else PurePosixPath("untitled")


def _safe_name(part: str) -> str:
    name = unicodedata.normalize("NFC", part)
    name = _UNSAFE.sub("-", name).lstrip(". -~").rstrip(". ")
    if name.strip("-") == "" and part.strip("./\\ "):
        name = f"_{short_hash(part)}"
    if _RESERVED.match(name):
        name = f"_{name}"
    return _cut(name)


def _cut(name: str, suffix: str = "") -> str:
    data = name.encode()
    if len(data) + len(suffix) <= MAX_NAME_BYTES:
        return name + suffix
    end = f"-{short_hash(name)}{suffix}"
    return data[: MAX_NAME_BYTES - len(end)].decode("utf-8", "ignore").rstrip(". ") + end


def output_name(stem: PurePath, suffix: str) -> PurePosixPath:
    """The name of an output, below the output folder. A name too long is cut, and a hash of it keeps it distinct.

    >>> str(output_name(PurePath("2011/story"), ".amp.html"))
    '2011/story.amp.html'
    >>> len(str(output_name(PurePath("very long " * 40), ".html")))
    200
    """
    safe = safe_path(stem)
    return safe.with_name(_cut(safe.name, suffix))


def short_hash(text: str) -> str:
    """Eight letters and digits that stand for a text.

    >>> short_hash("export.xml#post-12")
    'a3559721'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def folded(name: PurePath | str) -> str:
    """What two names have in common that are one on a file system that tells no case, or keeps names in one form.

    >>> folded("Caf\u00e9.html") == folded("cafe\u0301.HTML")
    True
    """
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", str(name)).casefold())


def slug(text: str) -> str:
    """A text as a part of an address: its letters and digits, in lower case, with hyphens between, 80 bytes at most.

    >>> slug("Night ferry: “We were told nothing”"), slug("夜行フェリー 再開へ")
    ('night-ferry-we-were-told-nothing', '夜行フェリー-再開へ')
    """
    words = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", text[:400]).lower()).strip("-")
    data = words.encode()
    if len(data) <= 80:
        return words
    cut = data[:80].decode("utf-8", "ignore")
    return (cut.rpartition("-")[0] or cut) if data[80:81] != b"-" else cut


FIELDS: Final = ("stem", "name", "slug", "date", "section", "hash")


class _Parts(string.Formatter):
    """Fills in a template; every value is a part of a name, whatever it holds."""

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401  # as string has it
        if isinstance(value, date):
            return value.strftime(format_spec or "%Y-%m-%d")
        return str(value)


@attrs.frozen
class Template:
    """How outputs are called, below the output folder: text with fields in braces, and ``/`` between folders.

    ``{stem}`` is where the record was found, as ``2011/story``, and ``{name}`` its last part; ``{slug}`` is made of the
    headline, ``{date}`` is the day it was published (``{date:%Y/%m}`` the year and month), ``{section}`` the path of
    the section, and ``{hash}`` stands for the record, so that no two records have one name, whatever their order. What
    an article does not have is left out; ``undated`` stands for the date.

    Raises ``ValueError`` for a field that there is not.

    >>> from articlekit import Article
    >>> article = Article("Talks go on", section=["News", "Syria"], date_published=date(2016, 2, 11))
    >>> str(Template("{date:%Y/%m}/{section}/{slug}")(article, PurePath("a/7"), "a.zip/7.html"))
    '2016/02/news/syria/talks-go-on'
    """

    text: str = "{stem}"

    def __attrs_post_init__(self) -> None:
        for field, spec in self._fields():
            if field not in FIELDS:
                named = ", ".join(f"{{{name}}}" for name in FIELDS)
                raise ValueError(f"{{{field}}} is no field of a path; there are {named}")
            if spec and field != "date":
                raise ValueError(f"{{{field}:{spec}}}: only {{date}} takes a format, as in {{date:%Y/%m}}")
        if not self.text.strip("/ "):
            raise ValueError("the path is empty; write it as {date:%Y/%m}/{slug}-{hash}")

    def _fields(self) -> Iterator[tuple[str, str]]:
        for _, field, spec, conversion in string.Formatter().parse(self.text):
            if field is not None:
                if conversion:
                    raise ValueError(f"{{{field}!{conversion}}}: a path takes no conversion; leave !{conversion} out")
                yield field, spec or ""

    def __call__(self, article: Article, stem: PurePath, name: str) -> PurePosixPath:
        """The stem of an article's outputs: safe, relative, and without an ending."""
        if self.text == "{stem}":
            return safe_path(stem)
        place = safe_path(stem)
        filled = _Parts().vformat(
            self.text,
            (),
            {
                "stem": str(place),
                "name": place.name,
                "slug": slug(article.headline) or "untitled",
                "date": article.date_published or "undated",
                "section": "/".join(filter(None, map(slug, article.section))),
                "hash": short_hash(name),
            },
        )
        return safe_path(PurePosixPath(filled))

"""The version of an article's JSON, and what brings an older one up to date.

A new minor version adds fields and kinds: older programs keep them unread, and this one reads older files as they are.
A new major version changes something, and brings a function from the version before it, in :data:`MIGRATIONS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from articlekit.data.fields import Plain
from articlekit.errors import ReadError

__all__ = ["MIGRATIONS", "VERSION", "current", "from_0_9"]

VERSION: Final = "1.0"
"""The version that is written."""

_VERSION: Final = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})").fullmatch


def current(data: Plain) -> dict[str, Plain]:
    """An article's data as this version would have written it, less the version. The data given is not changed.

    Raises ``ReadError`` for what is no article, and for a version that cannot be read.

    >>> current({"articlekit": "0.9", "type": "article", "authors": ["Jane Doe"]})
    {'kind': 'article', 'authors': [{'kind': 'contributor', 'name': 'Jane Doe'}]}
    """
    if type(data) is not dict or "articlekit" not in data:
        message = 'expected an article of articlekit, which is an object that begins with "articlekit": "1.0"'
        raise ReadError(message, code="not-an-article", place="$")
    version = data["articlekit"]
    while type(version) is str and version in MIGRATIONS:
        version, migrate = MIGRATIONS[version]
        data = migrate(data)
    _check(version)
    return {key: value for key, value in data.items() if key != "articlekit"}


def _check(version: Plain) -> None:
    place = "$.articlekit"
    match = _VERSION(version) if type(version) is str else None
    if match is None:
        code = "wrong-value" if type(version) is str else "wrong-type"
        raise ReadError(f'expected a version like "{VERSION}", found {version!r:.40}', code=code, place=place)
    major, ours = int(match[1]), int(VERSION.split(".")[0])
    if major > ours:
        message = f"the article is of version {version}, and this articlekit reads up to {ours}.x; install a newer one"
        raise ReadError(message, code="schema-too-new", place=place)
    if major < ours:
        known = ", ".join(MIGRATIONS)
        message = f"there never was a version {version}; this articlekit reads {known} and {ours}.x"
        raise ReadError(message, code="schema-unknown", place=place)


# --- migrations ---------------------------------------------------------------------------------------------------


def from_0_9(data: Plain) -> Plain:
    """From 0.9, the draft.

    - a node's kind was its "type", and the media type of a media source its "media_type";
    - an author was a name;
    - a figure's credit was its "credit_line";
    - there was no "extra".

    >>> from_0_9({"type": "figure", "caption": ["Paris."], "credit_line": "AFP"})
    {'kind': 'figure', 'caption': ['Paris.'], 'credit': 'AFP'}
    """
    if type(data) is list:
        return [from_0_9(item) for item in data]
    if type(data) is not dict:
        return data
    kind = data.get("type")
    renamed = {"type": "kind", **_RENAMED_IN_0_9.get(kind, {})} if type(kind) is str else {}
    result = {renamed.get(key, key): from_0_9(value) for key, value in data.items()}
    if kind == "article" and type(authors := result.get("authors")) is list:
        result["authors"] = [
            {"kind": "contributor", "name": author} if type(author) is str else author for author in authors
        ]
    return result


_RENAMED_IN_0_9: Final = {"figure": {"credit_line": "credit"}, "media-source": {"media_type": "type"}}

MIGRATIONS: Final[Mapping[str, tuple[str, Callable[[Plain], Plain]]]] = MappingProxyType({"0.9": ("1.0", from_0_9)})
"""For each older version, the next one and what leads there: a pure function of an article's plain data."""

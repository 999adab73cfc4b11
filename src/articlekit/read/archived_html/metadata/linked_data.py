"""JSON-LD, microdata and RDFa as things: dicts with the property names of schema.org, as JSON-LD writes them.

JSON-LD is written by templates, and often broken; what can be told for certain is mended here (comments, commas too
many, line breaks in strings, entities, several objects in a row), and the rest is passed over with a notice.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeAlias

from articlekit.read.archived_html.metadata.plain import plain
from articlekit.read.archived_html.reading import Reading
from articlekit.read.dom import Tag

__all__ = ["Graph", "Thing", "linked_data", "marked_up_data", "short_name", "types"]

Thing: TypeAlias = dict[str, Any]
"""Something that structured data describe: its properties by their names, ``@type`` and ``@id`` among them."""

LONGEST: Final = 4_000_000
"""How many characters of JSON are read on one page; it takes ten times the memory of its text."""

MOST_THINGS: Final = 2_000
"""How many things are looked at on one page."""

MOST_VALUES: Final = 100
"""How many values of one property are looked at."""

DEEPEST: Final = 6
"""How many things within things are followed: an article, its author, their employer, its logo."""


# --- JSON-LD --------------------------------------------------------------------------------------------------------


def linked_data(read: Reading) -> list[Any]:
    """The values of all JSON-LD scripts of a page, in order; what is no JSON is passed over with a notice."""
    found: list[Any] = []
    left = LONGEST
    for script in read.document.select('script[type*="ld+json" i]'):
        text = script.text
        left -= len(text)
        if left < 0:
            message = f"more than {LONGEST:,} characters of JSON-LD; the rest is not read"
            read.notice("json-ld-too-long", message, script, action="dropped")
            break
        values = decode(text)
        if values is None:
            if text.strip():
                read.notice("json-ld-broken", "the JSON-LD is broken; it is not used", script, action="dropped")
        else:
            found.extend(values)
    return found


def decode(text: str) -> list[Any] | None:
    """The JSON values in a script, mended where it is broken; ``None`` where that does not help.

    >>> decode('/* <![CDATA[ */ {"headline": "Talks go on", /* more */ "keywords": ["a", "b",],} // ]]>')
    [{'headline': 'Talks go on', 'keywords': ['a', 'b']}]
    >>> decode('{"a": 1} {"b": 2};'), decode("{&quot;a&quot;: 1}"), decode('{"a": "b" "c"}')
    ([{'a': 1}, {'b': 2}], [{'a': 1}], None)
    """
    try:
        return [json.loads(text, strict=False)]
    except RecursionError:
        return None
    except ValueError:
        pass
    if '"' not in text and "&quot;" in text:
        text = html.unescape(text)
    return _several(_TOKEN.sub(_mended, text))


# Each alternative matches whatever follows its beginning, so the text is gone through once.
_TOKEN: Final = re.compile(
    r'"(?:[^"\\]++|\\.)*+"?'
    r"|//[^\n]*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/)?"
    r"|<!--|-->|<!\[CDATA\[|\]\]>|\ufeff"
    r"|,(?=\s{0,1000}[}\]])",
    re.DOTALL,
)
_BAD_ESCAPE: Final = re.compile(r"\\(?:([\"\\/bfnrt]|u[0-9a-fA-F]{4})|(.?))", re.DOTALL)


def _mended(match: re.Match[str]) -> str:
    token = match[0]
    if token[0] != '"':
        return " "
    return _BAD_ESCAPE.sub(lambda escape: escape[0] if escape[1] else escape[2], token) if "\\" in token else token


_DECODER: Final = json.JSONDecoder(strict=False)
_BETWEEN: Final = re.compile(r"[\s;,]*+")


def _several(text: str) -> list[Any] | None:
    """JSON values one behind the other; what is behind the last whole one is passed over if there is one."""
    found: list[Any] = []
    place = _BETWEEN.match(text).end()  # type: ignore[union-attr]  # it matches the empty text
    while place < len(text) and len(found) < MOST_THINGS:
        try:
            value, place = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError):
            break
        if isinstance(value, dict | list):
            found.append(value)
        place = _BETWEEN.match(text, place).end()  # type: ignore[union-attr]
    return found or None


# --- microdata and RDFa ---------------------------------------------------------------------------------------------

_USED: Final = frozenset(
    "headline name alternativeHeadline author creator editor contributor datePublished dateModified dateCreated "
    "description publisher image articleSection keywords isAccessibleForFree copyrightHolder copyrightNotice url "
    "mainEntityOfPage jobTitle affiliation worksFor logo inLanguage identifier itemListElement item position "
    "thumbnailUrl width height sameAs givenName familyName contentUrl caption".split()
)
"""The properties of which something is made; texts of others are not even looked at."""


def marked_up_data(read: Reading) -> list[Thing]:
    """What microdata and RDFa say: the things of a page that stand in no other, in the form of JSON-LD.

    HTML standard, "Microdata"; RDFa Lite 1.1, of which ``vocab`` and ``prefix`` are not needed: names are short.
    """
    scopes = read.document.select("[itemscope],[typeof]")[:MOST_THINGS]
    things: dict[Tag, Thing] = {}
    for scope in scopes:
        kinds = str(scope.attr("itemtype") or scope.attr("typeof") or "")
        things[scope] = {"@type": [short_name(kind) for kind in kinds.split()]}
        if at := scope.attr("itemid") or scope.attr("resource"):
            things[scope]["@id"] = str(at)
    if not things:
        return []
    inner: set[Tag] = set()
    left = LONGEST
    for element in read.document.select("[itemprop],[property]:not(meta)")[: MOST_THINGS * 5]:
        names = str(element.attr("itemprop") or element.attr("property") or "")
        used = [name for name in map(short_name, names.split()) if name in _USED]
        if not used:
            continue
        parent = element.parent
        while parent is not None and parent not in things:
            parent = parent.parent
        if not isinstance(parent, Tag):
            continue
        if element in things:
            inner.add(element)
            value: Thing | str = things[element]
        elif left > 0:
            value, length = _value(element, is_address=not _ADDRESSES.isdisjoint(used))
            left -= length
        else:
            break
        for name in used:
            values = things[parent].setdefault(name, [])
            if len(values) < MOST_VALUES:
                values.append(value)
    return [thing for scope, thing in things.items() if scope not in inner]


_IN_ATTRIBUTE: Final = {
    "a": "href", "area": "href", "link": "href", "img": "src", "source": "src", "time": "datetime", "data": "value",
}  # fmt: skip


_ADDRESSES: Final = frozenset("url image logo thumbnailUrl contentUrl mainEntityOfPage sameAs item identifier".split())
"""The properties that are addresses. Of a link that is another one its words are meant, whatever the standard says."""


def _value(element: Tag, *, is_address: bool) -> tuple[str, int]:
    """The value of a property that is no thing, and how long the text was that it was made of."""
    is_words = element.tag == "a" and not is_address
    for name in ("content", "" if is_words else _IN_ATTRIBUTE.get(element.tag, "")):
        if name and (value := element.attr(name)):
            return str(value), 0
    text = element.text
    return plain(text), len(text)


# --- things ---------------------------------------------------------------------------------------------------------


def short_name(name: str) -> str:
    """The name of a type or property without its vocabulary.

    >>> short_name("https://schema.org/NewsArticle"), short_name("schema:headline")
    ('NewsArticle', 'headline')
    """
    return name.rstrip("/").rpartition("/")[2].rpartition("#")[2].rpartition(":")[2]


def types(thing: Thing) -> frozenset[str]:
    """The short names of a thing's types."""
    kinds = thing.get("@type", thing.get("type", ()))
    kinds = kinds[:MOST_VALUES] if isinstance(kinds, list) else [kinds]
    return frozenset(short_name(kind) for kind in kinds if isinstance(kind, str))


class Graph:
    """The things of a page, and those that they refer to by ``@id``."""

    __slots__ = ("_by_id", "things")

    def __init__(self, values: Iterable[Any]) -> None:
        self.things: list[Thing] = []
        """Those that are about the page itself: on top, in a ``@graph``, or as ``mainEntity`` of another."""
        self._by_id: dict[str, Thing] = {}
        waiting = [(value, 0) for value in values]
        for value, depth in waiting:  # it grows on the way
            if len(waiting) > MOST_THINGS:
                break
            if isinstance(value, list) and depth < DEEPEST * 2:
                waiting.extend((each, depth + 1) for each in value[:MOST_THINGS])
            elif isinstance(value, dict):
                thing = value
                if any(":" in key for key in value):
                    thing = {short_name(key): content for key, content in value.items()}  # "schema:headline"
                self.things.append(thing)
                self._index(thing)
                if depth < DEEPEST * 2:
                    waiting.extend((thing[key], depth + 1) for key in _INNER if isinstance(thing.get(key), dict | list))

    def _index(self, thing: Thing) -> None:
        """Note a thing by its id, and those that stand in it."""
        for each in (thing, *thing.values()):
            for one in each[:MOST_VALUES] if isinstance(each, list) else (each,):
                if isinstance(one, dict) and len(one) > 1 and isinstance(key := one.get("@id"), str):
                    known = self._by_id.setdefault(key, one)
                    if known is not one and len(known) < len(one):
                        self._by_id[key] = one

    def values(self, thing: Thing, *names: str) -> list[Any]:
        """The values of the first of some properties that has any: texts, numbers, booleans, and things."""
        for name in names:
            if (given := thing.get(name)) is not None and (found := list(self._values(given, 0))):
                return found
        return []

    def _values(self, value: Any, depth: int) -> Iterator[Any]:  # noqa: ANN401  # JSON
        if isinstance(value, list):
            if depth < DEEPEST:
                for each in value[:MOST_VALUES]:
                    yield from self._values(each, depth + 1)
        elif isinstance(value, dict):
            if "@value" in value:
                yield from self._values(value["@value"], depth + 1) if depth < DEEPEST else ()
            elif "@list" in value:
                yield from self._values(value["@list"], depth + 1) if depth < DEEPEST else ()
            else:
                yield self._by_id.get(value["@id"], value) if isinstance(value.get("@id"), str) else value
        elif isinstance(value, str):
            if value.strip():
                yield self._by_id.get(value, value)
        elif value is not None:
            yield value

    def text(self, thing: Thing, *names: str) -> str | None:
        """The first text of some properties: of a thing, its name; ``None`` where there is none."""
        for name in names:
            given = thing.get(name)
            if given is None:
                continue
            if type(given) is str and given not in self._by_id:
                if text := plain(given):
                    return text
                continue
            for value in self._values(given, 0):
                found = _first(value, "name", "value", "@id") if isinstance(value, dict) else value
                if isinstance(found, int | float) and not isinstance(found, bool):
                    found = str(found)
                if isinstance(found, str) and (text := plain(found)):
                    return text
        return None

    def url(self, thing: Thing, *names: str) -> str | None:
        """The first address of some properties: of a thing, its url or id."""
        for name in names:
            for value in self._values(thing.get(name), 0):
                found = _first(value, "url", "contentUrl", "@id") if isinstance(value, dict) else value
                if isinstance(found, str) and found.strip():
                    return found.strip()
        return None


def _first(thing: Thing, *names: str) -> object:
    """The first value of the first property that has any, if it is no thing itself."""
    value = next((thing[name] for name in names if thing.get(name)), None)
    return value[0] if isinstance(value, list) else value


_INNER: Final = ("@graph", "mainEntity", "mainEntityOfPage", "graph")

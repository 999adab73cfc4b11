"""The values of fields, each in its normal form: text, languages, directions, moments, sizes, ids, JSON.

Each function is a converter: it takes what a user gives and returns the one spelling that the model keeps, or says in
a ``TypeError`` or ``ValueError`` what is wrong. A value in normal form is returned as it is, and fast: a reader calls
these hundreds of times a page. URLs have a module of their own, :mod:`articlekit.model.url`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any, Final, Literal, cast

import attrs

from articlekit.model.characters import is_blank, line, not_a_str, text
from articlekit.model.frozen import FrozenDict, FrozenList, JSONValue, json_value, thaw
from articlekit.model.language import language

__all__ = [
    "MAX_SIZE",
    "FrozenDict",
    "FrozenList",
    "JSONValue",
    "direction",
    "hides_a_property",
    "identifier",
    "instance_of",
    "is_blank",
    "json_value",
    "language",
    "line",
    "moment",
    "size",
    "text",
    "thaw",
]

# --- direction, size, moment --------------------------------------------------------------------------------------


def direction(value: str, /) -> Literal["ltr", "rtl", "auto"]:
    """A direction of writing: ``"ltr"``, ``"rtl"``, or ``"auto"`` (what the first strong character says).

    >>> direction("rtl")
    'rtl'
    """
    if type(value) is not str:
        raise not_a_str(value, "a direction")
    if value in ("ltr", "rtl", "auto"):
        return cast('Literal["ltr", "rtl", "auto"]', value)
    raise ValueError(f'a direction is "ltr", "rtl" or "auto", not {value!r:.80}')


def instance_of(wanted: type, /) -> Callable[[object, attrs.Attribute[Any], object], None]:
    """A check that a field holds a value of a class, whose error says how to make one.

    >>> from articlekit import Figure
    >>> Figure("a.jpg")
    Traceback (most recent call last):
    ...
    TypeError: image must be Image, not str: 'a.jpg'; make one with Image(...)
    """
    name = wanted.__name__

    def check(_: object, field: attrs.Attribute[Any], value: object) -> None:
        if not isinstance(value, wanted):
            given = f"{type(value).__name__}: {value!r:.80}"
            raise TypeError(f"{field.name} must be {name}, not {given}; make one with {name}(...)")

    return check


MAX_SIZE: Final = 2**31 - 1
"""The biggest width that the Nu Html Checker reads in a ``srcset``."""


def size(value: int, /) -> int:
    """A width, height or length in whole units, 1 to :data:`MAX_SIZE`. ``True`` is no size.

    >>> size(640)
    640
    """
    if type(value) is not int:
        raise TypeError(f"a size is a whole number (int), not {type(value).__name__}: {value!r:.80}")
    if 1 <= value <= MAX_SIZE:
        return value
    bound = "less than 1" if value < 1 else f"more than {MAX_SIZE}"
    raise ValueError(f"a size is from 1 to {MAX_SIZE}; this one is {bound}: use None where it is not known")


def moment(value: date, /) -> date:
    """A date, or a date and time to the second: without an offset, or with a fixed one of whole minutes.

    A time zone becomes the offset that it has at that moment; fractions of a second are dropped; subclasses (as of
    pandas) become plain ``date`` and ``datetime``. Raises ``TypeError`` for what is no date, ``ValueError`` for years
    before 1000 (the Nu Html Checker takes them for mistakes) and offsets with seconds, as zones had before they were
    standard time.

    >>> from zoneinfo import ZoneInfo
    >>> print(moment(datetime(2017, 7, 6, 9, 30, 5, 250, ZoneInfo("Europe/Paris"))))
    2017-07-06 09:30:05+02:00
    """
    kind = type(value)
    if kind is date:
        if value.year < 1000:
            raise ValueError(f"the year of {value} is before 1000; give a later date or none")
        return value
    if not isinstance(value, datetime):
        if isinstance(value, date):
            return moment(date(value.year, value.month, value.day))
        raise TypeError(f"a moment is a datetime.date or datetime.datetime, not {kind.__name__}: {value!r:.80}")
    if kind is datetime and value.tzinfo is None and not (value.microsecond or value.fold) and value.year >= 1000:
        return value
    if value != value:  # noqa: PLR0124  # pandas.NaT is a datetime, and equal to nothing
        raise ValueError("NaT is no moment; use None where it is not known")
    if value.year < 1000:
        raise ValueError(f"the year of {value} is before 1000; give a later date or none")
    offset = value.utcoffset()
    if offset is not None and offset % timedelta(minutes=1):
        raise ValueError(f"the offset of {value} is not in whole minutes; round it or leave it out")
    return datetime(
        value.year,
        value.month,
        value.day,
        value.hour,
        value.minute,
        value.second,
        tzinfo=None if offset is None else timezone(offset),
    )


# --- ids ----------------------------------------------------------------------------------------------------------

MAX_IDENTIFIER: Final = 1000
"""How many characters an id has at most: bringing many marks of one letter into order takes long."""

_ORDINARY_IDENTIFIER: Final = re.compile(f"[A-Za-z][A-Za-z0-9_.:-]{{0,{MAX_IDENTIFIER - 1}}}").fullmatch

# Names that the AMP validator refuses as an id, in whatever case, because scripts that look ids up by name would find
# the element instead (validator-main.protoascii of ampproject/amphtml, "id" of $GLOBAL_ATTRS, disallowed_value_regex),
# and the names that every JavaScript object has.
_CLOBBERING: Final = frozenset(
    """
    __count__ __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ __noSuchMethod__ __parent__ __proto__
    $p $proxy acceptCharset addEventListener appendChild assignedSlot attachShadow AMP baseURI checkValidity
    childElementCount childNodes classList className clientHeight clientLeft clientTop clientWidth
    compareDocumentPosition computedName computedRole contentEditable createShadowRoot enqueAction firstChild
    firstElementChild getAnimations getAttribute getAttributeNS getAttributeNode getAttributeNodeNS
    getBoundingClientRect getClientRects getDestinationInsertionPoints getElementsByClassName getElementsByTagName
    getElementsByTagNameNS getRootNode hasAttribute hasAttributeNS hasAttributes hasChildNodes hasPointerCapture
    innerHTML innerText inputMode insertAdjacentElement insertAdjacentHTML insertAdjacentText isContentEditable
    isDefaultNamespace isEqualNode isSameNode lastChild lastElementChild lookupNamespaceURI namespaceURI
    nextElementSibling nextSibling nodeName nodeType nodeValue offsetHeight offsetLeft offsetParent offsetTop
    offsetWidth outerHTML outerText ownerDocument parentElement parentNode previousElementSibling previousSibling
    querySelector querySelectorAll releasePointerCapture removeAttribute removeAttributeNS removeAttributeNode
    removeChild removeEventListener replaceChild reportValidity requestPointerLock scrollHeight scrollIntoView
    scrollIntoViewIfNeeded scrollLeft scrollWidth setAttribute setAttributeNS setAttributeNode setAttributeNodeNS
    setPointerCapture shadowRoot styleMap tabIndex tagName textContent toString valueOf
    webkitdropzone msdropzone mozdropzone odropzone webkitMatchesSelector mozMatchesSelector msMatchesSelector
    oMatchesSelector webkitRequestFullScreen mozRequestFullScreen msRequestFullScreen oRequestFullScreen
    constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString
    """.lower().split()
)


def hides_a_property(name: str) -> bool:
    """Whether a name as an id would hide what browsers and AMP keep under it."""
    lower = name.lower()
    return lower in _CLOBBERING or lower.startswith(("__amp_", "i-amphtml"))


def identifier(value: str, /) -> str:
    """An id for a block, such as ``"chapter-2"``: up to 1,000 characters, none of white space or control, in NFC.

    A few names are refused with ``ValueError``, as the AMP validator refuses them: those that begin with ``__amp_``
    or ``i-amphtml``, and names of DOM properties such as ``parentNode``.

    >>> identifier("chapter-2")
    'chapter-2'
    """
    if type(value) is not str:
        raise not_a_str(value, "an id")
    if not _ORDINARY_IDENTIFIER(value):
        if is_blank(value):
            raise ValueError("an id cannot be blank; leave it out")
        if value.split() != [value] or text(value) != value:
            raise ValueError(f"the id {value!r:.80} has white space or control characters; use hyphens instead")
        if len(value) > MAX_IDENTIFIER:
            raise ValueError(f"the id {value!r:.80} is longer than {MAX_IDENTIFIER} characters; shorten it")
        # Two ids that look the same are the same, and the Nu Html Checker warns of others.
        value = unicodedata.normalize("NFC", value)
    if hides_a_property(value):
        raise ValueError(f"the id {value!r:.80} would hide what browsers and AMP keep under that name; use another")
    return value

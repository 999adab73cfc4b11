"""URLs: one canonical, harmless spelling for each.

A URL in this form is plain ASCII, needs no other escape in an attribute than ``&``, and is read alike by browsers (the
WHATWG URL standard), by RFC 3986 clients and by the checkers of HTML and AMP. It is safe and stable rather than
shortest: dot segments stay, and ``http://a.example`` and ``http://a.example/`` are two URLs.
"""

import re
from collections.abc import Collection
from typing import Final, NoReturn

from articlekit.model.characters import not_a_str
from articlekit.model.host import canonical_host

__all__ = ["LINK_SCHEMES", "WEB_SCHEMES", "absolute_url", "media_url", "url"]

WEB_SCHEMES: Final = ("http", "https")
"""The schemes of pictures, video, sound, frames, citations and pages."""
LINK_SCHEMES: Final = (*WEB_SCHEMES, "ftp", "mailto", "tel", "sms", "geo")
"""The schemes that a link may have: harmless, and allowed in a link of AMP (its validator's rules for ``a[href]``)."""

_DEFAULT_PORTS: Final = {"http": "80", "https": "443", "ftp": "21"}
"""The schemes whose URLs name a host."""

# The common case, decided in one match: http(s) with a plain host, or a path from the root.
_ORDINARY: Final = re.compile(
    r"""
    (?:https?://(?:(?!xn--)[a-z0-9-]{1,49}\.){0,4}[a-z]{2,49}(?=[/?\#]|\Z)|/(?=[A-Za-z0-9]))
    (?:[A-Za-z0-9.~!$&()*+,;=:@/?-]++|_(?!_)|%[0-9A-F]{2})*+
    (?:\#(?:[A-Za-z0-9.~!$&()*+,;=:@/?-]++|_(?!_)|%[0-9A-F]{2})*+)?+
    (?<!,)
    """,
    re.VERBOSE,
).fullmatch

_EDGES: Final = "".join(map(chr, range(0x21))) + (
    "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200e\u200f"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""White space, C0 controls, and invisible marks that come along when an address is copied."""
_LINE_BREAK: Final = re.compile(r"[\t\n\r]+")
_SURROGATE: Final = "[\ud800-\udfff]"
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):").match
_AUTHORITY: Final = re.compile(r"//([^/?#\\]*)").match
_HOST_AND_PORT: Final = re.compile(r"(\[[^\]]*\]|[^:]*)(?::([0-9]*))?").fullmatch
_LIKE_A_SCHEME: Final = re.compile(r"[^/]*?(?:[:&]|%3a)", re.IGNORECASE).match

# All but what RFC 3986 lets stand in a path, query and fragment; the apostrophe too, which could end an attribute.
_TO_ENCODE: Final = re.compile(r"%[0-9A-Fa-f]{2}|%|[^A-Za-z0-9._~!$&()*+,;=:@/?%-]+")

# AMP allows it in no URL, in whatever case (validator-main.protoascii of ampproject/amphtml, "disallowed_value_regex").
_AMP_WORD: Final = re.compile("_(?=_amp_source_origin)", re.IGNORECASE)


def url(value: str, /) -> str:
    """The canonical form of a link's URL: absolute with one of :data:`LINK_SCHEMES`, or relative.

    As browsers do, it drops white space at the ends and line breaks within, and takes a backslash in a path for a
    slash. What may not stand in a URL is percent-encoded, scheme and host are lower-cased, an internationalised host
    becomes its ASCII form and a default port is dropped. Raises ``TypeError`` for anything but exactly ``str``, and
    ``ValueError`` for a URL that could run a script, that is read differently by different clients, that names a user
    or password, or whose host or port is not valid.

    >>> url("HTTP://Bücher.Example:80/new books"), url("../a?b#c"), url("mailto:desk@example.org")
    ('http://xn--bcher-kva.example/new%20books', '../a?b#c', 'mailto:desk@example.org')
    >>> url("javascript:alert(1)")
    Traceback (most recent call last):
    ...
    ValueError: the URL 'javascript:alert(1)' has the scheme "javascript"; ...
    """
    if type(value) is str and _ORDINARY(value):
        return value
    return _canonical(value, LINK_SCHEMES)


def media_url(value: str, /) -> str:
    """As :func:`url`, for what a page loads or names (pictures, video, frames, citations): http, https or relative.

    >>> media_url("img/a b.jpg")
    'img/a%20b.jpg'
    """
    if type(value) is str and _ORDINARY(value):
        return value
    result = _canonical(value, WEB_SCHEMES)
    if len(result) > 1:
        return result
    # AMP reads no "srcset" whose URL is one character long.
    return f"./{result}" if result.isalnum() else _refuse(value, "names no file; give its path")


def absolute_url(value: str, /) -> str:
    """As :func:`url`, for the address of a page: http or https, with a host.

    >>> absolute_url("https://example.org/2017/lavrov")
    'https://example.org/2017/lavrov'
    """
    result = media_url(value)
    if result.startswith(("http://", "https://")):
        return result
    return _refuse(value, "is relative; give the whole address, with https:// and the host")


def _refuse(value: str, reason: str) -> NoReturn:
    raise ValueError(f"the URL {value!r:.100} {reason}")


def _canonical(value: str, schemes: Collection[str]) -> str:
    if type(value) is not str:
        raise not_a_str(value, "a URL")
    rest = _LINE_BREAK.sub("", value.strip(_EDGES))
    if not rest.isascii():
        rest = re.sub(_SURROGATE, "\ufffd", rest)
    if not rest:
        _refuse(value, "is empty; leave it out")
    match = _SCHEME(rest)
    if match is None:
        return _hierarchical(value, "", rest)
    scheme = match[1].lower()
    rest = rest[match.end() :]
    if scheme not in schemes:
        _refuse(value, f'has the scheme "{scheme:.20}"; use one of {", ".join(schemes)}, or a relative URL')
    if scheme not in _DEFAULT_PORTS:
        return f"{scheme}:{_opaque(value, rest.lstrip(_EDGES))}"
    if not rest.startswith("//"):
        _refuse(value, f"has no host; begin it with {scheme}:// and the host")
    return f"{scheme}:{_hierarchical(value, scheme, rest)}"


def _hierarchical(value: str, scheme: str, rest: str) -> str:
    """What follows the colon of a URL that may have a host."""
    if rest[:2] in ("/\\", "\\/", "\\\\"):
        _refuse(value, "begins with a backslash where some clients read a host; use slashes")
    match = _AUTHORITY(rest)
    if match is None:
        return _tail(rest, relative=True)
    rest = rest[match.end() :]
    if rest.startswith("\\"):
        _refuse(value, "has a backslash after its host; use a slash")
    return f"//{_authority(value, match[1], scheme)}{_tail(rest)}"


def _authority(value: str, authority: str, scheme: str) -> str:
    if "@" in authority:
        _refuse(value, "names a user before its host; leave out what stands before the @")
    match = _HOST_AND_PORT(authority)
    host = canonical_host(match[1]) if match else None
    if match is None or host is None or _AMP_WORD.search(host):
        _refuse(value, "has no valid host; check what stands after the //")
    port = match[2] and (match[2].lstrip("0") or "0")
    if port and (len(port) > 5 or int(port) > 65535):
        _refuse(value, "has a port above 65535; correct it or leave it out")
    return f"{host}:{port}" if port and port != _DEFAULT_PORTS.get(scheme) else host


def _opaque(value: str, rest: str) -> str:
    """What follows the colon of ``mailto:`` and its like."""
    if not rest or rest[0] in "/\\":
        _refuse(value, "names nobody; write it as in mailto:desk@example.org")
    address, mark, fragment = rest.partition("#")
    return _unambiguous(_encoded(address) + mark + _encoded(fragment))


def _tail(rest: str, *, relative: bool = False) -> str:
    """What follows the host: path, query and fragment."""
    rest, mark, fragment = rest.partition("#")
    path, question, query = rest.partition("?")
    path = path.replace("\\", "/")
    if relative and _LIKE_A_SCHEME(path):
        # For clients that decode before they look for a scheme. RFC 3986, 4.2, has the same remedy.
        path = f"./{path}"
    return _unambiguous(_encoded(path) + question + _encoded(query) + mark + _encoded(fragment))


def _encoded(part: str) -> str:
    return _TO_ENCODE.sub(_encoded_run, part)


def _encoded_run(match: re.Match[str]) -> str:
    run = match[0]
    if run[0] == "%" and len(run) == 3:
        return run.upper()
    return "".join([f"%{byte:02X}" for byte in run.encode()])


def _unambiguous(tail: str) -> str:
    """Without a comma at an end, which ``srcset`` takes for its own, and without the word that AMP forbids."""
    if tail.startswith(","):
        tail = f"%2C{tail[1:]}"
    if tail.endswith(","):
        tail = f"{tail[:-1]}%2C"
    return _AMP_WORD.sub("%5F", tail)

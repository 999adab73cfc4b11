"""The host of a URL: a domain name or an IP address, as every browser reads it.

The rules are those of the WHATWG URL standard ("host parsing"), kept strict: where browsers, older clients and the
standard could read different hosts, the host is refused.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from articlekit.model.characters import INVISIBLE

__all__ = ["canonical_host"]

_DOMAIN: Final = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}\.?").fullmatch
_NUMERIC: Final = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)\.?").fullmatch
_IPV4: Final = re.compile(r"(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!\Z)|\Z)){4}").fullmatch
_IPV6: Final = r"\[([0-9a-f:.]+)\]"

# What a label of an internationalised name may hold: letters, marks and digits (IDNA2008), and the symbols that UTS #46
# lets browsers add (arrows to pictographs), for names such as i❤.example.
_CATEGORIES: Final = frozenset({"Ll", "Lm", "Lo", "Mn", "Mc", "Nd"})
_SYMBOL: Final = "[\u2190-\u2bff\U0001f000-\U0001faff]"

# RFC 5893, section 2, with one letter for each bidirectional class that its rules tell apart.
_BIDI_CLASSES: Final = {"L": "L", "R": "R", "AL": "R", "AN": "A", "EN": "E", "NSM": "N"}
_BIDI_LABEL: Final = r"(?!.*A.*E|.*E.*A)R(?:[RAENO]*[RAE])?N*|L(?:[LENO]*[LE])?N*"


def canonical_host(host: str) -> str | None:
    """A host in lower-case ASCII, or ``None`` where it is not valid.

    >>> canonical_host("Example.ORG"), canonical_host("bücher.example"), canonical_host("127.1")
    ('example.org', 'xn--bcher-kva.example', None)
    """
    if len(host) > 254:
        return None
    host = host.lower() if host.isascii() else host
    if host.startswith("["):
        return host if _is_ipv6(host) else None
    if "xn--" in host or not host.isascii():
        host = _ascii_name(host) or ""
    if not _DOMAIN(host) or len(host.removesuffix(".")) > 253:
        return None
    return host if not _NUMERIC(host) or _IPV4(host) else None


def _is_ipv6(host: str) -> bool:
    import ipaddress  # noqa: PLC0415  # hardly an article links to one

    match = re.fullmatch(_IPV6, host)
    try:
        return match is not None and bool(ipaddress.IPv6Address(match[1]))
    except ValueError:
        return False


def _ascii_name(name: str) -> str | None:
    """The ASCII form of an internationalised name (UTS #46, nontransitional), or ``None``.

    Only names that are in normal form but for their case are taken, so that no browser reads another name.
    """
    labels = unicodedata.normalize("NFC", _folded(name)).split(".")
    try:
        spoken = [label[4:].encode().decode("punycode") if label.startswith("xn--") else label for label in labels]
        written = [label if label.isascii() else "xn--" + label.encode("punycode").decode() for label in spoken]
    except UnicodeError:
        return None
    as_given = all(one == other for one, other in zip(labels, written, strict=True) if one.isascii())
    return ".".join(written) if as_given and all(map(_is_label, spoken)) and _keeps_order(spoken) else None


def _folded(name: str) -> str:
    # ß and ς are letters of their own in IDNA2008; Python's case folding, and its "idna" codec, would replace them.
    return "".join(char if char in "ßς" else char.casefold() for char in name)


def _is_label(label: str) -> bool:
    if label.isascii():
        return True  # the pattern of a domain judges it
    return (
        all(char.isascii() or unicodedata.category(char) in _CATEGORIES or re.match(_SYMBOL, char) for char in label)
        and unicodedata.category(label[0])[0] != "M"
        and not re.search(f"[{INVISIBLE}]", label)
        and unicodedata.normalize("NFKC", _folded(label)) == label
    )


def _keeps_order(labels: list[str]) -> bool:
    """The "Bidi Rule" (RFC 5893, section 2): no label changes its look by what stands beside it."""
    classes = ["".join(_BIDI_CLASSES.get(unicodedata.bidirectional(char), "O") for char in label) for label in labels]
    if not any("R" in label or "A" in label for label in classes):
        return True
    return all(re.fullmatch(_BIDI_LABEL, label) for label in classes if label)

"""Captions in HTML: what looks like one, and its words apart from its credit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, Self, TypeAlias

import attrs

from articlekit.model.inline import Emphasis, LineBreak, Small
from articlekit.model.node import Inline, Mark, Node
from articlekit.read.archived_html.reading import Reading
from articlekit.read.archived_text.bylines import is_agency
from articlekit.read.archived_text.captions import CREDIT, credited
from articlekit.read.archived_text.shape import is_name, words
from articlekit.read.archived_text.words import PHOTO_WORDS, PHOTO_WORDS_ELSEWHERE, pattern
from articlekit.read.dom import Tag, Text

__all__ = ["Kind", "called", "caption_words", "ends_in_credit", "is_caption", "split_credit"]

Content: TypeAlias = list[str | Inline]


# --- what looks like one ------------------------------------------------------------------------------------------


def called(element: Tag) -> str:
    """What an element is called by whoever made the page: its classes, id and property, in small letters."""
    found = element.attrs
    if not found:
        return ""
    names = (element.attr("class"), element.attr("id"), element.attr("itemprop"))
    return " ".join([name[:NAMES].lower() for name in names if name])


NAMES: Final = 400
"""So many characters of an element's classes are looked at."""


@attrs.frozen
class Kind:
    """What the names of an element say of it."""

    caption: bool
    """It holds the words under a picture."""
    credit: bool
    """It names who took or owns a picture."""
    button: bool
    """Its words are those of a button, or for screen readers alone."""
    picture: bool
    """It holds a picture."""

    @classmethod
    def of(cls, name: str) -> Self:
        """What a name says.

        >>> Kind.of("wp-caption-text").caption, Kind.of("photo-credit").credit, Kind.of("entry").picture
        (True, True, False)
        """
        if not name:
            return cls(caption=False, credit=False, button=False, picture=False)
        looks = (_CAPTION, _CREDIT, _BUTTON, _PICTURE)
        return cls(*(look(name) is not None for look in looks))


def is_caption(element: Tag) -> bool:
    """Whether an element says that it holds the words under a picture."""
    return element.tag == "figcaption" or _CAPTION(called(element)) is not None


def _is_credit_within(element: Tag) -> bool:
    """The same for an element within a caption, where fewer words are enough."""
    name = called(element)
    if _CAPTION(name) is not None and (not _CREDIT_OF_CAPTION(name) or element.select_one(_PARTS) is not None):
        return False
    return element.tag == "cite" or bool(_CREDIT_WITHIN(name))


_CAPTION: Final = re.compile(
    r"caption|cutline|bildunterschrift|bildtext|bildetekst|billedtekst|kuvateksti|(?:^|[\s_-])(?:l[ée]gende?|legenda|"
    r"leyenda|didascalia|epigrafe|pie-?(?:de-?)?(?:foto|imagen)|(?:image|img|photo|picture|pic|media|thumb|foto|bild)"
    r"[\s_-]*(?:text|desc(?:r(?:iption)?)?|description|title|info|meta|legend|label|note))(?![a-z])"
).search
_CREDIT: Final = re.compile(
    r"credit(?!or|card|-card)|photographer|fotograf(?!i)|photo-?by|copyright-?holder|bildquelle|urheber|"
    r"(?:image|photo|media|img|picture)[\s_-]*(?:source|copyright)|(?<![a-z])(?:copyright|credito|cr[ée]dits?)(?![a-z])"
).search
_PARTS: Final = "[class*=caption], [class*=credit], [class*=source]"
_CREDIT_OF_CAPTION: Final = re.compile(r"caption[-_]*(?:credit|source|copyright)(?![a-z]*[-_]*wrap)").search
_CREDIT_WITHIN: Final = re.compile(
    r"credit(?!or|card|-card)|photographer|fotograf(?!i)|photo-?by|copyright|attribution|quelle|urheber|"
    r"(?<![a-z])(?:source|author|byline|agency|rights|credito|cr[ée]dits?|copy|owner|license|fonte|fuente|autor)(?![a-z])"
).search
_BUTTON: Final = re.compile(
    r"(?<![a-z])(?:button|btn|zoom|enlarge|expand|magnify|share|sharing|social|sr-only|screen-?reader|visually-?hidden|"
    r"offscreen|off-screen|play|icon|fullscreen|lightbox-?(?:open|link|trigger)|download|toolbar|controls?)(?![a-z])"
).search
_PICTURE: Final = re.compile(
    r"caption|figure|(?<![a-z])(?:photo|image|img|pic(?:ture)?|thumb(?:nail|inner)?|foto|bild|illustration|media|"
    r"attachment|slide|infographic|imagen|abbildung|grafik|visual)(?:s|block|box|wrap(?:per)?|container|holder|"
    r"left|right|center)?(?![a-z])"
).search
_INSIDE: Final = (
    "cite, [class*=redit], [class*=hotograph], [class*=opyright], [class*=ource], [class*=uthor], [class*=yline],"
    " [class*=gency], [class*=ttribution], [class*=wner], [class*=uelle], [class*=otograf], [class*=ights], [itemprop]"
)


# --- its words ----------------------------------------------------------------------------------------------------


def caption_words(captions: Iterable[Tag | Text], owners: Iterable[Tag], read: Reading) -> tuple[Content, str | None]:
    """The words of captions, with their marks, and the credit that stands beside them or within them.

    Elements that name themselves a credit are one; so is a label such as "Photo credit" with what follows it, and what
    a caption ends with in the manner of credits: "(AFP)", "Photo: Jane Doe", "© dpa".
    """
    found: Content = []
    named: list[str] = []
    lines = [line for node in (*captions, *owners) for line in _lines(node)]
    for line in lines:
        content, names = _line(line, read)
        named.extend(names)
        if content and found and line is lines[-1] and not named and _is_signature(found, content):
            named.append(_flat(content))
        elif content:
            found.extend([" ", *content] if found else content)
    found = _trimmed(found)
    if len(found) == 1 and isinstance(whole := found[0], Emphasis | Small):
        found = [*whole.content]  # it sets the caption apart from the text, and no words in it from others
    content, credit = split_credit(found)
    if credit is not None and not any(credit in name for name in named):
        named = [name for name in named if name not in credit]
        named.append(credit)
    if named:
        content = _trimmed(content, _JOINTS)
    return content, " / ".join(dict.fromkeys(named)) or None


def _is_signature(caption: Content, line: Content) -> bool:
    """Whether the last line of a caption, below a full sentence, is made of names: a credit that nobody labels."""
    return _flat(caption).rstrip()[-1:] in ".!?…”" and _CAPITALS(_flat(line).strip()) is not None


def _lines(node: Tag | Text) -> list[Tag | Text]:
    """A caption in parts, where blocks divide it."""
    if isinstance(node, Text):
        return [node]
    lines: list[Tag | Text] = []
    waiting: list[tuple[Tag | Text, int]] = [(node, 0)]
    while waiting:
        part, depth = waiting.pop()
        if isinstance(part, Tag) and depth < 6:
            children = [child for child in part.children if isinstance(child, Tag | Text)]
            if any(isinstance(child, Tag) and child.tag in _BLOCKS for child in children):
                waiting.extend((child, depth + 1) for child in reversed(children))
                continue
        lines.append(part)
    return lines


_BLOCKS: Final = frozenset("p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote section figcaption center".split())


def _line(node: Tag | Text, read: Reading) -> tuple[Content, list[str]]:
    """The words of one line of a caption, and the credits in it that are told by their elements."""
    if isinstance(node, Text):
        return _trimmed([_WHITE.sub(" ", node.data)]), []
    if node.tag != "figcaption" and _is_credit_within(node):
        return _credit_and_more(node.text)
    if not any(isinstance(child, Tag) for child in node.children):
        return _trimmed(read.inlines(node)), []
    owners: list[str] = []
    more: Content = []
    for element in node.select(_INSIDE)[:SOME]:
        if _is_credit_within(element) and element not in read.taken:
            rest, names = _credit_and_more(element.text)
            read.taken.add(element)
            more.extend(rest)
            owners.extend(name for name in names if not any(name in owner for owner in owners))
    labels = [part for part in node.select("span, small, b, strong, em, i")[:SOME] if _LABEL(part.text.strip()[:40])]
    for label in labels:
        if label in read.taken:
            continue
        parent = label.parent
        if _LABEL_OF_CAPTION(label.text.strip()):
            read.leave_out(label, "label", "a label says that what follows is a caption")
            read.taken.add(label)
        elif isinstance(parent, Tag) and parent is not node and len(parent.text) < len(node.text.strip()):
            # Where it is all that stands under the picture, the words stay as they are.
            owners.append(_credit_text(parent.text.strip().removeprefix(label.text.strip())))
            read.taken.add(parent)
    content = _trimmed(read.inlines(node))
    if more:
        content = [*content, " ", *more] if content else more
    return content, [owner for owner in owners if owner]


SOME: Final = 60
"""So many elements of one caption are looked at."""


def ends_in_credit(text: str) -> bool:
    """Whether a text ends as captions do: "(AFP)", "Photo: Jane Doe", "© dpa".

    >>> ends_in_credit("A ship at sea (AFP)"), ends_in_credit("The ship had left (nobody knew why).")
    (True, False)
    """
    line = " ".join(text.split())
    if (match := _LAST_BRACKET(line[-CREDIT - 20 :])) and (is_agency(match["inside"]) or _HOUSE(match["inside"])):
        return True
    found = _credited(line)
    return found is not None and bool(found[1])


def _credited(text: str) -> tuple[str, str | None] | None:
    """As :func:`credited`, which takes its time, for texts that may have a credit at all."""
    ends = f"{text[:40]} {text[-CREDIT - 20 :]}"
    if ends.rstrip(" .。")[-1:] in _CLOSING or not ends.isascii() or any(cue in ends for cue in _HOUSES):
        return credited(text)
    ends = ends.lower()
    return credited(text) if any(cue in ends for cue in _CUES) else None


_CLOSING: Final = ")）]】"
_HOUSES: Final = tuple("AFP AP EPA EFE PA ANSA TASS AAP ISNA IRNA".split())
_CUES: Final = (
    *"/ | © photo foto imag pic bild grafik graphic map screen caption credit crédit copyright courtesy source".split(),
    *"kuva fot görsel légende legende leyenda legenda didascalia file archiv reuters dpa getty xinhua sputnik".split(),
    *"bloomberg shutterstock alliance imago keystone anadolu nurphoto alamy kyodo unsplash".split(),
    "via ",
)
"""What :func:`credited` looks for: a text without any of these has no credit."""


def _credit_and_more(text: str) -> tuple[Content, list[str]]:
    """What an element for a credit holds: some pages put the whole caption there."""
    line = " ".join(text.split())
    found = _credited(line)
    if found is not None and found[1] and words(found[0]) > 3:
        return [found[0]], [found[1]]
    if len(line) > CREDIT:
        return [line], []
    credit = _credit_text(line)
    return [], [credit] if credit else []


def _credit_text(text: str) -> str:
    """A credit without the words that only say that it is one."""
    line = " ".join(text.split())[: CREDIT * 3]
    found = _credited(line)
    if found is not None and not found[0] and found[1]:
        return found[1]
    if line[:1] in "([" and line[-1:] in ")]":
        line = line[1:-1]
    return _BEFORE_CREDIT.sub("", line).strip(" |/–—-:,")


def split_credit(content: Content) -> tuple[Content, str | None]:
    """A caption without the credit that it ends with, and that credit; marks stay.

    >>> split_credit(["Lavrov in ", "Paris (Photo by AFP)"])
    (['Lavrov in ', 'Paris'], 'AFP')
    """
    text = _flat(content)
    found = next((found for rule in _ENDINGS if (found := rule(text)) is not None), None)
    if found is None:
        return content, None
    kept, credit = found
    if not credit:  # a label alone, as in "PHOTO: A ship at sea"
        if _CAPITALS(kept) and len(kept) < len(text):
            kept, credit = "", kept
        credit = credit or None
    start = text.find(kept)
    return (content, None) if start < 0 else (_trimmed(_cut(content, start, start + len(kept))), credit)


def _bracketed(text: str) -> tuple[str, str] | None:
    """What a caption ends with in brackets, where it is a name or a house, as in "(Jane Doe / The Times)"."""
    start = max(0, len(text) - CREDIT - 20)
    if (match := _LAST_BRACKET(text[start:])) is None:
        return None
    inside = match["inside"].strip()
    before = text[: start + match.start()].rstrip(_JOINTS)
    if not before:  # all of it stands in brackets
        return "", _BEFORE_CREDIT.sub("", inside)
    named = is_agency(inside) or is_name(inside) or _HOUSE(inside) is not None
    return (before, inside) if named else None


def _labelled(text: str) -> tuple[str, str] | None:
    """What stands behind a label within a caption: "A ship at sea Credit: PA"."""
    match = _LABEL_WITHIN(text[-200:])
    if match is None:
        return None
    start = max(0, len(text) - 200) + match.start()
    return text[:start].rstrip(_JOINTS), (match["name"] or match["owner"]).strip(" .")


def _behind_a_bar(text: str) -> tuple[str, str] | None:
    """What stands behind the last bar of a caption: "A view of Brussels | Jane Doe/AFP"."""
    caption, bar, name = text[-CREDIT * 2 :].rpartition(" | ")
    name = name.strip()
    if not bar or not name or words(name) > 10 or not (is_agency(name) or is_name(name) or _HOUSE(name)):
        return None
    return text[: len(text) - len(text[-CREDIT * 2 :]) + len(caption)].rstrip(_JOINTS), name


def _on_its_own_line(text: str) -> tuple[str, str] | None:
    """What stands on the last line of a caption, where that is a name or a house."""
    caption, line_break, name = text[-CREDIT * 2 :].rpartition("\n")
    name = name.strip(" .")
    if not line_break or not name or words(name) > 8 or not (is_agency(name) or is_name(name) or _HOUSE(name)):
        return None
    return text[: len(text) - len(text[-CREDIT * 2 :]) + len(caption)].rstrip(_JOINTS + "\n"), name


def _last_sentence(text: str) -> tuple[str, str] | None:
    """What stands behind the last full stop, where it is a name and its house: "A ship at sea. Jane Doe/AFP"."""
    caption, stop, name = text[-CREDIT * 2 :].rstrip(" .").rpartition(". ")
    if not stop or "/" not in name or words(name) > 8 or not (is_agency(name) or _HOUSE(name) or _BY_HOUSE(name)):
        return None
    return text[: len(text) - len(text[-CREDIT * 2 :]) + len(caption) + 1], name


def _source(text: str) -> tuple[str, str] | None:
    """A line that names its source and nothing else: "Source: Bureau of Statistics"."""
    match = _SOURCE(text) if len(text) <= CREDIT else None
    return None if match is None else ("", match["name"].strip(" ."))


_ENDINGS: Final = (_credited, _bracketed, _labelled, _behind_a_bar, _on_its_own_line, _last_sentence, _source)
"""The ways in which captions end in a credit; the first that fits counts."""
MORE_WORDS: Final = (
    "video source quelle fuente fonte bron kilde källa źródło источник rendering artwork courtesy 来源 來源"
)
"""Words before a credit that say rather where a picture is from; spelt as in :mod:`archived_text.words`."""
_WHITE: Final = re.compile(r"[ \t\n\f\r]+")
_JOINTS: Final = " \t|–—/-:｜／\u3000、＝("
_PHOTO: Final = f"(?:{pattern(PHOTO_WORDS)}|{pattern(PHOTO_WORDS_ELSEWHERE)}|{pattern(MORE_WORDS)})"
_KIND: Final = r"(?:\s?(?:credits?|copyright|source|by|courtesy(?: of)?|de|von|di|par|por))?"
_BEFORE_CREDIT: Final = re.compile(
    rf"^(?:{_PHOTO}s?{_KIND}\s?(?:[:：|/,]|…|\.\.\.)\s*|{_PHOTO}s?\s(?:by|credit|copyright|source|courtesy of)\s+"
    r"|by\s+)",
    re.IGNORECASE,
)
_CAPITALS: Final = re.compile(r"(?:[^\Wa-z_][^\s:.]*(?:\s|\Z)|[/&,|]\s){1,6}").fullmatch
_SOURCE: Final = re.compile(
    r"(?:sources?|quellen?|fuentes?|fontes?|bron|kilde|källa|źródło|источник|(?:(?:photo|image|picture)\s)?credits?)\s?[:：]\s?"
    r"(?P<name>\S.*)",
    re.IGNORECASE | re.DOTALL,
).fullmatch
_LABEL: Final = re.compile(
    rf"(?:{_PHOTO}s?{_KIND}|{_PHOTO}\s?caption|caption|media caption)\s?[:：…]?(?:\.\.\.)?", re.IGNORECASE
).fullmatch
_LABEL_OF_CAPTION: Final = re.compile(
    r".*caption\s?[:：…]?(?:\.\.\.)?|(?:photo|image|picture|video|bild|foto)", re.IGNORECASE
).fullmatch
_LABEL_WITHIN: Final = re.compile(
    rf"(?:(?<=\s){_PHOTO}s?(?:\s(?:credits?|by|copyright))?\s?[:：]\s?(?P<name>[^.:!?]{{2,80}})"
    r"|(?<=[.!?…”\"]\s)(?:(?:photo|image|picture|video)\s)?(?:credits?|source)\s?[:：]\s?(?P<owner>\S.{1,150}))\.?\Z",
    re.IGNORECASE,
).search
_LAST_BRACKET: Final = re.compile(r"\s*[(\[（]\s*(?P<inside>[^()\[\]（）]{2,110})[)\]）]\.?\s*\Z").search
_HOUSE: Final = re.compile(
    r"(?=[^/]{1,60}/)[A-Z](?:[^/.:;!?()]|(?<=\b[A-Z])\.){0,60}/ ?[^/:;!?()]{1,60}(?:/[^/:;!?()]{1,40})?"
    r"|[A-Z][^:;!?]{1,60} (?:via|for|pour|für|para) [A-Z].{1,50}"
).fullmatch


_BY_HOUSE: Final = re.compile(r"[^\s/.,:;!?()]{2,40} / [A-Z]\w{2,30}(?: [A-Z]\w{1,30}){0,2}").fullmatch
"""Who took a picture, by any name, and where it is sold: "seashots / Depositphotos"."""


# --- inlines ------------------------------------------------------------------------------------------------------


def _flat(content: Iterable[str | Node]) -> str:
    return "".join(
        part if isinstance(part, str) else "\n" if isinstance(part, LineBreak) else _flat(getattr(part, "content", ()))
        for part in content
    )


def _cut(content: Sequence[str | Inline], start: int, end: int) -> Content:
    """What stands between two places of a text, with its marks."""
    kept: Content = []
    place = 0
    for part in content:
        size = len(part) if isinstance(part, str) else len(_flat([part]))
        if place < end and place + size > start:
            if isinstance(part, str):
                kept.append(part[max(0, start - place) : end - place])
            elif place >= start and place + size <= end:
                kept.append(part)
            elif isinstance(part, Mark):
                kept.append(attrs.evolve(part, content=_cut(part.content, start - place, end - place)))
        place += size
    return kept


def _trimmed(content: Sequence[str | Inline], edges: str = " \n") -> Content:
    """Content without white space, or other marks, at its ends."""
    kept = list(content)
    while kept and isinstance(kept[0], str | LineBreak):
        if isinstance(first := kept[0], str) and (first := first.lstrip(" \n")):
            kept[0] = first
            break
        del kept[0]
    while kept and isinstance(kept[-1], str | LineBreak):
        if isinstance(last := kept[-1], str) and (last := last.rstrip(edges)):
            kept[-1] = last
            break
        del kept[-1]
    return kept

"""Links to other stories in the middle of one: "Read more: ..." in a paragraph, or a short list under such words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from articlekit.model.characters import is_blank
from articlekit.model.inline import LineBreak, Link
from articlekit.model.node import Block, Inline, Mark
from articlekit.model.related import RelatedLink, RelatedLinks
from articlekit.model.text import Heading, List, Paragraph
from articlekit.read.archived_html.reading import Reading
from articlekit.read.archived_html.story.furniture import OTHER_LABELS
from articlekit.read.archived_html.story.hidden import seen_text
from articlekit.read.archived_html.text.marks import words_of
from articlekit.read.archived_text.words import RELATED, pattern
from articlekit.read.dom import Tag

__all__ = ["related_box", "with_related_links"]


def with_related_links(blocks: list[Block]) -> list[Block]:
    """The blocks with related links in place of what says that it is: words such as "Read more", and links alone."""
    made: list[Block] = []
    for block in blocks:
        links = None
        if isinstance(block, Paragraph) and _has_link(block.content):
            if (found := _labelled(block.content)) is not None:
                made.append(found)
                continue
            links = _links(block.content)
        elif isinstance(block, Heading):
            links = _links(block.content)
        elif isinstance(block, List):
            links = _listed(block)
        if links and made:
            last = made[-1]
            if (title := _title(last)) is not None:
                made[-1] = RelatedLinks(links, title)
                continue
        made.append(block)
    return made


def related_box(element: Tag, read: Reading, *, named: bool) -> RelatedLinks | None:
    """The related links of a box that stands amid a story, and holds nothing else but its heading.

    ``named`` says that the box is called so; otherwise its heading must. ``None`` where it holds more.
    """
    if read.survey is None or not read.survey.is_amid(element):
        return None
    writers = [each for each in element.select(_WRITERS)[:MOST] if not is_blank(each.text)]
    theirs = {link for each in writers for link in (each, *each.select("a"))}
    links = [link for link in element.select("a[href]") if not is_blank(link.text) and link not in theirs]
    if not 0 < len(links) <= MOST:
        return None
    linked = Counter(text for part in (*links, *writers) for text in seen_text(part))
    rest = Counter(seen_text(element))
    title = " ".join(" ".join((rest - linked).elements()).split())
    if len(title) > LONGEST or not (named or _LABEL(title)):
        return None
    made = [RelatedLink(" ".join(link.text.split()), read.link_url(link.attr("href"), link)) for link in links]
    for each in writers:
        read.leave_out(each, "related", "who wrote a related story is left out")
    return RelatedLinks(made, title or None)


def _has_link(content: Iterable[str | Inline]) -> bool:
    """Whether a text ends with a link, but for what closes a sentence: a quick look before a long one."""
    last = _last(content)
    while isinstance(last, Mark) and not isinstance(last, Link):
        last = _last(last.content)
    return isinstance(last, Link)


def _last(content: Iterable[str | Inline]) -> str | Inline:
    """The last part of a text, but for what closes a sentence or a bracket."""
    last: str | Inline = ""
    for part in content:
        if not isinstance(part, str) or len(part.strip()) > 2:
            last = part
    return last


def _labelled(content: tuple[str | Inline, ...]) -> RelatedLinks | None:
    """The related links of a text such as "Read more: <a>A story</a>", be the label within the link or before it."""
    while len(content) == 1 and isinstance(content[0], Mark) and not isinstance(content[0], Link):
        content = content[0].content
    first = content[0]
    label = first if isinstance(first, str) else words_of(first)
    if len(content) == 1 and isinstance(first, Link):
        match = _LABEL_AND_TITLE(label)
        if match is None or is_blank(title := match["title"].strip()):
            return None
        return RelatedLinks([RelatedLink(title, first.url)], match["label"])
    if isinstance(first, Link) or len(label) > LONGEST or (match := _LABEL(label)) is None:
        return None
    links = _links(content[1:])
    return RelatedLinks(links, match["label"]) if links else None


def _links(content: Iterable[str | Inline]) -> list[RelatedLink] | None:
    """The links of a text that is made of nothing else; ``None`` where it is."""
    links = []
    for part in content:
        if isinstance(part, str):
            if part.strip(" \xa0|•·;,.–—-/»>])）】"):
                return None
            continue
        if type(part) is LineBreak:
            continue
        link: object = part
        while isinstance(link, Mark) and not isinstance(link, Link) and len(link.content) == 1:
            link = link.content[0]
        if not isinstance(link, Link):
            return None
        if not is_blank(title := words_of(link).strip()):
            links.append(RelatedLink(title, link.url))
    return links or None


def _listed(block: List) -> list[RelatedLink] | None:
    if len(block.items) > MOST:
        return None
    links: list[RelatedLink] = []
    for item in block.items:
        paragraph = item.content[0]
        if len(item.content) != 1 or not isinstance(paragraph, Paragraph):
            return None
        found = _links(paragraph.content)
        if found is None:
            return None
        links.extend(found)
    return links


def _title(block: Block) -> str | None:
    """The words of a heading or paragraph that says no more than "Read more"."""
    if not isinstance(block, Heading | Paragraph):
        return None
    text = words_of(block)
    match = _LABEL(text) if len(text) <= LONGEST else None
    return match["label"] if match else None


_WRITERS: Final = "[class*=author], [class*=byline], [rel~=author]"
LONGEST: Final = 60
"""No label is longer, in characters."""
MOST: Final = 10
"""No list of related links within a story is longer."""

_WORDS: Final = f"{pattern(RELATED)}|{OTHER_LABELS}"
_LABEL: Final = re.compile(
    rf"[\s*►▶>»•◆■●▼→+\[(（【|]*(?P<label>{_WORDS})\s?[\])）】]?\s?(?:\.{{3}}|…)?\s?[:：|>»–—-]*[*\s]*", re.IGNORECASE
).fullmatch
_LABEL_AND_TITLE: Final = re.compile(
    rf"[\s*►▶>»•◆■●▼→+\[(（【|]*(?P<label>{_WORDS})\s?[\])）】]?\s?(?:[:：|►]|\s[–—]\s|>>|»)\s*(?P<title>\S.*)",
    re.IGNORECASE | re.DOTALL,
).fullmatch

"""The body of an article: headings, quotations, corrections, dividers, posts of live reports, paragraphs."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import Final

import attrs

from articlekit.model.node import Block
from articlekit.model.text import BlockQuote, Correction, Divider, Heading, LivePost, Paragraph
from articlekit.read.archived_text.bylines import byline
from articlekit.read.archived_text.captions import credited
from articlekit.read.archived_text.dateline import dateline
from articlekit.read.archived_text.lists import is_item
from articlekit.read.archived_text.passages import Passage, passages
from articlekit.read.archived_text.reading import Found, Reading
from articlekit.read.archived_text.shape import ends_sentence, is_clock, is_prose, is_title, is_upper, words
from articlekit.read.archived_text.words import CORRECTIONS, NOTES, pattern
from articlekit.read.dates import printed_dates
from articlekit.report import Notice

__all__ = [
    "correction",
    "divider",
    "folded",
    "heading",
    "indented_quote",
    "is_mark",
    "is_underline",
    "live_post",
    "paragraph",
    "quote",
]


def is_mark(text: str) -> bool:
    """Whether a text begins with a mark of its own: it is an item, a quotation, a marked heading."""
    return text[:1] == ">" or is_item(text)


# --- headings ------------------------------------------------------------------------------------------------------


def heading(passage: Passage, read: Reading) -> Found | None:
    """A short line that is a title and stands above text, or is marked ("## …", "■ …", underlined) → a heading."""
    text = passage.text
    if len(text) > 200 or not read.fields.get("headline"):
        return None
    below = read.passage(1)
    if match := _HASHES(text):
        return Found(Heading(match["text"], level=min(max(len(match["marks"]), 2), 6)))
    if (match := _BULLETED(text)) and is_title(match["text"], limit=90):
        return Found(Heading(match["text"]))
    if below is not None and not below.spaced and is_underline(below.text) and not ends_sentence(text):
        return Found(Heading(text), passages=2)
    return Found(Heading(text)) if below is not None and _is_heading(passage, below, read) else None


_HASHES: Final = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<text>[^#\s].*?)[ \t]*#*").fullmatch
_BULLETED: Final = re.compile(r"[■◆◇□▼▽▲△★☆◎◉❖]\s*(?P<text>\S.*)").fullmatch
_LABEL: Final = re.compile(r"[^\s:：]{1,20}(?: [^\s:：]{1,20})?\s?[:：]\s?\S.*[?？!]").fullmatch
_INNER_STOP: Final = re.compile(r"[^\W\d_]{3,}[.!?](?:[\"'”’»)]{0,2}) +[^\W\d_a-zß-öø-ÿа-я]|[。！？؟](?=.)").search


def _is_heading(passage: Passage, below: Passage, read: Reading) -> bool:
    text = passage.text
    title = text[:-1] if text[-1] in ":：" and is_upper(text) else text
    if not is_title(title, limit=80) or words(text) > 12 or _LABEL(text) or _INNER_STOP(text) or "://" in text:
        return False
    above = read.above()
    if _is_introduced(read) and not is_upper(text):
        return False
    if read.spaced and not passage.spaced and not is_upper(text) and not (above and is_clock(above.text)):
        return False
    if not read.spaced and above is not None and not (read.top or ends_sentence(above.text) or credited(above.text)):
        return False
    if is_item(below.text):
        return True
    return not (read.end or is_mark(text)) and (is_prose(below.text) or credited(below.text) is not None)


def _is_introduced(read: Reading) -> bool:
    """Whether the paragraph above ends with a colon or a comma: what follows goes on with it."""
    last = read.body[-1] if read.body else None
    return isinstance(last, Paragraph) and isinstance(last.content[-1], str) and last.content[-1][-1] in ":：،,"


def is_underline(text: str) -> bool:
    """Whether a line is made of one sign alone, as those that underline a heading.

    >>> is_underline("======"), is_underline("---"), is_underline("* * *")
    (True, True, False)
    """
    return 3 <= len(text) < 200 and text[0] in "=-~_*#—–" and text == text[0] * len(text)


def divider(passage: Passage, read: Reading) -> Found | None:
    """A line of signs alone ("* * *", "-----") → a divider; above and below the text it parts nothing."""
    if len(passage.text) > 200 or not _DIVIDER(passage.text):
        return None
    return Found() if read.top or read.end else Found(Divider())


_DIVIDER: Final = re.compile(r"[-=*_~#·•◆◇★☆※⁂+.–—](?:\s?[-=*_~#·•◆◇★☆※⁂+.–—]){2,}|⁂|※").fullmatch


# --- quotations ----------------------------------------------------------------------------------------------------


def quote(passage: Passage, read: Reading) -> Found | None:
    """Lines that begin with ">" → a quotation, nested by the number of its marks."""
    if not passage.text.startswith(">"):
        return None
    lines: list[str] = []
    taken = 0
    while (line := read.passage(taken)) is not None and line.text.startswith(">"):
        if taken and line.spaced:
            lines.append("")
        lines.append(line.text[1:])
        taken += 1
    if taken == 1 and passage.text.startswith(">>") and is_title(passage.text.lstrip("> "), limit=160):
        return None  # arrows before a title
    if not any(line.strip("> \t") for line in lines):
        return Found(passages=taken)
    return Found(_quoted("\n".join(lines), 1), passages=taken)


def _quoted(text: str, depth: int) -> BlockQuote:
    content: list[Block] = []
    inner: list[str] = []
    for passage in passages(text, lambda _: False):
        if passage.text.startswith(">") and depth < 5:
            inner += [""] * passage.spaced + [passage.text[1:]]
            continue
        if inner:
            content.append(_quoted("\n".join(inner), depth + 1))
            inner.clear()
        if passage.text.strip(">"):
            content.append(Paragraph(passage.text))
    if inner:
        content.append(_quoted("\n".join(inner), depth + 1))
    attribution, content = _attribution(content)
    return BlockQuote(content, attribution)


def indented_quote(passage: Passage, read: Reading) -> Found | None:
    """Lines moved in further than the text around them, with blank lines about them → a quotation with its speaker."""
    if read.top or not read.spaced or not passage.spaced or passage.indent < read.indent + 4:
        return None
    lines = [passage.text]
    while (line := read.passage(len(lines))) is not None and not line.spaced and line.indent >= read.indent + 4:
        lines.append(line.text)
    below = read.passage(len(lines))
    taken = len(lines)
    speaker = lines.pop() if len(lines) > 1 and _SPEAKER(lines[-1]) else ""
    if (below is not None and not below.spaced) or any(map(is_item, lines)):
        return None
    if not (speaker or lines[0][0] in '"“„«»‘「『'):
        return None
    return Found(BlockQuote(" ".join(lines), _SPEAKER_MARK.sub("", speaker)), passages=taken)


_SPEAKER_MARK: Final = re.compile(r"^(?:[—–―]|--?)\s*")
_SPEAKER: Final = re.compile(r"(?:[—–―]|--)\s*\S.{1,100}").fullmatch


def _attribution(content: list[Block]) -> tuple[str, list[Block]]:
    last = content[-1] if len(content) > 1 else None
    if (
        isinstance(last, Paragraph)
        and isinstance(text := last.content[0], str)
        and _SPEAKER(text)
        and not ends_sentence(text)
    ):
        return _SPEAKER_MARK.sub("", text), content[:-1]
    return "", content


# --- corrections, posts ----------------------------------------------------------------------------------------------


def correction(passage: Passage, read: Reading) -> Found | None:
    """A passage such as "Correction: …" or "Editor's note: …" → a correction, with its date where one is printed."""
    text = passage.text
    if match := _NOTE(text[:60]):
        return Found(Correction(text)) if len(text) > match.end() + 10 else None
    match = _CORRECTION(text[:120])
    if match is None:
        return None
    rest = text[match.end() :].strip()
    taken = 1
    if not rest:
        below = read.passage(1)
        if below is None or not is_prose(below.text):
            return None
        rest, taken = below.text, 2
    day = (match["day"] or "").strip(" ()（）,")
    dates = printed_dates(day)
    moment = dates[0].moment if len(dates) == 1 else None
    return Found(Correction(rest if moment or not day else f"{day}: {rest}", date=moment), passages=taken)


_NOTE: Final = re.compile(rf"[*(\[]?(?:{pattern(NOTES)})\s?(?:\([^()]{{1,30}}\)\s?)?[:：–—.]", re.IGNORECASE).match
_CORRECTION: Final = re.compile(
    rf"[*(\[]?(?:{pattern(CORRECTIONS)})(?P<day>[ ,(（][^:：.]{{4,40}})?\s?(?:[:：]|\s[–—-]\s|\.?\Z)", re.IGNORECASE
).match


def live_post(passage: Passage, read: Reading) -> Found | None:
    """A time alone ("22:38") above a title, more than once in a text → a post of a live report."""
    below = read.passage(1)
    if not (read.is_live and is_clock(passage.text)) or below is None or not is_title(below.text, limit=160):
        return None
    hour, minute = map(int, re.split("[:.h]", passage.text))
    day = read.fields.get("date_modified") or read.fields.get("date_published")
    if day is None:
        return Found(LivePost((), headline=f"{passage.text} {below.text}"), passages=2)
    zone = day.tzinfo if isinstance(day, datetime) else None
    moment = datetime.combine(day, time(hour, minute), zone)
    notice = Notice(
        "date-guessed", "the day of the post is taken to be the report's", action="guessed", severity="info"
    )
    return Found(LivePost((), headline=below.text, date=moment), passages=2, notices=(notice,))


def folded(body: list[Block]) -> list[Block]:
    """A body in which the posts of a live report hold what stands below them, each with its author's name."""
    result: list[Block] = []
    post: LivePost | None = None
    content: list[Block] = []
    for block in [*body, LivePost(())]:
        if not isinstance(block, LivePost):
            (result if post is None else content).append(block)
            continue
        if post is not None:
            last = content[-1] if content else None
            name = last.content[0] if isinstance(last, Paragraph) else ""
            if isinstance(name, str) and byline(name):
                post = attrs.evolve(post, byline=name)
                content.pop()
            result.append(attrs.evolve(post, content=tuple(content)))
            content.clear()
        post = block
    return result


# --- paragraphs ----------------------------------------------------------------------------------------------------


def paragraph(passage: Passage, read: Reading) -> Found:
    """Anything else → a paragraph; from the first one a dateline ("PARIS, July 6 (AFP) —", "【東京】") is cut off."""
    if not read.has_paragraph and (found := dateline(passage.text, read)):
        place, rest = found
        before = read.fields.get("dateline")
        if before is None or place[0] in "(（":  # "WASHINGTON" above, and "(Reuters) -" here
            return Found(Paragraph(rest), fields={"dateline": f"{before} {place}" if before else place})
    return Found(Paragraph(passage.text))

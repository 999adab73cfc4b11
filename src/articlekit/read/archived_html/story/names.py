"""What the names that sites give their elements say: a table of words in ``class`` and ``id``.

Content systems name the parts of a page in much the same words. A name alone proves little, as a story may stand in a
"widget" or a "carousel"; so the survey of the page weighs it against the text that the element holds.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

import attrs

from articlekit.read.archived_html.reading import LeftOut
from articlekit.read.dom import Tag

__all__ = [
    "COMMENTS",
    "FURNITURE_CODES",
    "HIDDEN",
    "NAMED",
    "NAMED_TAGS",
    "Named",
    "Said",
    "named",
    "names_of",
    "said",
]


def _terms(text: str) -> tuple[str, ...]:
    return tuple(text.split())


@attrs.frozen(eq=False)
class Named:
    """What elements with certain names are.

    ``words`` are whole words of a name (hyphens and underscores part them), ``stems`` count inside of words too. What
    is ``firm`` is hardly ever a story.
    """

    code: str
    message: str
    words: tuple[str, ...] = attrs.field(converter=_terms, repr=False)
    stems: tuple[str, ...] = attrs.field(default="", converter=_terms, repr=False)
    firm: bool = attrs.field(default=True, kw_only=True)

    @property
    def left_out(self) -> LeftOut:
        """What a rule gives for such an element."""
        return LeftOut(self.code, self.message)


NAMED_TAGS: Final = frozenset({"a", "span"})
"""Elements that stand in text and may be furniture all the same, such as a promotion that is one large link."""
COMMENTS: Final = Named(
    "comments", "readers' comments are left out", "comment comments commentlist respond disqus", "disqus livefyre"
)
HIDDEN: Final = Named(
    "hidden",
    "something that the page does not show is left out",
    "hidden hide d-none screen-reader-text sr-only visually-hidden visuallyhidden noprint print-only",
)
NAMED: Final = (
    COMMENTS,
    Named(
        "related",
        "links to other stories are left out",
        "related relateds teaser teasers popular trending mostread most-read read-next readnext read-more readmore "
        "more-stories more-news more-on more-from more-articles more-posts up-next also-read also-like you-may-like "
        "see-also siblings next-post prev-post next-article post-navigation latest-news",
        "related- relatednews relatedarticle relatedstor relatedpost relatedcontent relatedlink recirc recommend "
        "outbrain taboola trendinglist",
    ),
    Named(
        "navigation",
        "the site's navigation is left out",
        "nav navbar navigation menu submenu breadcrumb breadcrumbs toolbar toc table-of-contents pagination pager "
        "skip skip-link search jump-link back-to-top",
    ),
    Named(
        "sharing",
        "buttons for sharing are left out",
        "share shares sharing sharebar sharetools social socials addthis sharedaddy follow follow-us",
        "share-  -share sharebutton socialmedia social-media sharethis",
    ),
    Named(
        "newsletter",
        "an offer of a newsletter is left out",
        "newsletter newsletters signup sign-up subscribe mailing-list mc4wp",
        "newsletter",
    ),
    Named(
        "promotion",
        "a promotion is left out",
        "promo promos promoted promotion sponsor sponsored sponsors cta call-to-action disclosure donate donation "
        "app-download",
        "sponsored productcard product-card",
    ),
    Named(
        "advertisement",
        "an advertisement is left out",
        "ad ads advert adverts advertisement advertisements advertising adslot ad-slot ad-unit adbox adsense dfp "
        "google-ad gpt-ad banner-ad leaderboard mpu",
        "advertis adsbygoogle",
    ),
    Named("sidebar", "a column beside the story is left out", "sidebar side-bar sidecolumn right-rail left-rail"),
    Named("footer", "the site's footer is left out", "footer foot colophon copyright legal"),
    Named("consent", "a question about cookies or consent is left out", "cookie cookies gdpr consent ccpa"),
    Named("tags", "links to topics are left out", "tags taglist tag-list tag-links keywords post-tags post-categories"),
    Named("ticker", "a line of breaking news is left out", "breaking ticker"),
    HIDDEN,
    Named(
        "author-box",
        "a note on the author is left out",
        "bio author-bio author-box author-card authors author-info about-author about-the-author author",
        firm=False,
    ),
    Named(
        "imprint",
        "names and dates of the imprint are read as fields, and left out of the text",
        "byline dateline meta metadata entry-meta post-meta date timestamp published publish-date time",
        firm=False,
    ),
    Named(
        "form",
        "something to fill in is left out",
        "login register registration subscription poll quiz modal popup overlay tooltip dialog captcha",
        firm=False,
    ),
    Named(
        "furniture",
        "furniture of the site is left out",
        "widget widgets rail masthead banner disclaimer series topic topics hero player-controls video-controls",
        firm=False,
    ),
    Named(
        "picture",
        "words beside pictures that are not captions are left out",
        "caption captions wp-caption wp-caption-text credit credits carousel gallery slideshow slider lightbox photo",
        firm=False,
    ),
)
"""The table. Of two rows that know a name, the first counts."""

FURNITURE_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {row.code: row.message for row in NAMED}
    | {
        "after-story": "text after the story's end, as structured data give it, is left out",
        "label": "a label of the page, such as one above an advertisement, is left out",
        "link-list": "links that lead to other pages of the site are left out",
    }
)
"""Every code of a notice on furniture, and what it means."""

_BODY: Final = re.compile(
    r"(?:article|story|post|entry|news|blog|page|main|body)(?:__|--|[-_])?(?:body|content|text|copy)"
    r"|(?:body|content|text)(?:__|--|[-_])?(?:article|story|post|entry|text|content|body|copy)"
)
_PART: Final = re.compile(r"foot[-_]notes?|[a-z0-9]+")
"""The words of a name; a note at the foot is no foot."""
_WORDS: Final[Mapping[str, int]] = MappingProxyType(
    {word.replace("-", " "): index for index, row in reversed([*enumerate(NAMED)]) for word in row.words}
)
"""Each word of the table, its parts with spaces between them, with the number of its row."""
_FIRSTS: Final = frozenset(word.partition(" ")[0] for word in _WORDS if " " in word)
"""The first parts of words that have several."""
_STEMS: Final[Mapping[str, int]] = MappingProxyType(
    {stem: index for index, row in enumerate(NAMED) for stem in row.stems}
)
_STEM: Final = re.compile("|".join(map(re.escape, _STEMS)))
_LONGEST_WORD: Final = 4
_LONGEST_ID: Final = 3
"""An id of more words than this is no name but a heading's own words, as systems make them."""
_LONGEST_NAME: Final = 100
"""What has more characters than this is no name."""


class Said(NamedTuple):
    """What names say of an element: that it is the body of a story; that it is something else, and by which word."""

    is_body: bool = False
    row: Named | None = None
    word: str = ""


_NOTHING: Final = Said()


def names_of(element: Tag) -> str:
    """The names of an element: its classes, and its id, if that is a name."""
    classes, id_ = element.attr("class"), element.attr("id")
    if not id_ or id_.count("-") + id_.count("_") >= _LONGEST_ID:
        return classes or ""
    return f"{classes} {id_}" if classes else id_


def said(names: str) -> Said:
    """What the names of an element say that it is; classes that are meant for scripts alone say nothing.

    >>> said("wide story-share-tools").row.code, said("wide column").row, said("entry-content").is_body
    ('sharing', None, True)
    """
    return _said(names) if len(names) <= _KEPT else _said.__wrapped__(names)


# The pages of a site have the same names: so what they say is kept for the next element and page, if they are short.
_KEPT: Final = 300
_MOST_KEPT: Final = 8192


@functools.lru_cache(_MOST_KEPT)
def _said(names: str) -> Said:
    found = [what for name in names.split() if len(name) <= _LONGEST_NAME and (what := _said_by(name)) is not None]
    if not found:
        return _NOTHING
    index, word = min(what[1:] for what in found)
    return Said(any(what[0] for what in found), NAMED[index] if index < len(NAMED) else None, word)


def named(element: Tag) -> Named | None:
    """What the names of an element say that it is; ``None`` where they say nothing.

    >>> from articlekit.read.dom import parse_document
    >>> named(parse_document("<p class=mobile-newsletter>").select_one("p")).code
    'newsletter'
    """
    return said(names).row if (names := names_of(element)) else None


@functools.lru_cache(_MOST_KEPT)
def _said_by(name: str) -> tuple[bool, int, str] | None:
    """What one name says: whether it is that of a story's body; the row that knows it, and by which word."""
    if name.startswith("js-"):
        return None
    name = name.lower()
    is_body = ("body" in name or "content" in name or "text" in name) and _BODY.search(name) is not None
    parts = _PART.findall(name)
    found = [(_WORDS[part], part) for part in parts if part in _WORDS]
    for place, part in enumerate(parts):
        if part in _FIRSTS:
            words = (" ".join(parts[place:end]) for end in range(place + 2, place + _LONGEST_WORD + 1))
            found.extend((_WORDS[word], word) for word in words if word in _WORDS)
    if (match := _STEM.search(name)) is not None:
        found.append((_STEMS[match[0]], match[0]))
    if not found:
        return (True, len(NAMED), "") if is_body else None
    return is_body, *min(found)

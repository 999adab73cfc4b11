"""Where on a page its story stands."""

from __future__ import annotations

import re
from typing import Final

import attrs

from articlekit.read.archived_html.metadata.plain import plain
from articlekit.read.archived_html.metadata.titles import agreement
from articlekit.read.archived_html.reading import Reading
from articlekit.read.archived_html.story.survey import Survey
from articlekit.read.dom import Tag

__all__ = ["Story", "find_story", "is_list"]

MARKED_SHARE: Final = 0.6
"""An element whose name says that it is a story's body holds it if it has so much of the page's running text."""
NARROWER: Final = 0.85
"""An element within another one is taken in its place if it has so much of the other's running text."""
PARTS: Final = frozenset("p li blockquote dd dt th span pre".split())
"""Elements that are parts of a story: it stands in what is around them."""
ROWS: Final = frozenset("tr tbody thead".split())
"""Parts of a table: a story stands in one of its cells, or in all of it."""
SMALL: Final = 25
"""With so few characters of running text, a page has no story but what its elements say is one."""


@attrs.frozen
class Story:
    """The elements that hold a story, in document order, none within another."""

    roots: tuple[Tag, ...]


def find_story(read: Reading) -> Story | None:
    """The element that holds the page's story; ``None`` where nothing on the page is running text.

    Of the elements that a site names the body of a story, it is one with most of the page's running text; else the
    innermost element with nearly all of it.
    """
    body = read.document.select_one("body")
    if body is None:
        return None
    survey = Survey(body, read.declared.article_body or "")
    read.survey = survey
    running = survey.running
    whole = running(body)
    if whole < SMALL:
        for selector in ("[itemprop=articleBody]", "article", "main", "body"):
            if (found := read.document.select_one(selector)) is not None and found.text.strip():
                return Story((found,))
        return None
    root = _own_article(read, survey) or body
    whole = running(root)
    for element in survey.bodies:
        if root is not body and not survey.holds(root, element):
            continue
        if running(element) >= MARKED_SHARE * whole:
            root = element
    while True:
        within = (child for child in root.children if isinstance(child, Tag) and child in survey)
        inner = max(within, key=running, default=None)
        if inner is None or inner.tag in PARTS or running(inner) < NARROWER * running(root):
            break
        if _goes_on_beside(inner, survey):
            break
        root = inner
    while (root.tag in PARTS or root.tag in ROWS) and isinstance(root.parent, Tag):
        root = root.parent
    if isinstance(root.parent, Tag) and _goes_on_beside(root, survey):
        root = root.parent
    root = _above_teasers(read, survey, root) or root
    survey.settle(root)
    return Story((root,))


def _goes_on_beside(element: Tag, survey: Survey) -> bool:
    """Whether a story goes on right beside an element: in paragraphs, as around a list, or in another section below."""
    if element == survey.body or not isinstance(element.parent, Tag):
        return False
    least = {"p": 1}
    for child in element.parent.children:
        if not isinstance(child, Tag):
            continue
        if child == element:
            least["section"] = TOLD
        elif child.tag in least and survey.running(child) >= least[child.tag]:
            return True
    return False


def _above_teasers(read: Reading, survey: Survey, root: Tag) -> Tag | None:
    """What is told right below the page's headline, where an element holds hardly more than teasers of other stories.

    Teasers are short, and each has a headline that is a link; a very short story may have less text than they.
    """
    cards = survey.cards(root)
    if len(cards) < TEASERS:
        return None
    heading = next((each for each in read.document.select("h1")[:5] if _is_headline(each, read)), None)
    story: object = heading
    while isinstance(story, Tag) and survey.running(story) < TOLD:
        story = story.parent
    if not isinstance(story, Tag) or story == root or survey.holds(story, root):
        return None
    cards = {card: weight for card, weight in cards.items() if not survey.holds(card, story)}
    others = survey.running(root) - (survey.running(story) if survey.holds(root, story) else 0)
    return story if len(cards) >= TEASERS and sum(cards.values()) >= TEASED_SHARE * others else None


def _is_headline(heading: Tag, read: Reading) -> bool:
    declared = read.declared.headlines
    return not declared or any(agreement(plain(heading.text[:400]), each) for each in declared)


TEASERS: Final = 3
TEASED_SHARE: Final = 0.7
"""An element with so much of its text in teasers tells no story."""


def is_list(read: Reading) -> bool:
    """Whether a page leads to stories and tells none: links as long as headlines, and hardly any running text.

    What structured data call an article is one, however short.
    """
    survey = read.survey
    if survey is None or read.declared.article_body or any(map(_ARTICLE, read.declared.types)):
        return False
    if survey.running(survey.body) >= TOLD:
        return False
    links = [link for link in read.document.select("body a") if len(link.text) >= HEADLINE]
    return len(links) >= LISTED


_ARTICLE: Final = re.compile("article|posting|report|review", re.IGNORECASE).search
TOLD: Final = 140
"""So many characters of running text are told by a story: more than a sentence about the site itself."""
HEADLINE: Final = 20
LISTED: Final = 15
"""A page that lists stories has so many links of so many characters."""


def _own_article(read: Reading, survey: Survey) -> Tag | None:
    """The page's own story: of several ``article`` elements with a headline each, the first; or the only ``article``.

    The only one is not asked for nearly all of the page's text: comments, terms and the like stand outside of it.
    """
    stories: list[Tag] = []
    others = 0
    for element in read.document.select("article"):
        if survey.running(element) < LEAST or (stories and survey.holds(stories[-1], element)):
            continue
        if element.select_one("h1") is not None:
            stories.append(element)
        else:
            others += 1
    if len(stories) == 1 and (others or survey.running(stories[0]) < ONLY_SHARE * survey.running(survey.body)):
        return None
    return next(iter(stories), None)


ONLY_SHARE: Final = 0.3
"""An ``article`` with less of the page's running text may hold the beginning of its story alone."""
LEAST: Final = 400
"""An article has so much running text; with less, it is a teaser."""

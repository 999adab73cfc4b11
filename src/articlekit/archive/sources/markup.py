"""The markup that carriers of articles are put into, and the rules by which it is read: a box, related links.

Pictures and all else that is played or shown are in :mod:`articlekit.archive.sources.figures`.

Each function gives the HTML of one thing as :func:`~articlekit.read_html` takes it best. Captions and such may be
``Markup`` (HTML) or text; a blank part is left out with the elements around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import attrs
from markupsafe import Markup

from articlekit.errors import ReadError
from articlekit.model.article import Article
from articlekit.model.related import RelatedLink, RelatedLinks
from articlekit.model.text import Details, Heading, Paragraph
from articlekit.model.walk import plain_text
from articlekit.read.archived_html.reading import Reading, Result
from articlekit.read.dom import Tag
from articlekit.read.html import HTML_RULES, HtmlRules, read_html
from articlekit.report import Notice, Report, excerpt

__all__ = [
    "RULES",
    "attributes",
    "box",
    "button",
    "correction",
    "details",
    "element",
    "html",
    "joined",
    "paragraphs",
    "quotation",
    "related",
    "story",
    "with_content",
]


# --- parts --------------------------------------------------------------------------------------------------------


def html(value: str) -> str:
    """A text that a carrier keeps as HTML; one without marks stays text, which is read at once.

    >>> html("Q&amp;A"), html("Talks")
    (Markup('Q&amp;A'), 'Talks')
    """
    return Markup(value) if "<" in value or "&" in value else value  # noqa: S704  # read_html makes it safe


def attributes(**values: object) -> Markup:
    """Attributes of an element, but for those without a value.

    >>> attributes(src="a.jpg", alt=None, width=300)
    Markup(' src="a.jpg" width="300"')
    """
    return Markup("").join(
        Markup(' {}="{}"').format(name.rstrip("_"), value) for name, value in values.items() if value not in (None, "")
    )


def element(name: str, content: str, **values: object) -> Markup:
    """An element with its content; nothing where that is blank.

    >>> element("p", "Q&A", class_="note"), element("p", "")
    (Markup('<p class="note">Q&amp;A</p>'), Markup(''))
    """
    opened = Markup("<{}{}>").format(Markup(name), attributes(**values))  # noqa: S704  # the names are ours
    return Markup("{}{}</{}>").format(opened, content, Markup(name)) if content.strip() else Markup("")  # noqa: S704


def joined(parts: Iterable[str]) -> Markup:
    """Markup in a row; text among it is escaped."""
    return Markup("").join(parts)


# --- blocks -------------------------------------------------------------------------------------------------------


def related(links: Iterable[tuple[str, str]], title: str = "") -> Markup:
    """Links to other stories: each its title and address."""
    items = [element("li", Markup("<a{}>{}</a>").format(attributes(href=url), name)) for name, url in links if name]
    return element("aside", joined([element("p", title if items else "", class_="title"), *items]), class_=_RELATED)


def details(summary: str, content: str) -> Markup:
    """What a reader can unfold."""
    return element("details", joined([element("summary", summary), content]), class_=_DETAILS)


def box(*content: str) -> Markup:
    """A box beside the text."""
    return element("aside", joined(content), class_="callout")


def correction(content: str) -> Markup:
    """What was put right in the story."""
    return element("aside", element("p", content), class_="correction")


def quotation(content: str, attribution: str = "", *, pull: bool = False) -> Markup:
    """A quotation with whose words it has; with ``pull`` a sentence of the story set large."""
    if pull:
        inside = [element("p", content), element("p", attribution, class_="attribution")]
        return element("aside", joined(inside), class_="pull-quote")
    return element("blockquote", joined([content, element("cite", attribution)]))


def button(label: str, url: str) -> Markup:
    """A link that stands by itself."""
    return element("p", Markup("<a{}>{}</a>").format(attributes(href=url), label)) if label.strip() else Markup("")


# --- reading ------------------------------------------------------------------------------------------------------

_RELATED: Final = "articlekit-related"
_DETAILS: Final = "articlekit-details"


def _read_related(element: Tag, read: Reading) -> Result:
    """The links of :func:`related`."""
    title = element.select_one("p.title")
    links = [
        RelatedLink(name, read.link_url(link.attr("href"), link))
        for link in element.select("li > a")
        if (name := " ".join(link.text.split()))
    ]
    return RelatedLinks(links, None if title is None else " ".join(title.text.split()) or None)


def _read_details(element: Tag, read: Reading) -> Result:
    """What can be unfolded, whose heading may itself be a heading."""
    summary = element.select_one("summary")
    shown = [] if summary is None else read.inlines(summary)
    rest = [node for node in element.children if node is not summary]
    return Details(shown, read.blocks(rest)) if shown else None  # type: ignore[arg-type]  # comments are passed over


RULES: Final = HTML_RULES.with_rule(f"aside.{_RELATED}", _read_related).with_rule(f"details.{_DETAILS}", _read_details)
"""The rules for markup of this module."""


def story(
    markup: str, report: Report, *, headline: str = "", url: str | None = None, rules: HtmlRules = RULES
) -> Article:
    """The article whose body is that markup; one without a body where there is no markup.

    Where it begins with the headline, which carriers have by itself, that is left out.
    """
    if not markup.strip():
        return Article()
    article = read_html(str(markup), fragment=True, url=url, report=report, rules=rules)
    if not headline or not article.body or not isinstance(first := article.body[0], Heading | Paragraph):
        return article
    if _plain(plain_text(first)) != _plain(headline):
        return article
    message = "the headline is shown once more, and left out here"
    notice = Notice("headline-repeated", message, action="dropped", severity="info", excerpt=excerpt(headline))
    report.add(notice)
    return attrs.evolve(article, body=article.body[1:])


def with_content(article: Article) -> Article:
    """The article, where there is anything in it to read or see. Raises ``ReadError`` where there is not."""
    if article.headline or article.body or article.lead_media or article.standfirst or article.description:
        return article
    raise ReadError("there is neither a headline nor a text in it", code="no-article")


def _plain(text: str) -> str:
    return " ".join(_TAGS.sub("", text).split()).casefold()


_TAGS: Final = re.compile(r"<[^<>]*>")


def paragraphs(text: str) -> Markup:
    r"""Plain text in paragraphs: blank lines divide it, or where it has none, its lines do.

    >>> paragraphs("They met.\n\nThey will\nmeet again.")
    Markup('<p>They met.</p><p>They will\nmeet again.</p>')
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    parts: Sequence[str] = _BLANK_LINES.split(text)
    return joined(element("p", part) for part in (parts if len(parts) > 1 else text.split("\n")))


_BLANK_LINES: Final = re.compile(r"\n[ \t]*\n\s*")

"""The state of one call of an HTML renderer: what its rules render with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, unquote

from markupsafe import Markup

from articlekit.labels import LABELS, Labels
from articlekit.model.article import Article
from articlekit.model.inline import Link, Span
from articlekit.model.media import Image, Video
from articlekit.model.node import Block, Blocks, Inline, Inlines, Node
from articlekit.model.text import Heading, Moment, Paragraph
from articlekit.model.values import hides_a_property, identifier
from articlekit.model.walk import plain_text
from articlekit.render.attributes import check_link_attribute
from articlekit.render.directions import natural_direction
from articlekit.render.escape import attribute, text, value
from articlekit.render.html_article import header_lines
from articlekit.render.notes import Notes
from articlekit.render.page import page_of
from articlekit.render.renderer import Face, Render, Rule, Source

if TYPE_CHECKING:
    from articlekit.render.html import HtmlRenderer

__all__ = ["HtmlFace", "HtmlRender"]

_HYPHENS: Final = re.compile("-+")
SLUG_LENGTH: Final = 60


class HtmlRender(Render):
    """What the rules of HTML render with. Built-in rules trust what its methods give; rules of users get its face."""

    __slots__ = (
        "_added",
        "_classes",
        "_level",
        "_notes",
        "_prefix",
        "_suffixes",
        "direction",
        "eager",
        "has_class_names",
        "has_link_options",
        "labels",
        "renderer",
        "scope",
    )
    renderer: HtmlRenderer

    def __init__(self, renderer: HtmlRenderer, source: Source) -> None:
        super().__init__(renderer, source)
        language = renderer.language
        self.direction: str | None = None
        self._level: int | None = None  # a slice may begin at any level
        if isinstance(self.source, Article):
            language = self.source.language or language
            self.direction = self.source.direction or self._natural_direction(self.source.language)
            self._level = 0
        self.labels: Labels = self.option("labels", Labels, LABELS["en"], language)
        self._classes = {node_type: value(names) for node_type, names in renderer.class_names}
        self._added: tuple[Node, str] | None = None  # a node, and the class names that it gets beside its own
        self.has_class_names = bool(self._classes)
        """Whether a block may get other classes than its own."""
        self._notes: Notes | None = None
        self._prefix = renderer.id_prefix
        self._suffixes: dict[str, int] = {}
        self.has_link_options = bool(renderer.id_prefix or renderer.link_attributes)
        """Whether a link may get other attributes than its own."""
        self.eager = False
        """Whether the next picture is the one that a visitor sees first, to be loaded at once."""
        self.scope = "row"
        """What the header cells of the table's section name: its columns or its rows."""

    # --- what is inside ---

    def inlines(self, content: Inlines) -> str:
        """The markup of text."""
        made = ""
        item: Any
        for item in content:
            if type(item) is not str:
                made += self.text_rules[type(item)](item, self)
            elif "&" in item or "<" in item or ">" in item:
                made += text(item)
            else:  # most text: on this hottest of all paths, a call less counts
                made += item
        return made

    def each(self, content: Iterable[Block]) -> list[str]:
        """The markup of each block, less those that are meant for other outputs."""
        rules = self.rules
        return [rules[type(block)](block, self) for block in content if not block.channels or self.means(block)]

    def blocks(self, content: Iterable[Block]) -> str:
        """The markup of blocks, one below the other, less those that are meant for other outputs."""
        return "\n".join(self.each(content))

    def nodes(self, content: Iterable[Node], between: str = "\n") -> str:
        """The markup of other nodes (items, rows, cells), one below the other."""
        rules = self.rules
        return between.join([rules[type(node)](node, self) for node in content])

    def flow(self, content: Blocks) -> str:
        """The markup of what an item, cell or note holds: a lone paragraph needs no element of its own."""
        if len(content) == 1:
            block = content[0]
            if type(block) is Paragraph and not (block.id or block.language or block.direction or block.channels):
                return self.inlines(block.content)
        return f"\n{self.blocks(content)}\n" if content else ""

    def document(self, *, page: bool = False) -> str:
        """The markup of all that was given: of a node, of blocks one below the other, or of text."""
        source: Any = self.source
        if page and not isinstance(source, Article):
            raise TypeError(f"a page is made of an Article, not of {type(source).__name__}; leave out page=True")
        if isinstance(source, Article):
            return self.page(source, self(source)) if page else self(source)
        if isinstance(source, Node):
            return self(source)
        if any(isinstance(item, str | Inline) and not isinstance(item, Block) for item in source):
            return self.inlines(source)  # its rules show blocks among text too
        return self.blocks(source) if all(isinstance(item, Block) for item in source) else self.nodes(source)

    def page(self, article: Article, html: str) -> str:
        """A complete document around an article's markup."""
        return page_of(article, html, self)

    # --- attributes ---

    def attributes(self, node: Block, classes: str = "") -> str:
        """The attributes that any block may have, after a space; ``classes`` are those of its kind."""
        if node.id or node.language or node.direction or self.has_class_names:
            return self._attributes(node, node.id, classes)
        return f' class="{classes}"' if classes else ""

    def heading_attributes(self, node: Heading) -> str:
        """The same for a heading, which always has an id: its own or one made of its text."""
        return self._attributes(node, node.id or self.unique_id(_slug(plain_text(node.content))), "")

    def _attributes(self, node: Block, node_id: str | None, classes: str) -> str:
        names = self._class_names(node, classes)
        named = f' class="{names}"' if names else ""
        direction = node.direction or self._natural_direction(node.language)
        derived = [name for name, is_so in (("id", node_id != node.id), ("dir", direction != node.direction)) if is_so]
        return (
            f"{self.id(node_id)}{named}{attribute('lang', node.language)}"
            f"{attribute('dir', direction)}{attribute('data-derived', ' '.join(derived) or None)}"
        )

    def header(self, article: Article) -> str:
        """The markup of what stands above an article's text, if there is anything."""
        lines = header_lines(article, self)
        return "\n".join(["<header>", *lines, "</header>"]) if lines else ""

    def article_attributes(self, node: Article, classes: str = "article") -> str:
        """The attributes of the article."""
        names = self._class_names(node, classes)
        named = f' class="{names}"' if names else ""
        return f"{named}{self.language(node)}"

    def _class_names(self, node: Node, classes: str) -> str:
        added = self._added[1] if self._added and self._added[0] is node else ""
        return " ".join(filter(None, (classes, self._classes.get(type(node)), added)))

    def with_classes(self, classes: str, node: Node, rule: Rule) -> str:
        """What a rule gives for a node that gets more class names than its own."""
        if not isinstance(node, Block | Article):
            raise TypeError(f"class names are added to a block or an article, not to {type(node).__name__}")
        before = self._added, self.has_class_names
        self._added, self.has_class_names = (node, value(classes)), True
        try:
            return rule(node, self)
        finally:
            self._added, self.has_class_names = before

    def language(self, node: Span | Article) -> str:
        """The attributes for language and direction."""
        direction = node.direction or self._natural_direction(node.language)
        derived = "" if direction == node.direction else ' data-derived="dir"'
        return f"{attribute('lang', node.language)}{attribute('dir', direction)}{derived}"

    def _natural_direction(self, language: str | None) -> str | None:
        """The direction to state for text in a language; none where text runs that way anyhow."""
        if language is None:
            return None
        direction = natural_direction(language)
        return direction if "rtl" in (direction, self.direction) else None

    def id(self, plain: str | None) -> str:
        """The attribute for an id."""
        return "" if plain is None else f' id="{value(self._prefixed(plain))}"'

    def _prefixed(self, plain: str) -> str:
        """An id with the prefix, and a hyphen between them where both together are a name that no id may be."""
        if not (self._prefix and hides_a_property(self._prefix + plain)):
            return self._prefix + plain
        parted = f"-{plain}"
        while parted in self.outline.ids:
            parted = f"-{parted}"
        return self._prefix + parted

    def unique_id(self, wish: str) -> str:
        """An id that nothing else in the document has: the one wished for, or that with a number."""
        taken = self.outline.ids
        found, number = wish, self._suffixes.get(wish, 1)
        while found in taken:
            number += 1
            found = f"{wish}-{number}"
        self._suffixes[wish] = number
        taken.add(found)
        return found

    def href(self, url: str) -> str:
        """The value of ``href`` for a URL."""
        if self._prefix and url.startswith("#") and (target := unquote(url[1:])) in self.outline.ids:
            return self.href_of(target)
        return value(url)

    def href_of(self, target: str) -> str:
        """The value of ``href`` that leads to an id of the document."""
        return value("#" + quote(self._prefixed(target), safe="!$&()*+,;=:@/?"))

    def link_attributes(self, node: Link) -> str:
        """All attributes of a link."""
        found = {"rel": " ".join(node.relations)}
        for name, plain in self.option("link_attributes", dict, {}, node).items():
            self.check_link_attribute(name, plain)
            found[name] = " ".join(dict.fromkeys([*node.relations, *plain.split()])) if name == "rel" else plain
        shown = "".join(attribute(name, plain) for name, plain in found.items() if plain or name != "rel")
        return f' href="{self.href(node.url)}"{attribute("title", node.title)}{shown}'

    def check_link_attribute(self, name: str, plain: object) -> None:
        """Refuse what the option may not give a link."""
        check_link_attribute(name, plain)

    # --- what depends on the document or on options ---

    def image(self, image: Image) -> Image:
        """A picture as it is to be shown."""
        return self.option("image", Image, image, image) if self.renderer.image else image

    def poster(self, video: Video) -> str | None:
        """The address of the picture that stands for a video."""
        return video.poster and self.image(Image(video.poster, width=video.width, height=video.height)).src

    @property
    def notes(self) -> Notes:
        """The footnotes of the document."""
        if self._notes is None:
            self._notes = Notes(self.source, self.outline, self.unique_id)
        return self._notes

    def heading(self, level: int) -> tuple[str, str]:
        """The tag of a heading, which skips no level (WCAG 2.2, H42), and the attribute that carries the true level."""
        shown = level if self._level is None else min(level, max(self._level, 1) + 1)
        self._level = shown
        return f"h{min(shown + self.renderer.heading_offset, 6)}", "" if shown == level else f' data-level="{level}"'

    def number(self, number: int) -> str:
        """A number in the language's digits."""
        return "".join([self.labels.digits[int(digit)] for digit in str(number)])

    def time(self, moment: Moment, name: str | None = None) -> str:
        """A date, as printed and for machines; ``name`` is a class."""
        if self.renderer.date_format:
            printed = self.option("date_format", str, "", moment, self.labels)
        else:
            printed = self.labels.date(moment)
        classes = f' class="{name}"' if name else ""
        return f'<time{classes} datetime="{moment.isoformat()}">{text(printed)}</time>'

    # --- rules of users ---

    def face(self, node: Node, overridden: Rule) -> HtmlFace:
        """What a user's rule for a node is given as its ``render``."""
        return HtmlFace(self, node, overridden)

    def accepted(self, shown: object) -> str | None:
        """What a user's rule gave, escaped unless it says that it is markup."""
        if hasattr(shown, "__html__"):
            return str(shown.__html__())
        return text(str(shown)) if isinstance(shown, str) else None


class HtmlFace(Face[Markup]):
    """The ``render`` argument of your own HTML rules. Its methods return :class:`markupsafe.Markup`."""

    __slots__ = ()

    def _made(self, text: str) -> Markup:
        return Markup(text)  # noqa: S704  # made by rules

    def parent(self, node: Node, classes: str = "") -> Markup:
        """The output of the overridden rule; ``classes`` are added to a block or an article.

        >>> from articlekit import HTML, Figure
        >>> wide = HTML.with_rule(Figure, lambda node, render: render.parent(node, "wide"))
        >>> print(wide(Figure(caption="Women mend nets.", id="nets")))
        <figure id="nets" class="no-image wide">
        <figcaption><span class="caption">Women mend nets.</span></figcaption></figure>
        """
        if not classes:
            return super().parent(node)
        return self._made(self._render.with_classes(classes, node, self._overridden))

    def header(self, article: Article) -> Markup:
        r"""The header of an article (section, kicker, headline, standfirst, byline, dates), for a rule of ``Article``.

        >>> from articlekit import HTML, Article
        >>> def rule(node, render):
        ...     return render.header(node) + "\n" + render.blocks(node.body[:1])
        >>> print(HTML.with_rule(Article, rule)(Article("Talks go on", ["They met.", "Nobody left."])))
        <header>
        <h1>Talks go on</h1>
        </header>
        <p>They met.</p>
        """
        return self._made(self._render.header(article))

    def time(self, moment: Moment, classes: str = "") -> Markup:
        """A ``time`` element with a date in the document's language.

        >>> import datetime
        >>> from articlekit import HTML, Article
        >>> def rule(node, render):
        ...     return render.time(node.date_published)
        >>> article = Article("Verhandlungen", date_published=datetime.date(2026, 3, 1), language="de")
        >>> print(HTML.with_rule(Article, rule)(article))
        <time datetime="2026-03-01">1. März 2026</time>
        """
        return self._made(self._render.time(moment, value(classes)))

    def attributes(self, node: Block | Article, classes: str = "") -> Markup:
        """The attributes ``id``, ``class``, ``lang`` and ``dir`` of a block, after a space, with your ``classes``.

        An article has no ``id``.

        >>> from markupsafe import Markup
        >>> from articlekit import HTML, Paragraph
        >>> def rule(node, render):
        ...     return Markup("<p{}>{}</p>").format(render.attributes(node, "lead"), render.inlines(node.content))
        >>> print(HTML.with_rule(Paragraph, rule)(Paragraph("Hello", id="a", language="fr")))
        <p id="a" class="lead" lang="fr">Hello</p>
        """
        if isinstance(node, Article):
            return self._made(self._render.article_attributes(node, value(classes)))
        return self._made(self._render.attributes(node, value(classes)))

    def unique_id(self, wish: str) -> str:
        """An id that is unique in the document: the one wished for, or the same with a number."""
        return str(self._render.unique_id(identifier(wish)))

    @property
    def labels(self) -> Labels:
        """The words of the document's language."""
        labels: Labels = self._render.labels
        return labels


def _slug(words: str) -> str:
    """An id made of words: letters, marks and digits of any script, joined by hyphens."""
    characters = unicodedata.normalize("NFC", words.lower())[: 4 * SLUG_LENGTH]
    kept = "".join([character if character.isalnum() else _in_slug(character) for character in characters])
    slug = _HYPHENS.sub("-", kept).strip("-")[:SLUG_LENGTH].rstrip("-") or "section"
    try:
        return identifier(slug)
    except ValueError:  # a name that browsers keep for themselves
        return identifier(f"section-{slug}")


def _in_slug(character: str) -> str:
    category = unicodedata.category(character)
    if category.startswith("M"):
        return character
    return "" if category == "Cf" else "-"  # joiners and soft hyphens stand within words

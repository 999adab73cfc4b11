"""Articles as plain text, wrapped by display width, in a dialect that reads back (:mod:`articlekit.text_dialect`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, Final, Literal, TypeAlias

import attrs

from articlekit.labels import Labels, labels
from articlekit.model.node import Block, Inline, Node, optional_language
from articlekit.render.renderer import Render, Renderer, Rule, Rules, Source, no_rule, no_rule_in_text
from articlekit.render.text_blocks import BLOCK_RULES
from articlekit.render.text_inlines import INLINE_RULES
from articlekit.render.text_render import TextRender
from articlekit.render.text_table import TABLE_RULES
from articlekit.report import Report

__all__ = ["TEXT", "Links", "TextRenderer", "render_text"]

NO_RULES: Final[Mapping[type[Node], Rule]] = {Node: no_rule, Block: no_rule, Inline: no_rule_in_text}
RULES: Final = Rules({**NO_RULES, **BLOCK_RULES, **INLINE_RULES, **TABLE_RULES})
"""The built-in rules: one for each node class of the model."""

Links: TypeAlias = Literal["hidden", "inline", "notes"]
LINKS: Final[tuple[Links, ...]] = ("hidden", "inline", "notes")

MIN_LINE: Final = 20
"""The narrowest width: no table, quote or list of news is readable below it."""


def _width(width: int | None) -> int | None:
    if width is None or (type(width) is int and width >= MIN_LINE):
        return width
    raise ValueError(
        f"a width is a whole number of columns, {MIN_LINE} or more, or None for no wrapping; not {width!r}"
    )


def _links(links: Links) -> Links:
    if links in LINKS:
        return links
    raise ValueError(f'links are "hidden", "inline" or "notes", not {links!r}')


@attrs.frozen(kw_only=True, repr=False)
class TextRenderer(Renderer):
    """Renders plain text: call it with an article, with any other node, or with a sequence such as a slice of a body.

    Its options, for :meth:`~articlekit.Renderer.with_options`:

    - ``width``: columns per line, 20 or more; ``None`` for no wrapping. Code and the addresses at the end are never
      wrapped. Lines of very deeply nested blocks can be a little wider.
    - ``links``: ``"hidden"`` (only their text), ``"inline"`` (the address after the text, in parentheses) or
      ``"notes"`` (a number in brackets, and the addresses at the end). Only text with hidden links is read back
      exactly.
    - ``labels``: a function from a language tag (or ``None``) to the words that are added. Lines with words of your own
      are read back as ordinary text.
    - ``language``: the language of these words, if the article has none.
    - ``strict``: raise :class:`~articlekit.NoRuleError` for nodes without a rule.

    >>> from articlekit import List
    >>> print(TEXT.with_options(width=30)(List(["The two sides met in Paris on Thursday.", "Nothing else."])))
    - The two sides met in Paris
      on Thursday.
    - Nothing else.
    <BLANKLINE>
    """

    channel: ClassVar[str] = "text"
    state: ClassVar[type[Render]] = TextRender

    width: int | None = attrs.field(default=72, converter=_width)
    links: Links = attrs.field(default="hidden", converter=_links)
    labels: Callable[[str | None], Labels] = labels
    language: str | None = attrs.field(default=None, converter=optional_language)

    def __call__(self, source: Source, *, report: Report | None = None) -> str:
        """See :func:`render_text`."""
        return self._document(source, report)


TEXT: Final = TextRenderer(rules=RULES)
"""The renderer of plain text with its default options."""


def render_text(source: Source, *, report: Report | None = None, renderer: TextRenderer = TEXT) -> str:
    """Plain text of an article, of any other node, or of a sequence of nodes such as a slice of a body.

    Lines are at most ``renderer.width`` terminal columns wide; an ideograph takes two. Right-to-left text keeps its
    logical order, and no control characters are added: by UAX #9, overrides and isolates end with their line. The text
    ends with a line end.

    A ``report`` gets a notice for everything that cannot be shown as it is. Raises :class:`~articlekit.RenderError` if
    a rule of yours fails, and nothing else.

    >>> from articlekit import Article, Heading
    >>> print(render_text(Article("Talks go on", ["They will meet again.", Heading("Background"), "It is old."])))
    ===========
    Talks go on
    ===========
    <BLANKLINE>
    They will meet again.
    <BLANKLINE>
    Background
    ==========
    <BLANKLINE>
    It is old.
    <BLANKLINE>
    """
    return renderer(source, report=report)

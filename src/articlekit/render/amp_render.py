"""The state of one call of the AMP renderer: what its rules render with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articlekit.model.article import Article
from articlekit.render.amp_page import amp_page
from articlekit.render.attributes import check_amp_link_attribute
from articlekit.render.html_render import HtmlRender
from articlekit.render.renderer import Source

if TYPE_CHECKING:
    from articlekit.render.amp import AmpRenderer

__all__ = ["AmpRender"]


class AmpRender(HtmlRender):
    """What the rules of AMP render with: what those of HTML do, and the components that the page uses."""

    __slots__ = ("components", "in_carousel")

    def __init__(self, renderer: AmpRenderer, source: Source) -> None:
        super().__init__(renderer, source)
        self.components: dict[str, str] = {}
        """The version of each component that is used, by its element's name."""
        self.in_carousel = False
        """Whether pictures stand in a carousel, where they share their slide with a caption."""

    def page(self, article: Article, html: str) -> str:
        """A complete document around an article's markup."""
        return amp_page(article, html, self)

    def component(self, element: str, version: str = "0.1") -> str:
        """An element's name, with its script noted for the page's head."""
        self.components[element] = version
        return element

    def check_link_attribute(self, name: str, plain: object) -> None:
        """Refuse what AMP does not allow a link to have."""
        check_amp_link_attribute(name, plain)

"""A home page, and articles whose StreamField has the blocks of Wagtail's own demo site."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.embeds.blocks import EmbedBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

import articlekit as ak
from articlekit.contrib.wagtail import StreamMapping, block_quote, embed, figure, heading, image_of, rich_text


class HeadingBlock(blocks.StructBlock):
    """A heading with its size."""

    heading_text = blocks.CharBlock()
    size = blocks.ChoiceBlock(choices=[("h2", "H2"), ("h3", "H3"), ("h4", "H4")], required=False)


class CaptionedImageBlock(blocks.StructBlock):
    """An image with a caption and whose it is."""

    image = ImageChooserBlock()
    caption = blocks.CharBlock(required=False)
    attribution = blocks.CharBlock(required=False)


class QuoteBlock(blocks.StructBlock):
    """A quotation and who said it."""

    text = blocks.TextBlock()
    attribute_name = blocks.CharBlock(required=False)


STORY = StreamMapping(
    heading_block=heading(content="heading_text", level="size"),
    paragraph_block=rich_text,
    image_block=figure(image="image", caption="caption", credit="attribution"),
    block_quote=block_quote(content="text", attribution="attribute_name"),
    embed_block=embed,
)
"""What each block of an article page's body is in an article, and the way back."""


class HomePage(Page):
    """The list of all articles."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401
        """The articles, the newest first."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        articles = ArticlePage.objects.live().child_of(self).order_by("-first_published_at", "-pk")
        return {**context, "articles": articles}


class ArticlePage(RoutablePageMixin, Page):
    """An article."""

    introduction = models.TextField(blank=True)
    byline = models.CharField(max_length=200, blank=True)
    image = models.ForeignKey("wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    body = StreamField(
        [
            ("heading_block", HeadingBlock()),
            ("paragraph_block", blocks.RichTextBlock()),
            ("image_block", CaptionedImageBlock()),
            ("block_quote", QuoteBlock()),
            ("embed_block", EmbedBlock()),
        ],
        blank=True,
    )

    content_panels = (
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("byline"),
        FieldPanel("image"),
        FieldPanel("body"),
    )

    def article(self, report: ak.Report | None = None) -> ak.Article:
        """The page as an article: for its HTML, for AMP, for JSON."""
        return STORY.to_article(
            self,
            report=report,
            standfirst=self.introduction,
            byline=self.byline,
            lead_media=ak.Figure(image_of(self.image)) if self.image else None,
            publisher=ak.Organization("The Ulwe Courier"),
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401
        """The article as HTML, and what the head of its page says of it, for the template."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        article = self.article()
        return {**context, "story": ak.render_html(article), "head": ak.HTML.head(article)}

    @path("amp/")  # type: ignore[untyped-decorator]  # Wagtail brings no types
    def amp(self, request: HttpRequest) -> HttpResponse:  # noqa: ARG002 - as of every view
        """The article as an AMP page."""
        return HttpResponse(ak.render_amp(self.article()))

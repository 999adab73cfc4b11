"""Pages whose streams hold what sites' streams hold; each block type is named and made as in Wagtail's demo site."""

from typing import Any

from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page

SIZES = [("h2", "H2"), ("h3", "H3"), ("h4", "H4")]


class CaptionedImage(blocks.StructBlock):
    """An image with a caption and whose it is."""

    image = ImageChooserBlock()
    caption = blocks.CharBlock(required=False)
    attribution = blocks.CharBlock(required=False)


class HeadingBlock(blocks.StructBlock):
    """A heading with its size."""

    heading_text = blocks.CharBlock()
    size = blocks.ChoiceBlock(choices=SIZES, required=False)


class BlockQuote(blocks.StructBlock):
    """A quotation and who said it."""

    text = blocks.TextBlock()
    attribute_name = blocks.CharBlock(required=False)


class DemoStream(blocks.StreamBlock):
    """The stream of the demo site's pages."""

    heading_block = HeadingBlock()
    paragraph_block = blocks.RichTextBlock()
    image_block = CaptionedImage()
    block_quote = BlockQuote()
    embed_block = EmbedBlock()


class Box(blocks.StructBlock):
    """A box beside the story; its colour is nothing that an article knows of."""

    heading = blocks.CharBlock()
    body = blocks.RichTextBlock()
    colour = blocks.CharBlock(required=False)


class WideStream(DemoStream):
    """The demo site's stream, and all else that sites put into theirs."""

    described_image = ImageBlock()
    box = Box()
    facts = blocks.ListBlock(blocks.CharBlock())
    steps = blocks.ListBlock(blocks.RichTextBlock(features=["bold"]))
    pictures = blocks.ListBlock(CaptionedImage())
    grid = TableBlock()
    html_grid = TableBlock(table_options={"renderer": "html"})
    typed_grid = TypedTableBlock(
        [("words", blocks.CharBlock()), ("rich", blocks.RichTextBlock()), ("number", blocks.IntegerBlock())]
    )
    more = blocks.ListBlock(blocks.PageChooserBlock())
    report = DocumentChooserBlock()
    code_of_others = blocks.RawHTMLBlock()
    line = blocks.StaticBlock()
    section = blocks.StreamBlock([("heading_block", HeadingBlock()), ("paragraph_block", blocks.RichTextBlock())])
    promotion = blocks.StructBlock([("title", blocks.CharBlock()), ("price", blocks.DecimalBlock(required=False))])
    topics = blocks.MultipleChoiceBlock(choices=[("sea", "Sea"), ("air", "Air")])
    plain = blocks.RichTextBlock(features=["bold", "link"])


class DemoPage(Page):
    """A page as the demo site's blog has it."""

    introduction = RichTextField(blank=True)
    body = StreamField(DemoStream(), blank=True)


class WidePage(Page):
    """A page with a stream of everything."""

    body = StreamField(WideStream(), blank=True)


def stream(page: type[Page], *entries: tuple[str, Any]) -> Any:
    """The value of a page's stream, made of what would be in the database."""
    raw = [{"type": name, "value": value, "id": f"id-{number}"} for number, (name, value) in enumerate(entries)]
    return page._meta.get_field("body").stream_block.to_python(raw)  # noqa: SLF001 - Django's own word for it

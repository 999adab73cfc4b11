"""The tables of the home page and of articles."""

from typing import Any

import django.db.models.deletion
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.db import migrations, models


def page() -> "models.OneToOneField[Any, Any]":
    """What makes a model a page of Wagtail's."""
    return models.OneToOneField(
        auto_created=True,
        on_delete=django.db.models.deletion.CASCADE,
        parent_link=True,
        primary_key=True,
        serialize=False,
        to="wagtailcore.page",
    )


BLOCKS = {
    0: ("wagtail.blocks.CharBlock", (), {}),
    1: (
        "wagtail.blocks.ChoiceBlock",
        [],
        {"choices": [("h2", "H2"), ("h3", "H3"), ("h4", "H4")], "required": False},
    ),
    2: ("wagtail.blocks.StructBlock", [[("heading_text", 0), ("size", 1)]], {}),
    3: ("wagtail.blocks.RichTextBlock", (), {}),
    4: ("wagtail.images.blocks.ImageChooserBlock", (), {}),
    5: ("wagtail.blocks.CharBlock", (), {"required": False}),
    6: ("wagtail.blocks.StructBlock", [[("image", 4), ("caption", 5), ("attribution", 5)]], {}),
    7: ("wagtail.blocks.TextBlock", (), {}),
    8: ("wagtail.blocks.StructBlock", [[("text", 7), ("attribute_name", 5)]], {}),
    9: ("wagtail.embeds.blocks.EmbedBlock", (), {}),
}
STREAM = [("heading_block", 2), ("paragraph_block", 3), ("image_block", 6), ("block_quote", 8), ("embed_block", 9)]


class Migration(migrations.Migration):
    """The first step."""

    initial = True
    dependencies = (("wagtailcore", "0094_alter_page_locale"), ("wagtailimages", "0027_image_description"))
    operations = (
        migrations.CreateModel(
            name="HomePage",
            fields=[("page_ptr", page())],
            options={"abstract": False},
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="ArticlePage",
            fields=[
                ("page_ptr", page()),
                ("introduction", models.TextField(blank=True)),
                ("byline", models.CharField(blank=True, max_length=200)),
                ("body", wagtail.fields.StreamField(STREAM, blank=True, block_lookup=BLOCKS)),
                (
                    "image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                    ),
                ),
            ],
            options={"abstract": False},
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, "wagtailcore.page"),
        ),
    )

"""``python manage.py demo``: makes the tables and the demo content where there are none, and starts the site."""

from io import BytesIO
from typing import Any

from django.contrib.auth.models import User
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from PIL import Image as Picture
from PIL import ImageDraw
from wagtail.images import get_image_model
from wagtail.models import Page, Site

import articlekit as ak
from courier.models import STORY, ArticlePage, HomePage

ELSEWHERE = """
<p>Fishermen of the Ulwe say the sandbanks have <em>moved</em> again.</p>
<h3>What the charts say</h3>
<table><tr><th>Year</th><th>Depth</th></tr><tr><td>2024</td><td>4 m</td></tr></table>
<p>The harbour has asked for <a href="https://example.org/dredger">a dredger</a>.</p>
"""
"""The body of an article from another system, as HTML."""


class Command(BaseCommand):
    """Make the demo site, and start it."""

    help = "Make the demo site, and start it on 127.0.0.1"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a port."""
        parser.add_argument("port", nargs="?", default="8000")

    def handle(self, *_: object, **options: Any) -> None:  # noqa: ANN401 - Django's own
        """Make what is not there, and serve."""
        call_command("migrate", verbosity=0)
        if not HomePage.objects.exists():
            fill(int(options["port"]))
            self.stdout.write('Made two articles. The admin is at /admin/: the user is "demo", and so is the password.')
        call_command("runserver", f"127.0.0.1:{options['port']}", "--noreload")


def fill(port: int) -> None:
    """A home page with two articles: one as editors write it, one that came from elsewhere."""
    User.objects.create_superuser("demo", "demo@example.org", "demo")
    root = Page.objects.get(depth=1)
    root.get_children().delete()
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="The news", slug="home"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "127.0.0.1", "port": port, "root_page": home}
    )
    published(home, written(home))
    published(home, imported())


def published(home: Page, page: ArticlePage) -> None:
    """Put a page below the home page, and publish it."""
    home.add_child(instance=page)
    page.save_revision().publish()


def written(home: Page) -> ArticlePage:
    """An article as the editor stores it."""
    images = get_image_model().objects
    dusk = images.create(title="A ferry on the Ulwe at dusk", file=drawn("dusk.jpg", sky=(238, 148, 104)))
    night = images.create(title="The ferry at night, its windows lit", file=drawn("night.jpg", sky=(52, 64, 104)))
    link = f'<a linktype="page" id="{home.pk}">other boats</a>'
    raw = [
        ("paragraph_block", f"<p>The night ferry is <b>back</b>, and so are the {link}.</p><p>It sails at ten.</p>"),
        ("heading_block", {"heading_text": "Who sails", "size": "h2"}),
        ("paragraph_block", "<ul><li>Fishermen &amp; their nets</li><li>Two schools</li></ul>"),
        ("image_block", {"image": night.pk, "caption": "The ferry leaves the eastern mole.", "attribution": "Courier"}),
        ("block_quote", {"text": "We have waited for this.", "attribute_name": "Ilse Maro"}),
        ("embed_block", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
    ]
    return ArticlePage(
        title="Night ferry is back on the Ulwe",
        slug="night-ferry",
        introduction="After two winters, boats sail after dark again.",
        byline="By Ilse Maro",
        image=dusk,
        body=stream(raw),
    )


def stream(raw: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Values out of the form in which Wagtail stores them."""
    block = ArticlePage.body.field.stream_block
    return [(name, block.child_blocks[name].to_python(value)) for name, value in raw]


def imported() -> ArticlePage:
    """An article from elsewhere: what the stream cannot hold is kept as text, and reported."""
    article = ak.read_html(ELSEWHERE, fragment=True)
    return ArticlePage(
        title="Sandbanks of the Ulwe have moved",
        slug="sandbanks",
        introduction="The charts of last year are of no use.",
        body=STORY.to_stream(article, ArticlePage.body.field),
    )


def drawn(name: str, sky: tuple[int, int, int]) -> ImageFile:
    """A picture of a ferry below a sky of a colour, so that none has to be fetched."""
    picture = Picture.new("RGB", (1600, 900))
    draw = ImageDraw.Draw(picture)
    for line in range(900):
        above, below = ((38, 52, 96), sky) if line < 560 else ((60, 70, 104), (22, 38, 60))
        share = line / 560 if line < 560 else (line - 560) / 340
        colour = tuple(int(one + (other - one) * share) for one, other in zip(above, below, strict=True))
        draw.line([(0, line), (1600, line)], fill=colour)
    draw.pieslice((1090, 470, 1270, 650), 180, 360, fill=(250, 214, 150))
    draw.polygon([(380, 540), (980, 540), (920, 630), (440, 630)], fill=(20, 24, 40))
    draw.rectangle((480, 450, 880, 540), fill=(232, 226, 214))
    draw.rectangle((560, 390, 760, 450), fill=(232, 226, 214))
    draw.rectangle((640, 320, 700, 390), fill=(168, 32, 26))
    for window in range(500, 860, 60):
        draw.rectangle((window, 478, window + 32, 506), fill=(250, 200, 110))
    stored = BytesIO()
    picture.save(stored, "JPEG", quality=88)
    return ImageFile(stored, name=name)

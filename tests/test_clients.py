"""Other programs read our pages: they find the headline, the text, the authors, the date and the picture in them.

Each client reads the pages of the examples and of articles drawn from real prose, as HTML and as AMP, and is held to
all that it has a place for. What a client does by its own design stands here, and nothing else is passed over:

- ``trafilatura`` gives the day of a date, without its time; it drops format characters (a zero-width non-joiner), all
  that stands aside (``aside``: boxes, corrections, pull quotes, related links) and ``figure`` with what is in it, as
  are quotes with an attribution.
- ``newspaper4k`` takes the byline for one more author; it drops the same, and lists. It finds text by the stop words of
  the language, and wants further packages for Arabic, Chinese and Japanese: there its text is not asked for.
- ``readability-lxml`` has no place for authors, dates and pictures; it reads headline and text.
- ``extruct`` reads metadata alone, so it has no text.

Text is compared without white space and format characters: clients lay it out anew.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import attrs
import extruct  # type: ignore[import-untyped]  # it has no types
import lxml.html  # type: ignore[import-untyped]  # it has no types
import pytest
import readability  # type: ignore[import-untyped]  # it has no types
import trafilatura
from hypothesis import given, settings
from hypothesis import strategies as st
from trafilatura.metadata import extract_metadata

import articlekit as ak
from articlekit.model.node import children
from articlekit.render.jsonld import absolute, images

with warnings.catch_warnings():
    warnings.simplefilter("ignore", UserWarning)  # it wants NLTK, for what is not asked of it here
    import newspaper  # type: ignore[import-untyped]  # it has no types

EXAMPLES: Final = Path(__file__).parents[1] / "examples"
ADDRESS: Final = "https://www.example.org/news/a-page"
OUTPUTS: Final[Mapping[str, Callable[[ak.Article], str]]] = {
    "html": lambda article: str(ak.render_html(article, page=True)),
    "amp": lambda article: str(ak.render_amp(article)),
}


def plain(text: str | None) -> str:
    """Text without white space and format characters."""
    kept = [each for each in text or "" if not each.isspace() and unicodedata.category(each) != "Cf"]
    return unicodedata.normalize("NFC", "".join(kept))


# --- what clients find --------------------------------------------------------------------------------------------


@attrs.frozen
class Found:
    """What a client finds in a page; ``None`` is what it has no place for."""

    headline: str
    text: str | None = None
    authors: set[str] | None = None
    date: str | None = None
    image: str | None = None


def by_trafilatura(page: str) -> Found:
    """What trafilatura finds."""
    about = extract_metadata(page)
    authors = set((about.author or "").split("; ")) - {""}
    text = trafilatura.extract(page, include_comments=False, favor_recall=True) or ""
    return Found(about.title or "", text, authors, about.date or "", about.image or "")


def by_newspaper(page: str) -> Found:
    """What newspaper4k finds."""
    needs_packages = re.search('<html[^>]* lang="(?:ar|ja|zh)', page) is not None
    chosen = {"language": "en"} if needs_packages else {}
    found = newspaper.Article(ADDRESS, fetch_images=False, **chosen)
    found.download(input_html=page)
    found.parse()
    date = found.publish_date.date().isoformat() if isinstance(found.publish_date, datetime.datetime) else ""
    return Found(found.title, None if needs_packages else found.text, set(found.authors), date, found.top_image)


def by_readability(page: str) -> Found:
    """What readability-lxml finds."""
    found = readability.Document(page)
    return Found(found.title(), lxml.html.fromstring(found.summary()).text_content())


def by_extruct(page: str) -> Found:
    """What extruct finds in the JSON-LD; where that has no picture, Open Graph has none either."""
    found = extruct.extract(page, base_url=ADDRESS, syntaxes=["json-ld", "opengraph"])
    (data,) = found["json-ld"]
    (graph,) = found["opengraph"]
    pictures = [image["url"] for image in data.get("image", ())]
    assert [content for name, content in graph["properties"] if name == "og:image"] == pictures[:1]
    authors = {author["name"] for author in data.get("author", ())}
    return Found(data["headline"], None, authors, data.get("datePublished", "")[:10], pictures[0] if pictures else "")


CLIENTS: Final[Mapping[str, Callable[[str], Found]]] = {
    "trafilatura": by_trafilatura,
    "newspaper4k": by_newspaper,
    "readability-lxml": by_readability,
    "extruct": by_extruct,
}


ASIDE: Final = (ak.Callout, ak.Correction, ak.Figure, ak.PullQuote, ak.RelatedLinks)
DROPPED: Final[Mapping[str, tuple[type[ak.Block], ...]]] = {"trafilatura": ASIDE, "newspaper4k": (*ASIDE, ak.List)}
"""Blocks that a client leaves out by its own design; quotes in a ``figure`` too."""


def paragraphs(blocks: Iterable[ak.Node], client: str) -> Iterator[str]:
    """The paragraphs that a client does not leave out, at any depth."""
    dropped = DROPPED.get(client, ())
    for block in blocks:
        if isinstance(block, ak.Paragraph):
            yield ak.plain_text(block)
        elif not (isinstance(block, dropped) or (dropped and isinstance(block, ak.BlockQuote) and block.attribution)):
            yield from paragraphs((each for each in children(block) if isinstance(each, ak.Node)), client)


def missed(article: ak.Article, client: str, output: str) -> dict[str, Any]:
    """What the article has and a client did not find in its page, of all that it has a place for."""
    found = CLIENTS[client](OUTPUTS[output](article))
    lost: dict[str, Any] = {}
    if plain(found.headline) != plain(article.headline):
        lost["headline"] = found.headline
    if found.text is not None:
        text = plain(found.text)
        if absent := [each for each in paragraphs(article.body, client) if plain(each) not in text]:
            lost["text"] = absent
    names = {plain(author.name) for author in article.authors}
    if found.authors is not None and names - {plain(name) for name in found.authors}:
        lost["authors"] = found.authors
    if found.date is not None and article.date_published and found.date != article.date_published.isoformat()[:10]:
        lost["date"] = found.date
    pictures = [absolute(image.src, article) for image in images(article)]
    if found.image is not None and pictures and found.image != pictures[0]:
        lost["image"] = found.image
    return lost


# --- the examples -------------------------------------------------------------------------------------------------


@cache
def examples() -> dict[str, ak.Article]:
    """The articles of the examples, by name."""
    return {
        **{path.stem: ak.read_text(path.read_text("utf-8")) for path in sorted((EXAMPLES / "archive").glob("*.txt"))},
        **{path.stem: ak.read_html(path.read_bytes()) for path in sorted((EXAMPLES / "pages").glob("*.html"))},
    }


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")  # those of the clients
@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("client", CLIENTS)
def test_clients_read_the_examples(client: str, output: str, count: Callable[[str, int], None]) -> None:
    """A client finds in the page of every example what the article has."""
    lost = {}
    for name, article in examples().items():
        if missing := missed(article, client, output):
            lost[name] = missing
    assert lost == {}
    count("pages read by other programs", len(examples()))


# --- drawn articles -----------------------------------------------------------------------------------------------

SENTENCES: Final = """
The harbour master said on Monday that the ferry would not sail before the ice on the inner basin had gone.
Nobody in the village could remember a winter in which the road over the pass had been closed for so long.
Three of the four councillors voted for the plan, and the fourth left the room before the votes were counted.
It was, she told reporters outside the court, neither the end of the matter nor the beginning of the end.
A spokesman for the company denied that the bridge had been inspected by anyone who knew what to look for.
The report, which runs to 412 pages, was finished in March but has not been seen by the public until now.
“We asked for a second opinion, and then for a third,” said the doctor, “because the first made no sense.”
By the time the last of the boats had come in, the price of herring at the market had fallen by a half.
Farmers on both sides of the river say that the water has been too low to reach their fields since May.
The museum will show all of the letters, among them two that had been thought to be lost for a century.
Their lawyer said that they would take the case to a higher court if the decision was not changed this week.
In the north of the country, trains were running again by noon, though most of them were an hour late.
The school has had five heads in as many years, and the parents want to know what became of the money.
Scientists who followed the birds for a decade found that they had moved their nests some 40 km inland.
At the end of the talks there was a handshake, a photograph and no agreement on any of the eleven points.
It is not known who built the tower or why, and what was written about it in the last century is wrong.
The minister has promised that the new line would be open before the end of the year, and then said nothing.
Half of the shops on the square have been empty since the mill closed, and the bus comes but twice a day.
When the lights went out, the orchestra went on playing from memory until the end of the second movement.
The company that owns the well says it is safe to drink from it; the people who live beside it are not so sure.
""".strip().split("\n")
NAMES: Final = ["Ada Finch", "Tomás Quiroga", "Anne-Marie Dubois", "Jürgen Straß", "Siobhán O’Neill", "Li Wen"]


@st.composite
def reports(draw: st.DrawFn) -> ak.Article:
    """Articles such as newspapers print: each sentence stands in them once."""
    sentences = draw(st.permutations(SENTENCES))
    parts: list[str] = []
    while sentences:
        length = draw(st.integers(2, 4))
        parts.append(" ".join(sentences[:length]))
        sentences = sentences[length:]
    body: list[ak.Block] = [ak.Paragraph(part) for part in parts]
    body.insert(draw(st.integers(1, len(body) - 1)), ak.Heading("What is known"))
    picture = ak.Figure(ak.Image("/media/harbour.jpg", "A harbour", 1200, 800), "Ice in the inner basin.", "Ola Berg")
    body.insert(draw(st.integers(1, len(body) - 1)), picture)
    body.insert(draw(st.integers(2, len(body) - 1)), ak.BlockQuote(["They have all said so for years and years now."]))
    zone = datetime.timezone(datetime.timedelta(hours=draw(st.integers(-11, 13))))
    day = draw(st.datetimes(datetime.datetime(2001, 1, 1), datetime.datetime(2025, 12, 31)))  # noqa: DTZ001  # plus zone
    return ak.Article(
        draw(st.sampled_from(["Ferry stays in port as ice holds the harbour", "Council votes for a bridge at Ellery"])),
        body,
        authors=[ak.Contributor(name) for name in draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True))],
        date_published=day.replace(microsecond=0, tzinfo=zone),
        canonical_url=ADDRESS,
        language=draw(st.sampled_from(["en", "en-GB", "en-US"])),
        section=["News"],
        publisher=ak.Organization("The Ellery Post", "https://www.example.org/"),
        lead_media=draw(st.none() | st.just(ak.Figure(ak.Image("https://img.example/lead.jpg", "Lead", 1200, 800)))),
    )


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")  # those of the clients
@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("client", CLIENTS)
@settings(max_examples=settings().max_examples // 5)
@given(article=reports())
def test_clients_read_drawn_articles(client: str, output: str, article: ak.Article) -> None:
    """A client finds in the page of any report what the report has."""
    assert missed(article, client, output) == {}


def test_what_clients_miss_is_seen() -> None:
    """A page of another article has none of it."""
    article, other = (examples()[name] for name in ("night-ferry", "en-live-blog"))
    for client in CLIENTS:
        found = CLIENTS[client](OUTPUTS["html"](other))
        assert plain(found.headline) != plain(article.headline)
        assert found.text is None or plain(next(paragraphs(article.body, client))) not in plain(found.text)

"""What the laws are tried on is everything there is: every node, every field, every limit."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import pytest

import articlekit as ak
import strategies
from articlekit.data.fields import BUILT_IN
from articlekit.labels import LABELS
from articlekit.model.node import MAX_BLOCK_DEPTH, MAX_INLINE_DEPTH, Block, Inline, Node, children, field_types
from strategies_options import page_options


@pytest.fixture(scope="module")
def nodes() -> list[Node]:
    """All nodes of many articles, the same in each run."""
    return [node for article in strategies.batch(1600, derandomize=True) for node in ak.walk(article)]


@pytest.fixture(scope="module")
def values(nodes: list[Node]) -> Mapping[tuple[type[Node], str], set[Any]]:
    """The values of each field in them; what any block may have, few have, and so it is taken together."""
    found: dict[tuple[type[Node], str], set[Any]] = defaultdict(set)
    for node in nodes:
        for name in field_types(type(node)):
            found[Node if name in strategies.RARE else type(node), name].add(getattr(node, name))
    return found


@pytest.mark.parametrize("cls", BUILT_IN.values(), ids=BUILT_IN)
def test_every_field_of_every_node_is_drawn(cls: type[Node], values: Mapping[tuple[type[Node], str], set[Any]]) -> None:
    """Each field has several values."""
    for name in field_types(cls):
        assert len(values[Node if name in strategies.RARE else cls, name]) > 1, name


@pytest.mark.parametrize("cls", BUILT_IN.values(), ids=BUILT_IN)
def test_every_node_is_drawn_often(cls: type[Node], nodes: list[Node]) -> None:
    """No class is left to a few lucky articles."""
    assert sum(type(node) is cls for node in nodes) > 20


def test_every_hostile_text_is_drawn(nodes: list[Node]) -> None:
    """Each is in the text of a node, as the model keeps it."""
    drawn = {line for node in nodes for line in lines(node)}
    for hostile in strategies.HOSTILE:
        kept = ak.plain_text(ak.Paragraph([hostile, "x"])).removesuffix("x")
        assert any(kept in line for line in drawn), hostile


def test_every_option_is_drawn() -> None:
    """Each option of the renderers of pages and of text is given, and left out; and each labels' language is given."""
    drawn = strategies.batch(1000, kind=page_options, derandomize=True)
    names = {field.name for field in attrs.fields(type(ak.AMP))} - {"rules", "text_rules", "strict"}
    for name in names:
        assert 0 < sum(name in options for options in drawn) < len(drawn), name
    given = [options["labels"](None) for options in drawn if "labels" in options]
    assert {labels.related for labels in given} >= {labels.related for labels in LABELS.values()}


def levels(node: Node, base: type[Node]) -> int:
    """How many nodes of a kind stand within each other, this one among them."""
    below = [levels(child, base) for child in children(node) if isinstance(child, Node)]
    return (isinstance(node, base) and not isinstance(node, ak.Unknown)) + max(below, default=0)


def lines(node: Node) -> Iterator[str]:
    """All strings of a node's own text."""
    return (child for child in children(node) if isinstance(child, str))


def test_the_limits_are_reached(nodes: list[Node]) -> None:
    """Depth and years go as far as constructors let them; text, rows and cells far beyond what is usual."""
    articles = [node for node in nodes if isinstance(node, ak.Article)]
    paragraphs = [node for node in nodes if isinstance(node, ak.Paragraph)]
    tables = [node for node in nodes if isinstance(node, ak.Table)]
    dates = [article.date_published for article in articles if article.date_published]
    assert max(levels(article, Block) for article in articles) == MAX_BLOCK_DEPTH
    assert max(levels(paragraph, Inline) for paragraph in paragraphs) == MAX_INLINE_DEPTH
    assert max(len(line) for paragraph in paragraphs for line in lines(paragraph)) > 500
    assert max(len(table.rows) for table in tables) > 10
    assert max(len(row.cells) for table in tables for row in table.rows) > 20
    assert {date.year for date in dates} >= {1000, 9999}
    assert {type(date) for date in dates} == {datetime.date, datetime.datetime}


def test_ids_are_led_to(nodes: list[Node]) -> None:
    """Some links lead to an id, and some footnotes are referred to more than once."""
    assert any(isinstance(node, ak.Link) and node.url.startswith("#") for node in nodes)
    for article in (node for node in nodes if isinstance(node, ak.Article)):
        references = [node.note for node in ak.find(article, ak.FootnoteReference)]
        if len(references) > len(set(references)):
            return
    pytest.fail("each footnote is referred to once at most")

"""What elements look like, and which rule of a table is theirs."""

from __future__ import annotations

from typing import Any

import pytest

from articlekit.read.dom import Element
from articlekit.read.selector import Rules, selector


def element(tag: str, **attributes: str) -> Element:
    """An element with attributes; ``class_`` is its class."""
    return Element(tag, {name.rstrip("_"): value for name, value in attributes.items()})


def found(table: dict[str, str], wanted: Element) -> Any:
    """The row of a table that is an element's; here the rules are words."""
    row = Rules(table).find(wanted)  # type: ignore[arg-type]  # what a rule is does not matter to the table
    return row and row[1]


@pytest.mark.parametrize(
    ("looks", "same", "other"),
    [
        ("p", element("p"), element("pre")),
        ("p", element("p", class_="a"), element("div", class_="p")),
        ("p.a", element("p", class_="b  a"), element("p", class_="ab")),
        ("p.a.b", element("p", class_="b a"), element("p", class_="a")),
        (".a", element("div", class_="a"), element("div")),
        ("a[href]", element("a", href=""), element("a", name="href")),
        ("amp-img.inline[src]", element("amp-img", class_="inline", src="a"), element("amp-img", src="a")),
    ],
)
def test_a_selector_matches(looks: str, same: Element, other: Element) -> None:
    """As in CSS: tag, classes and attributes have to be there, and others may be."""
    assert selector(looks).matches(same)
    assert not selector(looks).matches(other)


@pytest.mark.parametrize("looks", ["", " ", "p a", "p > a", "p:first-child", "P", "#a", "p,a", "[a=b]", "*"])
def test_what_is_no_selector_is_refused(looks: str) -> None:
    """Only a small part of CSS is understood, and the message says which."""
    with pytest.raises(ValueError, match="a selector reads like"):
        selector(looks)


def test_the_most_specific_row_wins() -> None:
    """More classes and attributes come before fewer, a tag before none, wherever they stand in the table."""
    table = {"p": "paragraph", "p.a.b": "both", "p.a": "one", ".a": "any"}
    assert found(table, element("p", class_="a b")) == "both"
    assert found(table, element("p", class_="a")) == "one"
    assert found(table, element("p")) == "paragraph"
    assert found(table, element("div", class_="a")) == "any"
    assert found(table, element("div")) is None


def test_of_equal_rows_the_last_wins() -> None:
    """So a site's own row stands above one that was there before."""
    assert found({"p.a": "first", "p.b": "last"}, element("p", class_="a b")) == "last"
    assert found({"p.b": "first", "p.a": "last"}, element("p", class_="a b")) == "last"


def test_tables_are_put_together() -> None:
    """A row of the second table takes the place of the same row in the first, and neither table changes."""
    first: Any = Rules({"p": "a", "hr": "b"})  # type: ignore[dict-item]  # as above
    both = first | {"p": "c"}
    assert dict(both) == {"p": "c", "hr": "b"}
    assert first["p"] == "a"
    assert len(both) == 2

"""The golden cases, in both directions; and that no node and no output is without one."""

from __future__ import annotations

from typing import Any

import pytest

import articlekit
from articlekit import AMP, HTML, JSON, TEXT, amp_form, read_html, read_json, read_text, shown, text_form
from articlekit.model.node import Block, Inline, Mark, Node
from cases import CASES, FOLDER, OUTPUTS, article_of
from validators import Checker


def expected(case: str, name: str) -> str:
    """What a file of a case's folder holds."""
    return (FOLDER / case / name).read_text("utf-8")


def node_classes() -> list[type[Node]]:
    """Every class of node that the model has, less those that are only bases."""
    every = (getattr(articlekit, name) for name in articlekit.__all__)
    nodes = [found for found in every if isinstance(found, type) and issubclass(found, Node)]
    return [found for found in nodes if found not in (Node, Block, Inline, Mark)]


@pytest.mark.parametrize("name", OUTPUTS)
@pytest.mark.parametrize("case", CASES)
def test_output(case: str, name: str) -> None:
    """What a case's article becomes is what its folder says, to the byte."""
    assert OUTPUTS[name](article_of(case)) == expected(case, name)


@pytest.mark.parametrize("case", CASES)
def test_input(case: str) -> None:
    """What a case's folder says is read back as what that output keeps of the article."""
    article = article_of(case)
    assert read_json(expected(case, "article.json")) == article
    assert read_html(expected(case, "expected.html")) == shown(article, "html")
    assert read_html(expected(case, "expected.amp.html")) == amp_form(shown(article, "amp"))
    assert read_text(expected(case, "expected.txt")) == text_form(article)


@pytest.mark.parametrize("node", node_classes(), ids=lambda node: node.kind)
def test_every_node_has_a_case(node: type[Node]) -> None:
    """A folder is named after each kind of node, and an article in it has one."""
    article = article_of(node.kind)
    assert any(isinstance(found, node) for found in articlekit.walk(article))


@pytest.mark.parametrize("renderer", [HTML, TEXT, AMP], ids=lambda renderer: renderer.channel)
@pytest.mark.parametrize("node", node_classes(), ids=lambda node: node.kind)
def test_every_node_has_a_rule_in_every_output(node: type[Node], renderer: Any) -> None:
    """No built-in node is left to the rule of nodes without a rule, but `Unknown`, which is for just that."""
    rule = renderer.rules[node]
    assert node is articlekit.Unknown or rule not in (renderer.rules[Node], renderer.rules[Inline])


@pytest.mark.parametrize("node", node_classes(), ids=lambda node: node.kind)
def test_every_node_is_known_to_json(node: type[Node]) -> None:
    """JSON reads and writes each kind of node."""
    for found in articlekit.find(article_of(node.kind), node):
        assert JSON.kinds[node.kind] is type(found)


def test_every_html_case_is_valid(html_problems: Checker) -> None:
    """The Nu Html Checker finds no error in the page of any case."""
    assert html_problems({case: expected(case, "expected.html") for case in CASES}) == {}


def test_every_amp_case_is_valid(amp_problems: Checker, amp_html_problems: Checker) -> None:
    """The AMP validator finds neither error nor warning in the page of any case, nor does the Nu Html Checker."""
    pages = {case: expected(case, "expected.amp.html") for case in CASES}
    assert amp_problems(pages) == {}
    assert amp_html_problems(pages) == {}

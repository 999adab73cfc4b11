"""The laws that hold for every article that can be constructed, tried on generated ones.

1. Every output is an input: `test_json.py`, `test_own_html.py`, `test_own_amp.py`, `test_own_text.py`.
2. Nothing is lost silently: here.
3. Valid by construction: `test_valid.py`.
4. Safe by construction: `test_safe.py`.
5. Pure: here, and `test_floors.py` for what modules import.
6. Linear: `test_linear.py`.
7. Complete: `test_cases.py`.

And that no renderer raises, here. `ARTICLEKIT_EXAMPLES=2000` makes a long run; `conftest.py` says more.
"""

from __future__ import annotations

import copy
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import attrs
import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st

import articlekit as ak
import strategies
from articlekit.model import values
from articlekit.model.node import Node, child_fields, children, roles
from articlekit.model.shown import meant_for
from articlekit.model.walk import places
from pure import outputs
from strategies_options import odd_page_options, text_options

# --- law 2: nothing is lost silently ------------------------------------------------------------------------------

PRIVATE = range(0xF0000, 0xFFFFE)
"""Characters for private use: texts of strategies have few of them, and renderers neither change nor part them."""


def marked(node: Any, fresh: Iterator[str]) -> Any:
    """The same node with marks of their own at the beginning and at the end of each text that it says."""
    if isinstance(node, ak.Unknown):
        return attrs.evolve(node, data={**node.data, "headline": f"{next(fresh)} x {next(fresh)}"})
    if isinstance(node, ak.RawHtml):
        return node if node.fallback else attrs.evolve(node, html=f"{next(fresh)}<b>x</b>{next(fresh)}")
    changes: dict[str, Any] = {}
    for name, role in roles(type(node)).items():
        value = getattr(node, name)
        if role != "text" or not value:
            continue
        if isinstance(value, str):
            changes[name] = f"{next(fresh)}{value}{next(fresh)}"
        elif isinstance(value, Node):
            changes[name] = marked(value, fresh)
        elif name in child_fields(type(node))[0]:
            changes[name] = [next(fresh), *(marked(item, fresh) if isinstance(item, Node) else item for item in value)]
            changes[name].append(next(fresh))
        elif isinstance(value, tuple):
            changes[name] = [
                marked(item, fresh) if isinstance(item, Node) else f"{next(fresh)}{item}{next(fresh)}" for item in value
            ]
    return attrs.evolve(node, **changes)


def visible(html: str) -> str:
    """The text that a page shows: not that of its head, of scripts and styles, and of what is hidden."""
    shown: list[str] = []
    waiting: list[Any] = [turbohtml.parse(html).root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, turbohtml.Text):
            shown.append(node.data)
        elif isinstance(node, turbohtml.Element) and node.tag not in HIDDEN and "hidden" not in node.attrs:
            waiting.extend(reversed(list(node)))
    return "".join(shown)


HIDDEN = {"head", "script", "style", "template", "noscript"}

OUTPUTS: Mapping[str, tuple[str, Callable[[ak.Article, ak.Report], str]]] = {
    "fragment": ("html", lambda article, report: visible(ak.HTML(article, report=report))),
    "page": ("html", lambda article, report: visible(ak.HTML(article, page=True, report=report))),
    "amp": ("amp", lambda article, report: visible(ak.AMP(article, report=report))),
    "text": ("text", lambda article, report: ak.TEXT(article, report=report)),
    "narrow text": ("text", lambda article, report: ak.TEXT.with_options(width=20)(article, report=report)),
    "text in long lines": ("text", lambda article, report: ak.TEXT.with_options(width=None)(article, report=report)),
    "text with links": ("text", lambda article, report: ak.TEXT.with_options(links="inline")(article, report=report)),
    "text with notes": ("text", lambda article, report: ak.TEXT.with_options(links="notes")(article, report=report)),
}


@pytest.mark.parametrize("output", OUTPUTS)
@given(strategies.articles())
def test_all_text_is_shown_once(output: str, article: ak.Article) -> None:
    """Beginning and end of each text field stand once in what is shown, or under a notice.

    Text is what `roles` says is text, in the blocks that are meant for the output. Alternates (alt, transcript,
    fallback) and metadata may be shown, or not.
    """
    channel, show = OUTPUTS[output]
    theirs = set(ak.render_json(article))
    article = marked(article, (mark for mark in map(chr, PRIVATE) if mark not in theirs))
    marks = {mark for mark in ak.render_json(article) if ord(mark) in PRIVATE} - theirs
    wanted = marks & set(ak.render_json(meant_for(article, channel)))
    report = ak.Report()
    shown = [character for character in show(article, report) if character in marks]
    assert len(shown) == len(set(shown)), "some text is shown twice"
    assert set(shown) <= wanted, "text for another output is shown"
    dropped = {notice.place for notice in report if notice.action == "dropped"}
    for place, node in places(article):
        lost = wanted.intersection(ak.render_json(node)).difference(shown)
        assert not lost or place in dropped or node is article, f"{place} has lost text: {node}"
        if place in dropped:
            wanted -= lost
    assert wanted == set(shown)


def with_foreign(value: Any, key: str = "", depth: int = 0) -> Any:
    """JSON in which each object has a field, and each content an object, that articlekit does not know."""
    if isinstance(value, list):
        items = [with_foreign(item, depth=depth) for item in value]
        return [*items, FOREIGN] if key in CONTENT and depth < 10 else items
    if isinstance(value, dict):
        known = {name: with_foreign(item, name, depth + 1) for name, item in value.items()}
        return known | {"x-later": [1, 1.0, True, {"kind": "x"}]}
    return value


CONTENT = ("content", "fallback", "transcript", "caption", "body")
FOREIGN = {"kind": "x-poll", "question": "Tea or coffee?", "fallback": [{"kind": "paragraph"}], "n": 2**70}
"""A node of a kind to come, or of somebody else's."""


@given(strategies.articles())
def test_json_keeps_what_it_does_not_know(article: ak.Article) -> None:
    """Fields and kinds of a newer version, or of others, are loaded and saved unchanged, wherever they stand."""
    data = json.loads(
        ak.render_json(ak.replace(attrs.evolve(article, extra=None), lambda node: attrs.evolve(node, extra=None)))
    )
    data = with_foreign(data)
    again = json.loads(ak.render_json(ak.read_json(json.dumps(data))))
    assert json.dumps(again) == json.dumps(data)


# --- law 5: pure --------------------------------------------------------------------------------------------------


@given(strategies.articles())
def test_the_same_input_gives_the_same_bytes(article: ak.Article) -> None:
    """Rendering and reading give the same again, and change nothing in what they are given."""
    before = (repr(article), hash(article), ak.render_json(article), copy.deepcopy(article))
    assert outputs(article) == outputs(article)
    assert (repr(article), hash(article), ak.render_json(article), article) == before


@pytest.fixture(scope="module")
def articles() -> list[ak.Article]:
    """Enough of them for every rule to be used."""
    return strategies.batch(30)


ELSEWHERE = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
]


@pytest.mark.parametrize("environment", ELSEWHERE, ids=lambda environment: str(environment["TZ"]))
def test_nothing_is_asked_of_the_machine(articles: list[ak.Article], environment: dict[str, str]) -> None:
    """No file, network, process, environment, clock, locale or chance; and other processes give the same bytes."""
    run = subprocess.run(
        [sys.executable, Path(__file__).with_name("pure.py")],
        input="\n".join(map(ak.render_json, articles)).encode(),
        env=os.environ | environment,
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    assert [json.loads(line) for line in run.stdout.splitlines()] == [outputs(article) for article in articles]


def test_threads_do_not_disturb_each_other(articles: list[ak.Article]) -> None:
    """One renderer can be used by eight threads at once."""
    alone = [outputs(article) for article in articles]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as threads:
            together = [threads.submit(lambda: [outputs(article) for article in articles]) for _ in range(8)]
            assert all(thread.result() == alone for thread in together)
    finally:
        sys.setswitchinterval(interval)


RENDERERS: list[Any] = [ak.HTML, ak.AMP, ak.TEXT]


@pytest.mark.parametrize("renderer", RENDERERS, ids=lambda renderer: renderer.channel)
def test_renderers_are_values(renderer: Any) -> None:
    """A renderer cannot change; another rule or option makes another one, equal where all is equal, and hashable."""

    def rule(_node: ak.Node, _render: Any) -> str:
        return "x"

    one, other = (renderer.with_rule(ak.Divider, rule).with_options(language="fa") for _ in range(2))
    assert one == other != renderer
    assert hash(one) == hash(other)
    assert pickle.loads(pickle.dumps(renderer)) == renderer == copy.deepcopy(renderer)  # noqa: S301  # our own
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        renderer.language = "fa"
    with pytest.raises(TypeError):
        renderer.rules[ak.Divider] = rule
    assert "x" not in renderer([ak.Divider()])
    assert "x" in one([ak.Divider()])


# --- no reader raises but ReadError, and no renderer at all -------------------------------------------------------

lines = strategies.texts() | st.sampled_from(
    ["Read more:", "Related", "- \u200b", "(AFP)", "Photo: AFP", "Page 1 of 2"]
)


@given(st.lists(lines, max_size=8), st.sampled_from(["\n", "\n\n"]))
def test_any_text_is_read(parts: list[str], between: str) -> None:
    """Whatever an archive holds, there is an article, unless there is nothing to see."""
    source = between.join(parts)
    if values.is_blank(source):
        with pytest.raises(ak.ReadError):
            ak.read_text(source)
    else:
        assert isinstance(ak.read_text(source), ak.Article)


@pytest.mark.parametrize("renderer", RENDERERS, ids=lambda renderer: renderer.channel)
@given(st.data(), strategies.articles())
def test_no_renderer_raises(renderer: Any, data: st.DataObject, article: ak.Article) -> None:
    """Whatever the options, an article, any single node of it and any slice of what a node holds can be rendered."""
    options = data.draw(text_options if renderer is ak.TEXT else odd_page_options)
    renderer = renderer.with_options(**options)
    node = data.draw(st.sampled_from(list(ak.walk(article))))
    held = list(children(node))
    start, end = sorted([data.draw(st.integers(0, len(held))), data.draw(st.integers(0, len(held)))])
    report = ak.Report()
    for source in (article, node, held[start:end], iter(held)):
        assert isinstance(renderer(source, report=report), str)
        assert isinstance(ak.render_json(source if isinstance(source, ak.Node) else list(source)), str)
    assert all(notice.place for notice in report)


@pytest.mark.parametrize("renderer", RENDERERS, ids=lambda renderer: renderer.channel)
@given(strategies.articles())
def test_strict_renderers_raise_one_error_alone(renderer: Any, article: ak.Article) -> None:
    """A strict renderer shows what the other one shows, or says for which node it has no rule."""
    try:
        assert renderer.with_options(strict=True)(article) == renderer(article)
    except ak.NoRuleError:
        assert any(isinstance(node, ak.Unknown) for node in ak.walk(article))

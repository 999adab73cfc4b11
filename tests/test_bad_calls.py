"""The library called wrongly: other types, hostile objects, callbacks that fail, many threads."""

from __future__ import annotations

import copy
import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from markupsafe import Markup

import articlekit as ak
from bad_input import PROSE, page, plain

ARTICLE: Final = ak.Article("Talks go on", [PROSE, ak.Figure(ak.Image("/a.jpg"), "A ship", "AFP")], language="en")


class Text(str):
    """Text that shows something else than it is."""

    __slots__ = ()

    def __str__(self) -> str:
        return "<script>alert(1)</script>"

    def __html__(self) -> str:
        return "<script>alert(1)</script>"


WRONG: Final[tuple[Any, ...]] = (
    None,
    1,
    1.5,
    b"x",
    bytearray(b"x"),
    ["x"],
    {"a": 1},
    object(),
    (x for x in "ab"),
    True,
)


@pytest.mark.parametrize("wrong", WRONG, ids=lambda value: type(value).__name__)
def test_sources_of_other_types(wrong: Any) -> None:
    """What is no source is refused at the call, by the argument's name."""
    for read in (ak.read_text, ak.read_html, ak.read_json):
        if isinstance(wrong, bytes) and read is not ak.read_text:
            continue
        with pytest.raises(TypeError, match="source must be a str"):
            read(wrong)


def test_a_path_or_text_where_another_thing_is_wanted() -> None:
    """Who gives a path to read, or text to render, is told what to give instead."""
    with pytest.raises(TypeError, match=r"^source must be a str, not \w+; give the text in the file: path\.read_text"):
        ak.read_text(Path("a.txt"))  # type: ignore[arg-type]  # that is the point
    with pytest.raises(TypeError, match=r"not str; put text into a list, or read it with read_text or read_html$"):
        ak.render_html("Talks go on")


ODD: Final[tuple[Any, ...]] = (
    3,
    0.5,
    True,
    object(),
    "x",
    b"x",
    None,
    [],
    {},
    set(),
    [None],
    [3],
    [["a"]],
    {"a": 1},
    [object()],
)


@pytest.mark.parametrize("node", ak.JSON.kinds.values(), ids=lambda node: node.__name__)
def test_fields_of_other_types(node: Any) -> None:
    """Whatever a field is given, it is taken, or refused by a sentence about it: never by one of Python's own."""
    fields = {field.name for field in attrs.fields(node) if field.init}
    needed = {field.name: "https://x.example/" for field in attrs.fields(node) if field.default is attrs.NOTHING}
    said: list[str] = []
    for field, wrong in product(sorted(fields), ODD):
        try:
            node(**{**needed, field: wrong})
        except (TypeError, ValueError) as error:
            said.append(f"{field}: {error}")
    assert said
    assert [
        each for each in said if re.search(r"object is not|has no attribute|out of range|cannot convert", each)
    ] == []


@pytest.mark.parametrize("wrong", [*WRONG[1:], "x"], ids=lambda value: type(value).__name__)
def test_options_of_other_types(wrong: Any) -> None:
    """What is no option is refused by its name, and never used as something else."""
    calls: dict[str, Any] = {
        "rules": lambda: ak.read_html(page(), rules=wrong),
        "rules ": lambda: ak.read_text(plain(), rules=wrong),
    }
    if not isinstance(wrong, str):
        calls["url"] = lambda: ak.read_html(page(), url=wrong)
    for name, call in calls.items():
        with pytest.raises(TypeError, match=rf"^{name.strip()} must be"):
            call()


@pytest.mark.parametrize("wrong", [None, 1, b"x", {"a": 1}, object()], ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("render", [ak.render_html, ak.render_text, ak.render_json, ak.render_amp])
def test_what_is_no_node_is_not_rendered(render: Any, wrong: Any) -> None:
    """It is refused at the call."""
    with pytest.raises(TypeError):
        render(wrong)


@pytest.mark.parametrize("hostile", [Text("x"), Markup("<b>x</b>")], ids=lambda value: type(value).__name__)
def test_text_is_exactly_text(hostile: str) -> None:
    """A subclass of `str`, which might be taken for trusted markup, is refused wherever text or an address stands."""
    for make in (
        lambda: ak.Article(hostile),
        lambda: ak.Paragraph(hostile),
        lambda: ak.Paragraph(["a", hostile]),
        lambda: ak.Link("a", hostile),
        lambda: ak.Image(hostile),
        lambda: ak.Figure(caption="a", credit=hostile),
        lambda: ak.CodeBlock(hostile),
        lambda: ak.Paragraph("a", id=hostile),
        lambda: ak.Article("a", extra={"a": hostile}),
        lambda: ak.Contributor(hostile),
    ):
        with pytest.raises(TypeError, match="exactly"):
            make()


def test_sources_may_be_of_a_subclass_of_text_or_not() -> None:
    """A hostile subclass as a source is read as the characters that it has, or refused; what it shows is never run."""
    sources: tuple[tuple[Any, str], ...] = (
        (ak.read_html, Text(page())),
        (ak.read_text, Text(plain())),
        (ak.read_json, Text(ak.render_json(ARTICLE))),
    )
    for read, source in sources:
        try:
            assert "alert" not in repr(read(source))
        except TypeError as error:
            assert "source must be" in str(error)  # noqa: PT017  # it may be read


def failing(*_: Any) -> Any:
    """A callback with a defect."""
    raise ZeroDivisionError("a defect of the site's")


def test_a_rule_that_fails_is_named() -> None:
    """What a rule of one's own raises comes with what it was about: in reading with a code, in rendering as it is."""
    with pytest.raises(ak.ReadError) as caught:
        ak.read_html(page(), rules=ak.HTML_RULES.with_rule("p", failing))
    assert caught.value.code == "rule-failed"
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    for renderer in (ak.HTML, ak.AMP, ak.TEXT):
        with pytest.raises((ZeroDivisionError, ak.RenderError)) as raised:
            renderer.with_rule(ak.Paragraph, failing)(ARTICLE)
        chain = (raised.value, raised.value.__cause__)
        assert any(isinstance(error, ZeroDivisionError) for error in chain)


@pytest.mark.parametrize("given", [None, 1, b"<p>", ["<p>"], object()], ids=lambda value: type(value).__name__)
def test_a_rule_that_gives_no_text(given: Any) -> None:
    """It is refused with the rule's node and what it gave."""
    with pytest.raises(ak.RenderError):
        ak.HTML.with_rule(ak.Paragraph, lambda _node, _render: given)(ARTICLE)


def test_a_rule_that_gives_markup_without_saying_so() -> None:
    """Its text is escaped; only what says that it is markup is taken for it."""
    evil = "<script>alert(1)</script>"
    assert evil not in ak.HTML.with_rule(ak.Paragraph, lambda _node, _render: evil)(ARTICLE)
    trusted = Markup(evil)  # noqa: S704  # the rule says so, and answers for it
    assert evil in ak.HTML.with_rule(ak.Paragraph, lambda _node, _render: trusted)(ARTICLE)


def test_threads_share_renderers_and_readers() -> None:
    """Thirty-two threads get the same bytes as one after the other."""

    def work(number: int) -> tuple[str, ...]:
        made = ak.Article(
            f"Talks {number}",
            [PROSE, ak.Footnotes([ak.Footnote("n", "x")]), ak.Paragraph(["a", ak.FootnoteReference("n")])],
        )
        html = ak.HTML(made, page=True)
        return str(html), str(ak.AMP(made)), ak.TEXT(made), ak.render_json(ak.read_html(html))

    expected = [work(number) for number in range(64)]
    with ThreadPoolExecutor(32) as pool:
        assert list(pool.map(work, range(64))) == expected


def test_a_long_article_is_copied_and_shown() -> None:
    """Pickling and copying go no deeper than the article; its `repr` stays short."""
    long = ak.Article("Talks go on", [PROSE] * 20_000)
    assert pickle.loads(pickle.dumps(long)) == long  # noqa: S301  # made here
    assert copy.deepcopy(long) == long
    assert len(repr(long)) < 10_000


def test_errors_say_where_without_being_asked() -> None:
    """An error of a reader has its code, place and offset, and keeps them from one process to another."""
    with pytest.raises(ak.ReadError) as caught:
        ak.read_json('{"articlekit": "1.0", "kind": "article", "body": [7]}')
    error = caught.value
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  # made here
    assert (again.code, again.place, again.offset, str(again)) == (error.code, "$.body[0]", None, str(error))
    assert isinstance(error, ValueError)

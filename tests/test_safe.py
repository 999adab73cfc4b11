"""Law 4, safe by construction: no value makes markup, runs a script, or sends a request where it should not.

Here pages are taken apart by a parser that builds the same tree as browsers do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

import articlekit as ak
import strategies
from articlekit.model.node import Node, child_names, field_types
from articlekit.model.url import LINK_SCHEMES, WEB_SCHEMES

# --- what pages are made of ---------------------------------------------------------------------------------------

ANYWHERE = "id class lang dir data-derived hidden"
"""Attributes that any element may have."""
ELEMENTS = {
    "html": "amp",
    "head": "",
    "body": "",
    "main": "",
    "title": "",
    "meta": "charset name property content",
    "link": "rel href",
    "style": "amp-custom amp-boilerplate",
    "script": "type data-articlekit async src custom-element",
    "noscript": "",
    "article": "data-articlekit",
    **dict.fromkeys("header footer aside section figcaption address span".split(), ""),
    **dict.fromkeys("strong em u s sub sup code mark small q ruby rp rt br hr".split(), ""),
    **dict.fromkeys("ul li dl dt dd summary caption thead tbody tfoot tr colgroup col".split(), ""),
    **dict.fromkeys("h1 h2 h3 h4 h5 h6".split(), "data-level"),
    "p": "placeholder",
    **dict.fromkeys(["div", "pre"], "tabindex"),
    "a": "href title rel aria-label",
    "abbr": "title",
    "time": "datetime",
    "ol": "start",
    "blockquote": "cite",
    "figure": "data-url data-provider data-title data-width data-height",
    "table": "",
    "td": "colspan rowspan",
    "th": "scope colspan rowspan",
    "details": "open",
    "img": "src srcset sizes alt width height loading decoding fetchpriority style data-focal-point",
    "video": "controls preload poster width height data-duration",
    "audio": "controls preload data-duration",
    "source": "src type",
    "track": "kind src srclang label",
    "iframe": "src title width height style loading referrerpolicy sandbox allow allowfullscreen",
}
"""The elements of an HTML page, and the attributes that each may have: all that templates write."""
COMPONENT = re.compile(r"amp-(?:img|video|audio|iframe|carousel|[a-z]+)").fullmatch

URLS = {"src", "poster", "cite", "data-url"}
STYLE = re.compile(r"object-position:[\d.]+% [\d.]+%|(?:aspect-ratio:\d+/\d+)?;?(?:max-width:\d+px)?").fullmatch


def elements(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each element of a page with its attributes, in document order."""
    waiting: list[Any] = [turbohtml.parse(html).root]
    while waiting:
        element = waiting.pop()
        if isinstance(element, turbohtml.Element):
            attributes = {
                name: value if isinstance(value, str) else " ".join(value or ())
                for name, value in element.attrs.items()
            }
            yield element.tag, attributes
            waiting.extend(reversed(list(element)))


def texts_of(html: str, tag: str) -> list[str]:
    """The texts of all elements of a name."""
    return [element.text for element in turbohtml.parse(html).find_all(tag)]


def scheme(url: str) -> str | None:
    """The scheme of a URL; none where it is relative."""
    match = re.match("([a-z][a-z0-9+.-]*):", url)
    return match[1] if match else None


def check_url(name: str, tag: str, value: str) -> None:
    """Assert that an address is one that a link, or what is loaded, may have."""
    allowed = LINK_SCHEMES if name == "href" else WEB_SCHEMES
    assert scheme(value) in (None, *allowed), f"<{tag} {name}={value!r}>"
    assert value == value.strip(), f"<{tag} {name}={value!r}>"
    assert re.fullmatch(r"[!-~]*", value), f"<{tag} {name}={value!r}>"


def check(html: str, *, amp: bool = False) -> None:
    """Assert that a page has no element, attribute, style or address but those that templates write."""
    for tag, attributes in elements(html):
        if not (amp and COMPONENT(tag)):
            assert attributes.keys() <= set(f"{ANYWHERE} {ELEMENTS[tag]}".split()), f"<{tag} {attributes}>"
        for name, value in attributes.items():
            assert not name.startswith("on"), f"<{tag} {name}>"
            if name in URLS or name == "href":
                check_url(name, tag, value)
            elif name == "srcset":
                for candidate in value.split(", "):
                    url, width = candidate.split(" ")
                    check_url(name, tag, url)
                    assert re.fullmatch("[1-9][0-9]*w", width), value
            elif name == "style":
                assert STYLE(value), value
        if tag == "iframe":
            assert attributes["src"].startswith("https://")
            assert "allow-top-navigation" not in attributes["sandbox"]


@given(strategies.articles())
def test_html_holds_what_templates_write(article: ak.Article) -> None:
    """A page has one script, its metadata, which are JSON; one stylesheet; and no element or attribute of a value's."""
    page = str(ak.HTML(article, page=True))
    check(page)
    (script,) = [attributes for tag, attributes in elements(page) if tag == "script"]
    assert script["type"] == "application/ld+json"
    (metadata,) = texts_of(page, "script")
    assert json.loads(metadata)["@type"] == "NewsArticle"
    (style,) = texts_of(page, "style")
    assert style.strip() == ak.HTML.stylesheet.strip()


@given(strategies.articles())
def test_amp_holds_what_templates_write(article: ak.Article) -> None:
    """An AMP page has the scripts of AMP's own components alone, beside its metadata."""
    page = str(ak.AMP(article))
    check(page, amp=True)
    for tag, attributes in elements(page):
        if tag == "script" and attributes.get("type") != "application/ld+json":
            assert re.fullmatch(r"https://cdn\.ampproject\.org/v0(?:/amp-[a-z-]+-\d\.\d)?\.js", attributes["src"])
    (metadata,) = [text for text in texts_of(page, "script") if text]
    assert json.loads(metadata)["@type"] == "NewsArticle"


# --- text makes no markup -----------------------------------------------------------------------------------------

ATTACKS = (
    "</p></title></style></script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onload='alert(1)",
    "--><!--]]><![CDATA[",
    "<svg/onload=alert(1)>",
    "{{constructor.constructor('alert(1)')()}}",
    "&lt;b&gt;&#60;script&#62;",
    "\u2028</textarea>\x00<b>",
)


def said(node: Any, words: str) -> Any:
    """The same article with other words: in each field that holds any text, of whatever role."""
    if isinstance(node, str):
        return words
    if not isinstance(node, Node) or isinstance(node, ak.Unknown | ak.RawHtml):
        return node
    changes: dict[str, Any] = {}
    for name, annotation in field_types(type(node)).items():
        value = getattr(node, name)
        if name in child_names(type(node)) and value:
            changes[name] = [said(item, words) for item in value] if isinstance(value, tuple) else said(value, words)
        elif value and annotation in (str, str | None):
            changes[name] = words
        elif value and annotation == tuple[str, ...]:
            changes[name] = [words] * len(value)
    return attrs.evolve(node, **changes)


def skeleton(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """The elements and the names of their attributes."""
    return [(tag, tuple(attributes)) for tag, attributes in elements(html)]


@given(strategies.articles(), st.sampled_from(ATTACKS))
def test_markup_does_not_depend_on_text(article: ak.Article, attack: str) -> None:
    """Whatever its texts say, an article gives the same elements with the same attributes."""
    hostile, harmless = said(article, attack), said(article, "x")
    assert skeleton(ak.HTML(hostile, page=True)) == skeleton(ak.HTML(harmless, page=True))
    assert skeleton(ak.AMP(hostile)) == skeleton(ak.AMP(harmless))


OPTIONS: dict[str, Any] = {
    "id_prefix": '"><script>alert(1)</script>',
    "class_names": {ak.Paragraph: '"><script>alert(1)</script>', ak.Article: '"><b>'},
    "link_attributes": lambda _link: {"data-x": '"><script>alert(1)</script>', "rel": '"><b>'},
    "date_format": lambda _moment, _labels: "<script>alert(1)</script>",
    "sizes": '"><script>alert(1)</script>',
}


@pytest.mark.parametrize("renderer", [ak.HTML, ak.AMP], ids=lambda renderer: renderer.channel)
@pytest.mark.parametrize("option", OPTIONS)
@given(strategies.articles())
def test_options_make_no_markup(renderer: Any, option: str, article: ak.Article) -> None:
    """Nor does what an option says."""
    page = str(renderer.with_options(**{option: OPTIONS[option]})(article, page=True))
    assert {tag for tag, _ in elements(page)} == {tag for tag, _ in elements(str(renderer(article, page=True)))}


# --- rules of users -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("renderer", [ak.HTML, ak.AMP], ids=lambda renderer: renderer.channel)
@given(st.sampled_from(ATTACKS) | strategies.texts())
def test_a_rule_that_forgets_to_escape_is_escaped(renderer: Any, text: str) -> None:
    """What a rule gives is text unless it says that it is markup; and so is what is filled into its markup."""
    careless = renderer.with_rule(ak.Paragraph, lambda node, _render: f"<p>{ak.plain_text(node)}</p>")
    careless = careless.with_rule(ak.Strong, lambda node, _render: ak.plain_text(node))
    careful = renderer.with_rule(ak.CodeBlock, lambda node, _render: Markup("<pre>{}</pre>").format(node.code))
    for html in (
        careless([ak.Paragraph(text)]),
        careless([ak.Heading(ak.Strong(text))]),
        careful([ak.CodeBlock(text)]),
    ):
        assert {tag for tag, _ in elements(html)} <= {"html", "head", "body", "h2", "pre"}
        assert all(attributes.keys() <= {"id", "data-derived"} for _, attributes in elements(html))


@pytest.mark.parametrize("renderer", [ak.HTML, ak.AMP], ids=lambda renderer: renderer.channel)
@given(st.data())
def test_what_is_inside_is_escaped_once(renderer: Any, data: st.DataObject) -> None:
    """A rule that wraps what is rendered inside gives what the built-in rule gives: neither raw nor escaped twice."""
    node = data.draw(strategies.nodes(ak.Paragraph))
    wrapped = renderer.with_rule(ak.Paragraph, lambda node, render: Markup("<div>{}</div>").format(render.parent(node)))
    assert wrapped([node]) == (f"<div>{renderer([node])}</div>" if renderer([node]) or not node.channels else "")

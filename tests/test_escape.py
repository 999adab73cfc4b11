"""The one place where text becomes markup: what each function gives, to the last character."""

from __future__ import annotations

import html
import json

import pytest
import turbohtml
from hypothesis import example, given
from hypothesis import strategies as st

from articlekit.model.characters import text as normal
from articlekit.render.escape import attribute, script, text, value

# What no page may hold is no text of the model; CR is none either.
TEXT = st.text(st.sampled_from("&<>\"'/!-=;#x a\u2028é") | st.characters(codec="utf-8")).map(normal)


@pytest.mark.parametrize(
    ("plain", "between_tags", "in_quotes"),
    [
        ("", "", ""),
        ("a", "a", "a"),
        ("&", "&amp;", "&amp;"),
        ("<", "&lt;", "&lt;"),
        (">", "&gt;", "&gt;"),
        ('"', '"', "&quot;"),
        ("'", "'", "'"),
        ("&amp;", "&amp;amp;", "&amp;amp;"),
        ("&lt;", "&amp;lt;", "&amp;lt;"),
        ('<a href="x">&</a>', '&lt;a href="x"&gt;&amp;&lt;/a&gt;', "&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;"),
        ("a&b&c", "a&amp;b&amp;c", "a&amp;b&amp;c"),
        ("<<>>", "&lt;&lt;&gt;&gt;", "&lt;&lt;&gt;&gt;"),
        ('""', '""', "&quot;&quot;"),
        ("é\u2028😀", "é\u2028😀", "é\u2028😀"),
    ],
)
def test_each_character_has_one_spelling(plain: str, between_tags: str, in_quotes: str) -> None:
    """Four characters are escaped, the quotation mark in attributes alone; each once, and every one of them."""
    assert text(plain) == between_tags
    assert value(plain) == in_quotes
    assert attribute("title", plain) == f' title="{in_quotes}"'


@given(TEXT)
@example("&amp;lt;script&gt;")
def test_text_comes_back_and_is_no_markup(plain: str) -> None:
    """A parser reads back what was written, and finds no element in it."""
    for made in (text(plain), value(plain)):
        assert html.unescape(made) == html.unescape(html.escape(plain))
        assert not set(made) & set("<>")
    assert '"' not in value(plain)
    (element,) = turbohtml.parse(f"<body><p{attribute('title', plain)}>{text(plain)}</p>").select("p")
    assert element.attrs["title"] == plain
    assert element.text == plain


def test_an_attribute_without_a_value() -> None:
    """``None`` is no attribute; an empty value and zero are values, and a number stands as it is."""
    assert attribute("alt", None) == ""
    assert attribute("alt", "") == ' alt=""'
    assert attribute("width", 0) == ' width="0"'
    assert attribute("width", 640) == ' width="640"'


@given(st.recursive(TEXT | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner)))
@example("</script><!--<script>-->&")
@example({"é": "\u2028"})
def test_json_in_a_script(data: object) -> None:
    """It is the same JSON, without a character that could end its element or open a comment; other text as it is."""
    made = script(data)
    assert json.loads(made) == data
    assert not set(made) & set("<>&")
    assert "\\u2028" not in made
    assert turbohtml.parse(f"<script type='application/ld+json'>{made}</script><p>a").select("p")[0].text == "a"


def test_json_in_a_script_is_short() -> None:
    """No white space between its parts, and no escape but the three that are needed."""
    assert script({"a": [1, "é <&>"]}) == '{"a":[1,"é \\u003c\\u0026\\u003e"]}'

"""Attributes may hold anything: a page becomes an article or a ``ReadError``, and the article can be rendered."""

from __future__ import annotations

import json
import re
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articlekit import ReadError, Report, read_html, render_amp, render_html, render_text

STORY: Final = "This sentence is long enough to be the running text of a story, and so there are several of them here. "
PAGE: Final = f"""<html lang="en" dir="ltr"><head><base href="https://example.org/"><title>Talks go on in Paris</title>
<meta name="author" content="Jane Doe"><meta property="article:published_time" content="2024-05-01T10:00:00Z">
<meta property="og:image" content="/lead.jpg"><meta property="og:image:width" content="600">
<meta property="og:locale" content="en_GB"><link rel="canonical" href="/talks">
<meta name="keywords" content="talks, Paris"></head><body>
<article class="story" id="story" itemscope itemtype="https://schema.org/NewsArticle">
<h1 id="top" class="headline" itemprop="headline">Talks go on in Paris</h1>
<p class="standfirst">They will meet again.</p>
<p class="byline" itemprop="author">By <a rel="author" href="/by/jane">Jane Doe</a></p>
<time datetime="2024-05-01" itemprop="datePublished">1 May 2024</time>
<figure class="lead"><img src="/a.jpg" srcset="/b.jpg 2x, /c.jpg 640w" alt="A ship" width="600" height="400"
 style="width: 600px" data-src="/d.jpg" data-srcset="/e.jpg 2x" data-caption="A ship." data-credit="Jane Doe">
<figcaption>A ship.</figcaption></figure>
<p id="one" style="font-weight: bold">{STORY * 2}<sup id="back"><a href="#fn1">1</a></sup></p>
<p class="MsoListParagraph"><span style="mso-list:Ignore">1.</span> One</p>
<h2 id="part">Two</h2><ol start="3" type="a"><li value="4">Three</li></ol><dl><dt id="t">Four</dt><dd>Five</dd></dl>
<p>{STORY}<a href="/other" title="Other" rel="nofollow" target="_blank">six</a> <abbr title="Seven">7</abbr>
<span style="font-weight: bold" lang="de" dir="rtl">acht</span>
<img src="x.png" class="emoji" alt="9" width="16" height="16"></p>
<pre class="language-python" data-lang="python"><code class="lang-py">ten</code></pre>
<table role="table"><tr><th colspan="2" rowspan="1" scope="col">11</th></tr>
<tr><td colspan="1" rowspan="2">12</td><td>13</td></tr></table>
<blockquote cite="/from" class="quote"><p>Fourteen.</p><cite>Jane</cite></blockquote>
<details open="open"><summary>15</summary>Sixteen</details><aside class="factbox">{STORY}</aside>
<iframe src="https://www.youtube.com/embed/abcdefghijk" width="560" height="315" title="17" data-src="/y"></iframe>
<blockquote class="twitter-tweet" data-id="20"><a href="https://twitter.com/jack/status/20">18</a></blockquote>
<video src="/v.mp4" poster="/p.jpg" width="640" height="360" data-duration="PT1M">
<source src="/w.webm" type="video/webm">
<track src="/t.vtt" kind="captions" srclang="en" label="19"></video>
<audio src="/s.mp3" data-duration="60"></audio>
<picture><source srcset="/q.webp 2x" media="(min-width: 1px)" type="image/webp">
<img src="/q.jpg" sizes="100vw"></picture>
<div style="background-image: url(/bg.jpg)" data-bg="/bg.jpg"></div>
<amp-img src="/r.jpg" width="2" height="1" layout="fill"></amp-img>
<amp-youtube data-videoid="abcdefghijk" width="480" height="270"></amp-youtube>
<object data="/o.swf" type="application/x-shockwave-flash"><param name="movie" value="/m.swf"></object>
<div class="gallery"><img src="/g1.jpg"><img src="/g2.jpg"></div>
<div class="related"><h3>Related</h3><ul><li><a href="/r1">Twenty goes on</a></li>
<li><a href="/r2">More of it</a></li></ul></div>
<p>{STORY * 3}</p><ol class="footnotes"><li id="fn1">A note. <a href="#back">↩</a></li></ol></article></body></html>"""

ATTRIBUTE: Final = re.compile(r'(?<=[\w-]=)"[^"]*"')
VALUES: Final = tuple(found[0] for found in ATTRIBUTE.finditer(PAGE))
LONG: Final = 20_000

HOSTILE: Final = (
    *(
        "",
        " ",
        "\x00",
        "\ufffd",
        "\ud800",
        "\u202e",
        "e\u0301",
        "&#0;",
        "&#xD800;",
        "{{x}}",
        "\\",
        "'",
        "</script><script>",
        "-->",
    ),
    *("#", "#%", "%", "//", "///", "http://", "http://[", "http://a:b/", "https://[::1", "https://example.org:99999/"),
    *(
        "https://\u3002/",
        "https://xn--a/",
        "javascript:alert(1)",
        " java\nscript:alert(1)",
        "data:text/html,x",
        "blob:x",
    ),
    *("https://www.youtube.com/embed/", "https://twitter.com/x/status/", "url(", "url()", "font-weight:", ": ; :"),
    *(
        "1e999",
        "-1",
        "0",
        "00",
        "1.5",
        "9" * 5000,
        "²",
        "٣",
        "NaN",
        "inf",
        "100%",
        "1/0",
        "10000000000",
        "1600000000000",
    ),
    *("P1Y", "PT99999S", "9999-99-99", "2024-02-30", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z"),
    *("a b", "two ids\t", "x" * 300, "en-", "x-", "i-klingon", "ltr rtl", "auto"),
    *("class " * (LONG // 6), "a 1x," * (LONG // 5), ", " * (LONG // 2), "&amp;" * (LONG // 5)),
    *("x" * LONG, "(" * LONG, "#" * LONG, "-" * LONG, "https://" + "a." * LONG, "https://example.org/" + "../" * LONG),
)
PROPERTIES: Final = (
    *(
        "@id",
        "@type",
        "@graph",
        "@context",
        "headline",
        "name",
        "url",
        "author",
        "creator",
        "publisher",
        "logo",
        "image",
    ),
    *(
        "datePublished",
        "dateModified",
        "dateCreated",
        "articleSection",
        "keywords",
        "inLanguage",
        "articleBody",
        "width",
    ),
    *("isAccessibleForFree", "mainEntityOfPage", "itemListElement", "item", "position", "jobTitle", "sameAs", "height"),
)
hostile = st.sampled_from(HOSTILE) | st.text(max_size=12)


def with_values(changed: dict[int, str]) -> str:
    """The page, where some attributes have other values."""
    count = iter(range(len(VALUES)))

    def value(found: re.Match[str]) -> str:
        new = changed.get(next(count))
        return found[0] if new is None else '"' + new.replace('"', "&quot;") + '"'

    return ATTRIBUTE.sub(value, PAGE)


@settings(max_examples=40, deadline=None)
@example(changed=dict.fromkeys(range(len(VALUES)), "\ud800"), fragment=False)
@given(
    changed=st.dictionaries(st.integers(0, len(VALUES) - 1), hostile, min_size=1, max_size=40), fragment=st.booleans()
)
def test_attributes_may_hold_anything(changed: dict[int, str], *, fragment: bool) -> None:
    """Whatever an attribute holds, there is an article, which each renderer renders, or a ``ReadError``."""
    try:
        article = read_html(with_values(changed), url="https://example.org/talks", report=Report(), fragment=fragment)
    except ReadError:
        return
    assert render_html(article)
    assert render_text(article) or fragment
    render_amp(article)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | hostile,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(PROPERTIES), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(PROPERTIES), json_values, max_size=12))
def test_structured_data_may_hold_anything(said: dict[str, object]) -> None:
    """Whatever JSON stands in a property of the article in JSON-LD, there is the article that the page shows."""
    data = json.dumps({"@type": "NewsArticle", "headline": "Talks go on in Paris", **said}).replace("<", "\\u003c")
    script = f'<script type="application/ld+json">{data}</script>'
    article = read_html(PAGE.replace("<title>", f"{script}<title>"), url="https://example.org/talks", report=Report())
    assert render_html(article)
    assert render_text(article)
    render_amp(article)


@pytest.mark.parametrize("day", ["0001-01-01", "1970-01-01", "9000-01-01", "9999-12-30", "9999-12-31"])
@pytest.mark.parametrize("time", ["", "T00:00:00Z", "T23:59:59Z", "T00:00:00+14:00", "T23:59:59-12:00"])
def test_a_date_may_be_the_first_or_the_last_of_all(day: str, time: str) -> None:
    """Machines write such dates where they have none; the clocks of other places need days before and behind."""
    said = f'<meta property="article:published_time" content="{day}{time}">'
    source = f"<title>Talks go on</title>{said}<h1>Talks go on</h1><p>By Jane Doe, 1 May 2024, 10:00 PM</p>"
    assert read_html(f"{source}<p>{STORY * 3}</p>").headline == "Talks go on"


def test_the_page_has_what_its_attributes_belong_to() -> None:
    """As it is, the page is read whole; so what is changed above is looked at by the rules."""
    article = read_html(PAGE, url="https://example.org/talks")
    kinds = {type(block).__name__ for block in article.body}
    wanted = {"Audio", "BlockQuote", "CodeBlock", "DefinitionList", "Details", "Embed", "Figure", "Gallery", "Heading"}
    assert kinds >= {*wanted, "List", "Paragraph", "Table", "Video"}

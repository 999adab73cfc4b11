"""Strategies for what stands in the fields of nodes: text, addresses, moments, JSON. Those for nodes draw from them."""

from __future__ import annotations

import bisect
import datetime
import itertools
from typing import Any, Final
from urllib.parse import quote

from hypothesis import strategies as st

from articlekit.labels import LABELS

__all__ = [
    "HOSTILE",
    "Strategy",
    "absolute_urls",
    "any_text",
    "data",
    "embed_urls",
    "extras",
    "ids",
    "languages",
    "link_urls",
    "media_urls",
    "moments",
    "names",
    "short_texts",
    "texts",
    "weighted",
    "words",
]

Strategy = st.SearchStrategy[Any]


@st.composite
def weighted(draw: st.DrawFn, *choices: tuple[int, Strategy]) -> Any:
    """One of several, each so many times as often: where Hypothesis itself chooses, all are as likely."""
    weights = [weight for weight, _ in choices]
    number = draw(st.integers(0, sum(weights) - 1))
    place = bisect.bisect(list(itertools.accumulate(weights)), number)
    return draw(choices[place][1])


# --- text ---------------------------------------------------------------------------------------------------------

SAMPLES: Final = (
    "x",
    "Russia says it has asked the US for details.",
    "“We haven’t yet received a response,” he said – twice.",
    "Die Straße über die Brücke ist gesperrt.",
    "وزیر امور خارجه روسیه گفت ۳ بار",
    "قال وزير الخارجية: «نعم»",
    "習近平国家主席は「はい」と述べた。",
    "外交部发言人表示，双方将继续磋商。",
    "한국어 문장은 띄어쓰기가 있다.",
    "ไม่มีช่องว่างระหว่างคำ",
    "👩‍👩‍👧‍👦 🇺🇳 👍🏽 ✈️",
    "e\u0301 o\u0308 Z\u0351\u036b\u0343\u036a",
    "שלום world עולם",
)
HOSTILE: Final = (
    "<script>alert(1)</script>",
    "</p></article><b>",
    "<!-- ",
    "--> ]]>",
    "&amp; &lt; &#x41; &nbsp &notit;",
    '" onmouseover="alert(1)',
    "' '' ` `` {{ }} ${} %s {0}",
    "</script><script>",
    "</style></title></textarea>",
    "javascript:alert(1)",
    "\\ \\\\ \\n /",
    "\\",
    "- not a list",
    "1. not a list",
    "> not a quote",
    ">> not one",
    ">— nobody",
    "# not a heading",
    "=====",
    "-----",
    "* * *",
    "    four spaces",
    "\ttab",
    "[Image: not | one]",
    "[Image]",
    "[Correction: July 6, 2017]",
    "[1] (2) *bold* _it_ `code`",
    "+---+",
    "| a | b |",
    "a  b   c",
    " both ends ",
    "line\nline",
    "para\n\npara",
    "\r\n cr \r",
    "nul \x00 esc \x1b del \x7f c1 \x85",
    "\ud800 lone \udfff",
    "\ufffe \uffff \ufdd0",
    "\u202eoverride\u202c \u2066isolate\u2069 \u200f",
    "<plaintext><svg><desc><p>",
    "&#0; &#xD800; &#x80; &#1114112;",
    "zero\u200bwidth \u00ad \ufeff \u2028 \u2029",
    "\u200b",
    "no\u00a0break \u3000ideographic",
    "https://example.org/a?b=c&d=e",
    "x" * 90,
    "漢" * 50,
    "__proto__ constructor",
    "News / Syria",
    *(getattr(labels, word) for labels in LABELS.values() for word in ("related", "byline", "published", "section")),
)
KNOWN: Final = SAMPLES + HOSTILE
_CHARACTERS = st.characters(exclude_categories=()) | st.sampled_from(" \t\n<>&\"'\\-*#>|[]()=~.,:;!?")


def texts(*, max_size: int = 40) -> st.SearchStrategy[str]:
    """Any text at all: typical, hostile, long, or random code points, surrogates included."""
    return weighted(
        (4, st.sampled_from(KNOWN)),
        (3, st.text("abc XYZ.-", min_size=1, max_size=max_size)),
        (3, st.text(_CHARACTERS, max_size=max_size)),
        (1, st.builds(_repeated, st.sampled_from(KNOWN), st.sampled_from(["", " ", "\n"]), st.sampled_from([2, 60]))),
    )


def _repeated(text: str, between: str, times: int) -> str:
    return between.join([text] * times)


any_text = texts()
names = any_text.map("x".__add__)
short_texts = texts(max_size=8)

# --- values of other fields ---------------------------------------------------------------------------------------

ids = st.sampled_from(
    [
        "x",
        "a",
        "a-2",
        "einleitung",
        "معرفی",
        "x-1",
        "section",
        "ref-n1",
        "n1",
        "a%20b",
        "'\"<&>",
        "👍",
        "é" * 1000,
        "Node",
        "_x",
    ]
)
languages = st.sampled_from(
    [*LABELS, "en-US", "he", "ur-PK", "sr-Cyrl", "pt-BR", "el", "ks-Deva", "en-x-simple", "und"]
)
words = st.sampled_from(["python", "c++", "ü", "youtube", "x", "i-amphtml-x", '"><script>', "漢字", "html", "amp"])


_HOSTS = ("https://example.org", "http://example.org:8080", "https://bücher.example", "https://[::1]")
_PATHS = (
    "/",
    "/a b",
    "/a,b.jpg",
    "/%zz?q=1&amp;r=<x>",
    "/é/漢字?q=ü#ß",
    "/a'\"b`{c}",
    "/(x)[y]",
    "/a,",
    "/x:y",
    "?a=b&c",
    "/?__amp_source_origin=x",
)
_ABSOLUTE = [host + path for host, path in itertools.product(_HOSTS, _PATHS)]
_MEDIA = [*_ABSOLUTE, *_PATHS[1:], "//cdn.example/a.jpg", "a.jpg", "../a", "a"]
_OTHERS = ["mailto:desk@example.org?subject=a b", "tel:+33-1", "sms:+33", "geo:1,2", "ftp://example.org/a", "#", "#top"]
_OWN_IDS = ["#" + quote(name) for name in ("a", "n1", "معرفی", "a%20b")]
absolute_urls = st.sampled_from(_ABSOLUTE)
media_urls = st.sampled_from(_MEDIA) | st.text("ab/?#&=,;%~._-", max_size=12).map("/x".__add__)
link_urls = weighted((2, media_urls), (1, st.sampled_from(_OTHERS)), (2, st.sampled_from(_OWN_IDS)))
embed_urls = absolute_urls | st.sampled_from(
    """
    https://www.youtube.com/watch?v=dQw4w9WgXcQ https://www.youtube.com/shorts/dQw4w9WgXcQ https://vimeo.com/76979871
    https://www.dailymotion.com/video/x7tgad0 https://twitter.com/jack/status/20
    https://www.instagram.com/p/CAnYtHmBxXX/ https://www.facebook.com/zuck/posts/10102593740125791
    https://www.tiktok.com/@scout2015/video/6718335390845095173 https://www.pinterest.com/pin/99360735500167749/
    https://soundcloud.com/forss/flickermood https://imgur.com/gallery/a1b2c3d
    https://www.reddit.com/r/python/comments/abc123/a_title/
    """.split()
)

moments = st.one_of(
    st.sampled_from([datetime.date(2017, 7, 6), datetime.date(1000, 1, 1), datetime.date(9999, 12, 31)]),
    st.dates(datetime.date(1000, 1, 1)),
    st.builds(
        lambda moment, minutes: moment.replace(
            tzinfo=None if minutes is None else datetime.timezone(datetime.timedelta(minutes=minutes))
        ),
        st.datetimes(datetime.datetime(1000, 1, 1)),  # noqa: DTZ001  # the offset is drawn apart
        st.none() | st.sampled_from([0, 60, 330, -300, 14 * 60]) | st.integers(-1439, 1439),
    ),
)

KEYS: Final = ("x", "text", "title", "content", "extra", "id", "fallback", "__proto__", "articlekit", "", "<b>", '"')
json_values: Strategy = st.recursive(
    st.sampled_from([None, True, 0, 1, -1.5, 1e300, 2**70, "", "x", *HOSTILE[:10]]) | short_texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=5,
)
data = st.dictionaries(st.sampled_from(KEYS) | short_texts.filter("kind".__ne__), json_values, max_size=3)
extras = data | st.just({"kind": "x"})

"""Hypothesis strategies for the options of renderers: what sites give, and what only somebody hostile would.

With `page_options` every page of an article has to be valid, as with no options at all. `odd_page_options` are options
that no page is promised to be valid with; a renderer does not raise, whatever they are.
"""

from __future__ import annotations

from typing import Final

import attrs
from hypothesis import strategies as st

import articlekit as ak
from articlekit.data.fields import BUILT_IN
from articlekit.labels import LABELS, labels
from articlekit.model.node import Block
from strategies_values import Strategy, ids, languages, media_urls, texts, words

__all__ = ["odd_page_options", "page_options", "text_options"]

_HOSTILE: Final = '"><b>&lt;</article><script>'

_labels = st.sampled_from(
    [*LABELS.values(), attrs.evolve(labels("de"), related=_HOSTILE, byline=f"{_HOSTILE}{{names}}")]
)
_blocks = [cls for cls in BUILT_IN.values() if issubclass(cls, Block | ak.Article)]


def _resized(image: ak.Image) -> ak.Image:
    widths = [320, 640, 1280]
    renditions = [ak.Rendition(f"/resized/{width}?<x>&y", width) for width in widths]
    return attrs.evolve(image, src="/resized/640", width=640, height=427, renditions=renditions)


_PAGE_OPTIONS: Final[dict[str, Strategy]] = {
    "labels": _labels.map(lambda words: lambda _: words),
    "language": languages,
    "date_format": st.sampled_from(
        [
            lambda moment, words: f"<{moment:%d}{words.colon}>",
            lambda moment, _: moment.isoformat(),
            lambda _, __: "",
            lambda _, __: f" {_HOSTILE}\n",
        ]
    ),
    "heading_offset": st.integers(0, 4),
    "id_prefix": st.sampled_from(["p-", "i", "parent", "__amp", "é", "'\"<&>", "a.b:"])
    | ids.map(lambda name: name[:20]),
    "class_names": st.dictionaries(
        st.sampled_from(_blocks), st.sampled_from(['a "b"', "<c>", "d", "a a", "", "image caption hidden"]), max_size=4
    ),
    "link_attributes": st.sampled_from(
        [
            lambda link: {"rel": "noopener", "target": "_blank", "data-x": f"{_HOSTILE}{link.title}"},
            lambda _: {
                "rel": "nofollow ugc",
                "class": "a <b>",
                "aria-label": _HOSTILE,
                "referrerpolicy": "no-referrer",
            },
            lambda _: {},
        ]
    ),
    "image": st.sampled_from(
        [
            _resized,
            lambda image: attrs.evolve(image, src="/resized?<x>", width=3, renditions=()),
            lambda image: ak.Image(image.src),
            lambda image: image,
        ]
    )
    | media_urls.map(lambda url: lambda image: attrs.evolve(image, src=url)),
    "sizes": st.sampled_from(["100vw", "(min-width: 45rem) 42rem, 100vw", "calc(50vw - 2em)"]),
    "stylesheet": st.sampled_from(["", "p { color: red }", "@media print { p::before { content: '<\\\\/p>' } }"]),
    "raw_html": st.just("stand-in"),
}

page_options: Strategy = st.fixed_dictionaries({}, optional=_PAGE_OPTIONS)
"""Options for HTML and AMP that leave pages valid."""
odd_page_options: Strategy = st.fixed_dictionaries(
    {},
    optional=_PAGE_OPTIONS
    | {
        "sizes": texts(),
        "raw_html": st.sampled_from(["stand-in", "trusted", lambda html: html.upper()]),
        "class_names": words.filter(lambda word: "amphtml" not in word).map(lambda word: {ak.Paragraph: word}),
    },
)
"""Any options for HTML and AMP."""
text_options: Strategy = st.fixed_dictionaries(
    {},
    optional={
        "labels": _PAGE_OPTIONS["labels"],
        "language": languages,
        "width": st.none() | st.integers(20, 200),
        "links": st.sampled_from(["hidden", "inline", "notes"]),
    },
)
"""Options for text."""

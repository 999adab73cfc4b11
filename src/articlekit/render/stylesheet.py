"""The stylesheet of pages: one column of text at a readable measure, for every script, on every screen and on paper.

It uses logical properties alone, so that right-to-left pages are not an afterthought, and nothing that AMP forbids. It
loads no fonts: serif stacks for text, sans-serif for what stands around it.
"""

from __future__ import annotations

from typing import Final

__all__ = ["STYLESHEET"]

STYLESHEET: Final = """\
:root {
  color-scheme: light dark;
  --paper: #fff; --tint: #f6f5f2; --rule: #dcd9d2;
  --text: #1c1b1a; --muted: #5f5c57; --link: #0a4f8f; --accent: #a8201a;
  --serif: "Iowan Old Style", Charter, "Sitka Text", Cambria, "Noto Serif", "Noto Naskh Arabic", "Geeza Pro", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #141416; --tint: #1e1e21; --rule: #38383d;
    --text: #e7e4df; --muted: #a5a19a; --link: #8fbcec; --accent: #f08a80;
  }
}

/* the page */
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--text); font: 1.125rem/1.6 var(--serif); }
main { padding: clamp(1.25rem, 5vw, 3.5rem) clamp(1rem, 5vw, 2.5rem) 4rem; }
.article { max-width: 42rem; margin-inline: auto; overflow-wrap: break-word; }
[lang]:lang(ar), [lang]:lang(fa), [lang]:lang(ur) { line-height: 1.85; }
.article:lang(zh), .article:lang(ja), .article:lang(ko) { line-height: 1.8; }
.article:lang(ja) { --serif: "Hiragino Mincho ProN", "Yu Mincho", "Noto Serif CJK JP", "Noto Serif JP", serif; }
.article:lang(zh) { --serif: "Songti SC", "Noto Serif CJK SC", "Noto Serif SC", SimSun, serif; }
.article:lang(ko) { --serif: AppleMyungjo, "Noto Serif CJK KR", "Noto Serif KR", Batang, serif; }
.article:lang(ja), .article:lang(zh), .article:lang(ko) { font-family: var(--serif); }
:lang(ja) em, :lang(zh) em { font-style: normal; text-emphasis: filled dot; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .15em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
:target { background: color-mix(in srgb, var(--link) 12%, transparent); }

/* the header */
header { margin-block-end: 1.75rem; }
header > * { margin: 0; }
h1 { margin-block: .3rem .75rem; font-size: clamp(1.85rem, 1.35rem + 2.4vw, 2.9rem); line-height: 1.15; }
:lang(ar) h1, :lang(fa) h1, :lang(ur) h1 { line-height: 1.45; }
.section, .kicker, .byline, .authors, .dates, .dateline, figcaption, .attribution, .title, th, summary, .embed-link,
.footnotes, .copyright { font-family: var(--sans); }
.section, .dates, .copyright { color: var(--muted); font-size: .85rem; }
.section { margin-block-end: .75rem; }
.kicker { color: var(--accent); font-size: .95rem; font-weight: 700; }
.standfirst { margin-block-end: 1rem; color: var(--muted); font-size: 1.25rem; line-height: 1.45; }
.byline, .authors { font-size: .95rem; font-style: normal; font-weight: 600; }
.author { color: inherit; }
.dates time + span::before { content: "\\b7\\a0"; }

/* text */
figure, blockquote { margin: 0; }
.lead-media, .lead-media > * { margin-block: 0 2rem; margin-inline: 0; }
.body > *, blockquote > *, aside > *, details > *, section > *, li > *, dd > *, td > *, th > *, .fallback > * {
  margin-block: 0;
}
.body > * + *, blockquote > * + *, aside > * + *, details > * + *, section > * + *, .fallback > * + * {
  margin-block-start: 1.15em;
}
li > * + *, dd > * + *, td > * + * { margin-block-start: .4em; }
.dateline:has(+ p), .dateline + p { display: inline; }
.dateline { font-size: .85em; font-weight: 600; }
.dateline:has(+ p)::after { content: " \\2014  "; color: var(--muted); }
h2, h3, h4, h5, h6 { line-height: 1.3; }
h1, h2, h3, h4, h5, h6, .pull-quote { text-wrap: balance; }
.body > * + h2, .body > * + h3, .body > * + h4 { margin-block-start: 1.9em; }
h2 { font-size: 1.5rem; } h3 { font-size: 1.25rem; } h4, h5, h6 { font-size: 1.1rem; }
h2 + *, h3 + *, h4 + *, .body > h2 + *, .body > h3 + *, .body > h4 + * { margin-block-start: .5em; }
ul, ol { padding-inline-start: 1.6em; } ol:lang(fa) { list-style-type: persian; }
li + li { margin-block-start: .3em; }
dt { font-weight: 600; } dd { margin-inline-start: 1.6em; } dd + dt { margin-block-start: .6em; }
hr { inline-size: 6rem; border: 0; border-block-start: 1px solid var(--rule); }
.body > hr { margin: 2.2em auto; }
small { font-size: .85em; } mark { background: #ffec99; color: #1c1b1a; }
sup, sub { font-size: .72em; line-height: 0; }
.footnote-reference a { padding-inline: .15em; text-decoration: none; }
rt { font-size: .5em; }
code, pre { font-family: var(--mono); font-size: .88em; }
code { padding: .1em .3em; border-radius: 3px; background: var(--tint); }
pre { padding: 1rem; overflow-x: auto; border-radius: 4px; background: var(--tint); line-height: 1.5; }
pre, code { direction: ltr; tab-size: 4; }
pre code { padding: 0; background: none; font-size: 1em; }

/* quotes */
blockquote { padding-inline-start: 1.25rem; border-inline-start: 3px solid var(--rule); }
.quote figcaption, .attribution { color: var(--muted); font-size: .9rem; }
.quote figcaption { padding-inline-start: calc(1.25rem + 3px); }
.quote figcaption::before, .attribution::before { content: "\\2014\\a0"; }
.pull-quote { padding-block: 1.1rem; border-block: 1px solid var(--rule); text-align: center; }
.pull-quote p:first-child:not(.attribution) { font-size: 1.55rem; line-height: 1.35; }

/* pictures, video, sound */
.body > figure, .body > .table, .body > aside { margin-block: 1.9em; }
.body > :first-child { margin-block-start: 0; }
img, video { display: block; max-width: 100%; height: auto; background: var(--tint); }
img.inline { display: inline; max-height: 1.3em; width: auto; vertical-align: -.2em; background: none; }
audio { display: block; inline-size: 100%; }
[hidden] { display: none; }
figcaption { margin-block-start: .5rem; font-size: .85rem; line-height: 1.45; }
.credit { color: var(--muted); }
.caption + .credit::before { content: "\\b7\\a0"; }
.no-image { padding: .8rem 1rem; border-inline-start: 3px solid var(--accent); background: var(--tint); }
.no-image figcaption { margin: 0; }
.gallery > figcaption { margin-block-start: .9rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(13rem, 100%), 1fr)); gap: 1rem; }
.figures img { inline-size: 100%; aspect-ratio: 3 / 2; object-fit: cover; }
.transcript { margin-block-start: .6rem; font-size: .95rem; }
iframe { display: block; inline-size: 100%; margin-inline: auto; border: 0; background: var(--tint); }
iframe[style] { height: auto; }
.embed:not(:has(iframe)) { padding: 1rem 1.25rem; border: 1px solid var(--rule); border-radius: 6px; }
.embed-link { margin: 0; font-size: .9rem; font-weight: 600; }
.fallback + .embed-link { margin-block-start: .75rem; }

/* tables */
.table { overflow-x: auto; }
table { inline-size: 100%; border-collapse: collapse; font-size: .92rem; line-height: 1.45; }
caption { padding-block-end: .5rem; font: 600 .9rem/1.4 var(--sans); text-align: start; }
th, td { padding-block: .45rem; padding-inline: 0 .75rem; border-block-end: 1px solid var(--rule); }
th, td { text-align: start; vertical-align: top; font-variant-numeric: tabular-nums; }
th, .header { font-weight: 600; }
thead :is(th, td) { border-block-end: 2px solid var(--text); vertical-align: bottom; }
tfoot td, tfoot th { border-block: 2px solid var(--rule); }

/* what stands beside the text */
.callout, .correction { padding: 1.1rem 1.25rem; background: var(--tint); border-radius: 4px; font-size: 1rem; }
.correction { border-inline-start: 3px solid var(--accent); border-radius: 0; }
.title { font-size: .95rem; font-weight: 700; }
.callout .title + *, .correction .title + *, .live-post header + * { margin-block-start: .4em; }
.correction time { color: var(--muted); font-weight: 400; }
details { padding-block: .6rem; border-block: 1px solid var(--rule); }
summary { font-size: .95rem; font-weight: 600; cursor: pointer; }
.related-links { padding-block-start: .8rem; border-block-start: 2px solid var(--text); font-family: var(--sans); }
.related-links ul { margin-block-start: .4rem; padding: 0; list-style: none; font-size: .95rem; line-height: 1.45; }
.related-links li { margin: 0; padding-block: .55rem; border-block-end: 1px solid var(--rule); }
.related-links a { text-decoration: none; } .related-links a:hover { text-decoration: underline; }
.live-post { padding-block-start: 1rem; border-block-start: 1px solid var(--rule); }
.live-post header { margin: 0; }
.live-post time { color: var(--accent); font: 600 .85rem/1.4 var(--sans); }
.live-post .headline { margin-block: .2rem; font-size: 1.3rem; }
.footnotes { padding-block-start: 1rem; border-block-start: 1px solid var(--rule); font-size: .88rem; }
.footnotes h2 { font-size: 1rem; }
.back { padding-inline: .35em; font-size: 1.15em; line-height: 1; text-decoration: none; }
footer { margin-block-start: 2.5rem; padding-block-start: .75rem; border-block-start: 1px solid var(--rule); }

/* however deep it stands, text keeps room on narrow screens */
@media (max-width: 30rem) {
  :is(li, dd, blockquote, aside) :is(li, dd, blockquote, aside) :is(ul, ol) { padding-inline-start: 1em; }
  :is(li, dd, blockquote, aside) :is(li, dd, blockquote, aside) dd { margin-inline-start: 1em; }
  :is(li, dd, blockquote, aside) :is(li, dd, blockquote, aside) :is(blockquote, aside) { padding-inline: .5rem 0; }
}

@media print {
  :root { --paper: #fff; --tint: #fff; --rule: #999; --text: #000; --muted: #444; --link: #000; --accent: #000; }
  body { font-size: 11pt; }
  main { padding: 0; }
  .article { max-width: none; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; }
  figure, table, aside, pre { break-inside: avoid; }
  iframe, video, audio, .back { display: none; }
  .fallback[hidden] { display: block; }
  .related-links a::after, .embed-link a::after { content: " (" attr(href) ")"; font-weight: 400; }
}
"""

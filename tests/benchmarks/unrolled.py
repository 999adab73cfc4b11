"""The same HTML by hand: f-strings over tuples, with articlekit's own escape and nothing to decide."""

from __future__ import annotations

from material import Tuples

from articlekit.labels import labels
from articlekit.render.escape import text, value

__all__ = ["unrolled"]


def unrolled(article: Tuples) -> str:
    """The HTML of an article (:func:`material.as_tuples`), as quickly as Python gives it."""
    headline, section, standfirst, byline, date, language, body = article
    names = " / ".join([f"<span>{text(name)}</span>" for name in section])
    parts: list[str] = []
    for kind, values in body:
        if kind == "paragraph":
            parts.append(f"<p>{_inlines(values)}</p>")
        elif kind == "figure":
            parts.append(_figure(values))
        elif kind == "list":
            items = "\n".join([f"<li>{_inlines(item)}</li>" for item in values])
            parts.append(f"<ul>\n{items}\n</ul>")
        elif kind == "quote":
            quoted = "\n".join([f"<p>{_inlines(paragraph)}</p>" for paragraph in values[0]])
            parts.append(
                f'<figure class="quote">\n<blockquote>\n{quoted}\n</blockquote>\n'
                f"<figcaption>{_inlines(values[1])}</figcaption>\n</figure>"
            )
        elif kind == "table":
            parts.append(_table(*values))
        else:
            links = "\n".join([f'<li><a href="{value(url)}">{text(title)}</a></li>' for title, url in values[1]])
            parts.append(
                f'<aside class="related-links">\n<p class="title">{text(values[0])}</p>\n<ul>\n{links}\n</ul>\n</aside>'
            )
    printed = text(labels(language).date(date))
    newline = "\n"
    return (
        f'<article data-articlekit="1" class="article" lang="{value(language)}">\n<header>\n'
        f'<p class="section">{names}</p>\n'
        f"<h1>{text(headline)}</h1>\n"
        f'<p class="standfirst">{_inlines(standfirst)}</p>\n'
        f'<address class="byline">{text(byline)}</address>\n'
        f'<p class="dates"><time class="published" datetime="{date.isoformat()}">{printed}</time></p>\n'
        f'</header>\n<div class="body">\n{newline.join(parts)}\n</div>\n</article>'
    )


def _inlines(content: Tuples) -> str:
    made = ""
    for mark, address, held in content:
        if not mark:
            made += text(held)
        elif mark == "strong":
            made += f"<strong>{_inlines(held)}</strong>"
        elif mark == "emphasis":
            made += f"<em>{_inlines(held)}</em>"
        else:
            made += f'<a href="{value(address)}">{_inlines(held)}</a>'
    return made


def _figure(values: Tuples) -> str:
    src, alt, width, height, renditions, caption, credit = values
    candidates = ", ".join([f"{source} {pixels}w" for pixels, source in (*renditions, (width, src))])
    return (
        f'<figure>\n<img src="{value(src)}" srcset="{value(candidates)}" sizes="(min-width: 45rem) 42rem, 100vw"'
        f' alt="{value(alt)}" width="{width}" height="{height}" data-derived="srcset" loading="lazy"'
        f' decoding="async">\n<figcaption><span class="caption">{_inlines(caption)}</span>'
        f' <span class="credit">{text(credit)}</span></figcaption>\n</figure>'
    )


def _table(head: Tuples, rows: Tuples) -> str:
    names = "".join([f'<th scope="col">{text(name)}</th>' for name in head])
    lines = "\n".join(["<tr>" + "".join([f"<td>{text(cell)}</td>" for cell in row]) + "</tr>" for row in rows])
    return (
        f'<div class="table" tabindex="0"><table>\n'
        f"<thead>\n<tr>{names}</tr>\n</thead>\n<tbody>\n{lines}\n</tbody>\n</table></div>"
    )

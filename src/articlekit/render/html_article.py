"""Rules for the article in HTML: its header, its body, its footer; and for the people and organisations behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from articlekit.model.article import Article, Contributor, Organization
from articlekit.model.media import Figure
from articlekit.model.node import Blocks, Node
from articlekit.render.escape import text, value

if TYPE_CHECKING:
    from articlekit.render.html_render import HtmlRender as Render
    from articlekit.render.renderer import Rule

__all__ = ["ARTICLE_RULES"]


def article(node: Article, render: Render) -> str:
    lines = [f'<article data-articlekit="1"{render.article_attributes(node)}>']
    if header := render.header(node):
        lines.append(header)
    if node.lead_media:
        render.eager = True
        lines.append(f'<div class="lead-media">\n{render.blocks((node.lead_media,))}\n</div>')
    if node.body or node.dateline:
        lines.append('<div class="body">')
        if node.dateline:
            lines.append(f'<p class="dateline">{text(node.dateline)}</p>')
        render.eager = not node.lead_media and begins_with_picture(node.body)
        lines += render.each(node.body)
        lines.append("</div>")
    if node.copyright_notice:
        lines.append(f'<footer>\n<p class="copyright">{text(node.copyright_notice)}</p>\n</footer>')
    lines.append("</article>")
    return "\n".join(lines)


def header_lines(node: Article, render: Render) -> list[str]:
    """What stands above the text, as far as there is any: section, kicker, headline, standfirst, byline, dates."""
    lines = []
    if node.section:
        names = " / ".join([f"<span>{text(name)}</span>" for name in node.section])
        lines.append(f'<p class="section">{names}</p>')
    if node.kicker:
        lines.append(f'<p class="kicker">{text(node.kicker)}</p>')
    if node.headline:
        tag, _ = render.heading(1)
        lines.append(f"<{tag}>{text(node.headline)}</{tag}>")
    if node.standfirst:
        lines.append(f'<p class="standfirst">{render.inlines(node.standfirst)}</p>')
    if node.byline:
        lines.append(f'<address class="byline">{text(node.byline)}</address>')
    elif node.authors:
        lines.append(f'<address class="authors">{authors(node, render)}</address>')
    if node.date_published or node.date_modified:
        lines.append(f'<p class="dates">{dates(node, render)}</p>')
    return lines


def dates(node: Article, render: Render) -> str:
    """When it was published, and when it was changed."""
    published = render.time(node.date_published, "published") if node.date_published else ""
    if node.date_modified is None:
        return published
    between = " " if published else ""
    label = f"<span data-derived>{text(render.labels.updated)} </span>"
    return f"{published}{between}{label}{render.time(node.date_modified, 'modified')}"


def begins_with_picture(body: Blocks) -> bool:
    """Whether the first thing to see is a picture."""
    return bool(body) and isinstance(first := body[0], Figure) and first.image is not None


def authors(node: Article, render: Render) -> str:
    """The byline of an article that has none: its authors' names, joined in the language's way."""
    # A mark that no text can hold stands after each name, so that only what stands between names is escaped here.
    names = render.labels.names([f"{author.name}\0" for author in node.authors])
    *parts, end = render.labels.byline.format(names=names).split("\0")
    joined = "".join(
        f"{text(part.removesuffix(author.name))}{render(author)}"
        for part, author in zip(parts, node.authors, strict=True)
    )
    return joined + text(end)


def contributor(node: Contributor, render: Render) -> str:
    if node.url is None:
        return f'<span class="author">{text(node.name)}</span>'
    return f'<a class="author" rel="author" href="{value(node.url)}">{text(node.name)}</a>'


def organization(node: Organization, render: Render) -> str:
    if node.url is None:
        return f'<span class="author organization">{text(node.name)}</span>'
    return f'<a class="author organization" rel="author" href="{value(node.url)}">{text(node.name)}</a>'


ARTICLE_RULES: Final[Mapping[type[Node], Rule]] = {
    Article: article,
    Contributor: contributor,
    Organization: organization,
}

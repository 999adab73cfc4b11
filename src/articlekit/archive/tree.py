"""An article as a tree, for people to look at. Derived from the fields of the nodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

import attrs

from articlekit.model.article import Article
from articlekit.model.node import Block, Inlines, Node, child_fields
from articlekit.model.walk import plain_text, walk
from articlekit.report import Notice, Report, excerpt

__all__ = ["Branch", "tree_of"]


@attrs.frozen
class Branch:
    """A line of a tree, and what hangs on it.

    ``name`` is that of a field, or the kind of a node; ``source`` says where a field was found.
    """

    name: str
    text: str = ""
    below: tuple[Branch, ...] = ()
    source: str = ""

    def lines(self, depth: int = 0) -> Iterator[str]:
        """The tree as lines of plain text, each level indented by two spaces."""
        text = f"{self.name}: {self.text}" if self.text else self.name
        yield "  " * depth + (f"{text} ({self.source})" if self.source else text)
        for branch in self.below:
            yield from branch.lines(depth + 1)


def tree_of(article: Article, report: Report, *, why: bool = False) -> Branch:
    r"""An article as a tree: its metadata, with where each was found, its body, and the notices of its reading.

    What warns of nothing, such as that a site's navigation was left out, is counted; with ``why`` it is shown, by its
    reasons.

    >>> from articlekit import Link, Paragraph
    >>> body = [Paragraph(["They met ", Link("in Paris", "https://example.org/"), "."])]
    >>> print("\n".join(tree_of(Article("Talks go on", body, language="en"), Report()).lines()))
    article: 1 block, 4 words
      headline: Talks go on
      language: en
      body
        paragraph: They met in Paris. (1 link)
    """
    blocks, words = len(article.body), article.word_count
    size = f"{blocks:,} block{'s' * (blocks != 1)}, {words:,} word{'s' * (words != 1)}"
    fields = (_from(branch, report) for branch in _fields(article, article.body))
    body = Branch("body", "", tuple(map(_branch, article.body)))
    return Branch("article", size, (*fields, _from(body, report), *_notices(report, why=why)))


def _from(branch: Branch, report: Report) -> Branch:
    """A field's branch, with where the field was found."""
    source = report.sources.get(branch.name.partition(" ")[0], "")
    return attrs.evolve(branch, source=source) if source else branch


def _notices(report: Report, *, why: bool) -> Iterator[Branch]:
    """What is to be looked at, each with its place; and what is as usual, by its reasons."""
    details: dict[str, list[Notice]] = {}
    for notice in report:
        if notice.severity == "info":
            details.setdefault(notice.code, []).append(notice)
    if others := [notice for notice in report if notice.severity != "info"]:
        yield Branch("notices", "", tuple(Branch(notice.code, _told(notice)) for notice in others))
    groups = sorted(details.items(), key=lambda group: -len(group[1]))
    if why and groups:
        reasons = (Branch(code, f"{len(found):,}", tuple(map(_detail, found))) for code, found in groups)
        yield Branch("details", "", tuple(reasons))
    elif groups:
        yield Branch("details", ", ".join(f"{code} {len(found):,}" for code, found in groups) + "; --why shows each")


def _detail(notice: Notice) -> Branch:
    said = f": “{notice.excerpt}”" if notice.excerpt else ""
    return Branch(notice.place or "the source", notice.message + said)


def _branch(node: Node) -> Branch:
    content = getattr(node, "content", ())
    text = _text(content) if "content" in child_fields(type(node))[0] else ""
    below = tuple(_fields(node, content if text else None))
    if not (text or isinstance(node, Block)) and below and all(map(_is_leaf, below)):
        # An item, a row: its few words say it all.
        return Branch(node.kind, excerpt(" | ".join(branch.text for branch in below)))
    return Branch(node.kind, text or excerpt(node.own_text), below)


def _is_leaf(branch: Branch) -> bool:
    return branch.name in {"paragraph", "table-cell"} and not branch.below


def _fields(node: Node, shown: object) -> Iterator[Branch]:
    """Branches for each field of a node that differs from its default; not for the one that is shown elsewhere."""
    text_fields, node_fields = child_fields(type(node))
    for field in attrs.fields(type(node)):
        value = getattr(node, field.name)
        if value is shown or (field.default is not attrs.NOTHING and value == field.default):
            continue
        if field.name in text_fields:
            yield Branch(field.name, _text(value))
        elif field.name not in node_fields:
            yield Branch(field.name, _value(value))
        elif isinstance(value, Node):
            branch = _branch(value)
            name = field.name if branch.name == field.name else f"{field.name} ({branch.name})"
            yield attrs.evolve(branch, name=name)
        elif field.default is attrs.NOTHING or field.name == "content":  # what a block is made of: items, rows, figures
            yield from map(_branch, value)
        elif field.metadata.get("role") == "metadata" and len(value) > MANY:
            yield Branch(field.name, f"{len(value)}: {excerpt(', '.join(map(_named, value)))}")
        else:
            yield Branch(field.name, "", tuple(map(_branch, value)))


def _named(node: Node) -> str:
    """What tells a node from others of its kind: a name, an address, a width."""
    required = [field.name for field in attrs.fields(type(node)) if field.default is attrs.NOTHING]
    return str(getattr(node, required[-1])) if required else node.kind


MANY: Final = 3
"""So many nodes that say something about the article are shown in full, each; of more, their names in a line."""


def _text(content: Inlines) -> str:
    """Text as it reads, and which marks are in it."""
    marks = Counter(node.kind for node in walk(content))
    told = ", ".join(f"{count} {kind}{'s' * (count != 1)}" for kind, count in marks.items())
    return excerpt("".join(map(plain_text, content))) + (f" ({told})" if told else "")


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return excerpt(str(value))


def _told(notice: Notice) -> str:
    place = f"{notice.place}: " if notice.place else ""
    said = f": “{notice.excerpt}”" if notice.excerpt else ""
    return f"{place}{notice.message}{said}"

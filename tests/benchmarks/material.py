"""The articles that are measured, as plain values: what a CMS keeps.

An article is a dict. A block is a dict with its ``type``; text is a list of strings and of dicts for marks. So JSON
would hold it, and so a template gets it.
"""

from __future__ import annotations

import datetime
from typing import Any, Final, TypeAlias

__all__ = ["LONG", "MIDDLE", "SMALL", "Plain", "Tuples", "as_tuples", "plain_article"]

Plain: TypeAlias = dict[str, Any]
Tuples: TypeAlias = tuple[Any, ...]

SMALL: Final = 6
MIDDLE: Final = 30
LONG: Final = 2000

SENTENCES: Final = (
    "The ministers met for nearly six hours in a hotel above the harbour, and left without a joint statement.",
    "Two of the delegations had asked for a list of the crossings that would stay open through the winter.",
    "Nobody in the room expected an agreement on the first day, a diplomat said on condition of anonymity.",
    "Fuel prices have risen by a fifth since the spring, and the queues outside the bakeries begin before dawn.",
    "“We were told to wait for the buses, and then the buses did not come,” said a teacher from the old town.",
    "The river authority said the water stood 40 centimetres below the level of last year, the lowest since 1991.",
    "Engineers had warned of cracks in the dam's eastern wall, but the repairs were put off three times.",
    "A spokesman for the ministry of transport declined to say when the line would be opened to freight.",
    "Farmers on both banks share one pump & one generator, and they take turns through the night.",
    "The report lists 212 villages, of which fewer than half have a doctor within an hour's walk.",
    "Opposition members left the chamber before the vote; the law was passed with 178 votes to 31.",
    "In the port, three ships with grain have been waiting for papers since the second week of June.",
    "The mayor, who has been in office for twelve years, said he would not stand again.",
    "Schools are to open on Monday, although many classrooms still have neither windows nor heating.",
    "The agency asked donors for $86 million, of which it has received a little more than a third.",
    "Satellite pictures published on Wednesday show new earthworks along the road to the airport.",
    "A court in the capital will hear the appeal in September, the defendants' lawyer told reporters.",
    "He spoke of “a long road with many bends”, and thanked the hosts for their patience.",
)

LEADS: Final = (
    "Officials on the other side of the border described the talks as ",
    "The figures come from a survey that the university publishes every year; it calls them ",
    "In a letter seen by this newspaper the company speaks of ",
    "Residents who returned at the weekend found ",
)
MARKED: Final = ("useful and frank", "the worst on record", "a temporary measure", "nothing left to save")


def plain_article(paragraphs: int) -> Plain:
    """An article of that many paragraphs; to each thirty belong four figures, a list, a quote, a table and links."""
    body: list[Plain] = []
    for number in range(paragraphs):
        body.append({"type": "paragraph", "content": _text(number)})
        if number % 7 == 6:
            body.append(_figure(number))
        if number % 30 == 29:
            body += [_list(), _quote(), _table(), _related(number)]
    return {
        "headline": "Talks on the river crossings end without a result",
        "section": ["News", "Middle East"],
        "standfirst": ["Three delegations & no list: what the ministers ", _mark("emphasis", "did"), " agree on"],
        "byline": "By Jane Doe in Port Said",
        "date": datetime.datetime(2024, 7, 6, 12, 30),  # noqa: DTZ001  # an article's printed date has no offset
        "language": "en",
        "body": body,
    }


def _mark(kind: str, *content: str | Plain) -> Plain:
    return {"type": kind, "content": list(content)}


def _text(number: int) -> list[Any]:
    """The text of a paragraph: three sentences or four, with one to three marks."""
    first, second, third = (SENTENCES[(number * step + step) % len(SENTENCES)] for step in (1, 5, 7))
    lead = LEADS[number % len(LEADS)]
    marked = MARKED[number % len(MARKED)]
    if number % 3 == 0:
        return [f"{first} {lead}", _mark("emphasis", marked), f". {third}"]
    link = _mark("link", "as the agency reported")
    link["url"] = f"https://example.org/news/2024/07/{number}?page=1&print=yes"
    if number % 3 == 1:
        return [f"{first} The ministry, ", link, f", has not answered. {lead}", _mark("strong", marked), "."]
    nested = _mark("strong", "not ", _mark("emphasis", "yet"), " public")
    return [f"{second} The list, ", link, ", is ", nested, f". {third}"]


def _figure(number: int) -> Plain:
    return {
        "type": "figure",
        "src": f"https://images.example.org/2024/07/{number}.jpg",
        "alt": "A man with a bicycle looks over the river at low water",
        "width": 1200,
        "height": 800,
        "renditions": [(width, f"https://images.example.org/2024/07/{number}-{width}.jpg") for width in (480, 960)],
        "caption": [f"The river near the eastern crossing, July {number % 28 + 1}, 2024."],
        "credit": "Jane Doe/Example Agency",
    }


def _list() -> Plain:
    return {"type": "list", "entries": [[sentence] for sentence in SENTENCES[9:13]]}


def _quote() -> Plain:
    return {
        "type": "quote",
        "content": [[SENTENCES[4]], ["Then we ", _mark("strong", "walked"), "."]],
        "attribution": ["A teacher from the old town"],
    }


def _table() -> Plain:
    return {
        "type": "table",
        "head": ["Province", "Villages", "With a doctor"],
        "rows": [[f"Province {name}", f"{12 + 7 * row}", f"{5 + 3 * row}"] for row, name in enumerate("ABCDEF")],
    }


def _related(number: int) -> Plain:
    return {
        "type": "related",
        "title": "Read more",
        "links": [
            {"title": f"{lead.strip()} … & more", "url": f"https://example.org/news/2024/{number}?from=story&at=end"}
            for lead in (*LEADS, *LEADS[:2])
        ],
    }


# --- the same as tuples -------------------------------------------------------------------------------------------


def as_tuples(article: Plain) -> Tuples:
    """The same article in the form that f-strings go through fastest: tuples, to be taken apart in a loop.

    A block is ``(type, its values)``, a piece of text ``(mark, address, content)``; a plain string's mark is ``""``.
    """
    return (
        article["headline"],
        tuple(article["section"]),
        _inlines(article["standfirst"]),
        article["byline"],
        article["date"],
        article["language"],
        tuple((block["type"], _values(block)) for block in article["body"]),
    )


def _inlines(content: list[Any]) -> Tuples:
    return tuple(
        ("", "", item) if isinstance(item, str) else (item["type"], item.get("url", ""), _inlines(item["content"]))
        for item in content
    )


def _values(block: Plain) -> Tuples:
    match block["type"]:
        case "paragraph":
            return _inlines(block["content"])
        case "list":
            return tuple(map(_inlines, block["entries"]))
        case "quote":
            return tuple(map(_inlines, block["content"])), _inlines(block["attribution"])
        case "table":
            return tuple(block["head"]), tuple(map(tuple, block["rows"]))
        case "related":
            return block["title"], tuple((link["title"], link["url"]) for link in block["links"])
    image = (block["src"], block["alt"], block["width"], block["height"], tuple(block["renditions"]))
    return (*image, _inlines(block["caption"]), block["credit"])

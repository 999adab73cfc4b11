"""A block of your own, a poll, in every output."""

from typing import ClassVar

import attrs
from markupsafe import Markup

import articlekit as ak


@attrs.frozen(repr=False)
class Poll(ak.Block):
    """A question with answers to choose from."""

    kind: ClassVar[str] = "poll"
    question: str
    answers: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])


def poll_as_html(poll: Poll, render: ak.HtmlFace) -> Markup:
    """An element with a question and a list; AMP takes it too."""
    return Markup('<p class="poll">{}</p>\n{}').format(poll.question, render.blocks([ak.List(poll.answers)]))


def poll_as_text(poll: Poll, render: ak.TextFace) -> str:
    """A paragraph and a list; `render` wraps them."""
    return render.blocks([ak.Paragraph(f"Poll: {poll.question}"), ak.List(poll.answers)])


HTML = ak.HTML.with_rule(Poll, poll_as_html)
AMP = ak.AMP.with_rule(Poll, poll_as_html)
TEXT = ak.TEXT.with_rule(Poll, poll_as_text)
JSON = ak.JSON.with_node(Poll)

article = ak.Article(
    "The bridge",
    ["It shakes.", Poll("Should it be closed?", ["Yes", "No"])],
    canonical_url="https://example.org/bridge",
)

print(HTML(article.body))
print(TEXT(article.body))
print(JSON(article.body[1]))

if ak.read_json(JSON(article), dialect=JSON) == article:
    print("The JSON gives the poll back.")
if '<p class="poll">Should it be closed?</p>' in AMP(article):
    print("AMP shows it too.")

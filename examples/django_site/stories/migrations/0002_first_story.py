"""The first story, so that there is something to see."""

from datetime import date
from typing import Any

from django.db import migrations

import articlekit as ak


def write(apps: Any, _: Any) -> None:  # noqa: ANN401 - as Django calls it
    """Write a story with most of what stories have."""
    article = ak.Article(
        "Night ferry to Salmata sails again",
        [
            "The first boat left the eastern mole at ten, with forty lorries and a school choir on board.",
            ak.Figure(
                ak.Image("/static/stories/ferry.svg", alt="A ferry at dusk", width=960, height=540),
                caption="The ferry leaves the mole.",
                credit="Northwind",
            ),
            ak.Heading("What it costs"),
            ak.List(["A lorry pays 40.", ak.ListItem(["A passenger pays ", ak.Strong("8"), "."])]),
            ak.PullQuote("Nobody told us that it would be so quiet."),
            ak.Paragraph(["The ", ak.Link("timetable", "https://example.org/times"), " holds until autumn."]),
            ak.RelatedLinks([ak.RelatedLink("Crews vote for a strike", "https://example.org/strike")]),
        ],
        standfirst="After two winters without a boat the crossing is open.",
        authors="Ilse Maro",
        section=["News", "Sea"],
        date_published=date(2026, 3, 1),
        language="en",
    )
    apps.get_model("stories", "Story").objects.create(slug="night-ferry", article=article)


class Migration(migrations.Migration):
    """After the table is there."""

    dependencies = [("stories", "0001_initial")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]

"""Build an article in Python and render it in every output."""

from datetime import date

import articlekit as ak

article = ak.Article(
    "Karvelia asks Dromund to explain plan for river patrols",
    [
        "Karvelia says it has asked neighboring Dromund to explain what it means by “joint patrols” on the Ulwe River.",
        ak.Paragraph(["“We have read the sentence,” she said. “We have ", ak.Emphasis("not"), " read the plan.”"]),
        ak.Heading("Files in a drawer"),
        ak.Figure(
            ak.Image("https://example.org/nets.jpg", alt="Five women with a net", width=1200, height=800),
            caption="Women mend nets on the eastern bank of the Ulwe River.",
            credit="AFP",
        ),
        ak.List(["The river has been closed to night fishing since April.", "The commission last met in 2009."]),
        ak.RelatedLinks([ak.RelatedLink("What the commission may do", "https://example.org/commission")]),
    ],
    section=["News", "Africa"],
    authors=[ak.Contributor("Jane Doe", role="Correspondent")],
    date_published=date(2017, 5, 11),
    language="en",
    canonical_url="https://example.org/patrols",
)

page = ak.render_html(article, page=True)
amp = ak.render_amp(article)
text = ak.render_text(article)
json = ak.render_json(article)

print(f"{len(page):,} characters of HTML, {len(amp):,} of AMP, {len(json):,} of JSON, and this text:\n")
print(text)

if ak.read_json(json) == article:
    print("The JSON gives the article back.")

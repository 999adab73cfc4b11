"""The first three blocks of an article for everybody, and all of it for those who paid."""

import articlekit as ak

HTML = ak.HTML.with_options(heading_offset=1)


def shown_to(article: ak.Article, *, subscriber: bool) -> str:
    """The HTML of the article's body, or of its beginning."""
    return HTML(article.body if subscriber else article.body[:3])


article = ak.Article(
    "Files in a drawer",
    [
        "The report was ready.",
        ak.Heading("Where it was"),
        ak.Figure(caption="The drawer.", credit="AFP"),
        "Here the story goes on.",
    ],
    is_accessible_for_free=False,
)

print(shown_to(article, subscriber=False))

rest = ak.word_count(ak.plain_text(article.body[3:]))
print(f"<p>Subscribe to read {rest} more words.</p>")

if '"isAccessibleForFree":false' in ak.render_html(article, page=True):
    print("<!-- The page says so to search engines. -->")

"""A small newspaper in Flask: `flask --app app run` in this folder, then open http://127.0.0.1:5000/."""

from pathlib import Path

from flask import Flask, Response, abort, render_template

import articlekit as ak
from articlekit.contrib.jinja import ArticleExtension


class SiteArticles(ArticleExtension):
    """The renderers of this newspaper."""

    html = ak.HTML.with_options(class_names={ak.Figure: "wide"})


app = Flask(__name__)
app.jinja_env.add_extension(SiteArticles)

STORIES = {
    path.stem: ak.read_json(path.read_text(encoding="utf-8"))
    for path in sorted(Path(__file__).with_name("stories").glob("*.json"))
}
"""The articles by the names in their addresses. A real site would ask its database."""


@app.get("/")
def index() -> str:
    """All stories."""
    return render_template("index.html", stories=STORIES)


@app.get("/<slug>")
def story(slug: str) -> str:
    """One story."""
    return render_template("story.html", story=STORIES.get(slug) or abort(404), slug=slug)


@app.get("/<slug>.amp.html")
def amp(slug: str) -> str:
    """The same as AMP."""
    return ak.render_amp(STORIES.get(slug) or abort(404))


@app.get("/article.css")
def stylesheet() -> Response:
    """What articles look like."""
    return Response(SiteArticles.html.stylesheet, mimetype="text/css")

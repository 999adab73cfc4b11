"""A small newspaper in FastAPI: `uvicorn main:app` in this folder, then open http://127.0.0.1:8000/."""

from pathlib import Path
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

import articlekit as ak
from articlekit.contrib.jinja import ArticleExtension

FOLDER = Path(__file__).parent

app = FastAPI()
templates = Jinja2Templates(FOLDER / "templates")
templates.env.add_extension(ArticleExtension)

STORIES = {path.stem: ak.read_json(path.read_bytes()) for path in sorted((FOLDER / "stories").glob("*.json"))}
"""The articles by the names in their addresses. A real site would ask its database."""


def found(slug: str) -> ak.Article:
    """An article, or the answer that there is none."""
    if slug not in STORIES:
        raise HTTPException(404, f"There is no story {slug}.")
    return STORIES[slug]


@app.get("/", response_class=HTMLResponse)
def index(request: Request) -> Response:
    """All stories."""
    return templates.TemplateResponse(request, "index.html", {"stories": STORIES})


@app.get("/article.css")
def stylesheet() -> Response:
    """What articles look like."""
    return Response(ak.HTML.stylesheet, media_type="text/css")


@app.get("/api/{slug}")
def data(slug: str) -> Any:  # noqa: ANN401  # JSON values
    """One story as JSON, for apps."""
    return ak.JSON.to_data(found(slug))


@app.put("/api/{slug}", status_code=204)
async def store(slug: str, request: Request) -> None:
    """Take a story in; what is no article is told, with its place."""
    try:
        STORIES[slug] = ak.read_json(await request.body())
    except ak.ReadError as error:
        raise HTTPException(422, str(error)) from error


@app.get("/{slug}", response_class=HTMLResponse)
def story(request: Request, slug: str) -> Response:
    """One story."""
    return templates.TemplateResponse(request, "story.html", {"story": found(slug), "slug": slug})

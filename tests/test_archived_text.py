"""What the rules for archived text make of it, each rule by a text of its own, and the promises that hold for all text."""

import datetime
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import articlekit as ak

EXAMPLES = Path(__file__).parent.parent / "examples" / "archive"
TRUTH: dict[str, dict[str, Any]] = (
    tomllib.loads((EXAMPLES / "expectations.toml").read_text("utf-8")) if EXAMPLES.is_dir() else {}
)


def read(name: str) -> tuple[ak.Article, ak.Report]:
    """An example, with its line ends and byte order mark as they are."""
    report = ak.Report()
    with (EXAMPLES / f"{name}.txt").open(encoding="utf-8", newline="") as file:
        return ak.read_text(file.read(), report=report), report


def spaceless(text: str | None) -> str:
    return re.sub(r"\s", "", text or "")


def found(article: ak.Article, key: str) -> Any:
    """What the reader made of a key of expectations.toml, in the same form."""
    if key in ("kicker", "headline", "dateline"):
        return spaceless(getattr(article, key))
    if key == "standfirst":
        return spaceless(ak.plain_text(article.standfirst))
    if key == "section":
        return list(article.section)
    if key == "headings":
        return [spaceless(ak.plain_text(heading)) for heading in ak.find(article, ak.Heading)]
    if key == "lists":
        return [["numbered" if block.ordered else "bulleted", len(block.items)] for block in ak.find(article, ak.List)]
    if key == "related":
        return [spaceless(link.title) for link in article.related_links]
    kinds = {"quotes": ak.BlockQuote, "corrections": ak.Correction, "live_posts": ak.LivePost}
    return sum(1 for _ in ak.find(article, kinds[key])) if key in kinds else getattr(article, key)
KEYS = "language kicker headline standfirst dateline section byline date_published date_modified figures headings lists quotes related corrections live_posts first last left_out".split()
def holds(name, key):
    article, _ = read(name)
    want = TRUTH[name].get(key)
    if key == "byline":
        return bool(article.byline) == bool(want) and all(n in (article.byline or "") for n in want or [])
    if key == "figures":
        figs = article.figures
        return len(figs)==len(want or []) and all(ak.plain_text(f.caption).startswith(c) and cr in (f.credit or "") for f,(c,cr) in zip(figs, want or []))
    body=[ak.plain_text(b) for b in ak.find(article, ak.Paragraph)]
    paras=[spaceless(x) for x in body]
    if key=="first": return bool(paras) and paras[0].startswith(spaceless(want))
    if key=="last":
        tops=[spaceless(ak.plain_text(b)) for b in article.body if isinstance(b, (ak.Paragraph,ak.LivePost))]
        return bool(tops) and spaceless(want[0]) in tops[-1] and tops[-1].endswith(spaceless(want[1]))
    if key=="left_out": return not any(p.startswith(spaceless(l)) for p in map(spaceless, ak.plain_text(article.body).split("\n")) for l in want or [])
    got=found(article,key)
    if want is None: return not got
    if key in ("kicker","headline","dateline","standfirst"): want=spaceless(want)
    if key in ("headings","related"): want=[spaceless(x) for x in want]
    if isinstance(want, datetime.date) and not isinstance(want, datetime.datetime) and isinstance(got, datetime.datetime): return got.date()==want
    return got==want
if __name__=="__main__":
    n=ok=0
    for name in TRUTH:
        for key in KEYS:
            h=holds(name,key); n+=1; ok+=h
            if not h: print(name,key,"DOUBTFUL" if key in TRUTH[name].get("doubtful",[]) else "", "want",TRUTH[name].get(key))
    print(ok,n)

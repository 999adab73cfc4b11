"""Read an archived web page, say where each part of the article was found, and what was left out.

On the command line the same is `articlekit inspect --why examples/pages/night-ferry.html`.
"""

import sys
from pathlib import Path
from typing import Any

import articlekit as ak
from articlekit.read.html import Reading

PAGE = Path(__file__).parent / "pages" / "night-ferry.html"


def fact_box(element: Any, read: Reading) -> ak.Callout | None:  # noqa: ANN401  # an element of the parser
    """What this site calls a fact box is a callout, and its heading the title."""
    title = element.select_one("h4")
    if title is None:
        return None
    read.taken.add(title)
    return ak.Callout(read.blocks(element), title=title.text)


RULES = ak.HTML_RULES.with_rule(".courier-factbox", fact_box)


def main(path: Path) -> None:
    """Read a page, given as bytes so that its encoding is found out, and print what became of it."""
    report = ak.Report()
    article = ak.read_html(path.read_bytes(), url="https://courier.example/", report=report, rules=RULES)

    for field, source in report.sources.items():
        print(f"{field}: {source.partition(': ')[0]}")
    print()
    print(ak.render_text(article))
    for notice in report:
        print(notice)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE)

"""Convert a folder of archived texts with the library, and say what was left out of each.

On the command line the same is `articlekit convert examples/archive --to html,json -o site`.
"""

import sys
from collections import Counter
from pathlib import Path

import articlekit as ak


def convert(source: Path, target: Path) -> Counter[str]:
    """Write an HTML page and a JSON file for each text of a folder, and count the notices."""
    target.mkdir(parents=True, exist_ok=True)
    counts: Counter[str] = Counter()
    for path in sorted(source.glob("*.txt")):
        report = ak.Report()
        article = ak.read_text(path.read_text(encoding="utf-8-sig"), report=report)
        (target / f"{path.stem}.html").write_text(ak.render_html(article, page=True), encoding="utf-8")
        (target / f"{path.stem}.json").write_text(ak.render_json(article, indent=1), encoding="utf-8")
        print(f"{path.name}: {article.headline}")
        for notice in report:
            print(f"    {notice}")
        counts.update(report.counts)
    return counts


if __name__ == "__main__":
    total = convert(Path(__file__).parent / "archive", Path(sys.argv[1] if len(sys.argv) > 1 else "site"))
    print(f"{total.total()} notices:", ", ".join(f"{code} {count}" for code, count in total.most_common()))

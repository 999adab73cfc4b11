"""What converting a whole archive costs: an archive of many formats is made, and runs over it are compared.

::

    python tests/benchmarks archive            # a few hundred articles
    python tests/benchmarks/archives.py 20000  # as many as that, with the figures that the docs give

Wall time is what many processes are for, so here it counts; the machine should have nothing else to do.
"""

from __future__ import annotations

import gzip
import io
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from measure import Effort, Ratio

import articlekit as ak
from articlekit.archive.convert import Conversion
from articlekit.archive.inputs import Inputs, Reading

__all__ = ["archive", "make"]

FEW: Final = 400
MANY: Final = 2000
WORDS: Final = "the ferry sails again at night and nobody in the harbour town had been told why it was so late".split()


def story(number: int) -> ak.Article:
    """One article of many: ten paragraphs, a heading, a picture."""
    text = " ".join(WORDS[(number + place) % len(WORDS)] for place in range(60)).capitalize() + "."
    picture = ak.Image(f"/pictures/{number}.jpg", alt="A ferry")
    figure = ak.Figure(picture, caption="The ferry at the pier", credit="AFP")
    body: list[str | ak.Block] = [*[text] * 5, ak.Heading("What comes next"), figure, *[text] * 5]
    return ak.Article(f"Night ferry number {number}", body, language="en", section=["News"])


def page(article: ak.Article, number: int) -> str:
    """A page as a site would have it: without our marks, and with furniture around the story."""
    paragraphs = "".join(f"<p>{ak.plain_text(block)}</p>" for block in article.body if block.kind == "paragraph")
    links = "".join(f'<li><a href="/{(number + place) % 50}">Another story of the day</a></li>' for place in range(20))
    return (
        f"<!doctype html><html lang=en><head><title>{article.headline} - The Harbour Post</title></head><body>"
        f"<header><nav><ul>{links}</ul></nav></header><main><article><h1>{article.headline}</h1>{paragraphs}"
        f'<figure><img src="/pictures/{number}.jpg" alt="A ferry"><figcaption>At the pier</figcaption></figure>'
        f"</article></main><aside><h2>Most read</h2><ul>{links}</ul></aside><footer>© The Harbour Post</footer></body>"
    )


def make(folder: Path, count: int) -> None:
    """An archive of so many articles: pages, texts, packed JSON Lines, a WordPress export, a zip of pages."""
    lines, items = io.StringIO(), io.StringIO()
    with zipfile.ZipFile(folder / "old.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(count):
            article = story(number)
            match number % 8:
                case 0 | 1 | 2 | 3:
                    place = folder / "pages" / str(number // 1000) / f"{number}.html"
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_text(page(article, number), "utf-8")
                case 4:
                    place = folder / "texts" / f"{number}.txt"
                    place.parent.mkdir(exist_ok=True)
                    place.write_text(ak.render_text(article), "utf-8")
                case 5:
                    lines.write(ak.render_json(article, indent=None) + "\n")
                case 6:
                    html = ak.render_html(article.body)
                    items.write(
                        f"<item><title>{article.headline}</title><wp:post_id>{number}</wp:post_id>"
                        f"<wp:post_name>ferry-{number}</wp:post_name><wp:status>publish</wp:status>"
                        f"<wp:post_type>post</wp:post_type><content:encoded><![CDATA[{html}]]></content:encoded></item>\n"
                    )
                case 7:
                    packed.writestr(f"2011/{number}.html", page(article, number))
    (folder / "articles.jsonl.gz").write_bytes(gzip.compress(lines.getvalue().encode()))
    head = (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>The Harbour Post</title>'
        "<wp:wxr_version>1.2</wp:wxr_version>"
    )
    (folder / "export.wxr").write_text(f"{head}\n{items.getvalue()}</channel></rss>", "utf-8")


def archive(effort: Effort) -> Iterator[Ratio]:
    """Two processes against one, and one against a bare loop."""
    yield from _compared(FEW if effort.seconds else 40, judged=bool(effort.seconds) and (os.cpu_count() or 1) >= 2)


def _compared(count: int, *, judged: bool) -> Iterator[Ratio]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "in")
        folder.mkdir()
        make(folder, count)
        seconds = {jobs: _run(folder, Path(place, f"out{jobs}"), jobs)[0] for jobs in (1, 2)}
        loop = _loop("loop", folder, Path(place, "loop"))
        detail = f"{count / seconds[1]:,.0f} and {count / seconds[2]:,.0f} articles a second"
        floor = 1.7 if judged and count >= MANY else 0
        yield Ratio(
            "Archive: speed of two processes compared with one", seconds[1] / seconds[2], "at least", floor, detail
        )
        most = 1.25 if judged and count >= MANY else 100
        yield Ratio(
            "Archive: time of one process compared with a bare loop",
            seconds[1] / loop,
            "at most",
            most,
            f"{loop:.1f} s",
        )
        table = _run(folder, Path(place, "out.parquet"), 1)[0]
        rows = _loop("rows_loop", folder, Path(place, "loop.parquet"))
        yield Ratio(
            "Archive, into Parquet: time compared with a bare loop", table / rows, "at most", most, f"{rows:.1f} s"
        )


def _run(folder: Path, out: Path, jobs: int) -> tuple[float, int]:
    """The seconds that a run takes, and the most memory of the process that reads, in MB."""
    command = [sys.executable, "-m", "articlekit", "convert", str(folder), "-o", str(out), "-q", "--jobs", str(jobs)]
    before = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0
    return time.perf_counter() - before, usage.ru_maxrss // 1024


def _loop(name: str, folder: Path, out: Path) -> float:
    """The seconds that the same takes without the engine: read, render, write, in another process."""
    code = f"import sys; sys.path[:0] = sys.argv[3:]; from archives import {name}; {name}(sys.argv[1], sys.argv[2])"
    before = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, str(folder), str(out), *sys.path], check=True)
    return time.perf_counter() - before


def loop(folder: str, out: str) -> None:
    """Read and render every record, and write each page, with nothing around it."""
    reader = Conversion()
    Path(out).mkdir()
    for number, record in enumerate(Reading(Inputs([folder]))):
        article = reader.read(record, ak.Report())
        Path(out, f"{number}.html").write_text(ak.render_html(article, page=True), "utf-8")


def rows_loop(folder: str, out: str) -> None:
    """Read every record, make its row with a page in it, and write them all into one file."""
    # A process that is started counts the memory of the one that starts it, so that one stays small.
    from articlekit.archive.parquet import write_rows  # noqa: PLC0415
    from articlekit.archive.rows import row_of, row_outputs  # noqa: PLC0415

    conversion = Conversion(outputs=row_outputs(["html"]))
    with Path(out).open("wb") as file:
        write_rows(file, (row_of(conversion(record)) for record in Reading(Inputs([folder]))))


def main() -> None:
    """The figures of the docs, for as many articles as the command line says."""
    count = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as place:
        for many in (count // 10, count):
            folder = Path(place, f"in{many}")
            folder.mkdir()
            make(folder, many)
            for out in (f"out{many}", f"out{many}.parquet"):
                _, most = _run(folder, Path(place, out), 2)
                print(f"The process that reads, {many:,} articles into {Path(out).suffix or 'a folder'}: {most} MB")
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"Any process of these runs: {children} MB at most")
    for ratio in _compared(count, judged=False):
        print(f"{ratio.name:40}{ratio.value:8.2f}  {ratio.detail}")


if __name__ == "__main__":
    main()

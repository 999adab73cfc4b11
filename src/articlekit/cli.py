"""The command line: what its commands are called, take and say. What they do is in :mod:`articlekit.archive`."""

from __future__ import annotations

import json
import os
import re
from contextlib import ExitStack
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, Final

import click

from articlekit.archive.convert import OUTPUTS, Conversion, OutputFormat, Result, outputs
from articlekit.archive.inputs import Inputs, Reading
from articlekit.archive.names import FIELDS, Template
from articlekit.archive.record import as_read_error, printable
from articlekit.archive.run import Choice, run
from articlekit.archive.signals import SIGPIPE, Stopped
from articlekit.archive.sink import FolderSink, Nowhere, Sink, StreamSink, file_sink, report_file, write_all
from articlekit.archive.site import Site
from articlekit.archive.source import Limits, Source
from articlekit.archive.sources import SOURCES, installed_sources, named_source
from articlekit.archive.summary import Tally, line_of
from articlekit.archive.terminal import Progress, say, say_cause, show_tree, standard_output
from articlekit.archive.tree import tree_of
from articlekit.errors import MissingExtraError
from articlekit.model.url import absolute_url
from articlekit.preview.page import page
from articlekit.preview.shown import Showing, Shown, counted, failures
from articlekit.read.decode import codec_of
from articlekit.render.text import LINKS, MIN_LINE, TEXT, Links
from articlekit.report import Report
from articlekit.schema import json_schema

__all__ = ["commands"]

STANDARD_OUTPUT: Final = Path("-")
TOLD: Final = 20
"""So many articles with notices have a line each; all are counted at the end."""
CONTEXT: Final = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Commands(click.Group):
    """Commands that end quietly when nobody reads their output any more, as after ``| head -1``."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  # as click has it
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # As an OSError, click would take it for its own.
            raise Stopped(SIGPIPE) from None


def _formats(ctx: click.Context, param: click.Parameter, value: str) -> tuple[OutputFormat, ...]:
    names = [name.strip().lower() for name in value.split(",")]
    if unknown := [name for name in names if name not in OUTPUTS]:
        message = f"{unknown[0]!r} is no format; there are {', '.join(OUTPUTS)}, e.g. --to html,text"
        raise click.BadParameter(message, ctx, param)
    return tuple(known for known in OUTPUTS if known in names)


def _size(ctx: click.Context, param: click.Parameter, value: str) -> int:
    found = re.fullmatch(r"([0-9]{1,15})([kmg]?)", value.strip().lower(), re.ASCII)
    if not found or not int(found[1]):
        raise click.BadParameter(f"{value!r} is no size; write it as 500k, 64M or 1G", ctx, param)
    return int(found[1]) << {"": 0, "k": 10, "m": 20, "g": 30}[found[2]]


def _encoding_label(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and codec_of(value) is None:
        message = f"{value!r} is no encoding that browsers know; e.g. utf-8, windows-1252, gb18030"
        raise click.BadParameter(message, ctx, param)
    return value


def _path(ctx: click.Context, param: click.Parameter, value: str | None) -> Path | None:
    if value == "":
        raise click.BadParameter("the name is empty; was a variable of the shell not set?", ctx, param)
    return None if value is None else Path(value)


def _jobs(ctx: click.Context, param: click.Parameter, value: str) -> int:
    if value == "auto":
        return os.cpu_count() or 1
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 1024:
        raise click.BadParameter(f"{value!r} is no number of processes; give 1 or more, or auto", ctx, param)
    return int(value)


def _template(ctx: click.Context, param: click.Parameter, value: str) -> Template:
    try:
        return Template(value)
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param) from error


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day; write it as 2011-03-04", ctx, param) from error


def _percent(ctx: click.Context, param: click.Parameter, value: str | None) -> float | None:
    if value is None:
        return None
    found = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,9})?)\s*%", value.strip(), re.ASCII)
    if not found or not 0 < float(found[1]) <= 100:
        raise click.BadParameter(f"{value!r} is no part of a hundred; write it as 1% or 0.5%", ctx, param)
    return float(found[1])


def _sources(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[Source, ...]:
    try:
        return (*map(named_source, value), *installed_sources())
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param) from error


def _site_url(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        found = absolute_url(value)
    except ValueError as error:
        raise click.BadParameter(f"{error}; write it as https://archive.example/", ctx, param) from error
    if not found.startswith(("http://", "https://")):
        raise click.BadParameter(f"{value!r} is no address of a site; write it as https://archive.example/", ctx, param)
    return found if found.endswith("/") else f"{found}/"


def _width(ctx: click.Context, param: click.Parameter, value: int) -> int | None:
    if 0 < value < MIN_LINE:
        raise click.BadParameter(f"{value} columns are too few; {MIN_LINE} is the least, 0 is no limit", ctx, param)
    return value or None


_read_as = click.option(
    "--from",
    "read_as",
    type=click.Choice([source.name for source in SOURCES if source.read is not None]),
    help="The format of all inputs. By default the first bytes of a file tell its format, or else its name. fragment "
    "is the HTML of a story without a page around it, as a CMS stores it; all of it is kept.",
)
_own_sources = click.option(
    "--source",
    "sources",
    metavar="MODULE:NAME",
    multiple=True,
    callback=_sources,
    help="A Source of your own, in a Python module; it is tried before all others. Can be given several times.",
)
_url = click.option(
    "--url",
    metavar="URL",
    help="The address of the page, for a single HTML page. Relative addresses are resolved against it.",
)
_encoding = click.option(
    "--encoding",
    metavar="LABEL",
    callback=_encoding_label,
    help="The encoding of all inputs, e.g. windows-1256. By default it is detected: from a byte-order mark, the label "
    "in an HTML page, or the bytes themselves. A guess is reported.",
)
_max_size = click.option(
    "--max-size",
    metavar="SIZE",
    default="64M",
    show_default=True,
    callback=_size,
    help="Refuse larger inputs, e.g. 500k, 64M or 1G.",
)
_debug = click.option("--debug", is_flag=True, help="Show the traceback of an unexpected error.")


@click.group(cls=Commands, context_settings=CONTEXT, invoke_without_command=True)
@click.version_option(package_name="articlekit", message="%(prog)s %(version)s")
@click.pass_context
def commands(ctx: click.Context) -> None:
    """Turn archived articles into clean HTML, AMP, plain text and JSON.

    articlekit reads an article (headline, byline, dates, paragraphs, figures with captions and credits, related
    links) from plain text, HTML, JSON or an archive, and writes it in the formats that you choose. It reports what it
    leaves out.

    \b
    Examples:
      articlekit convert story.txt -o site              one page: site/story.html
      articlekit convert archive --to html,text -o out  every article in a folder
      articlekit inspect page.html --why                what was understood, and what was left out
      articlekit preview story.txt --open               one page that shows all outputs

    `articlekit COMMAND --help` explains a command.
    """  # noqa: D301  # click wants the character itself
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@commands.command(short_help="Convert files, folders and archives of articles.")
@click.argument("names", metavar="SRC...", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option(
    "--to",
    "formats",
    metavar="FORMATS",
    callback=_formats,
    default="html",
    show_default=True,
    help=f"The formats to write, separated by commas: {', '.join(OUTPUTS)}.",
)
@click.option(
    "-o",
    "--output",
    metavar="PLACE",
    type=click.UNPROCESSED,
    callback=_path,
    help="The folder to write into; it is created if needed. A name that ends in .zip, .jsonl or .parquet is one file "
    "for all articles. - is standard output, for one article in one format, and the default if SRC is -.",
)
@click.option(
    "--path",
    "template",
    metavar="TEMPLATE",
    callback=_template,
    default="{stem}",
    show_default=True,
    help="The names of the outputs, without their endings, e.g. '{date:%Y/%m}/{section}/{slug}-{hash}'. The fields are "
    f"{', '.join(f'{{{field}}}' for field in FIELDS)}.",
)
@click.option(
    "--site",
    is_flag=True,
    help="Also make index pages with links to the articles, by month and by section, and a feed: index.html, feed.xml.",
)
@click.option("--site-title", metavar="TITLE", help="The name of the site, for --site.")
@click.option(
    "--site-url", metavar="URL", callback=_site_url, help="The address of the site, for its feed and a sitemap.xml."
)
@click.option("--fragment", is_flag=True, help="HTML: write only the article, to put into a page of your own.")
@click.option(
    "--width",
    metavar="COLUMNS",
    type=click.IntRange(min=0),
    callback=_width,
    default=TEXT.width,
    help=f"Text: the length of a line, at least {MIN_LINE}; 0 means no wrapping.  [default: {TEXT.width}]",
)
@click.option(
    "--links",
    type=click.Choice(LINKS),
    default=TEXT.links,
    show_default=True,
    help="Text: leave out the addresses of links, write them after the words, or as numbered notes at the end.",
)
@_read_as
@_own_sources
@_url
@_encoding
@_max_size
@click.option(
    "-j",
    "--jobs",
    metavar="N",
    default="auto",
    show_default=True,
    callback=_jobs,
    help="The number of processes; auto is one for each core.",
)
@click.option(
    "--resume",
    is_flag=True,
    help="Continue an earlier run into the same output. Articles are not converted again if neither their bytes nor "
    "the options have changed.",
)
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Convert only the first N articles.")
@click.option(
    "--sample",
    metavar="PERCENT",
    callback=_percent,
    help="Convert only this share of the articles, e.g. 1%; the same ones each time.",
)
@click.option(
    "--match",
    metavar="PATTERN",
    help="Convert only articles whose name or address matches, e.g. '*/2011/*'.",
)
@click.option(
    "--since",
    metavar="DAY",
    callback=_day,
    help="Convert only articles published on this day or later, e.g. 2011-03-04.",
)
@click.option(
    "-n", "--dry-run", is_flag=True, help="Write nothing; show what would be written, and what would be lost."
)
@click.option("--keep", is_flag=True, help="Stop instead of replacing an existing file.")
@click.option(
    "--report",
    "report",
    metavar="FILE",
    type=click.UNPROCESSED,
    callback=_path,
    help="Write all errors and notices to a file, one JSON object per line.",
)
@click.option("-q", "--quiet", is_flag=True, help="Show only what failed.")
@_debug
@click.pass_context
def convert(
    ctx: click.Context,
    *,
    names: tuple[str, ...],
    formats: tuple[OutputFormat, ...],
    output: Path | None,
    template: Template,
    site: bool,
    site_title: str | None,
    site_url: str | None,
    fragment: bool,
    width: int | None,
    links: Links,
    read_as: str | None,
    sources: tuple[Source, ...],
    url: str | None,
    encoding: str | None,
    max_size: int,
    jobs: int,
    resume: bool,
    limit: int | None,
    sample: float | None,
    match: str | None,
    since: date | None,
    dry_run: bool,
    keep: bool,
    report: Path | None,
    quiet: bool,
    debug: bool,
) -> None:
    """Convert articles: files, folders, archives, patterns such as 'archive/2011-*.txt', or - for standard input.

    A folder is searched, with its subfolders, for files with the ending of a known format; hidden files are skipped. A
    file that you name yourself is read whatever its ending: its first bytes tell its format.

    An output has the name of its input with another ending: .html, .amp.html, .txt or .json. Subfolders are kept.
    --path gives other names. If two outputs would have the same name, one of them gets a hash, the same each time.

    Outputs of an earlier run are replaced; inputs never are. A file gets its name only when it is complete, so you can
    stop a run at any time. --resume continues it.

    \b
    Examples:
      articlekit convert story.txt -o site
      articlekit convert page.html --url https://courier.example/news/night-ferry -o site
      articlekit convert field.html --from fragment --to text -o -
      articlekit convert archive --to html,amp,text,json -o out --report out.jsonl
      articlekit convert export.xml crawl.warc.gz --path '{date:%Y/%m}/{slug}-{hash}' -o site --resume
      articlekit convert export.xml --site --site-title 'The Harbour Post' -o site
      articlekit convert old.zip --to json -o articles.jsonl
      articlekit convert crawl.warc.gz --sample 1% --dry-run
      articlekit convert - --to text --width 60 < story.html | less

    \b
    Exit status:
      0    everything was converted
      1    some inputs failed; standard error names them, and the others were converted
      2    the command cannot run as given, or an output cannot be written
      130  interrupted by Ctrl-C (143: by SIGTERM); files with their final names are complete
    """  # noqa: D301  # click wants the character itself
    if output is None and not dry_run:
        if names != ("-",):
            raise click.UsageError("say with -o where to write: a folder, or - for standard output", ctx)
        output = STANDARD_OUTPUT
    if "" in names:
        raise click.UsageError("a name is empty; was a variable of the shell not set?", ctx)
    inputs = Inputs(names, sources)
    if url is not None and not inputs.is_one:
        raise click.UsageError("--url is the address of one page; name that page alone", ctx)
    conversion = Conversion(
        outputs=outputs(formats, width=width, links=links, fragment=fragment),
        sources=sources,
        read_as=read_as,
        encoding=encoding,
        url=url,
        path=template,
        since=since,
        entries=site,
    )
    if site and ("html" not in formats or fragment or output in (None, STANDARD_OUTPUT)):
        raise click.UsageError("--site leads to pages: it needs a folder or a zip, html among --to, and no --fragment")
    sink, conversion = _sink(None if dry_run else output, conversion, inputs, keep=keep)
    reading = Reading(inputs, sources, read_as=read_as, limits=Limits(record=max_size))
    tally = Tally()
    with ExitStack() as stack:
        progress = stack.enter_context(Progress(reading, tally, quiet=quiet))
        lines = count()

        def tell(result: Result) -> None:
            line = None if quiet and result.error is None else line_of(result)
            if line is not None and result.error is None and (told := next(lines)) >= TOLD:
                line = "more articles have notices; they are counted at the end" if told == TOLD else None
            progress(line)
            if debug:
                say_cause(result)

        run(
            reading,
            conversion,
            sink,
            jobs=1 if debug else jobs,
            resume=resume,
            choice=Choice(limit=limit, sample=sample, match=match),
            tell=tell,
            report=report,
            site=Site(title=site_title, url=site_url) if site else None,
            tally=tally,
        )
    if not quiet and tally.has_met_any and (output != STANDARD_OUTPUT or tally.notices or tally.details):
        for line in tally.lines(examples=dry_run or next(lines) > TOLD):
            say(line)
        if dry_run:
            say("nothing was written")
    if tally.stopped is not None:
        raise tally.stopped
    ctx.exit(1 if tally.failed else 0)


def _sink(output: Path | None, conversion: Conversion, inputs: Inputs, *, keep: bool) -> tuple[Sink, Conversion]:
    """Where outputs go, and the conversion that gives them: some places take one of their own."""
    if output is None:
        return Nowhere(), conversion
    if output == STANDARD_OUTPUT:
        if not inputs.is_one or len(conversion.outputs) != 1:
            raise click.UsageError("standard output takes one article in one format; name a folder with -o")
        return StreamSink(standard_output()), conversion
    is_folder = os.path.isdir(output)  # noqa: PTH112  # Path.is_dir has an error for a name that is too long
    if not is_folder and (found := file_sink(output, conversion, keep=keep)):
        return found
    return FolderSink(output, keep=keep), conversion


@commands.command(short_help="Show how one file is understood.")
@click.argument("name", metavar="FILE", type=click.UNPROCESSED)
@_read_as
@_own_sources
@_url
@_encoding
@_max_size
@click.option(
    "--match", metavar="PATTERN", help="Of several articles in a file, show the first whose name or address matches."
)
@click.option("--why", is_flag=True, help="Show each part of the source that was left out, grouped by reason.")
@_debug
@click.pass_context
def inspect(
    ctx: click.Context,
    *,
    name: str,
    read_as: str | None,
    sources: tuple[Source, ...],
    url: str | None,
    encoding: str | None,
    max_size: int,
    match: str | None,
    why: bool,
    debug: bool,
) -> None:
    """Show how a file was understood: its article as a tree, where each field was found, and what was guessed.

    FILE is a file in one of the formats that convert reads, or - for standard input.

    \b
    Exit status: 0 if there is an article in the file, 1 if not, 2 if the command cannot run as given.
    """  # noqa: D301  # click wants the character itself
    inputs = Inputs([name], sources)
    if inputs.folders or not inputs.is_one:
        raise click.UsageError("inspect shows one file; name it", ctx)
    report = Report()
    records = Choice(match=match, limit=2)(Reading(inputs, sources, read_as=read_as, limits=Limits(record=max_size)))
    record = next(records, None)
    if record is None:
        if match is not None:
            raise click.UsageError("no article in the file has a name or an address like that", ctx)
        say(f"{printable(name)}: there is no article in the file")
        ctx.exit(1)
    if next(records, None) is not None:
        say(f"{record.name} is the first article of several; --match shows another one by its name or address")
    try:
        article = Conversion(sources=sources, read_as=read_as, encoding=encoding, url=url).read(record, report)
    except MissingExtraError:
        raise
    except Exception as error:  # noqa: BLE001  # no traceback, whatever a file holds
        failed = Result(name=record.name, stem=record.stem, error=as_read_error(error))
        say(str(line_of(failed)))
        if debug:
            say_cause(failed)
        ctx.exit(1)
    show_tree(tree_of(article, report, why=why))


@commands.command(short_help="Make a page that shows articles in all outputs.")
@click.argument("names", metavar="SRC...", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.UNPROCESSED,
    callback=_path,
    help="The page to write.  [default: preview.html]",
)
@click.option("--open", "opens", is_flag=True, help="Show the page in the browser.")
@click.option(
    "--serve",
    "serves",
    is_flag=True,
    help="Serve the page to this machine only instead of writing it, and show changes of the files at once. Ctrl-C "
    "ends it.",
)
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=8321,
    show_default=True,
    help="The port for --serve; 0 is any free one.",
)
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    default=Showing().limit,
    show_default=True,
    help="Show only the first N articles.",
)
@click.option("--match", metavar="PATTERN", help="Show only articles whose name or address matches, e.g. '*/2011/*'.")
@_read_as
@_own_sources
@_url
@_encoding
@_max_size
@_debug
@click.pass_context
def preview(
    ctx: click.Context,
    *,
    names: tuple[str, ...],
    output: Path | None,
    opens: bool,
    serves: bool,
    port: int,
    limit: int,
    match: str | None,
    read_as: str | None,
    sources: tuple[Source, ...],
    url: str | None,
    encoding: str | None,
    max_size: int,
    debug: bool,  # noqa: ARG001  # the program looks at it
) -> None:
    """Make one page that shows articles as HTML, AMP, text and JSON side by side.

    The page shows them as wide as a phone or a desktop, light and dark, from left to right and from right to left. It
    shows each notice beside its place, and how search engines and social sites will show the article.

    SRC is what convert reads: files, folders, archives of articles, patterns, or - for standard input. The page
    is one self-contained file. It loads only the articles' own pictures, and runs no script of an article.

    \b
    Examples:
      articlekit preview story.txt --open
      articlekit preview archive --limit 20 -o look.html
      articlekit preview crawl.warc.gz --match '*/2011/*'
      articlekit preview drafts --serve --open

    \b
    Exit status: 0 if all is shown, 1 if some of it could not be read, 2 if the command cannot run as given.
    """  # noqa: D301  # click wants the character itself
    if serves and (output is not None or "-" in names):
        raise click.UsageError("--serve writes no page, and looks at files again: leave out -o, and name files", ctx)
    inputs = Inputs(names, sources)
    if url is not None and not inputs.is_one:
        raise click.UsageError("--url is the address of one page; name that page alone", ctx)
    showing = Showing(
        conversion=Conversion(sources=sources, read_as=read_as, encoding=encoding, url=url),
        choice=Choice(match=match),
        limit=limit,
    )

    def show() -> Shown:
        return showing(Reading(inputs.again(), sources, read_as=read_as, limits=Limits(record=max_size)))

    def ready(address: str) -> None:
        say(f"{address} shows {', '.join(names)}; Ctrl-C ends it")
        if opens:
            _open(address)

    if serves:
        from articlekit.preview.server import serve  # noqa: PLC0415  # who serves nothing need not wait for it

        try:
            serve(show, inputs, port=port, ready=ready, tell=say)
        except OSError as error:
            raise click.UsageError(f"port {port}: {error.strerror}; give another with --port", ctx) from error
        return
    target = output or Path("preview.html")
    shown = show()
    made = page(shown).encode("utf-8", "replace")
    if target == STANDARD_OUTPUT:
        write_all(standard_output(), made)
    else:
        with report_file(target, inputs, "page", is_known=True) as file:
            file.write(made)
        for line in failures(shown):
            say(line)
        say(f"{printable(str(target))} shows {counted(shown)}")
    if opens and target != STANDARD_OUTPUT:
        _open(target.absolute().as_uri())
    ctx.exit(1 if any(article["error"] for article in shown["articles"]) else 0)


def _open(address: str) -> None:
    import webbrowser  # noqa: PLC0415  # as above

    if not webbrowser.open(address):
        say(f"no browser was found; open {address} in one")


@commands.command(short_help="Print the JSON Schema of articlekit's JSON.")
def schema() -> None:
    """Print the JSON Schema of articlekit's JSON (draft 2020-12), for editors, validators and other programs."""
    write_all(standard_output(), json.dumps(json_schema(), ensure_ascii=False, indent=2).encode() + b"\n")

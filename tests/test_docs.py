"""The documentation keeps up with the code: what it shows runs, and its tables leave nothing out.

The Python on the pages runs as doctests, which pytest collects from `docs` itself.
"""

import ast
import doctest
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
import pytest
import turbohtml

import articlekit as ak
from articlekit.cli import commands
from articlekit.model.node import Block, Inline, Mark, Node
from articlekit.read.archived_html.metadata.trust import TRUST
from articlekit.read.html import HIDDEN, NOTICE_CODES, READ_CODES
from articlekit.render.amp import AmpRenderer
from articlekit.render.html import HtmlRenderer
from articlekit.render.text import TextRenderer

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
CASES = ROOT / "tests" / "cases"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
OPTIONS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


def page(name: str) -> str:
    """The source of a page."""
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds `examples`, as a checkout does, and is the current one."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# What is shown runs


@pytest.mark.usefixtures("checkout")
def test_readme_runs() -> None:
    """The README's Python gives what the README says."""
    failed, tried = doctest.testfile(
        str(ROOT / "README.md"), module_relative=False, encoding="utf-8", optionflags=OPTIONS
    )
    assert (failed, tried > 5) == (0, True)


def test_readme_converts_the_archive(checkout: Path) -> None:
    """The README's first command makes four files of each archived text and page, and its second one a site."""
    command, site = re.findall(r"\.venv/bin/(articlekit convert .*)", (ROOT / "README.md").read_text(encoding="utf-8"))
    status, _ = run(command, checkout)
    sources = [*(ROOT / "examples" / "archive").glob("*.txt"), *(ROOT / "examples" / "pages").glob("*.html")]
    assert status == 0
    assert len([path for path in (checkout / "site").rglob("*") if path.is_file()]) == 4 * len(sources)
    status, _ = run(site, checkout)
    assert (status, (checkout / "harbour" / "index.html").exists()) == (0, True)


def consoles() -> Iterator[tuple[str, str]]:
    """Each block of a page that shows a terminal, with its place."""
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        for block in re.finditer(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            line = text.count("\n", 0, block.start()) + 1
            yield f"{path.relative_to(ROOT)}:{line}", block[1]


CONSOLES = dict(consoles())


@pytest.mark.parametrize("place", CONSOLES)
def test_terminal_shows_what_it_says(place: str, checkout: Path) -> None:
    """The commands after `$ ` in a block run one after the other and print what stands below them."""
    for session in CONSOLES[place].removeprefix("$ ").split("\n$ "):
        command, _, wanted = session.partition("\n")
        while command.endswith("\\"):
            more, _, wanted = wanted.partition("\n")
            command = f"{command[:-1]}{more.removeprefix('> ')}"
        _, printed = run(command, checkout)
        if not doctest.OutputChecker().check_output(wanted, printed, OPTIONS):
            pytest.fail(f"{place}: {command}\nprints\n{printed}\ninstead of\n{wanted}", pytrace=False)


def run(command: str, folder: Path) -> tuple[int, str]:
    """Run a command of a page in a folder; its status and all that it prints."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONUTF8": "1", "COLUMNS": "100"}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def test_links_between_pages_lead_somewhere() -> None:
    """What the README and the pages link to in this repository is there."""
    missing = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in PAGES
        for target in re.findall(r"\]\(([^)#:\s]+)", path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert missing == []


# Tables leave nothing out


def rows(name: str) -> Iterator[list[str]]:
    """The cells of each row of the tables on a page, heads and rules left out."""
    for line in re.findall(r"^\|(.*)\|$", page(name), re.MULTILINE):
        cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)]
        if cells[0].startswith("`"):
            yield cells


def node_classes() -> list[type[Node]]:
    """The model's node classes, bases too."""
    found = (getattr(ak, name) for name in ak.__all__)
    return [thing for thing in found if isinstance(thing, type) and issubclass(thing, Node)]


def own_fields(cls: type[Node]) -> Iterator[str]:
    """A class's fields but those that it has of `Node` and `Block`; its bare name where there are none."""
    base = Block if issubclass(cls, Block) and cls is not Block else Node
    common = {field.name for field in attrs.fields(base)} if cls is not Node else set()
    if names := [field.name for field in attrs.fields(cls) if field.name not in common]:
        yield from (f"{cls.__name__}.{name}" for name in names)
    elif cls not in {Inline, Mark}:
        yield cls.__name__


def test_carriers_name_every_field_of_every_node() -> None:
    """The table of carriers has one row for each field, and none for a field that there is not."""
    fields = [name for cls in node_classes() if cls is not Mark for name in own_fields(cls)]
    table = [cells[0].strip("`") for cells in rows("reference/carriers") if cells[0][1].isupper()]
    assert sorted(table) == sorted(fields)


def carriers(column: int) -> list[str]:
    """The selectors in a column of the table of carriers, 1 for HTML and 2 for AMP; those of metadata say `JSON-LD`."""
    found: set[str] = set()
    for cells in rows("reference/carriers"):
        if cells[0][1].isupper():
            said = (cells[2:] and cells[column]) or cells[1]  # AMP has what HTML has, where nothing else is said
            found.update(f"{where}{carrier}" for where, carrier in re.findall("(JSON-LD )?`([^`]+)`", said))
    return sorted(found)


MORE = ak.Article(
    "What no case shows",
    [
        *(ak.Heading(f"Level {level}", level) for level in range(2, 7)),
        ak.Audio("https://example.org/a.mp3", tracks=[ak.Track("https://example.org/a.vtt")]),
        ak.Table([[ak.TableCell([ak.Callout("Boxed")], header=True), "Bare"]]),
    ],
)


def documents(name: str, page: str) -> list[turbohtml.Document]:
    """The pages of that name of all cases, and one more, parsed."""
    pages = [path.read_text(encoding="utf-8") for path in CASES.glob(f"*/{name}")]
    return [turbohtml.parse(source) for source in [*pages, page]]


@pytest.fixture(scope="module")
def html_pages() -> list[turbohtml.Document]:
    """Pages that show every carrier."""
    return documents("expected.html", ak.render_html(MORE, page=True))


@pytest.fixture(scope="module")
def amp_pages() -> list[turbohtml.Document]:
    """AMP pages that show every carrier."""
    return documents("expected.amp.html", ak.render_amp(MORE))


@pytest.mark.parametrize("carrier", carriers(1))
def test_carrier_is_in_a_page(carrier: str, html_pages: list[turbohtml.Document]) -> None:
    """A page shows what the table says of HTML."""
    assert any(has(page, carrier) for page in html_pages)


@pytest.mark.parametrize("carrier", carriers(2))
def test_carrier_is_in_an_amp_page(carrier: str, amp_pages: list[turbohtml.Document]) -> None:
    """An AMP page shows what the table says of AMP."""
    assert any(has(page, carrier) for page in amp_pages)


def has(page: turbohtml.Document, carrier: str) -> bool:
    """Whether a page has an element that a selector matches, or metadata by its path."""
    if not carrier.startswith("JSON-LD "):
        return page.select_one(carrier) is not None
    script = page.select_one('script[type="application/ld+json"]')
    values = [json.loads(script.text)] if script else []
    for key in carrier.removeprefix("JSON-LD ").split("."):
        values = [value[key] for value in values if key in value]
        values = [item for value in values for item in (value if isinstance(value, list) else [value])]
    return bool(values)


def test_article_page_names_every_field() -> None:
    """The page on the article explains each of its fields."""
    named = [cells[0].strip("`") for cells in rows("reference/article")]
    assert sorted(named) == sorted(field.name for field in attrs.fields(ak.Article))


def test_every_public_name_is_on_a_page() -> None:
    """Whatever can be imported from `articlekit` has an entry in the reference."""
    entry = re.compile(r"^\.\. (?:auto\w+:: articlekit\.|py:data:: )(\w+)(?:\(.*\))?$", re.MULTILINE)
    entries = {name for path in (DOCS / "reference").glob("*.md") for name in entry.findall(path.read_text("utf-8"))}
    assert sorted(set(ak.__all__) - entries) == []


@pytest.mark.parametrize("name", ["django", "jinja", "sphinx", "wagtail"])
def test_every_name_for_a_framework_is_on_its_page(name: str) -> None:
    """Whatever can be imported from a module for a framework has an entry in the reference, as for `articlekit`."""
    path = ROOT / "src" / "articlekit" / "contrib" / name
    source = (path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).read_text(encoding="utf-8")
    (names,) = re.findall(r"^__all__ = (\[.*?\])", source, re.MULTILINE | re.DOTALL)
    entries = re.findall(r"^ *\.\. (?:auto\w+|py:data):: (?:[\w.]+\.)?(\w+)", page(f"reference/{name}"), re.MULTILINE)
    assert sorted(set(ast.literal_eval(names)) - set(entries)) == []


@pytest.mark.parametrize("renderer", [HtmlRenderer, AmpRenderer, TextRenderer])
def test_docstring_lists_every_option(renderer: type[ak.Renderer]) -> None:
    """The options of a renderer stand in the list of its docstring, or in that of the class that it extends."""
    listed = {name for cls in renderer.__mro__ for name in re.findall(r"- ``(\w+)``:", cls.__doc__ or "")}
    options = {field.name for field in attrs.fields(renderer)} - {"rules", "text_rules"}
    assert options - listed == set()


def test_how_to_names_every_option() -> None:
    """The page on overriding names the option of each renderer that grants a wish."""
    named = set(re.findall(r"`(\w+)`", page("howto/override-a-rule")))
    options = {field.name for cls in (HtmlRenderer, AmpRenderer, TextRenderer) for field in attrs.fields(cls)}
    assert options - {"rules", "text_rules"} - named == {"language"}


def test_readers_page_names_hidden_elements() -> None:
    """The page on readers lists each element whose text is not seen, and each field with an order of trust."""
    text = page("reference/readers")
    assert [name for name in [*HIDDEN, *TRUST] if f"`{name}`" not in text] == []


def test_command_line_page_names_every_option() -> None:
    """Each command and each of its options stands on the page on the command line."""
    text = page("reference/command-line")
    options = [
        f"articlekit {name}: {option}"
        for name, command in commands.commands.items()
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--") and f"`{option}" not in text
    ]
    assert options == []
    assert [name for name in commands.commands if f"## {name}" not in text] == []


# Codes


FIRST_IS_CODE = {
    *("Notice", "notice", "_notice", "left_out", "leaving_out", "LeftOut", "Named"),
    *("fault", "_Fault", "_RefusedError"),
}
"""What is called with a code first."""
SECOND_IS_CODE = {"leave_out"}
"""What is called with an element and a code."""


def codes_in(tree: ast.AST) -> Iterator[str]:
    """The codes that a module gives to notices and errors, and says in its tables of them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", None))
            if name in FIRST_IS_CODE:
                yield from strings(node.args[:1])
            elif name in SECOND_IS_CODE:
                yield from strings(node.args[1:2])
            yield from strings(keyword.value for keyword in node.keywords if keyword.arg == "code")
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = {target.id for target in targets if isinstance(target, ast.Name)}
            if "code" in names and node.value:
                yield from strings([node.value])
            elif (
                names & {"READ_CODES", "NOTICE_CODES"}
                and isinstance(node.value, ast.Call)
                and isinstance(node.value.args[0], ast.Dict)
            ):
                yield from strings(key for key in node.value.args[0].keys if key)


def strings(values: Iterable[ast.expr]) -> Iterator[str]:
    """The strings that expressions may be."""
    for value in values:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value
        elif isinstance(value, ast.IfExp):
            yield from strings([value.body, value.orelse])


def test_codes_are_all_on_their_page() -> None:
    """The page on codes has each code that the package gives to a notice or an error, and no other."""
    sources = (ROOT / "src").rglob("*.py")
    used = {code for path in sources for code in codes_in(ast.parse(path.read_text(encoding="utf-8")))}
    used |= NOTICE_CODES.keys()  # some are made of the names of fields and elements
    listed = {cells[0].strip("`") for cells in rows("reference/codes")}
    assert (sorted(used - listed), sorted(listed - used)) == ([], [])


def test_codes_about_html_have_a_meaning() -> None:
    """Each code that the reader of archived HTML gives is in the mapping that programs see, and that on its page."""
    sources = (ROOT / "src" / "articlekit" / "read" / "archived_html").rglob("*.py")
    used = {code for path in sources for code in codes_in(ast.parse(path.read_text(encoding="utf-8")))}
    listed = {cells[0].strip("`") for cells in rows("reference/codes")}
    assert sorted(used - NOTICE_CODES.keys() - READ_CODES.keys()) == []
    assert sorted(NOTICE_CODES.keys() - listed) == []


def test_codes_are_found_in_the_source() -> None:
    """The search for codes sees each way in which one is written."""
    source = """
code = "one-a" if early else "one-b"
READ_CODES: Final = MappingProxyType({"two": "what it means"})
raise ReadError("message", code="three")
render.notice("four", "message", node, action="dropped")
report.add(Notice("five", "message", action="dropped"))
read.leave_out(element, "six", "message")
"""
    assert set(codes_in(ast.parse(source))) == {"one-a", "one-b", "two", "three", "four", "five", "six"}

"""The house: imports point down only, each package from outside has its one place, and what is pure stays pure."""

import ast
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import articlekit

ROOT = Path(articlekit.__file__).parent

FLOORS: tuple[tuple[str, ...], ...] = (
    ("errors", "report", "wrap", "addresses"),
    ("model",),
    ("labels", "providers"),
    ("text_dialect",),
    ("data",),
    ("schema", "render", "read"),
    ("archive",),
    ("arrow",),
    ("preview",),
    ("contrib", "cli"),
    ("__main__", "__init__"),
)
"""From the ground up. A part may import its own modules and those of lower floors; never its neighbours'."""

OUTSIDE = {
    "attrs": ("",),
    "markupsafe": ("render", "archive", "contrib"),
    "langcodes": ("model.language",),
    "wcwidth": ("wrap",),
    "nh3": ("render.sanitize",),
    "turbohtml": ("read.dom",),
    "turbohtml.detect": ("read.decode",),
    "backports": ("archive.sources.packed",),
    "compression": ("archive.sources.packed",),
    "fastwarc": ("archive.sources.warc",),
    "warcio": ("archive.sources.warc",),
    "jinja2": ("contrib.jinja",),
    "django": ("contrib.django", "contrib.wagtail"),
    "wagtail": ("contrib.wagtail",),
    "docutils": ("contrib.sphinx",),
    "pygments": ("contrib.sphinx",),
    "sphinx": ("contrib.sphinx",),
    "click": ("cli", "__main__"),
    "rich": ("archive.terminal", "contrib.terminal"),
    "feedparser": ("archive.sources.feed",),
    "lxml": ("archive.sources.feed", "archive.sources.xml", "archive.sources.xml_rules"),
    "frontmatter": ("archive.sources.front_matter",),
    "yaml": ("archive.sources.front_matter",),
    "markdown_it": ("archive.sources.markdown",),
    "mdit_py_plugins": ("archive.sources.markdown",),
    "pyarrow": ("archive.columns", "archive.parquet", "archive.tables", "archive.sources.json_lines"),
}
"""Each package that is not ours, with the modules (or packages of modules) that may import it."""

PURE = (
    "errors",
    "report",
    "wrap",
    "addresses",
    "model",
    "labels",
    "providers",
    "text_dialect",
    "data",
    "schema",
    "render",
    "read",
)
IMPURE = frozenset(
    "asyncio ctypes fcntl ftplib getpass glob http io locale logging mmap multiprocessing os pathlib platform random "
    "secrets select shutil signal smtplib socket sqlite3 ssl subprocess tempfile threading time urllib.request".split()
)
"""Modules of the standard library through which files, clocks, the environment or chance come in."""
IMPURE_CALLS = frozenset({"open", "print", "input", "exec", "eval", "compile", "globals", "breakpoint"})


def name_of(path: Path) -> str:
    """A module's name within the package: ``model.text``; a package's own is that of its folder."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


MODULES = {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ROOT.rglob("*.py"))}
FLOOR_OF = {part: number for number, floor in enumerate(FLOORS) for part in floor}


def imports(tree: ast.AST) -> Iterator[str]:
    """The full names of what a tree imports: modules, and names out of modules."""
    for statement in ast.walk(tree):
        if isinstance(statement, ast.Import):
            yield from (alias.name for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom):
            yield from (f"{statement.module}.{alias.name}" for alias in statement.names)


def ours(tree: ast.AST) -> Iterator[str]:
    """The names of our own modules that a tree imports."""
    for name in imports(tree):
        if name == "articlekit" or name.startswith("articlekit."):
            inner = name.removeprefix("articlekit").removeprefix(".")
            yield inner if inner in MODULES else inner.rpartition(".")[0] or "__init__"


def within(module: str, place: str) -> bool:
    """Whether a module is a place, or in it."""
    return not place or module == place or module.startswith(f"{place}.")


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module: str) -> None:
    """A module imports its own part and lower floors, whether at the top, within a function, or for types alone."""
    part = module.partition(".")[0]
    for imported in ours(MODULES[module]):
        other = imported.partition(".")[0]
        assert other == part or FLOOR_OF[other] < FLOOR_OF[part], f"{module} imports {imported}"


def test_every_part_has_a_floor() -> None:
    """A new part of the house gets its place in the table above."""
    assert {module.partition(".")[0] for module in MODULES} == set(FLOOR_OF)


def test_no_circles() -> None:
    """No module needs itself to be imported, however far round."""
    graph: dict[str, set[str]] = {}
    for module, tree in MODULES.items():
        top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]  # for types: within an if
        graph[module] = {name for node in top for name in ours(node) if name != module}
    tuple(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("module", MODULES)
def test_packages_from_outside(module: str) -> None:
    """Only the module that is there for a package imports it."""
    for imported in imports(MODULES[module]):
        if imported.partition(".")[0] not in {"articlekit", *sys.stdlib_module_names}:
            known = [package for package in OUTSIDE if within(imported, package)]
            assert known, f"{module} imports {imported}, which no module may"
            assert any(within(module, place) for place in OUTSIDE[max(known)]), f"{module} imports {imported}"


@pytest.mark.parametrize("module", [name for name in MODULES if name.partition(".")[0] in PURE])
def test_pure(module: str) -> None:
    """Model, data, readers and renderers open no file, read no clock and no environment, and print nothing."""
    for imported in imports(MODULES[module]):
        assert not {imported, imported.rpartition(".")[0], imported.partition(".")[0]} & IMPURE, imported
    for node in ast.walk(MODULES[module]):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in IMPURE_CALLS, f"line {node.lineno} calls {node.func.id}"
        assert not isinstance(node, ast.Global), "no state is kept in a module"

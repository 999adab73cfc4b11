"""What is released: the wheel holds the package and nothing else, and works with its core alone and old libraries."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path
from typing import Any, Final

import pytest
from packaging.requirements import Requirement

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "src" / "articlekit"
CORE: Final = ("attr", "attrs", "markupsafe", "langcodes", "wcwidth")
"""What the core needs (pyproject.toml), by the names that are imported."""
BY_HAND: Final = frozenset({"__pycache__", ".mypy_cache", ".cache"})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the wheel and the source archive, as a release has them."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return out


def test_the_index_would_take_it(built: Path) -> None:
    """Metadata and the README are as PyPI wants them."""
    command = [sys.executable, "-m", "twine", "check", "--strict", *map(str, built.iterdir())]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout


def test_the_wheel_holds_the_package_alone(built: Path) -> None:
    """Every file of the package is in it, with those of pages, styles and types, and none of tests or docs."""
    (wheel,) = built.glob("*.whl")
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    ours = {
        f"articlekit/{path.relative_to(PACKAGE).as_posix()}"
        for path in PACKAGE.rglob("*")
        if path.is_file() and not BY_HAND & set(path.parts)
    }
    assert held == ours


def test_the_source_archive_can_be_tested(built: Path) -> None:
    """Whoever packs it for a distribution has the tests, docs and examples, and nothing that was made beside them."""
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as members:
        names = [Path(name).parts[1:] for name in members.getnames()]
    assert {"src", "tests", "docs", "examples", "pyproject.toml", "CHANGELOG.md", "LICENSE"} <= {
        each[0] for each in names
    }
    assert not [each for each in names if {"__pycache__", "node_modules", ".venv", "db.sqlite3"} & set(each)]


TRIED: Final = """
import sys
import articlekit as ak
article = ak.Article("Talks", [ak.Paragraph(["They ", ak.Strong("met"), "."])], language="de-AT")
assert ak.read_json(ak.render_json(article)) == article
assert "<strong>met</strong>" in ak.render_html(article, page=True)
assert "They met." in ak.render_text(article)
assert "<html amp" in ak.render_amp(article)
for use in (lambda: ak.read_html("<p>A"), lambda: __import__("articlekit.contrib.django"),
            lambda: __import__("articlekit.contrib.jinja"), lambda: __import__("articlekit.contrib.sphinx"),
            lambda: __import__("articlekit.contrib.wagtail")):
    try:
        use()
    except ImportError as error:
        print(error)
    else:
        raise AssertionError("it should not be there")
"""


def test_the_core_needs_no_extra(built: Path, tmp_path: Path) -> None:
    """Model, renderers and JSON work with the four packages of the core; what needs more says how to get it."""
    (wheel,) = built.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path)  # noqa: S202  # it was made a moment ago
    for name in CORE:
        found = importlib.util.find_spec(name)
        assert found is not None
        assert found.submodule_search_locations is not None
        (tmp_path / name).symlink_to(found.submodule_search_locations[0])
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{TRIED}"
    ended = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    extras = [line.rpartition("articlekit[")[2].partition("]")[0] for line in ended.stdout.splitlines()]
    assert extras == ["read", "django", "jinja", "sphinx", "wagtail"]


# --- the oldest libraries that it says it works with ----------------------------------------------------------------

EXTRAS: Final = ("read", "cli", "sanitize", "archive", "jinja", "django", "wagtail", "sphinx")
STARTED: Final = """
import articlekit as ak, django, jinja2, sphinx.application
from articlekit.contrib import django as _, jinja, sphinx, wagtail
environment = jinja2.Environment(autoescape=True, extensions=[jinja.ArticleExtension])
print(environment.from_string("{{ story | article_html }}").render(story=ak.Article("Talks")))
"""
ANSWER: Final = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
CRAWL: Final = b"""WARC/1.0\r
WARC-Type: response\r
WARC-Record-ID: <urn:uuid:9b8a3a8e-6f2c-4d8e-9c38-2a6c2c9f0d11>\r
WARC-Target-URI: https://www.example.org/night-ferry.html\r
WARC-Date: 2020-03-04T05:06:07Z\r
Content-Type: application/http; msgtype=response\r
Content-Length: %d\r
\r
%b\r
\r
"""


def oldest(project: dict[str, Any]) -> list[str]:
    """The oldest version of each library that the package asks for, as pip's constraints."""
    extras = project["optional-dependencies"]
    asked = map(Requirement, [*project["dependencies"], *(each for name in EXTRAS for each in extras[name])])
    return [
        f"{each.name}=={bound.version}"
        for each in asked
        if each.name != "articlekit" and (each.marker is None or each.marker.evaluate())
        for bound in each.specifier
        if bound.operator == ">="
    ]


def converted(python: Path, sources: list[Path], folder: Path) -> dict[str, str | bytes]:
    """What commands say, and the files that they make: articles in every output, and what is read of a table."""
    folder.mkdir()
    made: dict[str, str | bytes] = {}
    for given, out in (
        (sources, ["site", "--to", "html,amp,text,json"]),
        (sources, ["all.parquet"]),
        (["all.parquet"], ["-", "--to", "json"]),
    ):
        command = [python, "-W", "error", "-m", "articlekit", "convert", *given, "--quiet", "-o", *out]
        ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        made[" ".join(out)] = ended.stdout + ended.stderr
    site = folder / "site"
    return made | {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="The oldest libraries have no wheels for so new a Python.")
def test_the_oldest_libraries_do_the_same(built: Path, tmp_path: Path) -> None:
    """With the oldest versions that pyproject.toml allows, conversions are the same to the byte, and extras start."""
    (wheel,) = built.glob("*.whl")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (tmp_path / "oldest.txt").write_text("\n".join(oldest(project)))
    venv.create(tmp_path / "venv", with_pip=True)
    old = tmp_path / "venv" / "bin" / "python"
    command = [
        str(old),
        "-m",
        "pip",
        "install",
        "-q",
        f"{wheel}[{','.join(EXTRAS)}]",
        "-c",
        str(tmp_path / "oldest.txt"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    page = (ROOT / "examples" / "pages" / "night-ferry.html").read_bytes()
    (tmp_path / "crawl.warc").write_bytes(CRAWL % (len(ANSWER + page), ANSWER + page))
    sources = [
        ROOT / "examples" / "archive",
        ROOT / "examples" / "pages",
        ROOT / "tests" / "archives",
        tmp_path / "crawl.warc",
    ]
    made = converted(old, sources, tmp_path / "old")
    assert len(made) > 100
    assert made == converted(Path(sys.executable), sources, tmp_path / "new")
    ended = subprocess.run([old, "-W", "error", "-c", STARTED], check=True, capture_output=True, text=True)
    assert "<h1>Talks</h1>" in ended.stdout

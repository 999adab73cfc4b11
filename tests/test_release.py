"""What is released: the wheel holds the package and nothing else, and its core works without any extra."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Final

import pytest

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

"""Pelican and MkDocs build tiny sites with articles on their pages, for real."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import articlekit as ak

STORY = ak.Article("R&D", ["Here.", ak.PullQuote("<script>a()</script>")])
LOADED = "import articlekit as ak\nfrom articlekit.contrib.jinja import ArticleExtension\n"
TAG = "{% article story %}{% rule PullQuote %}<q>{{ node.content[0] }}</q>{% endrule %}{% endarticle %}"


def build(folder: Path, *command: str) -> None:
    """Run a program of Python's in a folder."""
    done = subprocess.run([sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def write(folder: Path, files: dict[str, str]) -> None:
    """Files below a folder, and a story."""
    for name, text in {**files, "story.json": ak.render_json(STORY)}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def test_pelican(tmp_path: Path) -> None:
    """A theme's template shows an article that a setting hands over, by a rule of its own."""
    settings = (
        f'{LOADED}from pathlib import Path\nSTORY = ak.read_json(Path("story.json").read_bytes())\n'
        'JINJA_ENVIRONMENT = {"trim_blocks": True, "lstrip_blocks": True, "extensions": [ArticleExtension]}\n'
        'PATH = "content"\nTEMPLATE_PAGES = {"story.html": "story.html"}\nSITEURL = ""\n'
    )
    page = "{% set story = STORY %}" + TAG
    write(tmp_path, {"pelicanconf.py": settings, "content/story.html": page})
    build(tmp_path, "pelican", "-s", "pelicanconf.py", "-o", "output")
    made = (tmp_path / "output" / "story.html").read_text(encoding="utf-8")
    assert "<q>&lt;script&gt;a()&lt;/script&gt;</q>" in made
    assert "<h1>R&amp;D</h1>" in made


def test_mkdocs(tmp_path: Path) -> None:
    """A hook adds the extension, and a template of the theme shows an article."""
    hook = f"{LOADED}from pathlib import Path\n\n\ndef on_env(env, config, files):\n"
    hook += "    env.add_extension(ArticleExtension)\n"
    hook += '    env.globals["story"] = ak.read_json(Path("story.json").read_bytes())\n    return env\n'
    settings = "site_name: Paper\nhooks: [articles.py]\ntheme:\n  name: null\n  custom_dir: theme\n"
    write(tmp_path, {"articles.py": hook, "mkdocs.yml": settings, "docs/index.md": "# A", "theme/main.html": TAG})
    build(tmp_path, "mkdocs", "build", "-q")
    made = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "<q>&lt;script&gt;a()&lt;/script&gt;</q>" in made
    assert "<h1>R&amp;D</h1>" in made

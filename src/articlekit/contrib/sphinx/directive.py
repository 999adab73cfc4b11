"""The directive ``article``, and the node that it puts into a page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, ClassVar, Final
from urllib.parse import unquote, urlsplit

import attrs
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective
from sphinx.util.logging import getLogger

from articlekit.contrib.sphinx.nodes import Docutils
from articlekit.errors import ReadError
from articlekit.model.article import Article
from articlekit.model.media import Image, Video
from articlekit.model.walk import walk
from articlekit.read.decode import decode
from articlekit.read.html import read_html
from articlekit.read.json import read_json
from articlekit.read.text import read_text
from articlekit.render.html import HTML
from articlekit.report import Report

__all__ = ["ArticleDirective", "article"]

LOGGER: Final = getLogger(__name__)

PICTURES: Final = frozenset({".apng", ".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
"""How names of pictures end."""


class article(nodes.General, nodes.Element):  # noqa: N801  # as docutils names its nodes
    """An article on a page. In it are docutils' own nodes, for builders that know no HTML."""


def _blocks(argument: str) -> slice:
    match = re.fullmatch(r"\s*(-?\d+)?\s*:\s*(-?\d+)?\s*", argument)
    if match is None:
        raise ValueError(
            f"{argument!r} is no slice of blocks; write :3 for the first three, 2: for all but the first two"
        )
    start, end = (None if part is None else int(part) for part in match.groups())
    return slice(start, end)


def _offset(argument: str) -> int:
    return HTML.with_options(heading_offset=directives.nonnegative_int(argument)).heading_offset


class ArticleDirective(SphinxDirective):
    """``.. article:: story.json``: an article from a file, whose name is relative to the page.

    A ``.json`` file is articlekit's JSON, a ``.html`` or ``.htm`` file a web page, any other file an archived text. The
    page is built again when the file or one of its pictures changes. Pictures with relative addresses are copied. There
    is a warning for what is lost in reading, and for missing pictures. Its type is ``articlekit.CODE``, with the code
    of the notice, or ``image-missing``. Notices of the severity ``info`` appear only with ``sphinx-build -v``.

    ``:blocks:``
        The blocks of the body to show, as a Python slice: ``:3``. The header of the article is then left out.
    ``:heading-offset:``
        The number of levels by which headings are lowered in HTML; 1 by default, since the page has its own title.
    ``:language:``
        The language, if the article has none.
    ``:class:``
        Classes of the element around the article.
    """

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "blocks": _blocks,
        "heading-offset": _offset,
        "language": directives.unchanged,
        "class": directives.class_option,
    }

    def run(self) -> list[nodes.Node]:
        """The node of the article; where it cannot be read, a warning that says why."""
        relative, name = self.env.relfn2path(self.arguments[0])
        self.env.note_dependency(relative)
        path = Path(name)
        report = Report()
        try:
            found = self._read(path, report)
        except OSError as error:
            raise self.error(f"{relative} cannot be read: {error.strerror}") from error
        except (ReadError, ValueError) as error:
            raise self.error(f"{relative}: {error}") from error
        for notice in report:
            said = ": ".join(filter(None, (relative, notice.place, notice.message)))
            if notice.severity == "info":
                LOGGER.verbose("%s", said)
            else:
                self._warn(said, notice.code)
        pictures = self._pictures(found, path.parent)
        prefix = f"article-{nodes.make_id(self.env.docname)}-{self.env.new_serialno('article')}-"
        made = article(
            "",
            article=found,
            blocks=self.options.get("blocks"),
            offset=self.options.get("heading-offset", 1),
            prefix=prefix,
            pictures=pictures,
            classes=["articlekit", *self.options.get("class", [])],
        )
        made.source, made.line = self.get_source_info()
        made += Docutils(pictures, prefix).of(found, self.options.get("blocks"))
        for part in made.findall(nodes.TextElement):
            part["translatable"] = False  # by catalogues of gettext, which HTML by articlekit would not heed
        return [made]

    def _read(self, path: Path, report: Report) -> Article:
        data = path.read_bytes()
        is_page = path.suffix.lower() in {".html", ".htm"}
        text = decode(data, report, html=is_page)
        if path.suffix.lower() == ".json":
            found = read_json(text, report=report)
        else:
            found = read_html(text, report=report) if is_page else read_text(text, report=report)
        if found.language is None and "language" in self.options:
            found = attrs.evolve(found, language=self.options["language"])
        return found

    def _pictures(self, found: Article, folder: Path) -> dict[str, tuple[str, str]]:
        """The pictures that lie beside the article, by their addresses: their files, and the names of their copies."""
        pictures = {}
        for address in _addresses(found):
            path = _path(address, folder)
            name = None if path is None else _name(path, Path(self.env.srcdir))
            if name is not None:
                self.env.note_dependency(name)  # of one that is not there yet, too
            if path is None or name is None or not path.is_file():
                self._warn(f"there is no picture {address!r} among the files of the documentation", "image-missing")
            else:
                pictures[address] = (name, self.env.images.add_file(self.env.docname, name))
        return pictures

    def _warn(self, message: str, code: str) -> None:
        LOGGER.warning("%s", message, type="articlekit", subtype=code, location=self.get_location())


def _addresses(found: Article) -> list[str]:
    """The addresses of pictures that are relative, each once."""
    addresses: list[str] = []
    for node in walk(found):
        if isinstance(node, Image):
            addresses += [node.src, *(rendition.src for rendition in node.renditions)]
        elif isinstance(node, Video) and node.poster:
            addresses.append(node.poster)
    return [each for each in dict.fromkeys(addresses) if not each.startswith("/") and not urlsplit(each).scheme]


def _path(address: str, folder: Path) -> Path | None:
    """The file that a relative address means; no file but a picture's, lest an article publish any other."""
    try:
        path = (folder / unquote(urlsplit(address).path)).resolve()
        path.is_file()  # which some systems refuse to tell of a name that is too long
    except (OSError, ValueError):
        return None
    return path if path.suffix.lower() in PICTURES else None


def _name(path: Path, root: Path) -> str | None:
    """The name of a file in the documentation; none of files elsewhere."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else None

"""Bad input: what all of `test_bad_*.py` ask of the library, and which of them asks what.

- `test_bad_bytes.py`: what is no text, wrong labels, damaged and mixed encodings, characters that no page may hold.
  `test_archive.py` has each encoding by itself.
- `test_bad_text.py`: right-to-left text and its controls, clusters of marks, invisible text, lookalike hosts and huge
  lines. `test_wrap.py` has how such text is laid out.
- `test_bad_shape.py`: depth, repetition and length, built to take long or much memory. `test_linear.py` has articles
  that grow, and `hostile_pages.py` pages.
- `test_bad_html.py`: pages nested or labelled wrongly, data of scripts, bases and addresses, numbers and dates, what is
  no article. `test_archived_html_hostile.py` has anything in any attribute, `test_url.py` each address by itself.
- `test_bad_json.py`: files of JSON, cut, doubled or changed. `test_json.py` has each error by itself.
- `test_bad_command.py`: files, folders, disks, limits and arguments that fail, with the real program; `test_cli.py` and
  `test_archive.py` have most: unreadable, vanishing and endless files, pipes, links, names, signals, full disks.
- `test_bad_archives.py`: traps and damage in exports, packed files, tars, zips and crawls, and the names of outputs. It
  sees that each of `CASES` has a test, there or in ``test_archive_*.py`` and the others.
- `test_bad_disk.py`: disks and journals that fail, clocks that jump, very many files.
- `test_bad_calls.py`: wrong types in each argument, threads, copies, callbacks that fail. `test_model.py` has wrong
  fields of each node, `test_safe.py` hostile markup.

Every input is made by code. What an article is made of must be whole, and what is refused must say why by a code that
the docs list; nothing else may happen.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Any, BinaryIO, Final, cast

import attrs

import articlekit as ak
from articlekit.archive.convert import OUTPUTS, Conversion, Result, outputs
from articlekit.archive.inputs import Inputs, Reading
from articlekit.archive.record import Record
from articlekit.archive.run import run
from articlekit.archive.sink import Sink
from articlekit.archive.summary import Tally

__all__ = ["CASES", "CODES", "PROSE", "Pieces", "article", "codes", "convert", "converting", "page", "plain"]

CODES: Final = frozenset(
    re.findall(
        r"^\| `([a-z0-9-]+)` \|",
        (Path(__file__).parents[1] / "docs" / "reference" / "codes.md").read_text("utf-8"),
        re.MULTILINE,
    )
)
"""Every code that the docs list."""

CASES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "F01": "entities that expand to more of themselves",
        "F02": "one long entity again and again",
        "F03": "an entity that is a file",
        "F04": "what would be fetched: entities, document types, inclusions, style sheets",
        "F05": "parameter entities, declarations in the document type",
        "F06": "CDATA sections that are split, or never end",
        "F07": "exports that are not well formed",
        "F08": "an export of gigabytes",
        "F09": "objects of PHP in the fields of a post",
        "F10": "very many namespaces and attributes, very deep elements",
        "F11": "another encoding than is declared",
        "F12": "packed XML",
        "G01": "a crawl that is cut off",
        "G02": "a flipped byte in a crawl",
        "G03": "wrong lengths of records",
        "G04": "crawls that are none, or empty",
        "G05": "a crawl that is packed as a whole",
        "G06": "wrong digests",
        "G07": "answers that are not as HTTP has them",
        "G08": "records that are no pages",
        "G09": "one address many times",
        "G10": "addresses that would be paths",
        "G11": "little that unpacks to very much",
        "G12": "zips of zips, members over one another",
        "G13": "members with names that lead elsewhere",
        "G14": "links, devices and pipes in a tar",
        "G15": "zips and tars that lie, or are damaged",
        "G16": "a tar of very many members, of holes, of endless headers",
        "G17": "archives in archives",
        "H01": "names that lead upwards",
        "H02": "names that are reserved or hidden",
        "H03": "names that are too long",
        "H04": "names that are the same",
        "H05": "links in the place of outputs",
        "I01": "inputs that one may not read",
        "I02": "inputs that vanish or change",
        "I03": "loops of links",
        "I04": "pipes, sockets, devices, folders",
        "I05": "output folders that are none, or that one may not write",
        "I06": "a full disk",
        "I07": "each call of the system fails in its turn",
        "I08": "killed at any moment",
        "I09": "the power fails",
        "I10": "told to stop",
        "I11": "nobody reads the output",
        "I12": "two runs at once",
        "I13": "going on with other options, inputs, or another version",
        "I14": "a damaged journal",
        "I15": "a process dies",
        "I16": "small machines",
        "I17": "clocks that jump",
        "I18": "very many files and lines",
        "I19": "outputs that are inputs",
        "I20": "arguments that are none, names of any bytes",
        "I21": "no network",
    }
)
"""Cases of archives, names, disks and processes. Tests name them at the beginning of their docstrings."""

PROSE: Final = "The two sides met in Paris on Thursday, and will meet again there, the ministry said."
"""A sentence as stories have them."""

_EVERY_OUTPUT: Final = Conversion(outputs=outputs(OUTPUTS))
_NO_PAGE_HOLDS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def page(inner: str = "", *, head: str = "", headline: str = "Talks go on") -> str:
    """A page of a story, with something of one's own in its head and at the story's end."""
    story = f"<h1>{headline}</h1>" + f"<p>{PROSE}</p>" * 3
    return f"<!doctype html><html><head>{head}<title>{headline}</title></head><article>{story}{inner}</article></html>"


def plain(*passages: str) -> str:
    """A story as plain text."""
    return "\n\n".join(("Talks go on", PROSE, *passages, PROSE)) + "\n"


def convert(data: bytes | str, name: str = "story.html", **options: Any) -> Result:
    """What becomes of a record. It is whole in every output, or refused with a code of the docs and in none."""
    record = Record(name, PurePath("story"), data if isinstance(data, bytes) else data.encode())
    result = attrs.evolve(_EVERY_OUTPUT, **options)(record)
    assert {notice.code for _, notice in result.notices} <= CODES
    if result.error is None:
        assert sorted(result.outputs) == [".amp.html", ".html", ".json", ".txt"]
        for ending, output in result.outputs.items():
            assert ending == ".json" or not _NO_PAGE_HOLDS.search(output.decode()), ending
        ak.read_json(result.outputs[".json"])
    else:
        assert result.error.code in CODES - {"internal-error"}, result.error.__cause__
        assert str(result.error).count("\n") == 0
        assert not result.outputs
    return result


def codes(result: Result) -> set[str]:
    """The codes of what happened while a record was read: of its error, or of the notices."""
    if result.error is not None:
        return {result.error.code}
    return {notice.code for stage, notice in result.notices if stage == "read" and notice.severity != "info"}


def article(result: Result) -> ak.Article:
    """The article of a result that has one."""
    assert result.error is None, result.error
    return ak.read_json(result.outputs[".json"])


def converting(*names: str, sink: Sink, resume: bool = False, report: Path | None = None) -> Tally:
    """What comes of converting some names to HTML."""
    how = Conversion(outputs=outputs(["html"]))
    return run(Reading(Inputs(names)), how, sink, resume=resume, report=report)


class Pieces(io.RawIOBase):
    """A file that is put together as it is read, and of which nothing is kept."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._some = b""

    @classmethod
    def file(cls, pieces: Iterable[bytes]) -> BinaryIO:
        """It, as other files are."""
        return cast("BinaryIO", io.BufferedReader(cls(pieces)))

    def readable(self) -> bool:
        """It can be read, once."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Give some bytes more."""
        data = self._some or next(self._pieces, b"")
        data, self._some = data[: len(buffer)], data[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)

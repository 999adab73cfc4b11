"""What stands above a text in Markdown: its fields, in YAML, TOML or JSON, or as a header of lines.

::

    ---                      +++                      {                        Title: Talks go on
    title: Talks go on       title = "Talks go on"      "title": "Talks"       Date: 2011-03-04
    ---                      +++                      }
    Jekyll, Hugo, Eleventy   Hugo, Zola               Hugo                     Pelican, MkDocs
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from articlekit.errors import MissingExtraError
from articlekit.report import Notice, Report, excerpt

if TYPE_CHECKING:
    import yaml

__all__ = ["LARGEST", "Values", "front_matter", "has_front_matter", "is_draft"]

Values: TypeAlias = Mapping[str, Any]

LARGEST: Final = 65_536
"""The most characters of front matter that are read: more than anybody writes, and what YAML reads in a second."""

MOST_ALIASES: Final = 64
"""The most aliases of YAML in one front matter. Each is a pointer, so that none of them makes the values grow."""


DEEPEST: Final = 32
"""So deep may values of YAML be nested."""


@attrs.frozen
class _Form:
    """A way to write front matter: where it stands, and what reads it."""

    name: str
    find: re.Pattern[str]
    read: Callable[[str], Any]


def front_matter(text: str, report: Report) -> tuple[Values, str]:
    r"""The fields above a text, by their keys in small letters with ``_`` for ``-``, and the text below them.

    Where they cannot be read, a notice says so, and they are part of the text.

    >>> front_matter("---\ntitle: Talks go on\ntags: [Peace]\n---\n\nThey met.\n", Report())
    ({'title': 'Talks go on', 'tags': ['Peace']}, 'They met.\n')
    >>> front_matter("They met.", Report())
    ({}, 'They met.')
    """
    for form in _FORMS:
        if (found := form.find.match(text)) is None:
            continue
        written = found["fields"]
        try:
            values = _read(form, written)
        except (ValueError, RecursionError) as error:
            said = " ".join(str(error).split()) or type(error).__name__
            message = f"the front matter is no {form.name} ({said:.120}); it is kept as text"
            report.add(Notice("front-matter-broken", message, action="kept", place="line 1", excerpt=excerpt(written)))
            return {}, text
        if isinstance(values, dict):
            small = {str(key).strip().lower().replace("-", "_"): value for key, value in values.items()}
            return small, text[found.end() :].lstrip("\r\n")
    return {}, text


def _read(form: _Form, written: str) -> Any:  # noqa: ANN401  # what the form has
    if len(written) > LARGEST:
        raise ValueError(f"it has more than {LARGEST:,} characters")
    return form.read(written)


def has_front_matter(head: bytes) -> bool:
    """Whether a file begins with front matter that no other text begins with: one between marks."""
    return _MARKED.match(head) is not None


def is_draft(head: bytes) -> bool:
    """Whether the fields above a text say that it is not published, as far as the beginning of a file tells."""
    found = _MARKED.match(head) or _HEADER_BYTES.match(head)
    return found is not None and _DRAFT.search(found[0]) is not None


_MARKED: Final = re.compile(
    rb"\s*---[ \t]*\r?\n(?=(?:[# \t][^\n]*\n|\r?\n)*[\"']?[\w .-]+[\"']?[ \t]*:(?:\s|$)).*?^(?:---|\.\.\.)[ \t]*\r?$"
    rb"|\s*\+\+\+[ \t]*\r?\n(?=(?:[# \t][^\n]*\n|\r?\n)*[\"'\[]?[\w.\" -]+[\"'\]]?[ \t]*[=\n\]]).*?^\+\+\+[ \t]*\r?$"
    rb"|\{[ \t]*\r?\n.*?^\}[ \t]*\r?\n\s*+(?=[^\s\[{,\]}])",
    re.DOTALL | re.MULTILINE,
)
_HEADER_BYTES: Final = re.compile(rb"(?:[A-Za-z][\w-]*:[^\n]*\n)+")
_DRAFT: Final = re.compile(
    rb"""^[ \t]*["']?(?:draft["']?[ \t]*[:=][ \t]*["']?true|published["']?[ \t]*[:=][ \t]*["']?false"""
    rb"""|status["']?[ \t]*[:=][ \t]*["']?(?:draft|hidden|skip))\b""",
    re.IGNORECASE | re.MULTILINE,
)


# --- forms --------------------------------------------------------------------------------------------------------


def _yaml(text: str) -> Any:  # noqa: ANN401  # as YAML has it
    handler, loader = _yaml_reader()
    try:
        return handler(text, Loader=loader)
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "yaml":
            raise
        raise ValueError(str(error)) from error


@cache
def _yaml_reader() -> tuple[Callable[..., Any], type[yaml.BaseLoader]]:
    """python-frontmatter's reader of YAML, and a loader for it that makes texts, lists and mappings, and no objects.

    It leaves all values as they are written (a title "2011" is no number, "no" is no truth): the safe loader does less.
    """
    try:
        import yaml  # noqa: PLC0415  # packages of the extra
        from frontmatter.default_handlers import YAMLHandler  # noqa: PLC0415  # packages of the extra
    except ImportError:
        raise MissingExtraError("reading Markdown", extra="archive") from None

    class Loader(yaml.BaseLoader):
        aliases = 0
        depth = 0

        def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
            if self.check_event(yaml.AliasEvent):
                self.aliases += 1
                if self.aliases > MOST_ALIASES:
                    raise ValueError(f"it has more than {MOST_ALIASES} aliases")
            self.depth += 1
            if self.depth > DEEPEST:
                raise ValueError(f"its values are nested more than {DEEPEST} deep")
            node = super().compose_node(parent, index)
            self.depth -= 1
            return node

    return YAMLHandler().load, Loader


def _header(text: str) -> dict[str, str]:
    """Lines such as ``Title: Talks``; a line that begins with white space goes on with the one before it."""
    fields: dict[str, str] = {}
    name = ""
    for line in text.splitlines():
        if line[:1].isspace():
            fields[name] += f"\n{line.strip()}"
        elif line:
            name, _, value = line.partition(":")
            fields[name] = value.strip()
    return fields


_FORMS: Final = (
    _Form(
        "YAML",
        re.compile(r"\s*---[ \t]*\r?\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.DOTALL | re.MULTILINE),
        _yaml,
    ),
    _Form(
        "TOML",
        re.compile(r"\s*\+\+\+[ \t]*\r?\n(?P<fields>.*?)^\+\+\+[ \t]*\r?(?:\n|\Z)", re.DOTALL | re.MULTILINE),
        lambda text: tomllib.loads(text.replace("\r\n", "\n")),
    ),
    _Form(
        "JSON",
        re.compile(r"(?P<fields>\{[ \t]*\r?\n.*?^\}[ \t]*\r?(?:\n|\Z))", re.DOTALL | re.MULTILINE),
        json.loads,
    ),
    _Form(
        "header",
        re.compile(
            r"(?P<fields>(?=(?:[^\n]+\n)*?title[ \t]*:)"
            r"(?:[A-Za-z][\w-]*[ \t]*:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*)+)\r?(?:\n|\Z)",
            re.IGNORECASE,
        ),
        _header,
    ),
)

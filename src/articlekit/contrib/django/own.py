"""The site's own renderers, by the setting ``ARTICLEKIT``: what each output is rendered by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from articlekit.data import JSON, JsonDialect
from articlekit.render.amp import AMP, AmpRenderer
from articlekit.render.html import HTML, HtmlRenderer
from articlekit.render.text import TEXT, TextRenderer

__all__ = ["RENDERERS", "check", "own_amp", "own_html", "own_json", "own_text"]

RENDERERS: Final[Mapping[str, Any]] = {
    "HTML": HTML,
    "AMP": AMP,
    "TEXT": TEXT,
    "JSON": JSON,
}
"""The keys of ``ARTICLEKIT``, and what stands for each where the setting has no dotted path to another one.

The JSON dialect is what fields are kept in: ``articlekit.JSON.with_node(Poll)`` knows a block of yours.
"""


def own_html() -> HtmlRenderer:
    """The renderer of HTML: ``ARTICLEKIT["HTML"]``, or ``articlekit.HTML``.

    Raises ``ImproperlyConfigured``, as the others here, where the setting leads to something else.
    """
    found: HtmlRenderer = _own("HTML")
    return found


def own_amp() -> AmpRenderer:
    """The renderer of AMP: ``ARTICLEKIT["AMP"]``, or ``articlekit.AMP``."""
    found: AmpRenderer = _own("AMP")
    return found


def own_text() -> TextRenderer:
    """The renderer of text: ``ARTICLEKIT["TEXT"]``, or ``articlekit.TEXT``."""
    found: TextRenderer = _own("TEXT")
    return found


def own_json() -> JsonDialect:
    """The dialect of JSON: ``ARTICLEKIT["JSON"]``, or ``articlekit.JSON``."""
    found: JsonDialect = _own("JSON")
    return found


def _own(name: str) -> Any:  # of four types
    path = getattr(settings, "ARTICLEKIT", {}).get(name)
    if path is None:
        return RENDERERS[name]
    try:
        found = import_string(path)
    except ImportError as error:
        raise ImproperlyConfigured(f"ARTICLEKIT[{name!r}] is {path!r}, which cannot be imported: {error}") from error
    kind = type(RENDERERS[name])
    if not isinstance(found, kind):
        raise ImproperlyConfigured(
            f"ARTICLEKIT[{name!r}] leads to {type(found).__name__}; make it an articlekit.{kind.__name__}, "
            f"such as articlekit.{name}.with_options(...)"
        )
    return found


def check(app_configs: Sequence[Any] | None = None, **_: Any) -> list[CheckMessage]:  # noqa: ARG001  # as Django calls it
    """What is wrong with the setting, for ``manage.py check``."""
    given = getattr(settings, "ARTICLEKIT", {})
    if not isinstance(given, Mapping):
        message = f"ARTICLEKIT is {type(given).__name__}; make it a dict, such as {{'HTML': 'newsroom.renderers.HTML'}}"
        return [Error(message, id="articlekit.E001")]
    problems: list[CheckMessage] = []
    for name in given:
        if name not in RENDERERS:
            message = f"ARTICLEKIT has no {name!r}; it can have {', '.join(RENDERERS)}"
            problems.append(Error(message, id="articlekit.E002"))
            continue
        try:
            _own(name)
        except ImproperlyConfigured as error:
            problems.append(Error(str(error), id="articlekit.E003"))
    return problems

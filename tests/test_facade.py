"""The names that people use: all from ``articlekit``, all there, and loaded when they are first used."""

import ast
import pickle
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import pytest

import articlekit as ak

NAMES = """
AMP HTML HTML_RULES JSON TEXT TEXT_RULES

Abbreviation AmpRenderer Article ArticlekitError Audio Block BlockQuote Blocks Callout Code CodeBlock Content
Contributor Correction Definition DefinitionList Details Divider Embed Emphasis Face Figure FocalPoint Footnote
FootnoteReference Footnotes FrozenDict FrozenList Gallery Heading Highlight HtmlFace HtmlRenderer HtmlRules Image Inline
InlineContent InlineImage Inlines JsonDialect Labels LineBreak Link List ListItem LivePost Mark MediaSource
MissingExtraError NoRuleError Node Notice Organization Paragraph PullQuote Quotation RawHtml ReadError RelatedLink
RelatedLinks RenderError Renderer Rendition Report Ruby Rule Small Span Strikethrough Strong Subscript Superscript
Table TableCell TableRow TextFace TextRenderer TextRules Track Underline Unknown Video

amp_form contained find inlines json_schema plain_text read_html read_json read_text render_amp render_html
render_json render_text replace shown text_form walk word_count
"""
PUBLIC = NAMES.split()

IMPORTED = {
    alias.name: str(statement.module)
    for statement in ast.walk(ast.parse(Path(ak.__file__).read_text(encoding="utf-8")))
    if isinstance(statement, ast.ImportFrom) and str(statement.module).startswith("articlekit.")
    for alias in statement.names
}
"""Where type checkers are told that each name comes from."""


def test_public_names() -> None:
    """These names are public; one that goes, or that comes by accident, is noticed."""
    assert ak.__all__ == PUBLIC


def test_type_checkers_see_the_same_names() -> None:
    """The imports for type checkers name the public names, and nothing else."""
    assert set(IMPORTED) == set(PUBLIC)


@pytest.mark.parametrize("name", PUBLIC)
def test_each_name_is_there(name: str) -> None:
    """Each name is there, and is what type checkers take it for."""
    assert getattr(ak, name) is getattr(import_module(IMPORTED[name]), name)


def test_every_node_class_is_public() -> None:
    """No node class of the model is left out."""
    for cls in ak.JSON.kinds.values():
        assert getattr(ak, cls.__name__) is cls


def test_dir_and_star() -> None:
    """``dir`` shows every public name before any is loaded, and ``import *`` gives them."""
    assert set(dir(ak)) == {*PUBLIC, "__version__"}
    names: dict[str, object] = {}
    exec("from articlekit import *", names)  # noqa: S102  # the only way to import * in a function
    assert set(PUBLIC) <= set(names)


def test_version() -> None:
    """The version is that of the installed package."""
    assert ak.__version__ == version("articlekit")


def test_unknown_name() -> None:
    """A name that is not there is an ``AttributeError`` like any module's."""
    with pytest.raises(AttributeError, match="module 'articlekit' has no attribute 'Paragraf'"):
        ak.Paragraf  # type: ignore[attr-defined]  # noqa: B018  # that is the point


def loaded(statement: str) -> set[str]:
    """The modules that a new interpreter has loaded after a statement."""
    code = f"import sys\n{statement}\nprint(*sys.modules, sep='\\n')"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_import_loads_next_to_nothing() -> None:
    """``import articlekit`` loads no module of it, and no package that it depends on."""
    assert loaded("import articlekit") - loaded("import __future__, importlib, typing") == {"articlekit"}


def test_an_article_loads_the_model_alone() -> None:
    """``from articlekit import Article`` loads the model and attrs: no renderer, no reader, no table of languages."""
    new = loaded("from articlekit import Article; Article('x', ['y'], language='en')")
    parts = {name.split(".")[1] for name in new if name.startswith("articlekit.")}
    assert parts <= {"model", "errors", "report"}
    assert not new & {"langcodes", "wcwidth", "turbohtml", "dateutil", "json", "markupsafe"}


def test_every_name_is_there_without_the_extras() -> None:
    """Without the packages of the extras each name is there all the same; only a call can miss them."""
    loaded("import sys; sys.modules.update(dict.fromkeys(['turbohtml', 'click', 'rich'])); from articlekit import *")


@pytest.mark.parametrize("module", sorted(set(IMPORTED.values())))
def test_every_module_can_be_imported_first(module: str) -> None:
    """Whichever module is imported first, no circle of imports breaks."""
    assert module in loaded(f"import {module}")


def test_names_can_be_pickled() -> None:
    """What is loaded through the facade is known to pickle under its own module."""
    assert pickle.loads(pickle.dumps(ak.Paragraph)) is ak.Paragraph  # noqa: S301  # our own

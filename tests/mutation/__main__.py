"""Mutation testing of the places that safety stands on: escaping, addresses, hosts, attributes.

    python tests/mutation                # all of them: some minutes
    python tests/mutation escape url     # some of them
    python tests/mutation --list host    # what would be changed

Each mutant is one small change of one module: a comparison turned round, a condition denied, a number or string
changed, a member left out of a list, an alternative, quantifier or assertion left out of a regular expression. Those of
mutmut and cosmic-ray change neither patterns nor what stands outside of functions, and here these are the policy. The
module's own tests must fail for each mutant, in a process of its own. What survives must be in `equivalent.txt` beside
this file, with the reason why no test could see it; what stands there and does not survive is said as well.

    pytest tests/test_escape.py tests/test_attributes.py tests/test_url.py --cov-branch --cov-fail-under=100 \
        --cov=articlekit.render.escape --cov=articlekit.render.attributes --cov=articlekit.model.url \
        --cov=articlekit.model.host

shows that these tests reach every branch. Both need `pip install -e ".[mutate]"`.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import importlib.abc
import importlib.util
import itertools
import os
import re
import signal
import sys
import types
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
MODULES: Final = {
    "escape": ("articlekit.render.escape", "test_escape.py"),
    "attributes": ("articlekit.render.attributes", "test_attributes.py"),
    "url": ("articlekit.model.url", "test_url.py"),
    "host": ("articlekit.model.host", "test_url.py"),
}
SECONDS: Final = 120
"""A mutant that runs longer than this has lost its end, which is a failure too."""


_COMPARED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COMPUTED: Final[dict[type[ast.operator], type[ast.operator]]] = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add}


# --- mutants ------------------------------------------------------------------------------------------------------


def mutants(source: str) -> Iterator[tuple[str, ast.Module]]:
    """Each mutant of a module: what is changed, as ``line | old -> new``, and its tree."""
    tree = ast.parse(source)
    lines = source.splitlines()
    for number in range(len(list(_changes(tree, lines)))):
        mutant = copy.deepcopy(tree)
        what, change = list(_changes(mutant, lines))[number]
        change()
        yield what, ast.fix_missing_locations(mutant)


def _changes(tree: ast.Module, lines: list[str]) -> Iterator[tuple[str, Callable[[], None]]]:
    passed_over = _passed_over(tree)
    patterns = _patterns(tree)
    for node in ast.walk(tree):
        if node not in passed_over and isinstance(node, ast.expr | ast.stmt):
            old = ast.unparse(node).splitlines()[0]
            for new, change in _changes_of(node, patterns):
                line = lines[node.lineno - 1]
                column = node.col_offset - len(line) + len(line.lstrip())
                yield f"{line.strip():.80} | {old:.40} at {column} -> {new}", change


def _changes_of(node: ast.AST, patterns: set[ast.AST]) -> Iterator[tuple[str, Callable[[], None]]]:
    """What can be changed of a node: what it becomes, and what changes it."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in _COMPARED:
            other = _COMPARED[type(op)]
            yield other.__name__, partial(setattr, node, "ops", [other()])
        case ast.BoolOp(values=values):
            other_op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield "the other of and, or", partial(setattr, node, "op", other_op)
            for index in range(len(values)):
                rest = [*values[:index], *values[index + 1 :]]
                yield f"without part {index + 1}", partial(setattr, node, "values", rest)
        case ast.BinOp(op=op) if type(op) in _COMPUTED:
            yield _COMPUTED[type(op)].__name__, partial(setattr, node, "op", _COMPUTED[type(op)]())
        case ast.UnaryOp(op=ast.Not()):
            yield "without not", partial(setattr, node, "operand", ast.UnaryOp(ast.Not(), node.operand))
        case ast.If() | ast.IfExp() | ast.While():
            yield "denied", partial(setattr, node, "test", ast.UnaryOp(ast.Not(), node.test))
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield "None", partial(setattr, node, "value", ast.Constant(None))
        case ast.Expr(value=ast.Call()):
            yield "not called", partial(setattr, node, "value", ast.Constant(None))
        case ast.Constant():
            for label, instead in _other_values(node.value, is_pattern=node in patterns):
                yield label, partial(setattr, node, "value", instead)
        case ast.Tuple(elts=elements) | ast.Set(elts=elements) | ast.List(elts=elements) if len(elements) > 1:
            for index, element in enumerate(elements if isinstance(getattr(node, "ctx", ast.Load()), ast.Load) else ()):
                rest = elements[:index] + elements[index + 1 :]
                yield f"without {ast.unparse(element)[:40]}", partial(setattr, node, "elts", rest)
        case ast.Dict(keys=keys, values=values) if len(keys) > 1:
            for index, key in enumerate(keys):
                yield f"without {ast.unparse(key)[:40] if key else '**'}", partial(_leave_out, index, keys, values)


def _other_values(value: object, *, is_pattern: bool) -> Iterator[tuple[str, object]]:
    """What may stand in the place of a constant."""
    match value:
        case bool():
            yield str(not value), not value
        case int():
            yield str(value + 1), value + 1
            yield str(value - 1), value - 1
        case str() if is_pattern:
            yield from _patterns_without(value)
        case str():
            yield repr(f"{value}XX")[:60], f"{value}XX"
            if value:
                yield "''", ""


def _leave_out(index: int, *lists: list[Any]) -> None:
    for each in lists:
        del each[index]


def _passed_over(tree: ast.Module) -> set[ast.AST]:
    """Nodes that no test is to see: docstrings, annotations, imports, names that are exported, words of messages."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom():
                found.update(ast.walk(node))
            case ast.Assign(targets=[ast.Name(id="__all__")]):
                found.update(ast.walk(node))
            case ast.AnnAssign() | ast.arg():
                if node.annotation:
                    found.update(ast.walk(node.annotation))
            case ast.FunctionDef(returns=ast.expr() as returns):
                found.update(ast.walk(returns))
                found.update(part for decorator in node.decorator_list for part in ast.walk(decorator))
            case ast.Call(func=ast.Name(id="_refuse" | "RenderError" | "ValueError" | "not_a_str")):
                found.update(part for argument in node.args for part in ast.walk(argument))
    return found


def _patterns(tree: ast.Module) -> set[ast.AST]:
    """The strings that are regular expressions: what functions of ``re`` are given, and what that is made of."""
    named: set[str] = set()
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "re":
            found.update(part for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant))
            named.update(part.id for part in ast.walk(node.args[0]) if isinstance(part, ast.Name))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and node.target.id in named
            and node.value
        ):
            found.update(part for part in ast.walk(node.value) if isinstance(part, ast.Constant))
    return found


_TOKEN: Final = re.compile(
    r"""(?P<class>\[\^?\]?(?:\\.|[^\]\\])*\]) | (?P<open>\((?:\?[a-zA-Z]*[:=!>]|\?<[=!]|\?P?<[a-z]+>)?) | (?P<close>\))
    | (?P<repeat>(?:[*+?]|\{[0-9,]+\})[+?]?) | (?P<or>\|) | (?P<anchor>\\[AZb]|[$^]) | (?P<other>\\.|.)""",
    re.VERBOSE | re.DOTALL,
)


def _patterns_without(pattern: str) -> Iterator[tuple[str, str]]:
    """A pattern without each of its alternatives, quantifiers, assertions and anchors; with each class turned round."""
    if "\n" in pattern:  # verbose
        pattern = re.sub(r"\s+", "", pattern)
    tokens = [(found.lastgroup, found[0], found.start(), found.end()) for found in _TOKEN.finditer(pattern)]
    opened: list[list[int]] = [[0]]
    groups: list[tuple[str, int]] = []
    for kind, text, start, end in tokens:
        if kind == "open":
            opened.append([end])
            groups.append((text, start))
        elif kind in {"or", "close"} and len(opened) > 0:
            begin = opened[-1][-1]
            is_alternative = kind == "or" or len(opened[-1]) > 1
            if is_alternative:
                first = begin if len(opened[-1]) == 1 else begin - 1
                after = end if len(opened[-1]) == 1 and kind == "or" else start
                yield (
                    f"{pattern[:70]!r} without {pattern[begin:start][:40]!r} at {begin}",
                    pattern[:first] + pattern[after:],
                )
            if kind == "or":
                opened[-1].append(end)
            elif len(opened) > 1:
                opened.pop()
                opening, begun = groups.pop()
                if opening in {"(?=", "(?!", "(?<!", "(?<="}:
                    yield f"{pattern[:70]!r} without {pattern[begun:end][:40]!r}", pattern[:begun] + pattern[end:]
        elif kind == "class":
            turned = "[" + text[2:] if text.startswith("[^") else "[^" + text[1:]
            yield f"{text[:40]!r} at {start} turned round", pattern[:start] + turned + pattern[end:]
        elif kind == "repeat" or (kind == "anchor" and text != "^"):
            yield f"{pattern[:70]!r} without {text!r} at {start}", pattern[:start] + pattern[end:]
    if len(opened[-1]) > 1:
        yield f"{pattern[:70]!r} without its last alternative", pattern[: opened[-1][-1] - 1]


# --- running ------------------------------------------------------------------------------------------------------


class Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module as it was changed."""

    def __init__(self, name: str, path: Path, tree: ast.Module) -> None:
        self.name, self.path, self.tree = name, path, tree

    def find_spec(self, fullname: str, *_: object) -> Any:
        """The module's place, where it is the one."""
        return (
            importlib.util.spec_from_file_location(fullname, self.path, loader=self) if fullname == self.name else None
        )

    def exec_module(self, module: types.ModuleType) -> None:
        """Run the changed module."""
        exec(compile(self.tree, str(self.path), "exec"), vars(module))  # noqa: S102  # it is our own, and that is the point


def survives(name: str, path: Path, tests: str, tree: ast.Module) -> bool:
    """Whether the tests pass, in a process of their own, with a module that was changed."""
    if pid := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    signal.alarm(SECONDS)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    sys.meta_path.insert(0, Mutated(name, path, tree))
    status: int = 2
    with contextlib.suppress(BaseException):
        arguments = [
            "-x",
            "-W",
            "ignore::pytest.PytestAssertRewriteWarning",
            "-q",
            "-n",
            "0",
            "-p",
            "no:cacheprovider",
            "-k",
            "not checkers",
            f"{HERE.parent / tests}",
        ]
        status = int(pytest.main(arguments))
    os._exit(status)


def main() -> int:
    """Try the mutants of the modules that are named, and say which survive; 1 where one of these is not explained."""
    names = [name for name in sys.argv[1:] if not name.startswith("-")] or list(MODULES)
    sources = {short: _path(short).read_text("utf-8") for short in names}
    if "--list" in sys.argv:
        print(*(f"{short}: {what}" for short in names for what, _ in mutants(sources[short])), sep="\n")
        return 0
    explained = _explained()
    made, left = 0, list[str]()
    for short in names:
        name, tests = MODULES[short]
        if not survives(name, _path(short), tests, ast.parse(sources[short])):
            print(f"{short}: the tests fail without any change")
            return 2

        def tried(mutant: tuple[str, ast.Module], short: str = short) -> bool:
            is_alive = survives(MODULES[short][0], _path(short), MODULES[short][1], mutant[1])
            if is_alive and f"{short}: {mutant[0]}" not in explained:
                print(f"ALIVE {short}: {mutant[0]}", flush=True)
            return is_alive

        all_of_it = list(mutants(sources[short]))
        with ThreadPoolExecutor(int(os.environ.get("JOBS", os.cpu_count() or 1))) as pool:
            alive = list(pool.map(tried, all_of_it))
        made += len(all_of_it)
        left += [f"{short}: {what}" for (what, _), is_alive in zip(all_of_it, alive, strict=True) if is_alive]
        print(f"{short}: {len(all_of_it)} mutants, {len(all_of_it) - sum(alive)} killed", flush=True)
    idle = [line for line in explained if line.partition(":")[0] in names and line not in left]
    print(*(f"explained, and not alive: {line}\n" for line in idle), sep="", end="")
    unexplained = sum(line not in explained for line in left)
    print(f"{made} mutants, {made - len(left)} killed, {len(left) - unexplained} equivalent, {unexplained} alive")
    return 1 if unexplained else 0


def _path(short: str) -> Path:
    return ROOT / "src" / Path(*MODULES[short][0].split(".")).with_suffix(".py")


def _explained() -> dict[str, str]:
    """What survives for a reason: a line as it is printed, and below it the reason, indented."""
    lines = (HERE / "equivalent.txt").read_text("utf-8").splitlines()
    return {line: below.strip() for line, below in itertools.pairwise(lines) if line and line[0] not in " #"}


if __name__ == "__main__":
    os.environ |= {"ARTICLEKIT_EXAMPLES": "40", "CI": "1"}
    os.chdir(ROOT)
    sys.path.insert(0, str(HERE.parent))
    for heavy in ("hypothesis", "playwright.sync_api", "turbohtml", "markupsafe", "attrs", "langcodes", "wcwidth"):
        with contextlib.suppress(ImportError):
            importlib.import_module(heavy)
    sys.exit(main())

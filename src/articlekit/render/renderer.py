"""What every renderer is: an immutable table from node type to rule, and the state of one call.

A rule is ``rule(node, render)`` and gives text in the output's own format. Built-in rules give trusted ``str``; that is
the hot path. Rules of users go through :meth:`Renderer.with_rule`, which guards what they give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Generic, NoReturn, Self, TypeAlias, TypeVar

import attrs

from articlekit.errors import NoRuleError, RenderError
from articlekit.model.foreign import Unknown, stand_in
from articlekit.model.node import (
    Block,
    Blocks,
    Content,
    InlineContent,
    Inlines,
    Mark,
    Node,
    marked,
)
from articlekit.model.shown import meant_for
from articlekit.model.text import blocks
from articlekit.model.walk import places, plain_text
from articlekit.render.outline import Outline, Source, outline
from articlekit.report import Action, Notice, Report, Severity, excerpt

__all__ = ["Face", "Render", "Renderer", "Rule", "Rules", "Source"]

T = TypeVar("T")

S = TypeVar("S", bound=str)

Rule: TypeAlias = Callable[[Any, Any], str]
"""``rule(node, render)``: the text that shows a node."""


class Rules(dict[type[Node], Rule]):
    """An immutable table from node type to rule; a type that is not in it takes the rule of its nearest base class."""

    def __missing__(self, node_type: type[Node]) -> Rule:
        for base in node_type.__mro__[1:]:
            if base in self:
                return self[base]
        raise TypeError(f"a node is wanted here, not {node_type.__name__}")

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("a renderer's rules cannot change; make another renderer: renderer.with_rule(node_type, rule)")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]  # unlike a dict, it cannot change
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[object, ...]:
        return Rules, (dict(self),)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self


@attrs.frozen(kw_only=True, repr=False)
class Renderer:
    """The base of the renderers: an immutable object that you call with an article or a node.

    Two renderers with the same rules and options are equal. For a node without a rule, ``strict`` renderers raise
    :class:`NoRuleError`; others show its fallback or its text, and add a notice.
    """

    channel: ClassVar[str]
    """The output's name, as in the ``channels`` of a block."""
    state: ClassVar[type[Render]]
    """What its rules are given as their ``render``."""

    rules: Rules = attrs.field(converter=Rules, repr=False)
    """What shows a node wherever it stands."""
    text_rules: Rules = attrs.field(converter=Rules, repr=False)
    """The same, for where a node stands in text."""
    strict: bool = False

    @text_rules.default
    def _text_rules(self) -> Mapping[type[Node], Rule]:
        return {**self.rules, Unknown: no_rule_in_text}

    def with_rule(self, node_type: type[Node], rule: Callable[[Any, Any], object]) -> Self:
        """A renderer like this one, with a ``rule(node, render)`` for a node class and its subclasses.

        It overrides a built-in rule, or adds a rule for a node class of your own. In the rule, ``render`` renders what
        is inside the node: ``render(node)``, ``render.inlines(content)``, ``render.blocks(content)``.
        ``render.parent(node)`` gives the output of the rule that was there before.
        """
        given: object = node_type
        if not (isinstance(given, type) and issubclass(given, Node)):
            raise TypeError(f"with_rule takes a node class first, not {given!r}")
        if not callable(rule):
            raise TypeError(f"with_rule takes a function rule(node, render) second, not {rule!r}")

        def taught(rules: Rules) -> Rules:
            return Rules({**rules, node_type: _Guarded(rule, rules[node_type])})

        return attrs.evolve(self, rules=taught(self.rules), text_rules=taught(self.text_rules))

    def __repr__(self) -> str:
        """The options that are not the default ones, and the types that rules were taught for."""
        options = ", ".join(
            f"{field.name}={getattr(self, field.name)!r:.60}"
            for field in attrs.fields(type(self))
            if field.name not in ("rules", "text_rules") and getattr(self, field.name) != field.default
        )
        taught = [node_type.__name__ for node_type, rule in self.rules.items() if isinstance(rule, _Guarded)]
        return f"{type(self).__name__}({options})" + "".join(f".with_rule({name}, ...)" for name in taught)

    def with_options(self, **options: Any) -> Self:  # noqa: ANN401  # each option has a type of its own
        """A renderer like this one with other options; their names are the fields of its class."""
        known = {field.name for field in attrs.fields(type(self))} - {"rules", "text_rules"}
        if unknown := sorted(options.keys() - known):
            raise TypeError(f"{type(self).__name__} has no option {unknown[0]!r}; it has {', '.join(sorted(known))}")
        return attrs.evolve(self, **options)

    def _document(self, source: Source, report: Report | None, **how: Any) -> str:  # noqa: ANN401  # the output's own
        """All that was given, as text in the output's format."""
        render = self.state(self, source)
        made = render.document(**how)
        if render.left_out:  # so must what holds nothing else, and what leads there
            given = render.given
            render = self.state(self, meant_for(given, self.channel))
            render.given = given
            made = render.document(**how)
        render.report_to(report)
        return made


class Render:
    """The state of one call of a renderer: rules are given it, and render with it what is inside their node.

    So nothing is global: ids, note numbers and notices depend on what is rendered alone.
    """

    __slots__ = ("_found", "_outline", "given", "left_out", "renderer", "rules", "source", "text_rules")

    def __init__(self, renderer: Renderer, source: Source) -> None:
        self.renderer = renderer
        self.rules = renderer.rules
        self.text_rules = renderer.text_rules
        self.given = self.source = source if isinstance(source, Node) else _sequence(source)
        self.left_out = False
        """Whether a block was left out because it is meant for other outputs."""
        self._found: list[tuple[Node, Notice]] = []
        self._outline: Outline | None = None

    def __call__(self, node: Node) -> str:
        """What shows one node."""
        return self.rules[type(node)](node, self)

    def document(self) -> str:
        """What shows all that was given."""
        raise NotImplementedError

    def inlines(self, content: Inlines) -> str:
        """What shows text."""
        raise NotImplementedError

    def blocks(self, content: Iterable[Block]) -> str:
        """What shows blocks, less those that are meant for other outputs."""
        raise NotImplementedError

    def means(self, block: Block) -> bool:
        """Whether a block that names its channels is meant for this output."""
        if self.renderer.channel in block.channels:
            return True
        self.left_out = True
        return False

    @property
    def outline(self) -> Outline:
        """The ids and notes of the document; made when they are first asked for."""
        if self._outline is None:
            self._outline = outline(self.source)
        return self._outline

    # --- notices ---

    def notice(self, code: str, message: str, node: Node, *, action: Action, severity: Severity = "warning") -> None:
        """Report that a node could not be shown as it is."""
        self._found.append((node, Notice(code, message, action=action, severity=severity)))

    def report_to(self, report: Report | None) -> None:
        """Hand the notices on, each with the path of its node in what was given and the beginning of its text."""
        if report is None or not self._found:
            return
        found = self._places()
        for node, notice in self._found:
            report.add(attrs.evolve(notice, place=found.get(id(node), "$"), excerpt=excerpt(plain_text(node))))

    def place(self, node: Node) -> str:
        """Where a node stands in what was given, such as ``$.body[3]``."""
        return self._places().get(id(node), "$")

    def _places(self) -> Mapping[int, str]:
        """The place of each node, by its identity; of one that stands in two places, the last."""
        return {id(node): place for place, node in places(self.given)}

    # --- options and rules of users ---

    def option(self, name: str, wanted: type[T], default: T, *arguments: object) -> T:
        """What the function that is an option gives, or the default where there is none."""
        function = getattr(self.renderer, name)
        if function is None:
            return default
        try:
            given = function(*arguments)
        except Exception as error:
            raise RenderError(f"the option {name} raised {type(error).__name__}: {error}") from error
        if isinstance(given, wanted):
            return given
        raise RenderError(f"the option {name} gave {type(given).__name__}; it has to give {wanted.__name__}")

    def face(self, node: Node, overridden: Rule) -> Face[Any]:
        """What a user's rule for a node is given as its ``render``."""
        return Face(self, node, overridden)

    def accepted(self, shown: object) -> str | None:
        """What a user's rule gave, as text in the output's format; ``None`` where that cannot be."""
        return shown if type(shown) is str else None


def _sequence(source: object) -> tuple[str | Node, ...]:
    if isinstance(source, str | bytes | Mapping) or not isinstance(source, Iterable):
        advice = "; put text into a list, or read it with read_text or read_html" if isinstance(source, str) else ""
        raise TypeError(f"a node or a sequence of nodes can be rendered, not {type(source).__name__}{advice}")
    items = tuple(source)
    for item in items:
        if not isinstance(item, str | Node):
            raise TypeError(f"a sequence of nodes is wanted here; it holds a value of type {type(item).__name__}")
    return items


class Face(Generic[S]):
    """The ``render`` argument of your own rules: it renders what is inside the node."""

    __slots__ = ("_node", "_overridden", "_render")

    def __init__(self, render: Any, node: Node, overridden: Rule) -> None:  # noqa: ANN401  # each output has its own
        self._render = render
        self._node = node
        self._overridden = overridden

    def _made(self, text: str) -> S:
        """Text in the output's format, in the form in which rules of users pass it on."""
        raise NotImplementedError

    def __call__(self, node: Node) -> S:
        """The output of a node inside the rule's node. For the rule's own node, use :meth:`parent`."""
        if node is self._node:
            raise RecursionError("a rule cannot render its own node; call render.parent(node) for the rule before it")
        return self._made(self._render(node))

    def inlines(self, content: InlineContent) -> S:
        """The output of text."""
        return self._made(self._render.inlines(marked(content)))

    def blocks(self, content: Content) -> S:
        """The output of blocks."""
        return self._made(self._render.blocks(blocks(content)))

    def parent(self, node: Node) -> S:
        """The output of the overridden rule, for the rule's own node or a changed copy of it."""
        return self._made(self._overridden(node, self._render))

    def notice(self, code: str, message: str, *, action: Action, severity: Severity = "warning") -> None:
        """Report that the node could not be shown as it is."""
        self._render.notice(code, message, self._node, action=action, severity=severity)


@attrs.frozen
class _Guarded:
    """A user's rule under guard: it sees a face of render, and what it raises or gives names its node."""

    rule: Callable[[Any, Any], object]
    overridden: Rule

    def __call__(self, node: Node, render: Render) -> str:
        try:
            given = self.rule(node, render.face(node, self.overridden))
            shown = render.accepted(given)
        except RenderError:
            raise  # of something within this node, which it names
        except Exception as error:
            raise self._failed(node, render, f"raised {type(error).__name__}: {error}") from error
        if shown is None:
            raise self._failed(node, render, f"gave {type(given).__name__}; return a str, or Markup for markup")
        return shown

    def _failed(self, node: Node, render: Render, what: str) -> RenderError:
        return RenderError(f"{render.place(node)}: the rule for {type(node).__name__} {what} (in {node!r:.200})")


# --- nodes without a rule -----------------------------------------------------------------------------------------


def no_rule(node: Node, render: Render) -> str:
    """The rule of blocks without a rule: the fallback, or the text, with a notice; strict renderers refuse."""
    return render.blocks(_stands_for(node, render))


def no_rule_in_text(node: Node, render: Render) -> str:
    """The rule of inlines without a rule: their content, or their text, with a notice; strict renderers refuse."""
    _stands_for(node, render)
    return render.inlines(node.content if isinstance(node, Mark) else (plain_text(node),))


def _stands_for(node: Node, render: Render) -> Blocks:
    name = node.name if isinstance(node, Unknown) else node.kind
    if render.renderer.strict:
        kind = type(node).__name__
        raise NoRuleError(
            f"{render.place(node)}: there is no rule for {kind} ({name}); add one: renderer.with_rule({kind}, rule)"
        )
    blocks = stand_in(node)
    stand = "its fallback or text is shown instead" if blocks else "it is left out, as it seems to have no text"
    message = f"there is no rule for {name!r}; {stand}"
    render.notice("no-rule", message, node, action="approximated" if blocks else "dropped")
    return blocks

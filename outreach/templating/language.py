"""The staff's language on jinja2: parse, check, compile, render.

Convention: the sandbox is the second wall. The first is the grammar; the third is that only
plain values go in, and that a value which is empty, a group or a list is never printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from .expressions import TESTS, source
from .filters import FILTERS, Rule
from .grammar import Checker
from .schema import Group

if TYPE_CHECKING:
    from jinja2 import Environment, Template, nodes

#: The filter that every printed value passes last; no template can name it.
_PRINTED = "printed value"

#: Characters that mean something in Markdown.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&])")

#: Characters that no value may bring in: line ends and everything that controls a terminal.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")

_PLAIN = (str, int)

Complaint = tuple[int, str, str]


class Passage:
    """A checked piece of a template: its body, its subject; compiled when the first letter needs it."""

    def __init__(self, tree: nodes.Template, environment: Environment, start: int) -> None:
        self._tree, self._environment = tree, environment
        self._start = start  #: line of the file the piece begins in

    @cached_property
    def _template(self) -> Template:
        from jinja2 import Template

        code = self._environment.compile(self._tree, "template", "<template>")
        return Template.from_code(self._environment, code, {})

    def render(self, context: Mapping[str, Any], most: int) -> str:
        """The text; ``ValueError(line, what, next)`` if it cannot be made or has more than ``most`` characters."""
        pieces, size = [], 0
        try:
            for piece in self._template.generate(context):
                size += len(piece)
                if size > most:
                    raise ValueError(0, f"makes more than {most:,} characters", "make it shorter")
                pieces.append(piece)
        except Exception as fault:
            raise ValueError(*self._explained(fault)) from None
        return "".join(pieces)

    def _explained(self, fault: Exception) -> Complaint:
        if isinstance(fault, ValueError) and len(fault.args) == 3:
            line, what, next = fault.args
            return (line and line + self._start - 1, what, next)
        return (_line(fault) + self._start - 1, f"cannot be written ({fault})", "see docs/templates.md")


def _line(fault: Exception) -> int:
    """The line of the template in which a fault happened, 1 if it cannot be told."""
    line, trace = 1, fault.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


@lru_cache(maxsize=4096)  # most values of a letter stand in the others too
def literal(text: str) -> str:
    """Markdown that prints the text as it is."""
    return _MARKDOWN.sub(r"\\\1", text)


def compile_passage(
    text: str, start: int, names: Group, markdown: bool, xml: bool = False
) -> tuple[Passage | None, list[Complaint]]:
    """The piece ready to be filled in, or what is wrong with it. In Markdown and XML, values are printed literally."""
    from jinja2 import TemplateSyntaxError

    environment = staff_environment(markdown, xml)
    try:
        tree = environment.parse(text)
        complaints = Checker(names).check(tree)
    except TemplateSyntaxError as fault:
        complaints = [_syntax(fault)]
    except (RecursionError, MemoryError, OverflowError, ValueError) as fault:
        complaints = [(1, f"cannot be read ({type(fault).__name__})", "make it simpler")]
    if complaints:
        return None, [(line + start - 1, what, next) for line, what, next in complaints]
    _guard(tree, environment)
    return Passage(tree, environment, start), []


@cache
def staff_environment(markdown: bool, xml: bool = False) -> Environment:
    """The sandbox, with nothing in it but the listed filters and tests."""
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Staff(ImmutableSandboxedEnvironment):
        """A sandbox in which a dot means a value of a group, never an attribute."""

        def getattr(self, obj: Any, attribute: str) -> Any:
            if type(obj).__name__ == "LoopContext" and not attribute.startswith("_"):
                return super().getattr(obj, attribute)
            return self.getitem(obj, attribute)

        def getitem(self, obj: Any, argument: Any) -> Any:
            if isinstance(obj, dict) and argument in obj:
                return obj[argument]
            if isinstance(obj, list | tuple) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
                return obj[argument]
            return self.undefined(f"{argument!r} is not there")

        def call(self, *args: Any, **kwargs: Any) -> Any:
            raise SecurityError("templates cannot call anything")

    made = Staff(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_finalized)
    made.globals.clear()
    made.filters = {name: _checked(name, rule) for name, rule in FILTERS.items()}
    made.filters[_PRINTED] = _printed(markdown, xml)
    made.tests = {name: made.tests[name] for name in TESTS}
    return made


def _finalized(value: Any) -> Any:
    """What the printed filter gives passes, and nothing else that could have slipped by."""
    if not isinstance(value, str):
        raise ValueError(0, "prints what is no text", "see docs/templates.md")
    return value


def _checked(name: str, rule: Rule) -> Callable[..., Any]:
    """The filter, with a sentence instead of a Python fault."""

    def run(value: Any, *arguments: str) -> Any:
        if rule.takes == "list" and not isinstance(value, list | tuple):
            raise TypeError(f'filter "{name}" needs a list')
        if rule.takes in {"text", "date"} and not value:
            return ""
        if rule.gives == "item" and not value:
            return ""
        return rule.run(value, *arguments)

    return run


def _printed(markdown: bool, xml: bool) -> Callable[..., str]:
    """The last filter of every printed value: no hole, no group, no list, no Markdown by accident."""

    def run(value: Any, expression: str, line: int, may_be_empty: bool) -> str:
        if isinstance(value, bool) or not isinstance(value, _PLAIN):
            raise ValueError(line, f'"{expression}" is not there', "put it between {% if %} and {% endif %}")
        text = str(value)
        if not text.isprintable():
            text = _CONTROL.sub(" ", text)
        if not text.strip() and not may_be_empty:
            raise ValueError(line, f'"{expression}" is empty', "put it between {% if %} and {% endif %}")
        return literal(text) if markdown else _in_xml(text) if xml else text

    return run


def _in_xml(text: str) -> str:
    from html import escape

    return escape(text)


def _guard(tree: nodes.Template, environment: Environment) -> None:
    """Send every printed value through the last filter, with its name and line for the message."""
    from jinja2 import nodes

    for output in tree.find_all(nodes.Output):
        output.nodes = [
            node if isinstance(node, nodes.TemplateData) else _guarded(node, environment) for node in output.nodes
        ]


def _guarded(node: nodes.Expr, environment: Environment) -> nodes.Expr:
    from jinja2 import nodes

    told = [nodes.Const(part) for part in (source(node), node.lineno, _deliberate(node))]
    guarded = nodes.Filter(node, _PRINTED, told, [], None, None, lineno=node.lineno)
    guarded.set_environment(environment)
    return guarded


def _deliberate(node: nodes.Expr) -> bool:
    """Whether the template itself says what stands there when there is nothing."""
    return type(node).__name__ in {"CondExpr", "Const", "Or"} or getattr(node, "name", "") == "default"


_SYNTAX: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(r"unexpected char '([“”‘’„])'"),
        "has curly quotes inside a field",
        "write straight ones: 'and' or \"and\"",
    ),
    (
        re.compile(r"expected token 'end of print statement', got '?(.+?)'?$"),
        "has a field of several words",
        "write one name with dots, as in {{ legislator.name }}",
    ),
    (
        re.compile(r"Unexpected end of template.*?'(end\w+)'", re.S),
        "has no {% \\1 %}",
        "every if and for needs its end",
    ),
    (
        re.compile(r"Encountered unknown tag '(\w+)'"),
        "knows no {% \\1 %}",
        "there is if, elif, else, endif, for, endfor, set",
    ),
    (
        re.compile(r"unexpected end of template|unexpected '}'|expected token 'end of statement block'"),
        "has a field or a tag that is not closed",
        "write {{ name }} and {% if name %}",
    ),
)


def _syntax(fault: Any) -> Complaint:
    """What jinja2 says, in the words of somebody who writes letters."""
    said = str(fault.message)
    for pattern, what, next in _SYNTAX:
        if found := pattern.search(said):
            return fault.lineno, found.expand(what), next
    return fault.lineno, f"cannot be read: {said[:1].lower()}{said[1:].rstrip('.')}", "see docs/templates.md"

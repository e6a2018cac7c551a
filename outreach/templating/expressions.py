"""Expressions of a staff template: what each gives, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .filters import FILTERS
from .schema import Field, Group, Kind, Many

if TYPE_CHECKING:
    from jinja2 import nodes

#: How deep things may stand in each other.
DEEPEST = 12

#: Tests after ``is``.
TESTS = frozenset({"even", "odd", "defined"})

#: What is refused → what to do instead.
_REFUSED = {
    "Call": ("calls something, which templates cannot", "values and filters do the work: {{ letter.sent|date }}"),
    "Include": ("includes a file, which templates cannot", "write the text here"),
    "Import": ("imports, which templates cannot", "write the text here"),
    "FromImport": ("imports, which templates cannot", "write the text here"),
    "Extends": ("builds on another template, which templates cannot", "write the text here"),
    "Block": ("has a block, which templates cannot", "write the text here"),
    "Macro": ("defines a macro, which templates cannot", "repeat the text, or use a loop"),
    "CallBlock": ("calls a macro, which templates cannot", "repeat the text, or use a loop"),
    "FilterBlock": ("has a filter block, which templates cannot", "put the filter behind a value: {{ value|filter }}"),
    "AssignBlock": ("sets a name to a passage, which templates cannot", "set it to a value"),
    "NSRef": ("sets a part of something, which templates cannot", "choose a name without a dot"),
    "Mul": ("multiplies, which templates cannot", "use a value that is there already"),
    "Pow": ("raises to a power, which templates cannot", "use a value that is there already"),
    "Mod": ("uses %, which templates cannot", "use 'is odd' or 'is even'"),
    "Dict": ("makes a group of its own, which templates cannot", "use the values that are there"),
    "Slice": ("cuts a piece out, which templates cannot", "use |first, |last or a loop"),
}


class Expressions:
    """What expressions give; ``complaints`` are (line, what, next)."""

    def __init__(self, names: Group) -> None:
        self.complaints: list[tuple[int, str, str]] = []
        self._scopes: list[dict[str, Kind | None]] = [dict(names.fields)]
        self._depth = 0
        self._line = 1  #: of the statement that is being read
        self._naming = False  #: inside a ``set``

    def _complain(self, node: nodes.Node, what: str, next: str = "") -> None:
        # jinja2 leaves some tags without a line: they stand in or after the last one that has it.
        if (complaint := (node.lineno or self._line, what, next)) not in self.complaints:
            self.complaints.append(complaint)

    def _refuse(self, node: nodes.Node) -> None:
        name = type(node).__name__
        what, next = _REFUSED.get(name, (f"uses {name.lower()}, which templates cannot", "see docs/templates.md"))
        self._complain(node, what, next)

    def _printable(self, node: nodes.Node, kind: Kind | None) -> None:
        if isinstance(kind, Group):
            names = ", ".join(f"{source(node)}.{name}" for name in kind.fields)
            self._complain(node, f'"{source(node)}" is a group of values', f"print one of them: {names}")
        elif isinstance(kind, Many):
            group = isinstance(kind.item, Group)
            how = f"{source(node)}|each('name')|and_list" if group else f"{source(node)}|and_list"
            self._complain(node, f'"{source(node)}" is a list', f"print it with {{{{ {how} }}}} or in a loop")
        elif isinstance(kind, Field) and kind.kind == "yes/no":
            self._complain(node, f'"{source(node)}" is yes or no', f"ask for it: {{% if {source(node)} %}}")

    def kind(self, node: nodes.Node) -> Kind | None:
        """What an expression gives; None where that shows only when it is printed."""
        self._depth += 1
        if self._depth > DEEPEST * 2:
            self._complain(node, "stands in too many brackets", "make it simpler")
            result = None
        else:
            handler: Callable[[Any], Kind | None] = getattr(self, f"_of_{type(node).__name__}", self._unknown)
            result = handler(node)
        self._depth -= 1
        return result

    def _unknown(self, node: nodes.Node) -> Kind | None:
        self._refuse(node)
        return None

    def _of_Const(self, node: nodes.Const) -> Kind | None:
        if isinstance(node.value, str):
            return Field("", "text")
        if isinstance(node.value, bool) or node.value is None:
            return Field("", "yes/no")
        return Field("", "number")

    def _of_List(self, node: nodes.List) -> Kind | None:
        if any(type(item).__name__ != "Const" for item in node.items):
            self._complain(node, "makes a list of values, which templates cannot", "list words in quotes only")
        return Many("", Field(""))

    _of_Tuple = _of_List

    def _of_Name(self, node: nodes.Name) -> Kind | None:
        for scope in reversed(self._scopes):
            if node.name in scope:
                return scope[node.name]
        known = sorted({name for scope in self._scopes for name in scope})
        self._complain(node, f'there is no "{node.name}"', _instead(node.name, known, ""))
        return None

    def _of_Getattr(self, node: nodes.Getattr) -> Kind | None:
        return self._part(node, self.kind(node.node), node.attr)

    def _of_Getitem(self, node: nodes.Getitem) -> Kind | None:
        if type(node.arg).__name__ != "Const":
            self._complain(node, "looks something up by a value, which templates cannot", "write the name with a dot")
            return None
        base, key = self.kind(node.node), node.arg.value  # type: ignore[attr-defined]
        if isinstance(base, Many) and isinstance(key, int):
            return base.item
        return self._part(node, base, str(key))

    def _part(self, node: nodes.Getattr | nodes.Getitem, base: Kind | None, name: str) -> Kind | None:
        whole = source(node.node)
        if isinstance(base, Group):
            if name in base.fields:
                return base.fields[name]
            self._complain(node, f'there is no "{whole}.{name}"', _instead(name, sorted(base.fields), f"{whole}."))
        elif base is not None:
            kind = "a list" if isinstance(base, Many) else "one value"
            self._complain(node, f'"{whole}" is {kind} and has no "{name}"', "see docs/templates.md")
        elif name.startswith("_"):
            self._complain(node, f'there is no "{whole}.{name}"', "see docs/templates.md")
        return None

    def _of_Filter(self, node: nodes.Filter) -> Kind | None:
        if node.node is None:
            return self._unknown(node)
        given = self.kind(node.node)
        rule = FILTERS.get(node.name)
        if rule is None:
            self._complain(node, f'there is no filter "{node.name}"', _instead(node.name, sorted(FILTERS), ""))
            return None
        constants = [arg.value for arg in node.args if type(arg).__name__ == "Const"]  # type: ignore[attr-defined]
        if len(constants) < len(node.args) or node.kwargs or node.dyn_args or node.dyn_kwargs:
            self._complain(node, f'filter "{node.name}" is given a value', "give it words in quotes")
            return None
        fewest, most = rule.arguments
        if not fewest <= len(constants) <= most or not all(isinstance(one, str) for one in constants):
            self._complain(node, f'filter "{node.name}" is given the wrong words', f"its form: {rule.doc}")
            return None
        return self._filtered(node, given, constants)

    def _filtered(self, node: nodes.Filter, given: Kind | None, constants: list[str]) -> Kind | None:
        rule = FILTERS[node.name]
        if given is not None and not _takes(rule.takes, given):
            self._complain(node, f'filter "{node.name}" needs a {rule.takes}', f'"{source(node.node)}" is none')
            return None
        item = given.item if isinstance(given, Many) else None
        if node.name == "each":
            return self._each(node, item, constants[0])
        if node.name in {"and_list", "or_list", "join"} and isinstance(item, Group):
            self._complain(node, f'"{source(node.node)}" is a list of groups', "put |each('name') before the filter")
        if rule.gives == "item":
            return item
        return given if rule.gives == "same" else Field("", rule.gives)

    def _each(self, node: nodes.Filter, item: Kind | None, name: str) -> Kind | None:
        if not isinstance(item, Group):
            self._complain(node, f'"{source(node.node)}" is no list of groups', "leave |each out")
            return None
        found = item.fields.get(name)
        if isinstance(found, Field):
            return Many("", found)
        self._complain(node, f'there is no "{name}" in "{source(node.node)}"', _instead(name, sorted(item.fields), ""))
        return None

    def _of_Test(self, node: nodes.Test) -> Kind | None:
        self.kind(node.node)
        if node.name not in TESTS or node.args:
            self._complain(node, f'there is no test "{node.name}"', _instead(node.name, sorted(TESTS), ""))
        return Field("", "yes/no")

    def _of_CondExpr(self, node: nodes.CondExpr) -> Kind | None:
        self.kind(node.test)
        first = self.kind(node.expr1)
        if node.expr2 is None:
            self._complain(node, "has an if without an else", "say what stands there otherwise: {{ a if b else '' }}")
            return first
        return first if first == self.kind(node.expr2) else None

    def _of_Compare(self, node: nodes.Compare) -> Kind | None:
        self.kind(node.expr)
        for operand in node.ops:
            self.kind(operand.expr)
        return Field("", "yes/no")

    def _of_Not(self, node: nodes.Not) -> Kind | None:
        self.kind(node.node)
        return Field("", "yes/no")

    def _of_And(self, node: nodes.And | nodes.Or) -> Kind | None:
        left, right = self.kind(node.left), self.kind(node.right)
        return left if left == right else None

    _of_Or = _of_And

    def _of_Concat(self, node: nodes.Concat) -> Kind | None:
        if self._naming:
            self._complain(node, "joins texts into a name, which templates cannot", "print them one after the other")
        for part in node.nodes:
            self._printable(part, self.kind(part))
        return Field("", "text")

    def _of_Add(self, node: nodes.Add | nodes.Sub) -> Kind | None:
        for side in (self.kind(node.left), self.kind(node.right)):
            if not (isinstance(side, Field) and side.kind == "number"):
                self._complain(node, "adds what are not numbers", "put texts one after the other: {{ a }} {{ b }}")
        return Field("", "number")

    _of_Sub = _of_Add

    def _of_Neg(self, node: nodes.Neg) -> Kind | None:
        return self.kind(node.node)


def _takes(wanted: str, given: Kind) -> bool:
    if wanted == "list":
        return isinstance(given, Many)
    if wanted == "any":
        return True
    return isinstance(given, Field) and given.kind == wanted


def _instead(name: str, known: list[str], prefix: str) -> str:
    """What to write instead: the nearest name, then all that exist."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1)
    hint = f'did you mean "{prefix}{near[0]}"? ' if near else ""
    return f"{hint}the names that exist: {', '.join(prefix + one for one in known)}"


def source(node: nodes.Node | None) -> str:
    """An expression as the template writes it, as far as it matters in a message."""
    kind = type(node).__name__
    if kind == "Name":
        return str(node.name)  # type: ignore[union-attr]
    if kind == "Getattr":
        return f"{source(node.node)}.{node.attr}"  # type: ignore[union-attr]
    if kind == "Getitem":
        return f"{source(node.node)}[{source(node.arg)}]"  # type: ignore[union-attr]
    if kind == "Filter":
        return f"{source(node.node)}|{node.name}"  # type: ignore[union-attr]
    if kind == "Const":
        return repr(node.value)  # type: ignore[union-attr]
    return "this"

"""The allow-list: what a staff template may say, checked on its syntax tree against the names that exist.

Convention: what is not listed here is refused, so a new feature of the template language is
refused until somebody has thought about it. Nothing in a template can grow a text: no arithmetic
but a number plus or minus a number, no filter argument but a constant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from .expressions import DEEPEST, Expressions, source
from .schema import LOOP, Group, Kind, Many

if TYPE_CHECKING:
    from jinja2 import nodes

#: How many loops may stand in each other, and how many in all.
NESTED_LOOPS, MOST_LOOPS = 2, 20


class Checker(Expressions):
    """One walk over one syntax tree."""

    def __init__(self, names: Group) -> None:
        super().__init__(names)
        self._names = names
        self._loops = self._all_loops = 0

    def check(self, tree: nodes.Template) -> list[tuple[int, str, str]]:
        """Everything that is wrong in the tree."""
        self._statements(tree.body)
        return self.complaints

    def _statements(self, body: Iterable[nodes.Node]) -> None:
        self._depth += 1
        for node in body:
            self._line = max([node.lineno or 0, self._line, *(one.lineno or 0 for one in node.iter_child_nodes())])
            if self._depth > DEEPEST:
                self._complain(node, f"stands in more than {DEEPEST} others", "make it simpler")
                break
            handler: Callable[[Any], None] = getattr(self, f"_do_{type(node).__name__}", self._refuse)
            handler(node)
        self._depth -= 1

    def _do_Output(self, node: nodes.Output) -> None:
        for part in node.nodes:
            if type(part).__name__ != "TemplateData":
                self._printable(part, self.kind(part))

    def _do_If(self, node: nodes.If) -> None:
        self.kind(node.test)
        self._statements(node.body)
        for branch in node.elif_:
            self._do_If(branch)
        self._statements(node.else_)

    def _do_For(self, node: nodes.For) -> None:
        self._count_loop(node)
        item = self._item(node.iter, self.kind(node.iter))
        self._scopes.append({"loop": LOOP})
        self._name(node.target, item)
        if node.test:
            self.kind(node.test)
        self._statements(node.body)
        self._scopes.pop()
        self._statements(node.else_)
        self._loops -= 1

    def _count_loop(self, node: nodes.For) -> None:
        self._loops += 1
        self._all_loops += 1
        if self._loops > NESTED_LOOPS:
            self._complain(node, f"is more than {NESTED_LOOPS} loops in each other", "make it simpler")
        if self._all_loops > MOST_LOOPS:
            self._complain(node, f"is loop number {self._all_loops}, more than {MOST_LOOPS}", "make it simpler")
        if node.recursive:
            self._complain(node, "loops into itself, which templates cannot", "make it simpler")

    def _item(self, node: nodes.Node, kind: Kind | None) -> Kind | None:
        if isinstance(kind, Many):
            return kind.item
        if kind is not None:
            self._complain(
                node, f'"{source(node)}" is not a list', "loop over a list, as in {% for one in colleagues %}"
            )
        return None

    def _do_Assign(self, node: nodes.Assign) -> None:
        self._naming = True
        kind = self.kind(node.node)
        self._naming = False
        self._name(node.target, kind)

    def _name(self, target: nodes.Node, kind: Kind | None) -> None:
        """Bring a new name into the innermost scope."""
        if type(target).__name__ != "Name":
            return self._complain(target, "names more than one thing at once", "choose one name without a dot")
        name = target.name  # type: ignore[attr-defined]
        if name in self._names.fields:
            return self._complain(target, f'gives "{name}" another meaning', "choose another name")
        self._scopes[-1][name] = kind
        return None

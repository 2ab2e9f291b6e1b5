"""Python's statements as one expression of Terraform."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any, NoReturn

from jupyter_on_gke.plan_time import expressions, rows, table
from jupyter_on_gke.plan_time.instead import arguments, values
from jupyter_on_gke.plan_time.instead import statements as statements_
from jupyter_on_gke.plan_time.refusal import PlanTimeError
from jupyter_on_gke.plan_time.scope import Scope
from jupyter_on_gke.plan_time.term import CONDITIONAL, FALSE, LONG, OR, TRUE, WHOLE, Term
from jupyter_on_gke.plan_time.types import BOOL, joined

Branch = Callable[[Scope], Term]
"""What is returned in the scope of a branch."""


@dataclass(frozen=True)
class Compiler:
    """Makes terms of one function's syntax; `globals` is what its module knows, `name` what it is called there."""

    file: str
    first_line: int
    globals: Mapping[str, Any]
    name: str

    def refuse(self, node: ast.AST, message: str) -> NoReturn:
        """Stops the import at the node's line."""
        raise PlanTimeError(message, file=self.file, line=getattr(node, "lineno", self.first_line), node=node)

    def body(self, statements: Sequence[ast.stmt], scope: Scope) -> Term:
        """What the statements return."""
        if not statements:
            self.refuse(ast.Pass(), "this function can end without a return: write one at the end of each branch")
        statement, rest = statements[0], statements[1:]
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            return self.body(rest, scope)
        if isinstance(statement, ast.Return) and statement.value:
            return self.term(statement.value, scope)
        if isinstance(statement, ast.If):
            return self._branches(statement, rest, scope)
        if isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value:
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            if isinstance(target, ast.Name) and not (isinstance(statement, ast.Assign) and statement.targets[1:]):
                value = self.term(statement.value, scope)
                if target.id in scope.names:
                    self.refuse(statement, f"{target.id} has a value already: give this one another name")
                return self.named({target.id: value}, rest, scope)
        return self.refuse(statement, statements_.of_statement(statement))

    def _branches(self, statement: ast.If, rest: Sequence[ast.stmt], scope: Scope) -> Term:
        """What an `if` returns; where it does not hold, what comes after it."""
        if (rest or statement.orelse) and not statements_.returns(statement.body):
            self.refuse(statement, statements_.of_branch(statement))
        return self.conditional(
            statement,
            scope,
            lambda inner: self.body(statement.body, inner),
            lambda inner: self.body([*statement.orelse, *rest], inner),
        )

    def named(self, terms: Mapping[str, Term], statements: Sequence[ast.stmt], scope: Scope) -> Term:
        """What the statements return with these names: each in place, or said once where that is too long.

        Python has a value before it goes on, whether it is used or not; so has what may fail.
        """
        lets: list[tuple[str, Term]] = []
        inner = scope
        for name, term in terms.items():
            if term.may_fail or (len(term.text) > LONG and times_used(name, statements) > 1):
                inner, fresh = inner.bind(name, term.type)
                lets.append((fresh, term))
            else:
                inner = inner.with_name(name, term)
        result = self.body(statements, inner)
        for fresh, term in reversed(lets):
            result = Term(
                f"[for {fresh} in [{term.text}] : {result.text}][0]",
                result.type,
                may_fail=term.may_fail or result.may_fail,
            )
        return result

    def term(self, node: ast.expr, scope: Scope) -> Term:
        """What an expression is."""
        compile_ = expressions.EXPRESSIONS.get(type(node))
        if compile_ is None:
            self.refuse(node, values.of_syntax(node))
        try:
            found = compile_(self, node, scope)
        except TypeError as error:
            # Of what a dataclass says of its fields.
            self.refuse(node, f"{ast.unparse(node)!r}: {error}")
        if found.type.optional and ast.unparse(node) in scope.known:
            return replace(found, type=found.type.sure())
        return found

    def row(self, node: ast.expr, of: Sequence[table.Row], terms: list[Term]) -> Term:
        """What the table makes of the terms."""
        try:
            found = rows.chosen(of, terms)
        except rows.UnlikeError as error:
            self.refuse(node, f"{ast.unparse(node)!r} has {error}")
        if found is None:
            self.refuse(node, arguments.of_arguments(node, of, [term.type for term in terms]))
        return found

    def condition(self, node: ast.expr, scope: Scope) -> Term:
        """An expression that is true or false: what is empty is neither in Terraform."""
        found = self.term(node, scope)
        if found.type != BOOL:
            self.refuse(node, values.of_condition(node, found.type))
        return found

    def conditional(self, node: ast.If | ast.IfExp, scope: Scope, chosen_in: Branch, other_in: Branch) -> Term:
        """One of two: Terraform wants one type, and takes objects apart to find one."""
        test = self.condition(node.test, scope)
        where, elsewhere = scope.where(node.test, True), scope.where(node.test, False)
        chosen, other = chosen_in(where), other_in(elsewhere)
        both = joined(chosen.type, other.type)
        if both is None:
            self.refuse(node, f"this is {chosen.type} or {other.type}: write two values of one type")
        if test in (TRUE, FALSE):
            return chosen if test == TRUE else other
        guarded = scope.guards(where, node) or scope.guards(elsewhere, node)
        if both == BOOL and not {TRUE, FALSE}.isdisjoint((chosen, other)):
            return self._decided(node, test, chosen, other, scope, guarded=guarded)
        may_fail = test.may_fail or chosen.may_fail or other.may_fail
        if both.is_plain or (both.of and both.name != "dict" and both.of.is_plain and not both.of.optional):
            text = f"{test.at(OR)} ? {chosen.at(OR)} : {other.text}"
            return Term(text, both, CONDITIONAL, may_fail)
        if chosen.may_fail or other.may_fail or guarded:
            self.refuse(node, f"this chooses between two of {both}, one of which may fail: choose what it is made of")
        return Term(f"[{other.text}, {chosen.text}][{test.at(OR)} ? 1 : 0]", both, WHOLE, may_fail)

    def _decided(
        self, node: ast.If | ast.IfExp, test: Term, chosen: Term, other: Term, scope: Scope, *, guarded: bool
    ) -> Term:
        """The test or its opposite, with `and` or `or` before the other result, where one is true or false."""
        as_it_is = chosen == TRUE or (chosen != FALSE and other == FALSE)
        left = test if as_it_is else expressions.negated(self, node.test, scope)
        if {chosen, other} == {TRUE, FALSE}:
            return left
        right = other if chosen in (TRUE, FALSE) else chosen
        return expressions.both_sides(self, node.test, left, right, FALSE in (chosen, other), guarded=guarded)

    def resolved(self, node: ast.expr, scope: Scope) -> Any:
        """What a name of the module, or of a module in it, stands for; None for anything else."""
        if isinstance(node, ast.Name) and node.id not in scope.names:
            return self.globals.get(node.id, table.BUILTINS.get(node.id))
        if isinstance(node, ast.Attribute):
            owner = self.resolved(node.value, scope)
            has_parts = isinstance(owner, ModuleType) or dataclasses.is_dataclass(owner)
            return getattr(owner, node.attr, None) if has_parts else None
        return None


COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def times_used(name: str, nodes: Iterable[ast.AST]) -> int:
    """How often a name is used; for each element of a comprehension, often."""
    uses = 0
    for node in nodes:
        if isinstance(node, ast.Name):
            uses += node.id == name
            continue
        within = times_used(name, ast.iter_child_nodes(node))
        if isinstance(node, COMPREHENSIONS) and within:
            within += within - times_used(name, [node.generators[0].iter])
        uses += within
    return uses

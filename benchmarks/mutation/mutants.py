"""Every mutant of one module: its text, where it is and what it changes. Runs nothing."""

from __future__ import annotations

import ast
import difflib
import pickle
from collections.abc import Iterator

import parso
from cosmic_ray.mutating import MutationVisitor

from benchmarks.mutation.mutant import Mutant
from benchmarks.mutation.operators import Operator, operators


def mutants(module: str, source: str) -> Iterator[Mutant]:
    """Make every mutant of a module.

    Those that differ only in what nothing evaluates (annotations, docstrings) or in what guards and hastens a right
    program (``frozen``, ``slots``, ``strict`` of zip, ``@cache``) are no mutants; two operators that give the same text
    give one.

    Args:
        module: Its path from the root.
        source: Its text.

    Yields:
        The mutants, by operator and then by place.
    """
    seen, tree = {_meaning(source)}, pickle.dumps(parso.parse(source))
    for name, operator in operators():
        occurrence = 0
        while (text := _mutated(tree, operator, occurrence)) is not None:
            occurrence += 1
            try:
                meaning = _meaning(text)
            except SyntaxError:
                continue
            if meaning not in seen:
                seen.add(meaning)
                line, was, now = _change(source, text)
                yield Mutant(module, name, _around(source, line), was, now, text)


def _mutated(tree: bytes, operator: Operator, occurrence: int) -> str | None:
    """The text with one change; None when the operator has no such place. A tree is changed, so each needs its own."""
    visitor = MutationVisitor(occurrence, operator)
    changed = visitor.walk(pickle.loads(tree))
    return str(changed.get_code()) if visitor.mutation_applied else None


_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt,
}  # fmt: skip


_GUARDS = {"dataclass": ("frozen", "slots"), "zip": ("strict",)}  # they only make an error of what nobody does


class _Bare(ast.NodeTransformer):
    """Takes away what is never evaluated under ``from __future__ import annotations``; ``not not x`` is ``x``.

    And what changes no answer: guards against a mistake of a programmer, and a cache.
    """

    def visit_Call(self, node: ast.Call) -> ast.AST:
        guards = _GUARDS.get(node.func.id, ()) if isinstance(node.func, ast.Name) else ()
        node.keywords = [each for each in node.keywords if each.arg not in guards]
        return self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        inner = node.operand
        if isinstance(node.op, ast.Not) and isinstance(inner, ast.UnaryOp) and isinstance(inner.op, ast.Not):
            return inner.operand
        if isinstance(node.op, ast.Not) and isinstance(inner, ast.Compare) and len(inner.ops) == 1:
            inner.ops = [_TURNED[type(inner.ops[0])]()]
            return inner
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        node.decorator_list = [each for each in node.decorator_list if ast.unparse(each) != "cache"]
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)


def _meaning(source: str) -> str:
    return ast.dump(_Bare().visit(ast.parse(source)))


def _change(source: str, text: str) -> tuple[int, str, str]:
    """The first line that differs, the old lines and the new ones."""
    before, after = source.splitlines(), text.splitlines()
    blocks = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    changed = [block for block in blocks if block[0] != "equal"]
    first = next((n for _, low, high, _, _ in changed for n in range(low, high) if before[n].strip()), changed[0][1])
    was = " ".join(line.strip() for _, low, high, _, _ in changed for line in before[low:high])
    now = " ".join(line.strip() for _, _, _, low, high in changed for line in after[low:high])
    return first + 1, was.strip(), now.strip()


def _around(source: str, line: int) -> str:
    names = [
        (node.lineno, node.name)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
        and min([node.lineno, *(each.lineno for each in node.decorator_list)]) <= line <= (node.end_lineno or 0)
    ]
    return ".".join(name for _, name in sorted(names))

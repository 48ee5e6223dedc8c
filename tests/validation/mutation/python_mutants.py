"""Small changes of Python: what a slip of the hand or of the head would have left.

Left alone are decorators, annotations, assertions, keys of dictionaries, docstrings, raw strings (patterns), and
words said to a person (strings with a space): a changed sentence is no changed decision.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from tests.validation.mutation.mutant import Mutant, numbered, short

_OTHERS: dict[type[cst.CSTNode], tuple[type[cst.CSTNode], ...]] = {
    cst.LessThan: (cst.LessThanEqual, cst.GreaterThanEqual),
    cst.LessThanEqual: (cst.LessThan, cst.GreaterThan),
    cst.GreaterThan: (cst.GreaterThanEqual, cst.LessThanEqual),
    cst.GreaterThanEqual: (cst.GreaterThan, cst.LessThan),
    cst.Equal: (cst.NotEqual,),
    cst.NotEqual: (cst.Equal,),
    cst.Is: (cst.IsNot,),
    cst.IsNot: (cst.Is,),
    cst.In: (cst.NotIn,),
    cst.NotIn: (cst.In,),
    cst.Add: (cst.Subtract,),
    cst.Subtract: (cst.Add,),
    cst.Multiply: (cst.Divide,),
    cst.Divide: (cst.Multiply,),
    cst.FloorDivide: (cst.Multiply,),
    cst.And: (cst.Or,),
    cst.Or: (cst.And,),
}
_SWAPPED = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "True": "False",
    "False": "True",
}
_LEFT_ALONE = (
    cst.Decorator,
    cst.Annotation,
    cst.Assert,
    cst.Import,
    cst.ImportFrom,
    cst.FormattedString,
)


def mutants(root: Path, path: str) -> list[Mutant]:
    """Every mutant of a file, in the order of the text."""
    wrapper = MetadataWrapper(cst.parse_module((root / path).read_text()))
    lines = wrapper.resolve(PositionProvider)
    module = wrapper.module
    found = []
    for operator, node, other in _changes(module):
        before, after = module.code_for_node(node), module.code_for_node(other)
        line = lines[node].start.line if node in lines else 0
        text = partial(_with, module, node, other)
        found.append(Mutant(path, line, operator, short(before), short(after), text))
    return numbered(found)


def _with(module: cst.Module, node: cst.CSTNode, other: cst.CSTNode) -> str:
    changed = module.deep_replace(node, other)
    assert isinstance(changed, cst.Module)
    return changed.code


def _changes(node: cst.CSTNode) -> Iterator[tuple[str, cst.CSTNode, cst.CSTNode]]:
    """Operator, node and what to put in its place, for a node and all below it."""
    yield from _of(node)
    for child in node.children:
        if isinstance(child, cst.DictElement):
            yield from _changes(child.value)
        elif not isinstance(child, _LEFT_ALONE):
            yield from _changes(child)


def _of(node: cst.CSTNode) -> Iterator[tuple[str, cst.CSTNode, cst.CSTNode]]:
    match node:
        case cst.ComparisonTarget() | cst.BinaryOperation() | cst.BooleanOperation():
            for other in _OTHERS.get(type(node.operator), ()):
                yield "operator", node, node.with_changes(operator=other())
        case cst.UnaryOperation(operator=cst.Not()):
            yield "not", node, node.expression
        case cst.Integer():
            yield "number", node, cst.Integer(str(node.evaluated_value + 1))
            if node.evaluated_value > 0:
                yield "number", node, cst.Integer(str(node.evaluated_value - 1))
        case cst.Name() if node.value in _SWAPPED:
            yield "name", node, cst.Name(_SWAPPED[node.value])
        case cst.SimpleString() if _is_word(node):
            yield "word", node, cst.SimpleString(repr(f"XX{node.evaluated_value}XX"))
        case cst.IfExp():
            yield "branch", node, _bare(node.body)
            yield "branch", node, _bare(node.orelse)
        case cst.If():
            yield from (("condition", node.test, cst.Name(said)) for said in ("True", "False"))
        case _:
            yield from _of_statement(node)


def _of_statement(node: cst.CSTNode) -> Iterator[tuple[str, cst.CSTNode, cst.CSTNode]]:
    match node:
        case cst.Continue():
            yield "loop", node, cst.Break()
        case cst.Break():
            yield "loop", node, cst.Continue()
        case cst.Return(value=value) if value is not None and not _is_name(value, "None"):
            yield "return", node, cst.Return(cst.Name("None"))
        case cst.Expr(value=cst.Call()):
            yield "statement", node, cst.Pass()


def _bare(node: cst.BaseExpression) -> cst.BaseExpression:
    return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def _is_name(node: cst.CSTNode, name: str) -> bool:
    return isinstance(node, cst.Name) and node.value == name


def _is_word(node: cst.SimpleString) -> bool:
    value = node.evaluated_value
    if len(node.quote) == 3:
        return False
    return isinstance(value, str) and node.prefix == "" and value != "" and " " not in value

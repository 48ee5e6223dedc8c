"""Small changes of a model's SQL.

Left alone is the narrowing to one account, ``$account_key IS NULL OR ...``, which decides how much is worked out and
not what; and words said to a person (strings with a space).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from sqlglot import exp, parse_one

from tests.validation.mutation.mutant import Mutant, numbered, short

_OTHERS: dict[type[exp.Expression], tuple[type[exp.Expression], ...]] = {
    exp.LT: (exp.LTE, exp.GTE),
    exp.LTE: (exp.LT, exp.GT),
    exp.GT: (exp.GTE, exp.LTE),
    exp.GTE: (exp.GT, exp.LT),
    exp.EQ: (exp.NEQ,),
    exp.NEQ: (exp.EQ,),
    exp.Add: (exp.Sub,),
    exp.Sub: (exp.Add,),
    exp.Mul: (exp.Div,),
    exp.Div: (exp.Mul,),
    exp.And: (exp.Or,),
    exp.Or: (exp.And,),
    exp.Min: (exp.Max,),
    exp.Max: (exp.Min,),
    exp.Greatest: (exp.Least,),
    exp.Least: (exp.Greatest,),
    exp.ArgMin: (exp.ArgMax,),
    exp.ArgMax: (exp.ArgMin,),
}
Change = tuple[str, exp.Expression, exp.Expression]


def mutants(root: Path, path: str) -> list[Mutant]:
    """Every mutant of a model, in the order of the text."""
    tree = parse_one((root / path).read_text(), dialect="duckdb")
    found = []
    for operator, node, other in _changes(tree):
        before, after = short(_sql(node)), short(_sql(other))
        text = partial(_with, tree, node, other)
        found.append(Mutant(path, 0, operator, before, after, text))
    return numbered(found)


def unchanged(root: Path, path: str) -> str:
    """The model as it is written back with nothing changed: the control of the whole method."""
    return _sql(parse_one((root / path).read_text(), dialect="duckdb"))


def _sql(node: exp.Expression) -> str:
    return node.sql(dialect="duckdb", comments=False)


def _with(tree: exp.Expression, node: exp.Expression, other: exp.Expression) -> str:
    """The statement with ``other`` in the place of ``node``; the tree stays as it was."""
    node.replace(other)
    text = _sql(tree)
    other.replace(node)
    return text


def _changes(tree: exp.Expression) -> list[Change]:
    narrowing = {
        id(node) for found in tree.find_all(exp.Paren) if _narrows(found) for node in found.walk()
    }
    return [
        change for node in tree.walk() if id(node) not in narrowing for change in _of(node)
    ]  # fmt: skip


def _narrows(node: exp.Paren) -> bool:
    said = _sql(node)
    return said.startswith("($account_key IS NULL OR")


def _beside_narrowing(node: exp.Expression) -> bool:
    """Whether OR for this AND would only drop its other side: nothing is narrowed when all is worked out."""
    return isinstance(node, exp.And) and any(
        isinstance(side, exp.Paren) and _narrows(side) for side in (node.left, node.right)
    )


def _of(node: exp.Expression) -> Iterator[Change]:
    for other in () if _beside_narrowing(node) else _OTHERS.get(type(node), ()):
        yield type(node).__name__.lower(), node, other(**_args(node))
    if _is_condition(node):
        yield "dropped condition", node, exp.true()
    match node:
        case exp.Literal(is_string=False):
            for step in (1, -1):
                yield "number", node, exp.Literal.number(_stepped(str(node.this), step))
        case exp.Literal() if (
            isinstance(node.parent, (exp.EQ, exp.NEQ, exp.In)) and " " not in node.this
        ):
            yield "word", node, exp.Literal.string(f"XX{node.this}XX")
        case exp.Boolean():
            yield "boolean", node, exp.Boolean(this=not node.this)
        case exp.Coalesce():
            yield "dropped default", node, node.this.copy()
        case exp.Not():
            yield "not", node, exp.Paren(this=node.this.copy())
        case exp.Filter():
            yield "dropped filter", node, node.this.copy()
        case exp.Join() if node.args.get("on") is not None:
            side = None if node.args.get("side") else "LEFT"
            yield "join", node, exp.Join(**{**_args(node), "side": side, "kind": None})
        case exp.Case():
            yield from _of_case(node)
        case exp.Ordered():
            yield "order", node, exp.Ordered(**{**_args(node), "desc": not node.args.get("desc")})


def _of_case(node: exp.Case) -> Iterator[Change]:
    branches = node.args["ifs"]
    for place in range(len(branches)):
        kept = [branch.copy() for branch in branches[:place] + branches[place + 1 :]]
        other: exp.Expression = node.args.get("default") or exp.null()
        if kept:
            other = exp.Case(**{**_args(node), "ifs": kept})
        yield "dropped case", node, other.copy()


def _is_condition(node: exp.Expression) -> bool:
    """Whether a node is one of the conditions that a WHERE, an ON or a FILTER joins by AND."""
    if isinstance(node, (exp.And, exp.Paren)) or not isinstance(node, exp.Condition):
        return False
    above = node.parent
    child: exp.Expression = node
    while isinstance(above, (exp.And, exp.Paren)):
        child, above = above, above.parent
    return isinstance(above, exp.Where) or (
        isinstance(above, exp.Join) and above.args.get("on") is child
    )


def _args(node: exp.Expression) -> dict[str, object]:
    return dict(node.copy().args)


def _stepped(number: str, step: int) -> str:
    return str(float(number) + step) if "." in number else str(int(number) + step)

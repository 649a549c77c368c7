"""The changes that are made to a module, one at a time."""

import ast
from dataclasses import dataclass
from types import CodeType

SWAPS = {ast.Eq: ast.NotEq, ast.Lt: ast.LtE, ast.Gt: ast.GtE, ast.In: ast.NotIn, ast.Is: ast.IsNot}
SWAPS |= {after: before for before, after in SWAPS.items()} | {ast.Add: ast.Sub, ast.Sub: ast.Add}
SWAPS |= {ast.And: ast.Or, ast.Or: ast.And}
QUERIES = {"filter", "exclude"}
ANSWER = "# mutant:"


@dataclass(frozen=True)
class Change:
    """A statement of a module, changed and compiled: where, what stood there and what stands there now."""

    path: str
    first: int
    last: int
    name: str  # what the statement defines
    is_function: bool
    before: str
    after: str
    code: CodeType

    @property
    def title(self):
        return f"{self.path}:{self.first}: {self.before}  ->  {self.after}"


def changes_of(text, path):
    """Yield every change of a module's functions and tables; classes stay, as their members stand in rows."""
    answered = {number for number, line in enumerate(text.splitlines(), 1) if ANSWER in line}
    for statement in ast.parse(text).body:
        if isinstance(statement, ast.FunctionDef) or (isinstance(statement, ast.Assign) and named(statement)):
            for change in changes_within(statement, path):
                yield change, not answered.isdisjoint(range(change.first, change.last + 1))


def named(statement):
    return statement.targets[0].id if isinstance(statement.targets[0], ast.Name) else ""


def changes_within(statement, path):
    is_function = isinstance(statement, ast.FunctionDef)
    name = statement.name if is_function else named(statement)
    for holder, key, node in slots(statement):
        for other in others(node):
            holder[key] = other
            try:
                code = compile(ast.Module([ast.fix_missing_locations(statement)], []), path, "exec")
            finally:
                holder[key] = node
            lines = (node.lineno, node.end_lineno)
            yield Change(path, *lines, name, is_function, words(node), words(other), code)


def words(node):
    if said := getattr(node, "said", ""):
        return said
    return " ".join(ast.unparse(node).split())[:90]


def slots(tree):
    """Yield every place of a tree as (container, key, node); annotations and docstrings have no effect to test."""
    for name, value in ast.iter_fields(tree):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        if isinstance(value, list):
            places = [(value, index, node) for index, node in enumerate(value)]
        else:
            places = [(tree.__dict__, name, value)]
        for holder, key, node in places:
            if isinstance(node, ast.AST):
                yield from slots(node)
            if hasattr(node, "lineno"):
                yield holder, key, node


def others(node):
    """Yield what may stand instead of a node."""
    match node:
        case ast.Compare(left, [operator, *more], right) if type(operator) in SWAPS:
            yield ast.copy_location(ast.Compare(left, [SWAPS[type(operator)](), *more], right), node)
        case ast.BoolOp(operator, values):
            yield ast.copy_location(ast.BoolOp(SWAPS[type(operator)](), values), node)
        case ast.BinOp(left, operator, right) if type(operator) in SWAPS:
            yield ast.copy_location(ast.BinOp(left, SWAPS[type(operator)](), right), node)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.Constant(int(value)):
            other = not value if isinstance(value, bool) else value + 1
            yield ast.copy_location(ast.Constant(other), node)
        case ast.stmt():
            yield from other_statements(node)
        case ast.Set(elements) | ast.Tuple(elements, ast.Load()) | ast.List(elements, ast.Load()):
            if len({type(each) for each in elements}) == 1:  # a list of such, and no pair of this and that
                yield from without_one(node, elements)
        case ast.Dict(keys, values):
            for index, value in enumerate(values):
                if ast.unparse(value) != "set()":  # no entry means the same
                    rest = [[*each[:index], *each[index + 1 :]] for each in (keys, values)]
                    yield without(keys[index], ast.Dict(*rest), node)
        case ast.Call():
            yield from other_calls(node)


def other_statements(node):
    """A return of nothing; a call or a guard that is left out."""
    match node:
        case ast.Return(value) if value is not None and not is_none(value):
            yield ast.copy_location(ast.Return(ast.Constant(None)), node)
        case ast.Expr(ast.Call()) | ast.If(body=[*_, ast.Raise() | ast.Return()], orelse=[]):
            yield ast.copy_location(ast.Pass(), node)


def is_none(node):
    return isinstance(node, ast.Constant) and node.value is None


def without_one(node, elements):
    for index in range(len(elements)):
        rest = [*elements[:index], *elements[index + 1 :]]
        empty = ast.Call(ast.Name("set", ast.Load()), [], [])
        full = [rest] if isinstance(node, ast.Set) else [rest, ast.Load()]
        other = empty if isinstance(node, ast.Set) and not rest else type(node)(*full)
        yield without(elements[index], other, node)


def without(part, other, node):
    """Return `other`, to stand instead of `node`, and say what it lacks."""
    other.said = f"without {words(part)}"
    return ast.copy_location(other, node)


def other_calls(node):
    """A row that is not locked; a condition of a query that is left out."""
    match node:
        case ast.Call(ast.Name("locked"), [row]):
            yield row
        case ast.Call(ast.Attribute(rows, "select_for_update")):
            yield rows
        case ast.Call(ast.Attribute(_, name), positional, keywords) if name in QUERIES and len(keywords) > 1:
            for index in range(len(keywords)):
                rest = [*keywords[:index], *keywords[index + 1 :]]
                yield without(keywords[index].value, ast.Call(node.func, positional, rest), node)

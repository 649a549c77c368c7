"""Puts a change into modules that are imported already, in a process that ends after it."""

import ast
import functools
import gc
import inspect
import sys
from pathlib import Path

from partnership.bootstrap.ci import CODE
from tests.factories.walks import history


def put(module, change):
    """Let `module`, and whoever imported from it, go on as if it had been written with `change`."""
    before = dict(vars(module))
    exec(change.code, vars(module))
    if change.is_function:
        replace_function(before[change.name], vars(module)[change.name])
        vars(module)[change.name] = before[change.name]
    else:
        replace_value(module, change.name, before)
        follow(module, change.name, before)


def replace_function(old, new):
    """Give a function another body: whoever holds it, decorated or not, holds the same object."""
    old, new = inspect.unwrap(old), inspect.unwrap(new)
    old.__code__, old.__defaults__, old.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__


def replace_value(module, name, before):
    old, new = before[name], vars(module)[name]
    if isinstance(old, dict | set | list):
        kept = new.copy()
        old.clear()
        old.extend(kept) if isinstance(old, list) else old.update(kept)
        vars(module)[name] = old
        return
    for each in list(sys.modules.values()):
        if getattr(each, "__dict__", {}).get(name) is old:
            setattr(each, name, new)


def follow(module, name, before):
    """Make again the tables of the module that are made from a changed one."""
    changed = {name}
    for statement in ast.parse(Path(module.__file__).read_text()).body:
        if not isinstance(statement, ast.Assign) or not isinstance(statement.targets[0], ast.Name):
            continue
        used = {node.id for node in ast.walk(statement.value) if isinstance(node, ast.Name)}
        if changed & used:
            made = statement.targets[0].id
            exec(compile(ast.Module([statement], []), module.__file__, "exec"), vars(module))
            replace_value(module, made, before)
            changed.add(made)


def cached_functions():
    """Return every function that keeps its results; those kept before a change would hide it."""
    gc.unfreeze()  # tests/conftest.py froze what was imported, and what is frozen is not listed
    # Not isinstance: to ask a lazy object of Django for its class sets it off.
    found = [each for each in gc.get_objects() if type(each) is functools._lru_cache_wrapper]
    gc.freeze()
    return [each for each in found if each.__module__.split(".")[0] in CODE]


def forget(cached):
    """Drop what was made before the change: walks that are kept, results that are kept."""
    history.kept.clear()
    for each in cached:
        each.cache_clear()

"""The one kit of every registry: what apps say of themselves, by name, in the order of the house.

An app says it in a file that has the registry's name, which is read when Django starts (`common/apps.py`).
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Generic, TypeVar

from django.core.exceptions import ImproperlyConfigured

Thing = TypeVar("Thing")
Key = TypeVar("Key", bound=Hashable)


class Registry(Mapping[str, Thing]):
    """One thing for each name."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._things: dict[str, Thing] = {}

    def add(self, name: str, thing: Thing) -> Thing:
        """Keep a thing under its name and return it. Raises ImproperlyConfigured for a name that has another one."""
        if self._things.setdefault(name, thing) != thing:
            raise ImproperlyConfigured(f"Two {self.what} are called {name}.")
        return thing

    def register(self, name: str) -> Callable[[Thing], Thing]:
        """Return a decorator that adds a function."""
        return lambda function: self.add(name, function)

    def __getitem__(self, name: str) -> Thing:
        return self._things[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._things)

    def __len__(self) -> int:
        return len(self._things)


class Sources(Generic[Key, Thing]):
    """Several things for each key, most of them functions, each of them once."""

    def __init__(self) -> None:
        self._functions: dict[Key, dict[Thing, None]] = {}

    def register(self, key: Key) -> Callable[[Thing], Thing]:
        """Return a decorator that adds a function; one that is read twice is there once."""

        def add(function: Thing) -> Thing:
            self._functions.setdefault(key, {})[function] = None
            return function

        return add

    def __iter__(self) -> Iterator[Key]:
        """Give every key, in the order in which they came."""
        return iter(self._functions)

    def of(self, *keys: Key) -> list[Thing]:
        """Return the functions of all these keys, each once, in the order of keys and of apps."""
        return list(dict.fromkeys(function for key in keys for function in self._functions.get(key, ())))

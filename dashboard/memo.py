"""A bounded cache in memory: the least recently used go first, and a value that many ask for at once is made once."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

Value = TypeVar("Value")


class BoundedCache(Generic[Value]):
    """Values by key, up to a total size. An error of `make` is raised to everybody who waited for it, and not cached.

    The key must name everything that the value depends on; whoever gets a value shares it with others and may not change it.
    """

    def __init__(self, most_bytes: int, size_of: Callable[[Value], int]) -> None:
        self.most_bytes, self.size_of = most_bytes, size_of
        self.bytes = 0
        self._values: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._making: dict[Hashable, Future[Value]] = {}
        self._guard = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of a key, made now where it is not cached. A value above the total size is handed on and not cached."""
        with self._guard:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key][0]
            is_mine = key not in self._making
            coming = self._making.setdefault(key, Future())
        if not is_mine:
            try:
                return coming.result()
            except Exception:
                raise
            except BaseException:  # the maker's page was stopped or begun anew, which is nothing to do with who waits
                return self.get(key, make)
        try:
            value = make()
        except BaseException as failed:
            with self._guard:
                del self._making[key]
            coming.set_exception(failed)
            raise
        self._add(key, value)
        coming.set_result(value)
        return value

    def peek(self, key: Hashable) -> Value | None:
        """The value of a key where it is cached, at once; else null."""
        with self._guard:
            return self._values[key][0] if key in self._values else None

    def _add(self, key: Hashable, value: Value) -> None:
        size = self.size_of(value)
        with self._guard:
            del self._making[key]
            if size > self.most_bytes:
                return
            self._values[key] = (value, size)
            self.bytes += size
            while self.bytes > self.most_bytes:
                self.bytes -= self._values.popitem(last=False)[1][1]

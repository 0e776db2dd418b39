"""What a page makes of its answers, cached: the same look at the same store is not worked out twice, whoever takes it.

A look is what a page's words depend on beside the store: its moment, its language and, where they matter, the parameters of its address.
"""

import pickle
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.data.page_address import is_page, parameters
from dashboard.data.page_language import page_language
from dashboard.data.page_moment import moment
from dashboard.data.served import generation, workspace
from dashboard.memo import BoundedCache

MOST_BYTES = 6 << 20
Made = TypeVar("Made")


def kept(name: Hashable, make: Callable[[], Made], *, of_address: bool = True) -> Made:
    """What `make()` returns, made once a look. Whoever gets it shares it with others and may not change it.

    `make` must draw nothing and read nothing but the store, the moment, the language, what `name` says and, `of_address`, the parameters
    of the address. Outside the run of a page, and without a store, nothing is kept.
    """
    published = generation()
    if published is None or not is_page() or get_script_run_ctx(suppress_warning=True) is None:
        return make()
    address = tuple(sorted(parameters().items())) if of_address else ()
    made: Made = _looks.get((name, str(workspace().root), published, moment(), page_language(), address), make)
    return made


def _size(made: Any) -> int:
    """Bytes, about: of what is not text, as many as it would take to write it down."""
    return 200 + 2 * (len(made) if isinstance(made, str) else len(pickle.dumps(made)))


_looks: BoundedCache[Any] = BoundedCache(MOST_BYTES, _size)

"""Numeric loops compiled to machine code on their first use, and kept on disk for the next time."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numba

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Give a function compiled by numba; it lets go of the interpreter's lock, so that threads can share a batch.

    What is kept on disk is told stale by the function's own file alone. Therefore a compiled function calls only
    compiled functions of its own file; a test holds everyone to that. Division by nought gives infinity or NaN, as in
    NumPy. Coverage cannot look inside: the tests of a compiled function hold it against a plain, slow twin.
    """
    return cast("Callable[P, R]", numba.njit(cache=True, nogil=True, error_model="numpy")(function))

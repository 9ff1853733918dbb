"""Matrix products by NumPy's library instead of the parser's own.

The parser's networks multiply matrices by BLIS, whose published packages for Linux are built without the instructions of any particular
processor: at the sizes of a parse it takes three to four times as long as the OpenBLAS that comes with NumPy. The products are the same
but for the last digits of a float; `tests/test_parse_products.py` holds that the same is parsed.

OpenBLAS would share each product out among all cores, and its threads wait for each other in a loop that takes the whole of a core: on a
machine that has anything else to do a parse takes three times as long, on a free one it saves a fifth. Who wants more cores reads with
more processes. So each product has one thread.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

if TYPE_CHECKING:
    from spacy.language import Language


class MatmulOps(NumpyOps):  # type: ignore[misc]
    """The operations of a network on a processor, with products of matrices by NumPy."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """The product of two matrices, each transposed first where asked."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def multiply_by_numpy(nlp: Language) -> None:
    """Have all networks of a pipeline that work on the processor multiply so."""
    ops = MatmulOps()
    for _, component in nlp.pipeline:
        network = getattr(component, "model", None)
        for layer in network.walk() if isinstance(network, Model) else ():
            if type(layer.ops) is NumpyOps:
                layer.ops = ops


def one_thread() -> AbstractContextManager[object]:
    """Have products done by one thread each, as long as it is entered."""
    limit: AbstractContextManager[object] = _libraries().limit(limits=1, user_api="blas")
    return limit


@cache
def _libraries() -> ThreadpoolController:
    """The libraries of the process that do their work in threads; finding them takes some milliseconds."""
    return ThreadpoolController()

"""Networks that multiply by NumPy parse what they parse with their own products."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps
from threadpoolctl import threadpool_info, threadpool_limits

from reportedly.parse.model import language
from reportedly.parse.products import MatmulOps, one_thread

EXAMPLES = Path("examples/kazakhstan-2022/reports.jsonl")
SIZES = st.tuples(*[st.integers(min_value=1, max_value=40)] * 3)


@given(SIZES, st.booleans(), st.booleans(), st.booleans(), st.integers(min_value=0, max_value=99))
def test_products_are_those_of_the_networks_own(sizes: tuple[int, int, int], left: bool, right: bool, given_out: bool, seed: int) -> None:
    rows, shared, columns = sizes
    draw = np.random.default_rng(seed).standard_normal
    x, y = draw((shared, rows) if left else (rows, shared)), draw((columns, shared) if right else (shared, columns))
    x, y = (np.ascontiguousarray(each, dtype="float32") for each in (x, y))
    out = np.zeros((rows, columns), dtype="float32") if given_out else None
    found = MatmulOps().gemm(x, y, out=out, trans1=left, trans2=right)
    np.testing.assert_allclose(found, NumpyOps().gemm(x, y, trans1=left, trans2=right), rtol=1e-4, atol=1e-5)
    assert out is None or found is out


def networks() -> list[Model[object, object]]:
    """All layers of the pipeline's networks."""
    nlp, _ = language()
    found = [getattr(component, "model", None) for _, component in nlp.pipeline]
    return [layer for network in found if isinstance(network, Model) for layer in network.walk()]


def analysis(docs: list[Doc]) -> list[tuple[str, str, int, str]]:
    """What is said of each word."""
    return [(word.tag_, word.dep_, word.head.i, word.ent_type_) for doc in docs for word in doc]


def test_all_networks_multiply_so_and_parse_the_same() -> None:
    nlp, _ = language()
    texts = [json.loads(line)["text"] for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    before = {id(layer): layer.ops for layer in networks()}
    assert {type(ops) for ops in before.values()} == {MatmulOps}
    found = analysis(list(nlp.pipe(texts)))
    try:
        for layer in networks():
            layer.ops = NumpyOps()
        assert analysis(list(nlp.pipe(texts))) == found
    finally:
        for layer in networks():
            layer.ops = before[id(layer)]


def test_a_product_has_one_thread() -> None:
    def threads() -> set[int]:
        libraries = [each for each in threadpool_info() if each["user_api"] == "blas" and "numpy" in each["filepath"]]
        return {each["num_threads"] for each in libraries}

    with threadpool_limits(limits=2, user_api="blas"):
        before = threads()
        with one_thread():
            assert threads() == {1}
        assert threads() == before

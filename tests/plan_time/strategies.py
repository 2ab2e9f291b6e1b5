"""Arguments for plan-time functions, made from their types, and the nasty ones among them."""

from __future__ import annotations

import dataclasses
import unicodedata
from typing import Any

from hypothesis import strategies as st

from jupyter_on_gke.plan_time.function import PlanTime
from jupyter_on_gke.plan_time.types import Type, attribute, hints

# Few, so that some are equal to each other and to what functions look for.
WORDS = (
    "", "a", "b", "cpu", "gpu", "large", "nvidia-l4", "nvidia-tesla-t4", "a/b,a/,c", "true", "null", "1", "4.50", "4G",
    "512M", "1.5T",
)  # fmt: skip
NASTY = (
    "A", "É", "İSTANBUL", "ΑΣ", "ß", "a\n", "\na", "a b", " a ", '"a"', "\\", "${a}", "%{a}", "$${", "<&>", "\u2028",
    "\u0000", "é", "👍🏽", "0x1f", "01", "1e3", "/a/", "a.b", "aXb", "a\nb", "a٣b", "-", "_", "\ufb01",
)  # fmt: skip
COMPOSED = st.characters(exclude_categories=("Cs", "Cn", "Mn", "Mc", "Me", "Co", "Lo", "Lt"))
# Terraform composes letters of what it reads; so the ones that are none by themselves are left out.
TEXTS = (
    st.sampled_from(WORDS)
    | st.sampled_from(WORDS + NASTY)
    | st.text(COMPOSED, max_size=4).filter(lambda text: unicodedata.normalize("NFC", text) == text)
)
INTS = st.integers(-2, 4) | st.sampled_from((-(10**6), 10**6, 10**15))
# Three decimals: what reckoning with thousandths has.
FLOATS = st.sampled_from((0.5, 1.0, 2.5, 0.1, 3.0, 7.17)) | st.integers(-10, 20_000).map(lambda each: each / 1000)
# Documents that have what functions look for, and others.
KEYS = st.sampled_from(("storage", "type", "list", "a")) | TEXTS
ANYTHING = st.recursive(
    st.none() | st.booleans() | INTS | FLOATS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
SCALARS = {"str": TEXTS, "int": INTS, "float": FLOATS, "bool": st.booleans(), "None": st.none()}


def of(type_: Type) -> st.SearchStrategy[Any]:
    """Values of a type."""
    if type_.is_anything:
        return ANYTHING
    if type_.optional:
        return st.none() | of(type_.sure())
    if type_.name in SCALARS:
        return SCALARS[type_.name]
    if type_.name == "object":
        assert type_.cls
        return st.builds(type_.cls, **{name: of(attribute(type_, name) or type_) for name in hints(type_.cls)})
    assert type_.of
    if type_.name == "dict":
        return st.dictionaries(TEXTS, of(type_.of), max_size=3)
    if type_.name == "set":
        return st.frozensets(of(type_.of), max_size=3)
    return st.lists(of(type_.of), max_size=3)


def arguments(function: PlanTime[..., Any]) -> st.SearchStrategy[dict[str, Any]]:
    """What a function can be called with."""
    return st.fixed_dictionaries({name: of(type_) for name, type_ in function.takes.items()})


def plain(value: Any) -> Any:
    """The value as JSON has it; a set as the list in its order."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(plain(each) for each in value)
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value

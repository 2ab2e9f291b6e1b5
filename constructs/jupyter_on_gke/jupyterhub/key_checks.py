"""What stops a plan: keys that JupyterHub's chart does not have, each with the key that was meant. Plan-time functions.

The chart refuses them itself, some minutes into the apply, and names none that it has.
"""

from dataclasses import dataclass

from jupyter_on_gke.jupyterhub.variables import CHART_VERSION
from jupyter_on_gke.plan_time import entries, keys_of, matches, plan_time
from jupyter_on_gke.variables.likeness import best, scores


@dataclass(frozen=True, kw_only=True)
class WrittenMap:
    """A map that is written, and where: "" for the values themselves."""

    path: str
    keys: list[str]


@dataclass(frozen=True, kw_only=True)
class UnknownKey:
    """A key that the chart does not have, the path of the map that it is in, and both as one."""

    path: str
    key: str
    written: str


@plan_time
def full(path: str, key: str) -> str:
    """A key with the path to it."""
    return f"{path}.{key}" if path != "" else key


@plan_time
def written_maps(written_values: dict[str, object]) -> list[WrittenMap]:
    """Those of the first three levels."""
    return [
        WrittenMap(path="", keys=keys_of(written_values)),
        *[WrittenMap(path=key, keys=keys_of(value)) for key, value in sorted(written_values.items())],
        *[
            WrittenMap(path=f"{key}.{inner}", keys=keys_of(below))
            for key, value in sorted(written_values.items())
            for inner, below in sorted(entries(value).items())
        ],
    ]


@plan_time
def unknown_keys(written_maps: list[WrittenMap], chart_keys: dict[str, list[str]]) -> list[UnknownKey]:
    """The keys of maps of which the chart takes no others than it has."""
    return [
        UnknownKey(path=written.path, key=key, written=full(written.path, key))
        for written in written_maps
        for key in written.keys
        if written.path in chart_keys and key not in chart_keys.get(written.path, [])
    ]


@plan_time
def key_likeness(unknown_keys: list[UnknownKey], chart_keys: dict[str, list[str]]) -> dict[str, dict[str, float]]:
    """Of each, how much the keys of the same map are like it."""
    return {unknown.written: scores(unknown.key, chart_keys.get(unknown.path, [])) for unknown in unknown_keys}


@plan_time
def near_keys(key_likeness: dict[str, dict[str, float]]) -> dict[str, str]:
    """Of each, the key that is most like it; "" where none is."""
    return {written: best(likeness) for written, likeness in sorted(key_likeness.items())}


@plan_time
def places_of(key: str, chart_keys: dict[str, list[str]]) -> str:
    """Where else the chart has such a key, at most three of them."""
    places = [full(path, key) for path, keys in sorted(chart_keys.items()) if key in keys]
    return " or ".join(places[:3])


@plan_time
def advised(unknown: UnknownKey, near: str, chart_keys: dict[str, list[str]]) -> str:
    """What to write instead of a key."""
    instead = full(unknown.path, near) if near != "" else places_of(unknown.key, chart_keys)
    return f"leave {unknown.written} out" if instead == "" else f"write {instead} instead of {unknown.written}"


@plan_time
def key_advice(
    unknown_keys: list[UnknownKey], near_keys: dict[str, str], chart_keys: dict[str, list[str]]
) -> list[str]:
    """What to write instead of each."""
    return [advised(unknown, near_keys.get(unknown.written, ""), chart_keys) for unknown in unknown_keys]


@plan_time
def keys_are_the_charts(
    unknown_keys: list[UnknownKey], key_advice: list[str], jupyterhub_chart: str, jupyterhub_chart_version: str
) -> str:
    """Refuses keys that the chart does not have, as far as its version is known: a folder has its own."""
    is_known = jupyterhub_chart_version == CHART_VERSION and not matches("^[./]", jupyterhub_chart)
    if is_known and len(unknown_keys) > 0:
        names = [unknown.written for unknown in unknown_keys]
        return f"jupyterhub_values has {', '.join(names)}, which the chart does not have: {', '.join(key_advice)}."
    return ""

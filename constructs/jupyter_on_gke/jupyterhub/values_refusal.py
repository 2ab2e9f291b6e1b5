"""How a value of the chart is refused: with a sentence that begins with where it is written."""

import json

from jupyter_on_gke.expressions import data
from jupyter_on_gke.variables.refusal import Refusal
from jupyter_on_gke.written_values import OWN_LIST


def written_keys(path: str) -> str:
    """The keys of a map that is written."""
    return f"try(keys(local.written_{path}), [])"


def refuse(bad: str, message: str, *, whatever_profiles: bool = False) -> Refusal:
    """The sentence for what is bad: where our profiles are offered, or with any."""
    condition = f"!({bad})" if whatever_profiles else f"{OWN_LIST} || !({bad})"
    return Refusal(condition=condition, message=f"jupyterhub_values has {message}.")


def unwanted(path: str, replacements: dict[str, str], message: str, *, whatever_profiles: bool = False) -> Refusal:
    """Keys of a map that belong elsewhere; the message ends with where."""
    there = f"[for key in sort({written_keys(path)}) : key if contains({json.dumps(list(replacements))}, key)]"
    instead = f"distinct([for key in {there} : {data(replacements)}[key]])"
    shown = path.replace("values.", "").replace("[", ".").replace("]", "")
    return refuse(
        f"length({there}) > 0",
        f'{shown} with ${{join(", ", {there})}}, {message} ${{join(", ", {instead})}}',
        whatever_profiles=whatever_profiles,
    )

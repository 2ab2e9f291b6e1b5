"""The tables of variables: ten in the README, all of them by subject in docs/variables.md."""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterable
from typing import Any

from jupyter_on_gke.adoption import variables as adoption
from jupyter_on_gke.cluster import pool_attributes, pool_variables
from jupyter_on_gke.cluster import variables as cluster
from jupyter_on_gke.iap import host_variables, session_variables
from jupyter_on_gke.iap import variables as iap
from jupyter_on_gke.jupyterhub import variables as jupyterhub
from jupyter_on_gke.profiles import variables as profiles
from jupyter_on_gke.storage import variables as storage
from jupyter_on_gke.surface import VARIABLES
from jupyter_on_gke.variables.objects import Objects
from jupyter_on_gke.variables.variable import Variable
from tests.support.documentation import literal, shown_default, shown_type

TEN = (
    "project_id",
    "cluster_name",
    "cluster_location",
    "create_cluster",
    "create_network",
    "members_allowlist",
    "add_auth",
    "domain",
    "gcs_bucket",
    "profiles",
)
NETWORK = ("create_network", "network", "subnetwork", "private_nodes", "authorized_networks")
ALIASES = "Other names of the same settings"
UNUSED = "Accepted and without effect"
NAMES = "Names of Kubernetes objects"
SUBJECTS: dict[str, Iterable[Variable]] = {
    "Project and cluster": [each for each in cluster.VARIABLES if each.name not in NETWORK],
    "Network": [each for each in cluster.VARIABLES if each.name in NETWORK],
    "Node pools": pool_variables.VARIABLES,
    "JupyterHub": jupyterhub.VARIABLES,
    "Profiles": profiles.VARIABLES,
    "Home disks": storage.HOME_DISKS,
    "Buckets": (*storage.BUCKETS, *storage.LOGS),
    "Who is let in": iap.VARIABLES,
    "Host names and certificates": host_variables.VARIABLES,
    "Sessions and the load balancer": session_variables.VARIABLES,
    "What was there before": adoption.VARIABLES,
}
ATTRIBUTES = {
    "cpu_pools": pool_attributes.CPU_POOLS,
    "gpu_pools": pool_attributes.GPU_POOLS,
    "tpu_pools": pool_attributes.TPU_POOLS,
    "profiles": profiles.PROFILES,
    "managed_pools": adoption.MANAGED_POOLS,
}


def subject(variable: Variable) -> str:
    """The chapter that a variable is in."""
    if variable.alias_of:
        return ALIASES
    if "Accepted and unused" in variable.description or "is accepted." in variable.description:
        return UNUSED
    if variable.name.startswith("k8s_"):
        return NAMES
    return next(title for title, variables in SUBJECTS.items() if variable in variables)


def chapters() -> dict[str, list[Variable]]:
    """The chapters in their order, with their variables."""
    found: dict[str, list[Variable]] = {title: [] for title in (*SUBJECTS, NAMES, ALIASES, UNUSED)}
    for variable in VARIABLES:
        found[subject(variable)].append(variable)
    return found


def as_cell(text: str) -> str:
    """A text as it stands in a table."""
    return (
        text.replace("|", "\\|")
        .replace("<address", "&lt;address")
        .replace("hyphens>", "hyphens&gt;")
        .replace("address>", "address&gt;")
    )


def described(variable: Variable) -> str:
    """What the page says of a variable: attributes have tables of their own."""
    text = re.sub(r"Attributes: .*?\.(?= [A-Z]|$)", "", variable.description, flags=re.DOTALL)
    return " ".join(text.replace(" Required.", "").split())


def table(variables: Iterable[Variable]) -> str:
    lines = ["| variable | type | default | what it does |", "|---|---|---|---|"]
    for each in variables:
        default = as_cell(shown_default(each))
        lines.append(f"| `{each.name}` | {shown_type(each)} | {default} | {as_cell(described(each))} |")
    return "\n".join(lines)


def ten_table() -> str:
    """The ten that most deployments set, with the first sentence of each."""
    named = {each.name: each for each in VARIABLES}
    lines = ["| variable | default | what it does |", "|---|---|---|"]
    for name in TEN:
        sentence = re.split(r"(?<=\.) (?=[A-Z])", described(named[name]))[0]
        lines.append(f"| `{name}` | {as_cell(shown_default(named[name]))} | {as_cell(sentence)} |")
    return "\n".join(lines)


def meanings(cls: type) -> dict[str, str]:
    """The attributes of a dataclass and of those that it is made from -> what is written below them."""
    found: dict[str, str] = {}
    for each in reversed([base for base in cls.__mro__ if base is not object]):
        (definition,) = ast.parse(textwrap.dedent(inspect.getsource(each))).body
        assert isinstance(definition, ast.ClassDef)
        for statement, after in zip(definition.body, definition.body[1:], strict=False):
            is_text = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name) and is_text:
                found[statement.target.id] = str(after.value.value)  # type: ignore[attr-defined]  # as was asked
    return found


def attributes_table(objects: Objects, *, beside: Objects | None = None) -> str:
    """The attributes of a list's objects; with `beside` those alone that another list's have not, or otherwise."""
    said, elsewhere = meanings(objects.cls), meanings(beside.cls) if beside else {}
    lines = ["| attribute | type | default | what it is |", "|---|---|---|---|"]
    for name in objects.known:
        is_same = beside is not None and beside.attributes.get(name) == objects.attributes.get(name)
        if is_same and elsewhere.get(name) == said[name]:
            continue
        type_, default = objects.attributes.get(name, ("string", None))
        shown = "**required**" if name in objects.required else shown_literal(default)
        lines.append(f"| `{name}` | {type_} | {shown} | {as_cell(said[name])} |")
    return "\n".join(lines)


def shown_literal(default: Any) -> str:
    """An attribute's default; what is empty is said in words."""
    return "" if default in (None, "", [], {}) and default is not False else f"`{literal(default)}`"


def all_tables() -> str:
    """Everything between the page's head and its outputs."""
    parts: list[str] = []
    for title, variables in chapters().items():
        parts += [f"## {title}", table(variables)]
        for each in variables:
            if each.name not in ATTRIBUTES:
                continue
            of = ATTRIBUTES[each.name]
            beside = pool_attributes.CPU_POOLS if each.name in ("gpu_pools", "tpu_pools") else None
            rest = ", and those of `cpu_pools`" if beside else ""
            parts += [f"### Attributes of `{each.name}`{rest}", attributes_table(of, beside=beside)]
    return "\n\n".join(parts)

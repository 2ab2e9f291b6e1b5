"""Reads what is written in `jupyterhub_values`, which profiles add to what they override.

A profile's `kubespawner_override` replaces numbers and lists of the chart's `singleuser` and merges maps. So what
stands there by the chart's documentation would be without effect, or stand against what the profile says.
"""

import json
from dataclasses import dataclass

from constructs import Construct
from jupyter_on_gke.expressions import Expression, data, interpolate, settle
from jupyter_on_gke.variables.memory import MEMORY

# The chart's own tolerations, which a profile's replace.
USER_POD_TAINTS = ("hub.jupyter.org/dedicated", "hub.jupyter.org_dedicated")
FUSE_DRIVER = "gcsfuse.csi.storage.gke.io"
OWN_LIST = 'contains(keys(local.written_singleuser), "profileList")'
"""Whether a profile list of one's own stands in for all profiles, with which nothing has to be joined."""

STORAGE_TYPE = 'try(local.written_singleuser.storage.type, "dynamic")'

FITS_SPAWNER = "^([0-9]+([.][0-9]+)?)([KMGT])$"


@dataclass(frozen=True, kw_only=True)
class WrittenCpu:
    """CPUs that are written under `singleuser.cpu`."""

    guarantee: float | None
    limit: float | None


@dataclass(frozen=True, kw_only=True)
class WrittenMemory:
    """Memory that is written under `singleuser.memory`, as profiles have it."""

    guarantee: str | None
    limit: str | None


class WrittenValues(Construct):
    """The locals `written_*`. `text` is what the chart gets."""

    def __init__(self, scope: Construct, id_: str, *, yaml: Expression) -> None:
        super().__init__(scope, id_)
        # Nothing but comments is no YAML to Terraform. A key without a value is null, with which helm takes all that
        # the chart has there.
        read = f"yamldecode({yaml})"
        settle(self, "written_values", interpolate(f"try({{for k, v in {read} : k => v if v != null}}, {{}})"))
        all_there = f"try(length({read}), 0) == length(local.written_values)"
        whole = f"{all_there} ? {yaml} : jsonencode(local.written_values)"
        self.text = settle(self, "written_text", interpolate(f'length(local.written_values) == 0 ? "" : {whole}'))
        under = "local.written_values.singleuser"
        settle(self, "written_singleuser", interpolate(f"try({{for k, v in {under} : k => v}}, {{}})"))
        settle(
            self,
            "written_cpu",
            {each: interpolate(f"try(tonumber({singleuser(f'cpu.{each}')}), null)") for each in SIDES},
        )
        settle(self, "written_memory", {each: interpolate(memory(singleuser(f"memory.{each}"))) for each in SIDES})
        storage = "local.written_singleuser.storage"
        volumes, mounts = f"{storage}.extraVolumes", f"{storage}.extraVolumeMounts"
        # The chart takes lists and maps.
        names = [f"try(keys({volumes}), [])", f"try(values({volumes})[*].name, {volumes}[*].name, [])"]
        settle(self, "written_volumes", interpolate(f"distinct(concat({', '.join(names)}))"))
        settle(self, "written_mounts", interpolate(f"try(keys({mounts}), [])"))
        settle(self, "written_mounted", interpolate(f"try(distinct([for mount in {mounts} : mount.name]), [])"))
        settle(
            self,
            "written_paths",
            interpolate(f"concat({paths(mounts)}, {paths('local.written_singleuser.extraFiles')})"),
        )


SIDES = ("guarantee", "limit")


def paths(mounts: str) -> str:
    """Where these mounts are."""
    return f'try([for mount in {mounts} : "/${{trim(mount.mountPath, "/")}}"], [])'


def singleuser(path: str) -> Expression:
    """What is written under `singleuser`, else null."""
    return Expression(f"try(local.written_singleuser.{path}, null)")


def either(path: str, otherwise: str | int) -> Expression:
    """What is written under `singleuser`, else another value."""
    return Expression(f"coalesce({singleuser(path)}, {json.dumps(otherwise)})")


def elements(path: str, otherwise: str = "[]") -> Expression:
    """The list that is written, else another one."""
    return Expression(f"try([for each in local.written_{path} : each], {otherwise})")


def memory(written: str) -> str:
    """An amount as KubeSpawner takes it (bytes, or with K, M, G, T), as profiles have it; else null."""
    smaller = f'regex("{FITS_SPAWNER}", {written})[0]'
    return (
        f'try(regex("{MEMORY}", {written}) == null ? "" : {written}, "${{ceil({smaller} / 1024)}}M", '
        f'"${{ceil({written} / 1048576)}}M", null)'
    )


def mounts_own_bucket() -> Expression:
    """Whether a volume of one's own is a bucket."""
    return Expression(f'strcontains(jsonencode(local.written_values), "{FUSE_DRIVER}")')


def tolerations() -> Expression:
    """What the chart tolerates, as it is written."""
    common = [{"key": key, "operator": "Equal", "value": "user", "effect": "NoSchedule"} for key in USER_POD_TAINTS]
    of_user_pods = elements("values.scheduling.userPods.tolerations", data(common))
    return Expression(f"concat({of_user_pods}, {elements('singleuser.extraTolerations')})")


def node_terms() -> Expression:
    """The node selector terms that are written, of which one has to fit."""
    purpose = {"matchExpressions": [{"key": "hub.jupyter.org/node-purpose", "operator": "In", "values": ["user"]}]}
    required = 'try(local.written_values.scheduling.userPods.nodeAffinity.matchNodePurpose, "") == "require"'
    by_purpose = f"[for term in [{data(purpose)}] : term if {required}]"
    return Expression(f"concat({elements('singleuser.extraNodeAffinity.required')}, {by_purpose})")


def arguments() -> Expression:
    """Arguments of the notebook server that are written for JupyterHub's configuration."""
    places = (
        f"[for each in local.written_values.hub.config.{name}.args : each]" for name in ("KubeSpawner", "Spawner")
    )
    return Expression(f"try({', '.join(places)}, [])")


def image(otherwise: Expression) -> Expression:
    """The image that is written, else another one."""
    parts = json.dumps("${local.written_singleuser.image.name}:${local.written_singleuser.image.tag}")
    return Expression(f"try({parts}, {otherwise})")

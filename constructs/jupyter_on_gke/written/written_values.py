"""Reads what is written in `jupyterhub_values`, which profiles add to what they override.

A profile's `kubespawner_override` replaces numbers and lists of the chart's `singleuser` and merges maps. So what
stands there by the chart's documentation would be without effect, or stand against what the profile says.
"""

from constructs import Construct
from jupyter_on_gke.expressions import Expression, decoded, interpolate, settle
from jupyter_on_gke.plan_time import settle_logic
from jupyter_on_gke.written import amounts, pods, reading

READ = (
    reading.written_singleuser,
    reading.has_own_profile_list,
    reading.mounts_own_bucket,
    reading.written_arguments,
    amounts.written_cpu,
    amounts.written_memory_guarantee,
    amounts.written_memory_limit,
    amounts.written_memory,
    pods.written_uid,
    pods.written_gid,
    pods.written_storage_type,
    pods.written_home_path,
    pods.written_volume_name,
    pods.written_volumes,
    pods.written_mounts,
    pods.written_mounted,
    pods.written_paths,
    pods.written_tolerations,
    pods.written_node_terms,
)


class WrittenValues(Construct):
    """The locals of what is written. `text` is what the chart gets."""

    def __init__(self, scope: Construct, id_: str, *, yaml: Expression) -> None:
        super().__init__(scope, id_)
        settle(self, "written_document", interpolate(decoded(yaml)))
        settle_logic(self, reading.written_values)
        self.text = settle_logic(self, reading.written_text, yaml=yaml)
        for function in READ:
            settle_logic(self, function)

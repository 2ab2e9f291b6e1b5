"""Manages the cluster that was there before, as it is."""

from typing import Any

from constructs import Construct
from jupyter_on_gke.adoption import kept, settling
from jupyter_on_gke.blocks import block_with
from jupyter_on_gke.cdk import ITerraformDependable
from jupyter_on_gke.cluster import blocks
from jupyter_on_gke.cluster.choice import Place
from jupyter_on_gke.expressions import Expression, dynamic, interpolate, value, when
from jupyter_on_gke.imports.google import ContainerCluster
from jupyter_on_gke.plan_time import settle_logic
from jupyter_on_gke.resource_settings import TIMEOUTS
from jupyter_on_gke.variables.refusal import refusal, refuse


class ManagedCluster(Construct):
    """`google_container_cluster.managed`. What no variable says stays as it is, and nothing replaces it."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        place: Place,
        manage: Expression,
        maintenance: Expression,
        release_channel: Expression,
        security_group: Expression,
        deletion_protection: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        settle_logic(self, settling.reported_maintenance)
        settle_logic(self, settling.kept_exclusions)
        windows = settle_logic(self, settling.kept_windows, maintenance=maintenance)
        cluster = ContainerCluster(
            self,
            "managed",
            count=when(settling.CLUSTER.terraform(things=manage)),
            project=interpolate(place.project),
            name=interpolate(place.name),
            location=interpolate(place.location),
            deletion_protection=value(deletion_protection),
            timeouts=TIMEOUTS,
            depends_on=after,
            lifecycle={"ignore_changes": kept.CLUSTER},
        )
        refuse(cluster, [refusal(settling.exclusions_have_a_window)])
        for block, attribute, written in (
            ("release_channel", "channel", release_channel),
            ("authenticator_groups_config", "security_group", security_group),
        ):
            there = block_with.terraform(text=written)
            cluster.add_override(f"dynamic.{block}", dynamic(there, {attribute: interpolate(f"{block}.value")}))
        cluster.add_override("dynamic.maintenance_policy", dynamic(windows, maintenance_block()))
        self.created: list[ITerraformDependable] = [cluster]


def maintenance_block() -> dict[str, Any]:
    """The window, and the times in which nothing is upgraded."""
    window, exclusion = "maintenance_policy.value", "maintenance_exclusion.value"
    start = {"start_time": interpolate(f"{window}.start")}
    times = {"end_time": interpolate(f"{window}.end"), "recurrence": interpolate(f"{window}.recurrence")}
    scopes = block_with.terraform(text=f"{exclusion}.scope")
    return {
        "dynamic": {
            "daily_maintenance_window": dynamic(blocks.daily.terraform(recurrence=f"{window}.recurrence"), start),
            "recurring_window": dynamic(blocks.recurring.terraform(recurrence=f"{window}.recurrence"), start | times),
            "maintenance_exclusion": dynamic(
                f"{window}.exclusions",
                {
                    "exclusion_name": interpolate(f"{exclusion}.name"),
                    "start_time": interpolate(f"{exclusion}.start"),
                    "end_time": interpolate(f"{exclusion}.end"),
                    "dynamic": {
                        "exclusion_options": dynamic(scopes, {"scope": interpolate("exclusion_options.value")})
                    },
                },
            ),
        }
    }

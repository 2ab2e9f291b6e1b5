"""Creates the StorageClass of home disks: which disk, in which zones, kept or not with its claim."""

from constructs import Construct
from jupyter_on_gke import fixed_at_creation
from jupyter_on_gke.cdk import ITerraformDependable, TerraformResourceLifecycle
from jupyter_on_gke.expressions import Expression, dynamic, interpolate, string_map, when
from jupyter_on_gke.imports.kubernetes import StorageClassV1
from jupyter_on_gke.plan_time import settle_logic
from jupyter_on_gke.storage import settling


class Homes(Construct):
    """`kubernetes_storage_class_v1.homes`, unless an existing class is named. `storage_class` is the one in use.

    A class cannot be changed: another one of its name takes its place, and the disks that are there stay
    as they are.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        namespace: Expression,
        labels: Expression,
        existing_class: Expression,
        disk_type: Expression,
        regional: Expression,
        retain: Expression,
        zones: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        storage_class = StorageClassV1(
            self,
            "homes",
            count=when(settling.makes_class.terraform(existing_class=existing_class)),
            metadata={"name": settling.own_class.template(namespace=namespace), "labels": string_map(labels)},
            storage_provisioner="pd.csi.storage.gke.io",
            parameters={
                "type": interpolate(disk_type),
                "replication-type": settling.replication_type.template(regional=regional),
            },
            reclaim_policy=settling.reclaim_policy.template(retain=retain),
            allow_volume_expansion=True,
            # The disk is made where the first server of its person is scheduled.
            volume_binding_mode="WaitForFirstConsumer",
            depends_on=after,
            lifecycle=TerraformResourceLifecycle(ignore_changes=fixed_at_creation.STORAGE_CLASS),
        )
        storage_class.add_override(
            "dynamic.allowed_topologies",
            dynamic(
                settling.topologies.terraform(zones=zones),
                {
                    "match_label_expressions": {
                        "key": "topology.gke.io/zone",
                        "values": interpolate("allowed_topologies.value"),
                    }
                },
            ),
        )
        self.storage_class = settle_logic(
            self, settling.home_storage_class, existing_class=existing_class, namespace=namespace
        )
        self.created: list[ITerraformDependable] = [storage_class]

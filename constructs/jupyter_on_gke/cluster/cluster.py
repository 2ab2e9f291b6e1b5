"""Looks up the existing GKE cluster, or creates one of four: Autopilot or Standard, public or private."""

from dataclasses import dataclass
from typing import Any

from constructs import Construct
from jupyter_on_gke import fixed_at_creation
from jupyter_on_gke.blocks import block_with
from jupyter_on_gke.cdk import ITerraformDependable
from jupyter_on_gke.cluster import blocks, reaching
from jupyter_on_gke.cluster.choice import Choice, Place, Settings
from jupyter_on_gke.expressions import (
    Expression,
    all_of,
    dynamic,
    first,
    interpolate,
    negate,
    of_each,
    settle,
    value,
    when,
)
from jupyter_on_gke.imports.google import ContainerCluster, DataGoogleContainerCluster
from jupyter_on_gke.plan_time import settle_logic
from jupyter_on_gke.resource_settings import GKE_METADATA, LABELS, OAUTH_SCOPES, SHIELDED, TIMEOUTS


@dataclass(frozen=True, kw_only=True)
class Flavour:
    """One of the clusters that can be created. They are four resources: each has a state of its own."""

    autopilot: bool
    private: bool

    @property
    def id(self) -> str:
        """The name in the resource's address."""
        return f"{'autopilot' if self.autopilot else 'standard'}_{'private' if self.private else 'public'}"


PROVISIONED_NODES = "cluster_autoscaling[0].auto_provisioning_defaults[0]"
FLAVOURS = tuple(Flavour(autopilot=a, private=p) for a in (True, False) for p in (False, True))
STANDARD = tuple(flavour for flavour in FLAVOURS if not flavour.autopilot)


def splats(attribute: str, flavours: tuple[Flavour, ...] = FLAVOURS) -> list[str]:
    """An attribute of the created clusters, as expressions of which one has a value."""
    return [f"google_container_cluster.{flavour.id}[*].{attribute}" for flavour in flavours]


EXISTING = "data.google_container_cluster.existing"
"""The cluster that is looked up, of which there is none where one is created."""


class Cluster(Construct):
    """The cluster that JupyterHub runs on. Its attributes are what the others need to know of it."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        place: Place,
        choice: Choice,
        settings: Settings,
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        # No depends_on: a wrong name or location of an existing cluster is found while planning.
        DataGoogleContainerCluster(self, "existing", count=when(negate(choice.create)), **at_place(place))
        common = common_settings(place, settings) | {"depends_on": after}
        own = {
            True: autopilot_settings(node_service_account=settings.node_service_account),
            False: standard_settings(project=place.project, node_service_account=settings.node_service_account),
        }
        clusters = [
            ContainerCluster(
                self,
                flavour.id,
                count=when(is_made(choice, flavour)),
                lifecycle={"ignore_changes": ignored(flavour)},
                **common,
                **own[flavour.autopilot],
                **(private_settings() if flavour.private else public_settings(private_nodes=settings.private_nodes)),
            )
            for flavour in FLAVOURS
        ]
        for cluster in clusters:
            add_optional_blocks(cluster, settings)
        self.created: list[ITerraformDependable] = [*clusters]
        self._settle(choice)

    def _settle(self, choice: Choice) -> None:
        """What is known of the cluster that there is."""
        settle(self, "existing_cluster", interpolate(first(EXISTING)))
        self.endpoint = settle(self, "cluster_endpoint", interpolate(of_cluster("endpoint")))
        self.dns_endpoint = settle_logic(
            self,
            reaching.cluster_dns_endpoint,
            control_plane_endpoints=of_cluster("control_plane_endpoints_config"),
        )
        # Created clusters are not reached by it. Without them here, `destroy` on an existing cluster configures the
        # kubernetes provider without a host: seen with the real providers, not with stand-ins.
        authority = of_cluster("master_auth[0].cluster_ca_certificate")
        self.ca_certificate = settle(self, "cluster_ca_certificate", interpolate(authority))
        self.autopilot = settle_logic(
            self,
            reaching.cluster_is_autopilot,
            create_cluster=choice.create,
            autopilot_cluster=choice.autopilot,
        )
        # Node pools hang on the id of the one Standard cluster there is.
        self.standard_id = settle(self, "standard_cluster_id", interpolate(first(*splats("id", STANDARD))))


def at_place(place: Place) -> dict[str, Any]:
    """The names by which Google knows a cluster."""
    return {
        "project": interpolate(place.project),
        "name": interpolate(place.name),
        "location": interpolate(place.location),
    }


def common_settings(place: Place, settings: Settings) -> dict[str, Any]:
    """What all created clusters have."""
    return {
        **at_place(place),
        "network": interpolate(settings.network),
        "subnetwork": interpolate(settings.subnetwork),
        "deletion_protection": value(settings.deletion_protection),
        "release_channel": {"channel": interpolate(settings.release_channel)},
        "ip_allocation_policy": {},
        "resource_labels": LABELS,
        "timeouts": TIMEOUTS,
        **access_settings(),
    }


def of_cluster(attribute: str) -> Expression:
    """An attribute of the cluster that there is, created or existing; null if there is none."""
    return first(*splats(attribute), of_each(EXISTING, attribute))


def is_made(choice: Choice, flavour: Flavour) -> Expression:
    """Whether this is the cluster that is wanted."""
    return all_of(choice.create, same(choice.autopilot, flavour.autopilot), same(choice.private, flavour.private))


def same(choice: Expression, wanted: bool) -> Expression:
    """True where the choice is as wanted."""
    return choice if wanted else negate(choice)


def ignored(flavour: Flavour) -> list[str]:
    """What is fixed at creation, and what Google reports as if we had asked for it (docs/decisions)."""
    # How Autopilot shields its nodes is its own choice; a Standard cluster shows its first pool as its own.
    nodes = f"{PROVISIONED_NODES}.shielded_instance_config" if flavour.autopilot else "node_config"
    # With the IP endpoints off it is not reported.
    endpoint = ["master_authorized_networks_config"] if flavour.private else []
    return [*fixed_at_creation.CLUSTER, nodes, *endpoint]


def access_settings() -> dict[str, Any]:
    """Who may talk to the control plane, and what is known of the cluster's cost and images."""
    return {
        # By IP, the networks that are listed; by DNS, whoever IAM lets.
        "master_authorized_networks_config": {"gcp_public_cidrs_access_enabled": False},
        # No password and no certificate of a client; nobody without a name but for health checks.
        "master_auth": {"client_certificate_config": {"issue_client_certificate": False}},
        "anonymous_authentication_config": {"mode": "LIMITED"},
        "rbac_binding_config": {
            "enable_insecure_binding_system_authenticated": False,
            "enable_insecure_binding_system_unauthenticated": False,
        },
        # The project's policy decides which images run; until somebody writes one, it admits all.
        "binary_authorization": {"evaluation_mode": "PROJECT_SINGLETON_POLICY_ENFORCE"},
        "cost_management_config": {"enabled": True},
    }


def private_settings() -> dict[str, Any]:
    """Nodes without public addresses; the control plane answers on its DNS-based endpoint alone.

    That endpoint has a public certificate and IAM before it, so that Terraform needs no bastion.
    """
    return {
        "private_cluster_config": {"enable_private_nodes": True},
        "control_plane_endpoints_config": {
            "dns_endpoint_config": {"allow_external_traffic": True},
            "ip_endpoints_config": {"enabled": False},
        },
    }


def public_settings(*, private_nodes: Expression) -> dict[str, Any]:
    """The control plane answers on its public address too, to the authorized networks alone."""
    return {
        "private_cluster_config": {"enable_private_nodes": value(private_nodes)},
        "control_plane_endpoints_config": {"dns_endpoint_config": {"allow_external_traffic": True}},
    }


def add_optional_blocks(cluster: ContainerCluster, settings: Settings) -> None:
    """Adds the blocks that are there only where their variables say something."""
    networks = blocks.networks.terraform(authorized_networks=settings.authorized_networks)
    cluster.add_override(
        "master_authorized_networks_config.dynamic.cidr_blocks",
        dynamic(networks, {"cidr_block": interpolate("cidr_blocks.value")}),
    )
    cluster.add_override(
        "dynamic.authenticator_groups_config",
        dynamic(
            block_with.terraform(text=settings.security_group),
            {"security_group": interpolate("authenticator_groups_config.value")},
        ),
    )
    window, recurrence = settings.maintenance, "maintenance_policy.value"
    start = {"start_time": interpolate(f"{window}.start")}
    times = {"end_time": interpolate(f"{window}.end"), "recurrence": interpolate(f"{window}.recurrence")}
    either = {
        "daily_maintenance_window": dynamic(blocks.daily.terraform(recurrence=recurrence), start),
        "recurring_window": dynamic(blocks.recurring.terraform(recurrence=recurrence), start | times),
    }
    windows = blocks.windows.terraform(maintenance=window)
    cluster.add_override("dynamic.maintenance_policy", dynamic(windows, {"dynamic": either}))


def autopilot_settings(*, node_service_account: Expression) -> dict[str, Any]:
    """Autopilot has Workload Identity, GCS FUSE, Dataplane V2 and managed Prometheus by itself."""
    return {
        "enable_autopilot": True,
        "cluster_autoscaling": {
            "auto_provisioning_defaults": {
                "service_account": interpolate(node_service_account),
                "oauth_scopes": OAUTH_SCOPES,
            }
        },
    }


def standard_settings(*, project: Expression, node_service_account: Expression) -> dict[str, Any]:
    """What Autopilot has by itself, and room for node pools of our own."""
    return {
        # GKE makes a default pool with a new cluster; it is removed at once.
        "initial_node_count": 1,
        "remove_default_node_pool": True,
        # For as long as that pool lives, it is as guarded as ours.
        "node_config": {
            "service_account": interpolate(node_service_account),
            "workload_metadata_config": GKE_METADATA,
            "shielded_instance_config": SHIELDED,
            # Three of GKE's own, with 100 GB of SSD each, are more than a new project may have.
            "machine_type": "e2-medium",
            "disk_type": "pd-standard",
            "disk_size_gb": 30,
        },
        # Dataplane V2 enforces network policies itself; Calico, which this block is about, stays off.
        "datapath_provider": "ADVANCED_DATAPATH",
        "network_policy": {"enabled": False},
        "enable_intranode_visibility": True,
        "workload_identity_config": {"workload_pool": f"{interpolate(project)}.svc.id.goog"},
        "addons_config": {"gcs_fuse_csi_driver_config": {"enabled": True}},
        # Packs notebooks onto few nodes, so that empty ones go away.
        "cluster_autoscaling": {"autoscaling_profile": "OPTIMIZE_UTILIZATION"},
        "logging_config": {"enable_components": ["SYSTEM_COMPONENTS", "WORKLOADS"]},
        "monitoring_config": {
            "enable_components": ["SYSTEM_COMPONENTS"],
            "managed_prometheus": {"enabled": True},
        },
    }

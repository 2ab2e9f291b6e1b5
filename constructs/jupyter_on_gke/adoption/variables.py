"""The variables of what was there before and is managed here."""

from jupyter_on_gke.adoption import rules
from jupyter_on_gke.adoption.managed_pool import ManagedPool
from jupyter_on_gke.adoption.rules import LISTED
from jupyter_on_gke.cluster.pool_rules import names
from jupyter_on_gke.variables.objects import Objects
from jupyter_on_gke.variables.variable import Variable, pattern, validation

MEANT = {
    "min_nodes": "min_count",
    "max_nodes": "max_count",
    "min_node_count": "min_count",
    "max_node_count": "max_count",
    "initial_node_count": "node_count",
    "num_nodes": "node_count",
    "size": "node_count",
}
MANAGED_POOLS = Objects(variable="managed_pools", element="pool", cls=ManagedPool, meant=MEANT)

VARIABLES = (
    Variable(
        name="managed_pools",
        type="any",
        default=[],
        description="With node_pools in manage: the node pools of the cluster that is there. name, and what is to be "
        "changed: min_count and max_count (as the pool counts its nodes: in each zone, or in total), or node_count "
        "(nodes in each zone, without an autoscaler). What is not written stays as it is, and what its nodes are stays "
        "in any case. None by default. A change is made in place; a pool that is taken out is destroyed.",
        validations=(
            names(MANAGED_POOLS),
            validation(
                rules.counts_of_managed_pools,
                pools=MANAGED_POOLS.filled("name", "min_count", "max_count", "node_count"),
            ),
            *MANAGED_POOLS.checks(),
        ),
    ),
    Variable(
        name="node_service_account",
        default="",
        effective="none",
        description="With node_identity in manage: the service account of the nodes that are there, in this project: "
        "what is before the @ of its address. None by default. Another name is another account: a change destroys the "
        "one that is there.",
        validations=(
            pattern(
                "node_service_account",
                "^[a-z]([-a-z0-9]{4,28}[a-z0-9])$",
                "what is before the @ of the account's address: 6 to 30 lowercase letters, digits and hyphens",
                optional=True,
            ),
        ),
    ),
    Variable(
        name="manage",
        type="list(string)",
        default=[],
        description="What was there before and belongs to this stack from now on, though create_cluster and the like "
        f"are false: some of {LISTED}. It stays as it is but for what docs/adoption.md says, and is destroyed with "
        "the stack. Nothing by default. A change takes in what is new in the list, by adopt; taking a name off "
        "destroys the thing, with the homes in a namespace; to let go of it, first `terraform state rm` its address.",
        validations=(
            validation(rules.managed_things_are_known),
            validation(rules.managed_cluster_is_there),
            validation(rules.managed_bucket_is_there),
            validation(rules.managed_user_buckets_are_named),
            validation(rules.managed_namespace_is_there),
            validation(rules.managed_address_is_named),
            validation(rules.managed_pools_are_named, names=MANAGED_POOLS.names),
            validation(rules.managed_account_is_named),
        ),
    ),
    Variable(
        name="adopt",
        type="list(string)",
        default=[],
        description="What of manage the next apply takes over: it is imported into the state, where it was not. Also "
        "release and iap_release, where JupyterHub's release (jupyterhub) and IAP's (jupyter-iap) are in the namespace "
        "and in no state that comes along. Once; afterwards a name here changes nothing, and nor does taking it off. "
        "Nothing by default.",
        validations=(validation(rules.only_managed_is_adopted), validation(rules.adopted_release_is_made)),
    ),
)

"""Why a server has no node: what the scheduler, the autoscaler, quotas and disks say."""

from jupyter_on_gke.doctoring.cause import STARTED, Cause, Stage

SCHEDULER = "FailedScheduling|NotTriggerScaleUp"

WITHOUT_NODE = (
    Cause(
        name="quota",
        reason="FailedScaleUp",
        pattern=r"quota exceeded",
        says="Google makes no node, because the project's quota is used up.",
        cure="Ask for more of it (console, IAM & Admin, Quotas: what is at 100 % in the region), or choose a smaller "
        "profile.",
        cure_of_ours="Ask for more of it (console, IAM & Admin, Quotas: what is at 100 % in the region), or write a "
        "smaller machine_type in cpu_pools.",
        until=Stage.WITHOUT_NODE,
    ),
    Cause(
        name="stockout",
        reason="FailedScaleUp",
        pattern=r"in zones (?P<zones>\S+(, \S+)*) associated.*out of resources",
        says="Google has no such machine left in {zones} at the moment.",
        cure="Try again later, choose a profile with another machine or accelerator, or give the pool more zones "
        "(node_locations).",
        cure_of_ours="Wait, as GKE tries again; another machine_type in cpu_pools, or more zones (node_locations), "
        "may help.",
        until=Stage.WITHOUT_NODE,
    ),
    Cause(
        name="node_not_made",
        reason="FailedScaleUp",
        pattern=r"associated with this pod failed: (?P<why>.*?)\.? ?(Pod is at risk|$)",
        says="Google could not make a node: {why}.",
        cure="See the autoscaler's log of the cluster in the console (Kubernetes Engine, the cluster, Logs, Autoscaler "
        "logs).",
        until=Stage.WITHOUT_NODE,
    ),
    Cause(
        name="node_is_coming",
        reason="TriggeredScaleUp",
        pattern="triggered scale-up",
        says="A node is being made for it.",
        cure="Wait: that takes some minutes, with an accelerator up to ten.",
        passes=True,
        until=Stage.WITHOUT_NODE,
    ),
    Cause(
        name="disk_quota",
        reason="ProvisioningFailed",
        pattern=r"[Qq]uota '?\w+'? exceeded|QUOTA_EXCEEDED|ResourceExhausted",
        says="Google makes no disk for the home, because the project's quota of disks is used up.",
        cure="Ask for more of it (console, IAM & Admin, Quotas: SSD_TOTAL_GB or DISKS_TOTAL_GB), or write "
        'home_disk_type = "pd-standard" for new homes.',
        says_of_ours="Google makes no disk for the hub's database, because the project's quota of disks is used up.",
        cure_of_ours="Ask for more of it (console, IAM & Admin, Quotas: SSD_TOTAL_GB or DISKS_TOTAL_GB), or delete "
        "disks that nobody uses.",
        until=Stage.WITHOUT_NODE,
    ),
    Cause(
        name="disk_not_made",
        reason="ProvisioningFailed",
        pattern=r"failed to provision volume with StorageClass \"(?P<storage_class>[^\"]+)\": (rpc error: code = \S+ "
        r"desc = )?(?P<why>[^\n]*?)\.?$",
        says="The home's disk of class {storage_class} could not be made: {why}.",
        cure="Mend what Google says there; home_disk_type, home_disk_size_gb and home_storage_class are the variables.",
        says_of_ours="The disk of the hub's database, of class {storage_class}, could not be made: {why}.",
        cure_of_ours="Mend what Google says there; hub.db.pvc in jupyterhub_values has its class and size.",
        until=Stage.WITHOUT_NODE,
    ),
    Cause(
        name="pool_is_full",
        reason="NotTriggerScaleUp",
        pattern=r"max (node group size|cluster \S+( \S+)? limit) reached",
        says="The node pool has as many nodes as it may have.",
        cure="Raise max_count of the pool and apply, or end servers that nobody uses (the hub's page, Admin).",
        cure_of_ours="Raise max_count of the pool, and apply.",
        until=Stage.WITHOUT_NODE,
    ),
    Cause(
        name="after_failed_node",
        reason="NotTriggerScaleUp",
        pattern=r"in backoff after failed scale-up",
        says="Google could not make a node a short while ago, and GKE waits before it tries again.",
        cure="Wait half an hour, or look for quota and machines: kubectl get events -A --field-selector "
        "reason=FailedScaleUp.",
        until=Stage.WITHOUT_NODE,
    ),
    Cause(
        name="home_in_another_zone",
        reason=SCHEDULER,
        # The second as of Kubernetes 1.34.
        pattern=r"volume node affinity conflict|didn't match PersistentVolume's node affinity",
        says="The home is a disk in one zone, and the nodes that have room for this server are in others.",
        cure="Choose a profile whose machines are in the home's zone, or give the pool that zone (node_locations); for "
        "new homes home_disk_regional = true puts the disk into two zones.",
        says_of_ours="The disk of the hub's database is in one zone, and the nodes that have room are in others.",
        cure_of_ours="Let the pool have nodes in the disk's zone (node_locations, max_count): kubectl describe pv "
        "names it.",
        until=Stage.WITHOUT_NODE,
    ),
    Cause(
        name="home_not_there",
        reason=SCHEDULER,
        pattern=r"persistentvolumeclaim \"(?P<claim>[^\"]+)\" (not found|is being deleted)",
        says="The home's claim {claim} is not there, or is being deleted.",
        cure="End the server and start it again: the hub makes the claim when a server starts.",
        says_of_ours="The claim {claim} of the hub's database is not there, or is being deleted.",
        cure_of_ours="Make the release anew, which makes it: terraform apply -replace=helm_release.jupyterhub.",
        until=Stage.WITHOUT_NODE,
    ),
    Cause(
        name="home_without_disk",
        reason=SCHEDULER,
        pattern=r"unbound immediate PersistentVolumeClaims|didn't find available persistent volumes to bind",
        says="The home has no disk yet, and nothing makes one.",
        cure="See why: kubectl describe its claim, and check that the StorageClass of home_storage_class is there.",
        says_of_ours="The hub's database has no disk yet, and nothing makes one.",
        cure_of_ours="See why: kubectl describe its claim, and check that its StorageClass is there.",
        until=Stage.WITHOUT_NODE,
    ),
    Cause(
        name="too_many_disks",
        reason=SCHEDULER,
        pattern=r"exceed max volume count",
        says="The nodes that have room have as many disks attached as their machine type takes.",
        cure="Let the pool have more nodes (max_count), or machines that take more disks.",
        until=Stage.WITHOUT_NODE,
    ),
    Cause(
        name="no_accelerator",
        reason=SCHEDULER,
        pattern=r"Insufficient (?P<resource>nvidia\.com/gpu|google\.com/tpu)",
        says="No node has so many accelerators free ({resource}).",
        cure="Wait until another server ends, raise max_count of the pool, or choose a profile with fewer; on nodes "
        "that are new the driver takes some minutes.",
        of_servers_alone=True,
        until=Stage.WITHOUT_NODE,
    ),
    Cause(
        name="no_room",
        reason=SCHEDULER,
        pattern=r"Insufficient (?P<resource>cpu|memory|ephemeral-storage)",
        says="No node has enough {resource} free for what the profile asks for.",
        cure="Raise max_count of the pool, turn on its autoscaling, or choose a smaller profile.",
        says_of_ours="No node has enough {resource} free for what it asks for.",
        cure_of_ours="Raise max_count of the pool, turn on its autoscaling, or write a larger machine_type in "
        "cpu_pools.",
        until=Stage.WITHOUT_NODE,
    ),
    Cause(
        name="too_many_pods",
        reason=SCHEDULER,
        pattern=r"Too many pods",
        says="The nodes have as many pods as they may have.",
        cure="Raise max_count of the pool.",
        until=Stage.WITHOUT_NODE,
    ),
    Cause(
        name="nodes_not_ready",
        reason=SCHEDULER,
        pattern=r"untolerated taint \{(?P<taint>node\.(kubernetes|cloudprovider)[^:}]*)",
        says="The nodes that could take it are not ready ({taint}).",
        cure="Wait some minutes; if it stays so, see kubectl describe node.",
        until=Stage.WITHOUT_NODE,
    ),
    Cause(
        name="nodes_closed",
        reason=SCHEDULER,
        pattern=r"node\(s\) were unschedulable",
        says="The nodes that could take it are closed for new pods, as during an upgrade.",
        cure="Wait until the upgrade is over, or open them again: kubectl uncordon NODE.",
        until=Stage.WITHOUT_NODE,
    ),
    Cause(
        name="taint",
        reason=SCHEDULER,
        pattern=r"untolerated taint \{(?P<taint>[^}]+?):? ?\}",
        says="The nodes that have room are kept for others by the taint {taint}.",
        cure="Choose a profile that is made for them, or add a pool without that taint.",
        cure_of_ours="Add a pool without that taint, or write scheduling.corePods.tolerations in jupyterhub_values.",
        until=Stage.WITHOUT_NODE,
    ),
    Cause(
        name="no_such_node",
        reason=SCHEDULER,
        pattern=r"didn't match Pod's node affinity/selector",
        says="No node has the labels that the profile asks for.",
        cure="Check node_pool, node_selector and accelerator of the profile against the pools: kubectl get nodes "
        "--show-labels.",
        says_of_ours="No node has the labels that it asks for.",
        cure_of_ours="Check the nodeSelector that jupyterhub_values gives it (hub, proxy.chp) against the pools: "
        "kubectl get nodes --show-labels.",
        until=Stage.WITHOUT_NODE,
    ),
    Cause(
        name="no_nodes",
        reason=SCHEDULER,
        pattern=r"no nodes available to schedule pods",
        says="The cluster has no node.",
        cure="Wait some minutes: GKE makes one for a pod that waits, on Standard if the pool's autoscaling is on.",
        until=Stage.WITHOUT_NODE,
    ),
    Cause(
        name="namespace_quota",
        pattern=r"[Ee]rror starting (?P<person>\S+)'s server.*exceeded quota: (?P<quota>[\w.-]+), "
        r"requested: (?P<asked>[^ ]+), used: \S+ limited: (?P<limit>[^ \"\\]+)",
        says="The namespace's ResourceQuota {quota} has no room: the server asks for {asked}, of {limit} in all.",
        cure="Raise that quota, or end servers that nobody uses.",
        over=STARTED,
    ),
    Cause(
        name="quota_wants_amounts",
        pattern=r"[Ee]rror starting (?P<person>\S+)'s server.*failed quota: (?P<quota>[\w.-]+): must specify "
        r"(?P<amounts>[\w.,/-]+)",
        says="The namespace's ResourceQuota {quota} takes no pod that does not say {amounts}.",
        cure="Take that out of the quota, or say it in the profile: cpu_limit for limits.cpu.",
        over=STARTED,
    ),
    Cause(
        name="refused_by_autopilot",
        pattern=r"[Ee]rror starting (?P<person>\S+)'s server.*GKE Warden rejected the request.*"
        r"denied by (?P<rule>[\w-]+)\]\\*\":\[\\*\"(?P<why>[^\"\\]+?)\.?[\"\\]",
        says="Autopilot refuses the server's pod: {why}.",
        cure="Take what it names out of the profile or of jupyterhub_values.",
        over=STARTED,
    ),
)

"""Why a bucket is not mounted: what the Cloud Storage FUSE CSI driver says."""

from jupyter_on_gke.doctoring.cause import Cause, Stage

FAILED = "FailedMount"

MOUNTS = (
    Cause(
        name="no_workload_identity",
        reason=FAILED,
        pattern=r"Workload Identity Federation is not enabled on node|identity pool does not exist",
        says="The bucket is not mounted: the node has no Workload Identity Federation.",
        cure="Turn it on for cluster and node pool (workload metadata GKE_METADATA), or choose a profile on such a "
        "pool.",
        of_servers_alone=True,
        until=Stage.ON_A_NODE,
    ),
    Cause(
        name="bucket_not_there",
        reason=FAILED,
        pattern=r"bucket doesn't exist|code = NotFound desc = .*bucket",
        says="The bucket is not there.",
        cure="Check gcs_bucket, or for a bucket of a person's own user_buckets; create_gcs_bucket = true makes it.",
        of_servers_alone=True,
        until=Stage.ON_A_NODE,
    ),
    Cause(
        name="bucket_not_granted",
        reason=FAILED,
        pattern=r"code = PermissionDenied|does not have (?P<permission>storage\.\S+) access|Error 403",
        says="The bucket is not mounted: the notebooks' account may not read it.",
        cure="Apply again, which grants it; with create_service_account = false grant that account "
        "roles/storage.objectUser on the bucket. After an apply Google takes some minutes.",
        of_servers_alone=True,
        until=Stage.ON_A_NODE,
    ),
    Cause(
        name="bucket_without_account",
        reason=FAILED,
        pattern=r"code = Unauthenticated",
        says="The bucket is not mounted: the notebooks' account gets no token of Google's.",
        cure="Wait some minutes if it is new; else check that the account is in the namespace, and that nothing blocks "
        "the metadata server (169.254.169.254).",
        of_servers_alone=True,
        until=Stage.ON_A_NODE,
    ),
    Cause(
        name="no_sidecar",
        reason=FAILED,
        pattern=r"failed to find the sidecar container",
        says="The bucket is not mounted: GKE put no sidecar of Cloud Storage FUSE into the pod.",
        cure="Start the server again; the cluster needs the Cloud Storage FUSE CSI driver.",
        of_servers_alone=True,
        until=Stage.ON_A_NODE,
    ),
    Cause(
        name="no_driver",
        reason=FAILED,
        pattern=r"driver name (?P<driver>\S+) not found in the list of registered CSI drivers",
        says="The node does not know the driver {driver}.",
        cure="Wait some minutes if the node is new; else turn the driver on for the cluster (gcloud container clusters "
        "update --update-addons GcsFuseCsiDriver=ENABLED, or GcePersistentDiskCsiDriver=ENABLED).",
        until=Stage.ON_A_NODE,
    ),
    Cause(
        name="mount_killed",
        reason=FAILED,
        pattern=r"code = ResourceExhausted",
        says="The bucket's mount was ended, because it used more memory than its limit.",
        cure="Choose a larger profile, or raise the annotation gke-gcsfuse/memory-limit in jupyterhub_values.",
        of_servers_alone=True,
        until=Stage.ON_A_NODE,
    ),
    Cause(
        name="mount_out_of_memory",
        reason="OOMKilled",
        pattern=r"^container gke-gcsfuse-sidecar\b",
        says="The bucket's mount was ended, because it used more memory than its limit: files there say "
        '"Transport endpoint is not connected".',
        cure="Start the server again; the annotation gke-gcsfuse/memory-limit in jupyterhub_values is the limit.",
        # The sidecar runs again, the mount does not come back.
        of_servers_alone=True,
        lasts=True,
    ),
    Cause(
        name="mount_options",
        reason=FAILED,
        pattern=r"code = InvalidArgument desc = (?P<why>[^\n]*?)\.?$",
        says="The bucket is not mounted, because its options are wrong: {why}.",
        cure="Check the mount's options in jupyterhub_values.",
        of_servers_alone=True,
        until=Stage.ON_A_NODE,
    ),
)

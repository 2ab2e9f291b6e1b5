"""Why a server that has a node does not start, or ends: images, disks, memory, nodes that go."""

from jupyter_on_gke.doctoring.cause import STARTED, Cause, Stage

FAILED = "Failed|ErrImagePull|ImagePullBackOff|BackOff"
PULL = r"[Ff]ailed to pull (and unpack )?image \"(?P<image>[^\"]+)\".*"
GOOGLES = (
    r"[Ff]ailed to pull (and unpack )?image \"(?P<image>([a-z0-9.-]+\.pkg\.dev|([a-z0-9-]+\.)?gcr\.io)/[^\"]+)\".*"
)
"""An image of a registry that asks IAM who may pull. PULL is of any."""
DENIED = "(403 Forbidden|40[13] |[Dd]enied|[Uu]nauthorized|authentication required)"
PERSONS = r"(?<!\S)(?P<person>\S+)'s"
"""Of a person; not tried again at each letter of a long word, as people send them."""
CONTAINER = r"container (notebook|hub|chp)\b"
GONE = "Terminated|NodeShutdown|Shutdown|Preempting|NodeLost|DeletionByTaintManager|TerminationByKubelet"

ON_A_NODE = (
    Cause(
        name="image_without_access",
        reason=FAILED,
        pattern=GOOGLES + DENIED,
        says="The nodes may not pull the image {image}.",
        cure="Grant the nodes' service account roles/artifactregistry.reader on its repository, or make it public.",
        until=Stage.ON_A_NODE,
    ),
    Cause(
        name="image_not_there_or_private",
        reason=FAILED,
        pattern=PULL + DENIED,
        says="The image {image} is not there, or private: its registry does not say which.",
        cure="Check name and tag in notebook_image, or in the profile's images; for a private one write "
        "imagePullSecrets in jupyterhub_values, or copy it to Artifact Registry.",
        cure_of_ours="Check name and tag in jupyterhub_values (hub.image, proxy.chp.image), or for an image puller in "
        "notebook_image; for a private one write imagePullSecrets in jupyterhub_values.",
        until=Stage.ON_A_NODE,
    ),
    Cause(
        name="image_not_there",
        reason=FAILED,
        pattern=rf"{PULL}(not found|manifest unknown|does not exist|NotFound)",
        says="The image {image} is not there.",
        cure="Check name and tag in notebook_image, or in the profile's images.",
        cure_of_ours="Check name and tag in jupyterhub_values (hub.image, proxy.chp.image), or for an image puller in "
        "notebook_image.",
        until=Stage.ON_A_NODE,
    ),
    Cause(
        name="image_out_of_reach",
        reason=FAILED,
        pattern=rf"{PULL}(i/o timeout|no such host|connection refused|connection reset|deadline exceeded|"
        r"TLS handshake timeout|network is unreachable)",
        says="The nodes cannot reach the registry of the image {image}.",
        cure="Nodes without public addresses need Cloud NAT: create_network = true makes it for a new network.",
        until=Stage.ON_A_NODE,
    ),
    Cause(
        name="image_too_large",
        reason=FAILED,
        pattern=rf"{PULL}no space left on device",
        says="The node's disk has no room for the image {image}.",
        cure="Give the pool larger disks (disk_size_gb), or choose a smaller image.",
        until=Stage.ON_A_NODE,
    ),
    Cause(
        name="image_name",
        reason="InspectFailed|InvalidImageName|Failed",
        pattern=r"(couldn't parse image (name|reference)|Failed to apply default image tag) \"(?P<image>[^\"]+)\"",
        says="{image} is no name of an image.",
        cure="Write REPOSITORY:TAG in notebook_image, or in the profile's images.",
        cure_of_ours="Write it as REPOSITORY:TAG in jupyterhub_values (hub.image, proxy.chp.image), or for an image "
        "puller in notebook_image.",
        until=Stage.ON_A_NODE,
    ),
    Cause(
        name="image_without_jupyterhub",
        reason=".*",
        pattern=r"exec: \"jupyterhub-singleuser\": executable file not found",
        says="The image has no jupyterhub-singleuser.",
        cure="Install the package jupyterhub, of the hub's version, in the image; those of quay.io/jupyter have it.",
        of_servers_alone=True,
    ),
    Cause(
        name="disk_on_another_node",
        reason="FailedAttachVolume",
        pattern=r"Multi-Attach error.*already (exclusively attached|used by)",
        says="The home's disk is still attached to another node, where the person's last server was.",
        cure="Wait: it is released when that server has ended, and after a node that broke within ten minutes.",
        says_of_ours="The disk of the hub's database is still attached to another node, where the last hub was.",
        cure_of_ours="Wait: it is released when that pod has ended, and after a node that broke within ten minutes.",
        until=Stage.ON_A_NODE,
    ),
    Cause(
        name="disk_not_for_machine",
        reason="FailedAttachVolume",
        pattern=r"\[(?P<disk>(pd|hyperdisk)-[a-z-]+), (?P<machine>[a-z0-9-]+)\] features are not compatible",
        says="The home's disk is {disk}, which machines of type {machine} do not take.",
        cure="Choose a profile on other machines, or write a home_disk_type that they take, for new homes.",
        says_of_ours="The disk of the hub's database is {disk}, which machines of type {machine} do not take.",
        cure_of_ours="Let the hub run on other machines: another machine_type in cpu_pools, or hub.nodeSelector in "
        "jupyterhub_values.",
        until=Stage.ON_A_NODE,
    ),
    Cause(
        name="wrote_too_much",
        reason="Evicted",
        pattern=r"(Pod ephemeral local storage usage exceeds the total limit of containers (?P<limit>[^ .]+)"
        r"|exceeded its local ephemeral storage limit \"(?P<own>[^\"]+)\""
        r"|[Uu]sage of EmptyDir volume \"(?P<volume>[^\"]+)\" exceeds)",
        says="The server was ended, because it wrote more outside of its home than it may ({limit}{own}{volume}).",
        cure="Write to the home or to /data, or raise ephemeral_storage_gb of the profile.",
        says_of_ours="It was ended, because it wrote more to its node's disk than it may ({limit}{own}{volume}).",
        cure_of_ours="See what it writes (kubectl logs), or raise its ephemeral-storage in jupyterhub_values "
        "(hub.resources, proxy.chp.resources).",
    ),
    Cause(
        name="node_low",
        reason="Evicted",
        pattern=r"The node was low on resource: (?P<resource>[a-z-]+)",
        says="The server was ended, because its node ran out of {resource}.",
        cure="Raise ephemeral_storage_gb or memory_guarantee of the profile to what servers use, or give the pool "
        "larger disks (disk_size_gb).",
        says_of_ours="It was ended, because its node ran out of {resource}.",
        cure_of_ours="Another one takes its place; if that ends, too, give the pool larger machines or disks "
        "(machine_type, disk_size_gb).",
    ),
    Cause(
        name="out_of_memory",
        reason="OOMKilled",
        pattern=rf"^{CONTAINER}",
        says="It was ended, because it used more memory than its limit.",
        cure="Raise memory_limit of the profile, or choose a larger one.",
        cure_of_ours="Raise its memory in jupyterhub_values (hub.resources, proxy.chp.resources).",
    ),
    Cause(
        name="node_gone",
        reason=GONE,
        says="Its node went away, as spot nodes do at any time.",
        cure="Start it again; a profile with spot = false keeps its node.",
        cure_of_ours="Wait: another one takes its place; nodes of a pool with spot = false stay longer.",
    ),
    Cause(
        name="too_old",
        reason="DeadlineExceeded",
        says="The server came to the age at which its profile ends servers (max_age).",
        cure="Start it again; max_age of the profile is the variable.",
        of_servers_alone=True,
    ),
    Cause(
        name="missing_object",
        reason="FailedMount|Failed",
        pattern=r"(?P<kind>secret|configmap) \"(?P<object>[^\"]+)\" not found",
        says="The {kind} {object}, which the pod refers to, is not in the namespace.",
        cure="Make it there, or take it out of jupyterhub_values.",
        until=Stage.ON_A_NODE,
    ),
    Cause(
        name="ends_by_itself",
        reason="Error",
        pattern=rf"^{CONTAINER}.*?exit code (?P<code>[1-9]\d*)",
        says="It ends by itself, with exit code {code}.",
        cure="See what it said last: kubectl logs --previous and the name of the pod.",
        until=Stage.ON_A_NODE,
    ),
    Cause(
        name="volume_late",
        reason="FailedMount",
        pattern=r"timed out waiting|context deadline exceeded",
        says="A volume is not there yet.",
        cure="Wait some minutes; if it stays so, see kubectl describe pod.",
        until=Stage.ON_A_NODE,
    ),
    Cause(
        name="no_answer",
        pattern=rf"{PERSONS} server never showed up at \S+ after (?P<seconds>\d+) seconds",
        says="The server was there, and did not answer the hub within {seconds} seconds.",
        cure="See what it says (kubectl logs and the name of its pod): a large home takes long, an image may be of "
        "another JupyterHub, and a network policy of your own may be in between.",
        over=STARTED,
    ),
    Cause(
        name="too_slow",
        pattern=rf"{PERSONS} server failed to start in (?P<seconds>\d+) seconds, giving up",
        says="The server was not there within {seconds} seconds, and the events that said why are gone.",
        cure="Start it again and run doctor meanwhile; singleuser.startTimeout in jupyterhub_values is the time.",
        over=STARTED,
    ),
)

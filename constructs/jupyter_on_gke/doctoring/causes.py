"""All causes, in the order in which they are looked for."""

from jupyter_on_gke.doctoring.cause import Cause
from jupyter_on_gke.doctoring.mount_causes import MOUNTS
from jupyter_on_gke.doctoring.pod_causes import ON_A_NODE
from jupyter_on_gke.doctoring.server_causes import WITHOUT_NODE
from jupyter_on_gke.doctoring.sign_in_causes import SIGN_INS

OF_PODS: tuple[Cause, ...] = (*WITHOUT_NODE, *MOUNTS, *ON_A_NODE)
"""One of these is told of a pod."""

CAUSES: tuple[Cause, ...] = (*OF_PODS, *SIGN_INS)


def kind(cause: Cause) -> str:
    """What it keeps from people: "server", "mount" or "sign-in"."""
    return "mount" if cause in MOUNTS else "sign-in" if cause in SIGN_INS else "server"

"""What a profile's servers are started with. Plan-time functions.

The server ends idle kernels, and then itself: it alone knows whether a cell runs. JupyterHub's culler sees no activity
in a cell that computes without printing, and would end it.
"""

from jupyter_on_gke.plan_time import plan_time
from jupyter_on_gke.profiles.profile import Settled

# An open tab is no work; a busy kernel is, and is left alone (cull_busy is false). Looked for every 60 seconds.
CONNECTED = "--MappingKernelManager.cull_connected=True"
INTERVAL = "--MappingKernelManager.cull_interval=60"


@plan_time
def kernel_arguments(seconds: int) -> list[str]:
    """When kernels and terminals end."""
    if seconds <= 0:
        return []
    return [
        f"--MappingKernelManager.cull_idle_timeout={seconds}",
        INTERVAL,
        CONNECTED,
        f"--TerminalManager.cull_inactive_timeout={seconds}",
    ]


@plan_time
def idle_arguments(profile: Settled) -> list[str]:
    """When kernels, and then the server end."""
    seconds = profile.server_idle_timeout
    return [
        *kernel_arguments(profile.kernel_idle_timeout),
        *([f"--ServerApp.shutdown_no_activity_timeout={seconds}"] if seconds > 0 else []),
    ]


@plan_time
def server_arguments(profiles: list[Settled], written_arguments: list[object]) -> dict[str, list[object]]:
    """Name of a profile -> what is written for all, and its times."""
    return {profile.name: [*written_arguments, *idle_arguments(profile)] for profile in profiles}

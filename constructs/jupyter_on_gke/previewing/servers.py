"""What the hub, each person and each running server are billed for, of the release's values."""

import re
from collections.abc import Iterator

from jupyter_on_gke.previewing.changes import Json
from jupyter_on_gke.previewing.documents import mapping, merged, part
from jupyter_on_gke.previewing.quantity import HOURS, Quantity, always

Release = tuple[str, dict[str, Json]]

HUB_DISK_GIB = 1
"""By the chart's own values (hub.db.pvc.storage of zero-to-jupyterhub 4)."""
CLASSES = {"standard-rwo": "pd-balanced", "premium-rwo": "pd-ssd", "standard": "pd-standard"}
"""Classes of disks that GKE brings, and what their disks are."""
COMPUTE_CLASS, FAMILY = "cloud.google.com/compute-class", "cloud.google.com/machine-family"
SPOT = "cloud.google.com/gke-spot"
ACCELERATORS = {
    "nvidia.com/gpu": "cloud.google.com/gke-accelerator",
    "google.com/tpu": "cloud.google.com/gke-tpu-accelerator",
}
"""Resource of a pod -> the label that says which it is."""
WHOLE_MACHINES = ("Performance", "Accelerator")
"""Classes of Autopilot whose machines are billed (https://wdenniss.com/using-node-based-pricing-on-gke-autopilot)."""
SIDECAR = "of the sidecar, where a bucket is chosen"
BYTES = {"": 1, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "Ki": 1024, "Mi": 1024**2, "Gi": 1024**3, "Ti": 1024**4}
UNITS = re.compile(r"([0-9.]+)(m|[KMGT]i?)?")
# KubeSpawner's letters are powers of two (kubespawner.utils and traitlets' ByteSpecification).
SPAWNER = {"": 1, "K": 1024, "M": 1024**2, "G": 1024**3, "T": 1024**4}


def values_of(has: dict[str, Json]) -> dict[str, Json]:
    """The values of a release, each document over the ones before it as Helm does; what is open is left out."""
    return merged(each for text in has.get("values") or () if (each := mapping(text)))


def is_hub(has: dict[str, Json]) -> bool:
    """Whether a release is JupyterHub's."""
    return "singleuser" in values_of(has)


def _hubs(releases: list[Release]) -> Iterator[tuple[str, dict[str, Json]]]:
    for name, has in releases:
        values = values_of(has)
        if "singleuser" in values:
            yield name, values


def always_running(releases: list[Release], *, is_autopilot: bool) -> Iterator[Quantity]:
    """The hub, its proxy and its disk."""
    for name, values in _hubs(releases):
        asked = [part(values, *pod, "resources", "requests") for pod in (("hub",), ("proxy", "chp"))]
        if is_autopilot:
            cpus = sum(cpus_of(each.get("cpu")) for each in asked)
            gib = sum(gib_of(each.get("memory")) for each in asked)
            yield always("pod-cpu", f"{name}: hub and proxy, {cpus:g} CPUs", "CPU hours", round(cpus * HOURS, 3))
            yield always("pod-memory", f"{name}: hub and proxy, {gib:g} GiB", "GiB hours", round(gib * HOURS, 3))
        claim = part(values, "hub", "db", "pvc")
        size = gib_of(claim.get("storage")) or HUB_DISK_GIB
        kind = CLASSES.get(claim.get("storageClassName", ""), claim.get("storageClassName") or "of the default class")
        yield always(f"disk/{kind}", f"{name}: the hub's disk, {size:g} GiB {kind}", "GiB-months", size)


def per_person(releases: list[Release], classes: list[Release]) -> Iterator[Quantity]:
    """A home disk. It is billed while the home is there, whether its person works or not."""
    for name, values in _hubs(releases):
        storage = part(values, "singleuser", "storage")
        if storage.get("type", "dynamic") != "dynamic":
            continue
        of = part(storage, "dynamic").get("storageClass") or ""
        parameters = next((has.get("parameters") or {} for each, has in classes if each == of), {})
        kind = parameters.get("type") or CLASSES.get(of, of or "of the default class")
        regional = "/regional" if "regional" in f"{parameters.get('replication-type')}" else ""
        size = gib_of(storage.get("capacity") or "10Gi")
        yield Quantity(
            sku=f"disk/{kind}{regional}",
            what=f"{name}: a home, {size:g} GiB {kind}{' in two zones' if regional else ''}",
            unit="GiB-months",
            least=size,
            most=size,
            per="each person who has signed in",
        )


def per_server(releases: list[Release], *, is_autopilot: bool) -> Iterator[Quantity]:
    """On Autopilot, what an hour of a server of each profile is billed for. Elsewhere the nodes are."""
    for _, values in _hubs(releases):
        profiles = part(values, "singleuser").get("profileList") if is_autopilot else None
        for profile in [each for each in profiles if isinstance(each, dict)] if isinstance(profiles, list) else ():
            has = part(profile, "kubespawner_override")
            yield from _of_profile(f"{profile.get('display_name')}", has, _sidecar(profile))


def _sidecar(profile: Json) -> dict[str, Json]:
    """What the sidecar that mounts buckets has, where people can choose one: on Autopilot it asks for its limits."""
    choices = part(profile, "profile_options", "storage", "choices")
    every = (part(each, "kubespawner_override", "extra_annotations") for each in choices.values())
    return next((each for each in every if "gke-gcsfuse/cpu-limit" in each), {})


def _of_profile(name: str, has: dict[str, Json], sidecar: dict[str, Json]) -> Iterator[Quantity]:
    selector, guarantees = part(has, "node_selector"), part(has, "extra_resource_guarantees")
    chosen = selector.get(COMPUTE_CLASS, "")
    spot = "/spot" if selector.get(SPOT) == "true" or chosen == "autopilot-spot" else ""
    of_class = f"/{chosen}" if chosen and chosen != "autopilot-spot" else ""
    machine = f"a {selector[FAMILY]} machine" if FAMILY in selector else "a machine"
    note = f", of {machine} that is billed as a whole" if chosen in WHOLE_MACHINES else ""
    per = f"each hour of a server of {name}{note}"

    asked = (
        ("pod-cpu", "CPUs", "CPU hours", cpus_of(has.get("cpu_guarantee"))),
        ("pod-memory", "memory", "GiB hours", _spawner_gib(has.get("mem_guarantee"))),
        ("pod-storage", "space outside of the home", "GiB hours", gib_of(guarantees.get("ephemeral-storage"))),
        ("pod-cpu", f"CPUs {SIDECAR}", "CPU hours", cpus_of(sidecar.get("gke-gcsfuse/cpu-limit"))),
        ("pod-memory", f"memory {SIDECAR}", "GiB hours", gib_of(sidecar.get("gke-gcsfuse/memory-limit"))),
    )
    for sku, what, unit, amount in asked:
        if amount:
            yield Quantity(sku=f"{sku}{of_class}{spot}", what=what, unit=unit, least=amount, most=amount, per=per)
    for resource, label in ACCELERATORS.items():
        if count := part(has, "extra_resource_limits").get(resource):
            kind, number = selector.get(label, resource), float(count)
            what = f"{count} x {kind}"
            yield Quantity(
                sku=f"pod-gpu/{kind}{spot}", what=what, unit="accelerator hours", least=number, most=number, per=per
            )


def cpus_of(amount: Json) -> float:
    """CPUs as Kubernetes writes them: 2, 0.5, 200m."""
    found = UNITS.fullmatch(f"{amount or ''}")
    return 0 if not found else float(found[1]) * (0.001 if found[2] == "m" else 1)


def gib_of(amount: Json) -> float:
    """GiB of an amount as Kubernetes writes it: 10Gi, 512Mi, 16G."""
    found = UNITS.fullmatch(f"{amount or ''}")
    return 0 if not found else round(float(found[1]) * BYTES.get(found[2] or "", 0) / 1024**3, 3)


def _spawner_gib(amount: Json) -> float:
    """GiB of an amount as KubeSpawner takes it, whose G is 1024 times 1024 times 1024 bytes."""
    found = UNITS.fullmatch(f"{amount or ''}")
    return 0 if not found else round(float(found[1]) * SPAWNER.get(found[2] or "", 0) / 1024**3, 3)

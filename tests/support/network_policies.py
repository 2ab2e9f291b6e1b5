"""Network policies: whether they let traffic pass on a data plane, and those that the chart makes of its values.

The model knows what the chart's reference documents of each key, so that tests need no chart. Where the
chart is there, a test compares the two.
"""

import enum
import ipaddress
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jupyter_on_gke.demo.merging import merge
from tests.support.synth import Json

NAMESPACE = "jupyterhub"
"""Where the policies are, and JupyterHub's pods: a policy names no namespace, and holds in its own."""


class DataPlane(enum.Enum):
    """What enforces policies on GKE. It decides what an ipBlock means."""

    DATAPLANE_V2 = "Dataplane V2"
    CALICO = "Calico"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A source or a target of traffic, as a data plane sees it."""

    address: str
    namespace: str = ""
    """Of a pod; "" for what is none."""
    labels: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, int] = field(default_factory=dict)
    """A pod's ports that have names."""
    node: bool = False
    """Whether this is a node of the cluster."""
    translated: Mapping[int, int] = field(default_factory=dict)
    """Ports that are others behind the translation of addresses, where the data plane judges."""


@dataclass(frozen=True, order=True, kw_only=True)
class Port:
    """A port that is asked for."""

    number: int
    protocol: str = "TCP"


def allowed(policies: Sequence[Json], source: Place, target: Place, port: Port, plane: DataPlane) -> bool:
    """Whether the source may connect to the target: both ends have to agree."""
    seen = Port(number=target.translated.get(port.number, port.number), protocol=port.protocol)
    ends = (("Egress", "to", source, target), ("Ingress", "from", target, source))
    for direction, peers, pod, other in ends:
        selecting = [policy for policy in policies if _selects(policy, pod, direction)]
        # Nothing is forbidden to a pod that no policy selects, and everything that no rule allows to one that some do.
        rules = [rule for policy in selecting for rule in policy["spec"].get(direction.lower()) or []]
        if selecting and not any(_passes(rule, peers, other, target, seen, plane) for rule in rules):
            return False
    return True


def _known(data: Json, *keys: str) -> Json:
    """The data, of which every key is understood: one that is not could change the answer."""
    unknown = set(data) - set(keys)
    if unknown:
        raise NotImplementedError(f"{', '.join(sorted(unknown))} of a network policy")
    return data


def _selects(policy: Json, pod: Place, direction: str) -> bool:
    spec = _known(policy["spec"], "podSelector", "policyTypes", "ingress", "egress")
    types = spec.get("policyTypes") or ["Ingress", *(["Egress"] if "egress" in spec else [])]
    return direction in types and pod.namespace == NAMESPACE and _has(spec["podSelector"], pod.labels)


def _has(selector: Json, labels: Mapping[str, str]) -> bool:
    wanted = _known(selector, "matchLabels").get("matchLabels") or {}
    return wanted.items() <= labels.items()


def _passes(rule: Json, peers: str, other: Place, target: Place, port: Port, plane: DataPlane) -> bool:
    _known(rule, peers, "ports")
    # A list that is empty or not there restricts nothing.
    return (not rule.get(peers) or any(_is_peer(peer, other, plane) for peer in rule[peers])) and (
        not rule.get("ports") or any(_is_port(each, target, port) for each in rule["ports"])
    )


def _is_port(wanted: Json, target: Place, port: Port) -> bool:
    _known(wanted, "port", "protocol")
    number = wanted.get("port", port.number)
    if isinstance(number, str):
        number = target.names.get(number)
    return (number, wanted.get("protocol", "TCP")) == (port.number, port.protocol)


def _is_peer(peer: Json, other: Place, plane: DataPlane) -> bool:
    _known(peer, "ipBlock", "podSelector", "namespaceSelector")
    if "ipBlock" in peer:
        return _in_block(peer["ipBlock"], other, plane)
    if not other.namespace:
        return False
    if "namespaceSelector" in peer:
        here = _has(peer["namespaceSelector"], {"kubernetes.io/metadata.name": other.namespace})
    else:
        here = other.namespace == NAMESPACE
    return here and _has(peer.get("podSelector", {}), other.labels)


def _in_block(block: Json, other: Place, plane: DataPlane) -> bool:
    _known(block, "cidr", "except")
    # Cilium knows pods and nodes by who they are, and asks for the address of all others only.
    if plane is DataPlane.DATAPLANE_V2 and (other.namespace or other.node):
        return False
    address = ipaddress.ip_address(other.address)
    inside, *outside = (ipaddress.ip_network(cidr) for cidr in (block["cidr"], *block.get("except", [])))
    return address in inside and not any(address in network for network in outside)


def place(described: Json, plane: DataPlane) -> Place:
    """A place as tests/cases/network.yaml describes it: the same everywhere, or for each data plane."""
    described = described.get(plane.value, described)
    if component := described.get("component"):
        return pod(component, described["address"])
    return Place(**described)


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of JupyterHub that has a network policy, and what the chart builds into that."""

    values: tuple[str, ...]
    """Where its policy is among the values."""
    policy: Json
    """That policy's defaults."""
    names: dict[str, int]
    access: tuple[str, ...]
    """What its pod is labelled to have access to."""
    let_in: dict[str, str]
    """The port's name for pods that are labelled to have access."""
    calls: tuple[tuple[str, int], ...]
    """Components, and their ports, that it may call."""


ALL_RULES = ("cloudMetadataServer", "nonPrivateIPs", "privateIPs")
DNS_RULES = ("dnsPortsCloudMetadataServer", "dnsPortsKubeSystemNamespace", "dnsPortsPrivateIPs")


def _defaults(*rules: str, ports: Sequence[str] = ()) -> Json:
    return {
        "enabled": True,
        "allowedIngressPorts": list(ports),
        "ingress": [],
        "egress": [],
        "interNamespaceAccessLabels": "ignore",
        "egressAllowRules": {rule: rule in (*rules, *DNS_RULES) for rule in (*ALL_RULES, *DNS_RULES)},
    }


PARTS = {
    "hub": Part(
        values=("hub",),
        policy=_defaults(*ALL_RULES),
        names={"http": 8081},
        access=("proxy-api", "proxy-http", "singleuser"),
        let_in={"http": "hub"},
        calls=(("proxy", 8001), ("singleuser-server", 8888)),
    ),
    "proxy": Part(
        values=("proxy", "chp"),
        policy=_defaults(*ALL_RULES, ports=("http", "https")),
        names={"http": 8000, "api": 8001},
        access=("hub", "singleuser"),
        let_in={"http": "proxy-http", "api": "proxy-api"},
        calls=(("hub", 8081), ("singleuser-server", 8888)),
    ),
    "singleuser-server": Part(
        values=("singleuser",),
        policy=_defaults("nonPrivateIPs"),
        names={"notebook-port": 8888},
        access=("hub",),
        let_in={"notebook-port": "singleuser"},
        calls=(("hub", 8081), ("proxy", 8000)),
    ),
}
PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
METADATA_SERVER = "169.254.169.254/32"


def _labels(component: str) -> dict[str, str]:
    return {"app": "jupyterhub", "component": component, "release": "jupyterhub"}


def _access(to: str) -> dict[str, str]:
    return {f"hub.jupyter.org/network-access-{to}": "true"}


def pod(component: str, address: str) -> Place:
    """A pod of JupyterHub."""
    part = PARTS[component]
    labels = _labels(component)
    for to in part.access:
        labels |= _access(to)
    return Place(address=address, namespace=NAMESPACE, labels=labels, names=part.names)


def modelled(values: Json) -> list[Json]:
    """The network policies that the chart makes of these values, without the chart."""
    return [policy for component, part in PARTS.items() for policy in _policies(component, part, values)]


def _policies(component: str, part: Part, values: Json) -> Iterator[Json]:
    for key in part.values:
        values = values.get(key, {})
    given = merge(part.policy, values.get("networkPolicy", {}))
    _known(given, *part.policy)
    _known(given["egressAllowRules"], *ALL_RULES, *DNS_RULES)
    if given["interNamespaceAccessLabels"] != "ignore":
        raise NotImplementedError("labels of pods in other namespaces")
    if not given["enabled"]:
        return
    labelled = [
        {"ports": [{"port": port}], "from": [{"podSelector": {"matchLabels": _access(to)}}]}
        for port, to in part.let_in.items()
    ]
    # Without a port the chart has no rule: one without both would let everything in.
    anybody = [{"ports": [{"port": port} for port in given["allowedIngressPorts"]]}]
    called = [
        {"ports": [{"port": port}], "to": [{"podSelector": {"matchLabels": _labels(of)}}]} for of, port in part.calls
    ]
    yield {
        "spec": {
            "podSelector": {"matchLabels": _labels(component)},
            "policyTypes": ["Ingress", "Egress"],
            "ingress": [*(anybody if given["allowedIngressPorts"] else []), *labelled, *given["ingress"]],
            "egress": [*called, *_general(given["egressAllowRules"]), *given["egress"]],
        }
    }


def _blocks(*cidrs: str) -> list[Json]:
    return [{"ipBlock": {"cidr": cidr}} for cidr in cidrs]


def _general(rules: Json) -> list[Json]:
    """Egress by the chart's switches, of which each is a rule."""
    dns = [{"port": 53, "protocol": protocol} for protocol in ("UDP", "TCP")]
    kube_system = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "kube-system"}}}
    meant: dict[str, Json] = {
        "dnsPortsCloudMetadataServer": {"ports": dns, "to": _blocks(METADATA_SERVER)},
        "dnsPortsKubeSystemNamespace": {"ports": dns, "to": [kube_system]},
        "dnsPortsPrivateIPs": {"ports": dns, "to": _blocks(*PRIVATE)},
        "nonPrivateIPs": {"to": [{"ipBlock": {"cidr": "0.0.0.0/0", "except": [*PRIVATE, METADATA_SERVER]}}]},
        "privateIPs": {"to": _blocks(*PRIVATE)},
        "cloudMetadataServer": {"to": _blocks(METADATA_SERVER)},
    }
    return [rule for name, rule in meant.items() if rules[name]]

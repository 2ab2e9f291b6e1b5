"""What the network policies of the chart are given. Who reaches whom, and why: docs/network.md."""

from typing import Any

Rule = dict[str, Any]

# From where Google's load balancers connect, and check health.
LOAD_BALANCER = ("130.211.0.0/22", "35.191.0.0/16")
# RFC 1918, and the shared range of RFC 6598, from which GKE takes pods, services and nodes too.
PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
# Metadata servers and caches on the node, by whatever address a data plane shows them.
LINK_LOCAL = "169.254.0.0/16"


def blocks(*cidrs: str) -> list[Rule]:
    """Peers by address."""
    return [{"ipBlock": {"cidr": cidr}} for cidr in cidrs]


# The chart's rule for this excepts one address of the metadata server, and not the one that Calico sees.
INTERNET: Rule = {"to": [{"ipBlock": {"cidr": "0.0.0.0/0", "except": [*PRIVATE, LINK_LOCAL]}}]}
# NodeLocal DNSCache answers on the node: no pod that a selector finds, at its own address or at that of
# the service kube-dns, which new clusters take from a public range of Google's.
NODE_DNS: Rule = {
    "to": blocks("169.254.20.10/32", "34.118.224.0/20"),
    "ports": [{"port": 53, "protocol": "UDP"}, {"port": 53, "protocol": "TCP"}],
}
NOTEBOOK_EGRESS = [INTERNET, NODE_DNS]
# The metadata server as Dataplane V2 sees it, and as Calico does, behind the node's address translation.
METADATA_SERVER: list[Rule] = [
    {"to": blocks("169.254.169.254/32"), "ports": [{"port": 80, "protocol": "TCP"}]},
    {"to": blocks("169.254.169.252/32"), "ports": [{"port": 988, "protocol": "TCP"}]},
]

HUB: Rule = {"egressAllowRules": {"cloudMetadataServer": False}}
# It looks up its backend service, as the Google identity that the metadata server gives it.
HUB_BEHIND_IAP: Rule = {"egressAllowRules": {"cloudMetadataServer": True}}

NOTEBOOK: Rule = {"egressAllowRules": {"nonPrivateIPs": False}, "egress": NOTEBOOK_EGRESS}
# helm replaces lists as a whole.
NOTEBOOK_AT_GOOGLE: Rule = {"egress": [*NOTEBOOK_EGRESS, *METADATA_SERVER]}

# It talks with the hub and notebooks, which the chart lets it, and asks DNS for them.
PROXY: Rule = {
    "egressAllowRules": {"cloudMetadataServer": False, "nonPrivateIPs": False, "privateIPs": False},
    "egress": [NODE_DNS],
}
PROXY_BEHIND_IAP: Rule = {
    "allowedIngressPorts": [],
    "ingress": [{"from": blocks(*LOAD_BALANCER), "ports": [{"port": "http", "protocol": "TCP"}]}],
}

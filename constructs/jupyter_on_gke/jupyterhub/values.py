"""The values of the JupyterHub chart, as documents that are merged in order.

Each document is data with templates in it and becomes a local, so that the synthesized JSON shows
the values as they are. Structure: https://z2jh.jupyter.org/en/stable/resources/reference.html.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jupyter_on_gke.expressions import Expression, interpolate
from jupyter_on_gke.jupyterhub import network_policies
from jupyter_on_gke.jupyterhub.forms import (
    address_where,
    default_backend,
    digits,
    gibibytes,
    image_name,
    image_tag,
    page_of,
    seconds,
    switch,
)
from jupyter_on_gke.written.pods import HOME, NOTEBOOK_GID, NOTEBOOK_UID

AUTHENTICATOR = "iap_authenticator.IAPAuthenticator"
# Where the chart keeps its own configuration, from which Python imports.
MODULES_FOLDER = "/usr/local/etc/jupyterhub"
# Days for which a sign-in at the hub is good, and at a server: IAP signs people in again unasked.
SESSION_DAYS = 1
SERVERS_HOSTS = """\
from server_hosts import server_domains

if get_config("custom.serversHost"):
    c.JupyterHub.subdomain_hook = server_domains(get_config("custom.serversHost"))
"""

Values = dict[str, Any]


def resources(*, cpu: str, memory: str) -> Values:
    """Requests for a pod of the chart. Without them Autopilot bills its defaults, and GKE may evict."""
    return {"requests": {"cpu": cpu, "memory": memory}, "limits": {"memory": memory}}


@dataclass(frozen=True, kw_only=True)
class Notebooks:
    """What servers are started with."""

    labels: Expression
    service_account: Expression
    image: Expression
    profile_list: Expression
    home_size_gb: Expression
    home_storage_class: Expression
    delete_homes: Expression


def base(notebooks: Notebooks) -> Values:
    """What holds everywhere."""
    labels = interpolate(notebooks.labels)
    return {
        "hub": {
            "labels": labels,
            "resources": resources(cpu="200m", memory="1Gi"),
            # Starts that fail end the hub otherwise, and anybody can make some fail: by choices that are not offered.
            "consecutiveFailureLimit": 0,
            "db": {"pvc": {"storageClassName": "standard-rwo"}},
            "config": {
                "KubeSpawner": {
                    # Notebooks have no business with the Kubernetes API.
                    "automount_service_account_token": False,
                    # KubeSpawner would: with a person, the home.
                    "delete_pvc": interpolate(notebooks.delete_homes),
                }
            },
            "networkPolicy": network_policies.HUB,
        },
        "proxy": {
            "labels": labels,
            "chp": {
                "resources": resources(cpu="200m", memory="512Mi"),
                "networkPolicy": network_policies.PROXY,
            },
            # Nothing listens to the internet by itself: port forwarding, or the Ingress.
            "service": {"type": "ClusterIP", "labels": labels},
        },
        "singleuser": servers(notebooks),
        # GKE's own scheduler packs nodes; pullers and placeholders would be billed pods on Autopilot.
        "scheduling": {
            "userScheduler": {"enabled": False},
            "userPlaceholder": {"enabled": False},
        },
        "prePuller": {"hook": {"enabled": False}, "continuous": {"enabled": False}},
        # Servers end themselves when idle (docs/decisions: idle-servers-end-themselves).
        "cull": {"enabled": False},
    }


def servers(notebooks: Notebooks) -> Values:
    """What holds for every server."""
    labels = interpolate(notebooks.labels)
    return {
        # The chart joins them by a colon: TAG, TAG@sha256:DIGEST, or the digest behind "REPOSITORY@sha256:".
        "image": {
            "name": interpolate(image_name.terraform(image=notebooks.image)),
            "tag": interpolate(image_tag.terraform(image=notebooks.image)),
        },
        "extraLabels": labels,
        "serviceAccountName": interpolate(notebooks.service_account),
        "uid": NOTEBOOK_UID,
        "fsGid": NOTEBOOK_GID,
        # New nodes take minutes; an image of several GB does, too.
        "startTimeout": 1200,
        "storage": {
            "type": "dynamic",
            "capacity": gibibytes.template(size=notebooks.home_size_gb),
            "extraLabels": labels,
            # A name that storage choices can refer to.
            "dynamic": {"storageClass": interpolate(notebooks.home_storage_class), "volumeNameTemplate": HOME},
        },
        "profileList": interpolate(notebooks.profile_list),
        # Autopilot refuses the privileged container that this adds; the network policy blocks instead.
        "cloudMetadata": {"blockWithIptables": False},
        "networkPolicy": network_policies.NOTEBOOK,
    }


def uses_google() -> Values:
    """For notebooks that have something to use at Google."""
    # Its token comes from the metadata server, a mount's by the Cloud Storage FUSE CSI driver too.
    return {"singleuser": {"networkPolicy": network_policies.NOTEBOOK_AT_GOOGLE}}


def password(*, admin: str) -> Values:
    """Without IAP: the user `admin` alone, with a password that the release gets beside the values."""
    return {
        "hub": {
            "config": {
                "JupyterHub": {"authenticator_class": "shared-password"},
                # JupyterHub lets nobody in without an allow rule, administrators included.
                "Authenticator": {"admin_users": [admin], "allowed_users": [admin]},
            }
        }
    }


@dataclass(frozen=True, kw_only=True)
class BehindIap:
    """What the hub has to know of its door.

    `modules` are the files that the chart mounts beside its own configuration, name -> text. `servers_host` is "" where
    servers are on the hub's host, and `*.HOST` with a host for each person.
    """

    modules: Mapping[str, str]
    project: Expression
    project_number: Expression
    ingress_name: Expression
    hub_service: Expression
    backend_config: Expression
    host: Expression
    servers_host: Expression
    servers_apart: Expression
    host_for_each_person: Expression
    admin_users: Expression
    blocked_users: Expression
    local_part: Expression
    allowed_domain: Expression
    token_max_days: Expression


def iap(door: BehindIap) -> Values:
    """Behind IAP: our authenticator on the stock hub image, and a proxy that the load balancer alone reaches."""
    return {
        # For SERVERS_HOSTS.
        "custom": {"serversHost": interpolate(door.servers_host)},
        "hub": {
            "networkPolicy": network_policies.HUB_BEHIND_IAP,
            "extraFiles": {
                name: {"mountPath": f"{MODULES_FOLDER}/{name}.py", "stringData": text}
                for name, text in door.modules.items()
            },
            "extraConfig": {"serversHosts": SERVERS_HOSTS},
            "config": {
                "JupyterHub": {"authenticator_class": AUTHENTICATOR, **sessions(door)},
                "IAPAuthenticator": {
                    "project_id": interpolate(door.project),
                    "project_number": interpolate(digits.terraform(number=door.project_number)),
                    "ingress_name": interpolate(door.ingress_name),
                    "backend_service": interpolate(door.hub_service),
                    # IAP has decided who may pass; JupyterHub's block list still holds.
                    "allow_all": True,
                    "admin_users": interpolate(door.admin_users),
                    "blocked_users": interpolate(door.blocked_users),
                    "username_local_part": interpolate(door.local_part),
                    "allowed_domain": interpolate(door.allowed_domain),
                },
            },
        },
        "proxy": {
            "service": {
                "annotations": {
                    "cloud.google.com/neg": '{"ingress": true}',
                    "cloud.google.com/backend-config": interpolate(
                        default_backend.terraform(backend_config=door.backend_config)
                    ),
                },
            },
            "chp": {
                # Longer than the load balancer keeps idle connections (600 s), or it meets closed ones: 502.
                "extraCommandLineFlags": ["--keep-alive-timeout=620000"],
                "networkPolicy": network_policies.PROXY_BEHIND_IAP,
            },
        },
        # A cookie with the prefix __Host- is on all paths of its host: not where others' servers are there, too.
        "singleuser": {
            "extraEnv": {
                "JUPYTERHUB_COOKIE_HOST_PREFIX_ENABLED": interpolate(switch.terraform(on=door.host_for_each_person))
            }
        },
    }


def sessions(door: BehindIap) -> Values:
    """JupyterHub's settings of hosts, cookies, and of how long they are good."""
    return {
        # The proxy then goes by hosts, too: everything at the hub's is the hub.
        "subdomain_host": interpolate(address_where.terraform(condition=door.servers_apart, host=door.host)),
        "public_url": page_of.template(host=door.host),
        "cookie_host_prefix_enabled": interpolate(door.servers_apart),
        "tornado_settings": {
            # Of a session's cookie: JupyterHub would have it sent to all names below the hub's.
            "domain": "",
            "cookie_options": {"secure": True, "samesite": "Lax"},
        },
        "cookie_max_age_days": SESSION_DAYS,
        "token_expires_in_max_seconds": interpolate(seconds.terraform(days=door.token_max_days)),
    }

"""The values of the JupyterHub chart, as documents that are merged in order.

Each document is data with templates in it and becomes a local, so that the synthesized JSON shows
the values as they are. Structure: https://z2jh.jupyter.org/en/stable/resources/reference.html.
"""

from typing import Any

from jupyter_on_gke import network_policies
from jupyter_on_gke.expressions import Expression, interpolate
from jupyter_on_gke.kubespawner import HOME, NOTEBOOK_GID, NOTEBOOK_UID

AUTHENTICATOR_MODULE = "iap_authenticator"

Values = dict[str, Any]


def resources(*, cpu: str, memory: str) -> Values:
    """Requests for a pod of the chart. Without them Autopilot bills its defaults, and GKE may evict."""
    return {"requests": {"cpu": cpu, "memory": memory}, "limits": {"memory": memory}}


def base(
    *,
    labels: Expression,
    service_account: Expression,
    image: Expression,
    profile_list: Expression,
    home_size_gb: Expression,
    home_storage_class: Expression,
) -> Values:
    """What holds everywhere."""
    image_parts = f'regex("^(.+?):([^:/@]+(?:@sha256:[^:]+)?)$", {image})'
    return {
        "hub": {
            "labels": interpolate(labels),
            "resources": resources(cpu="200m", memory="1Gi"),
            "db": {"pvc": {"storageClassName": "standard-rwo"}},
            # Notebooks have no business with the Kubernetes API.
            "config": {"KubeSpawner": {"automount_service_account_token": False}},
            "networkPolicy": network_policies.HUB,
        },
        "proxy": {
            "labels": interpolate(labels),
            "chp": {
                "resources": resources(cpu="200m", memory="512Mi"),
                "networkPolicy": network_policies.PROXY,
            },
            # Nothing listens to the internet by itself: port forwarding, or the Ingress.
            "service": {"type": "ClusterIP", "labels": interpolate(labels)},
        },
        "singleuser": {
            # The chart joins them by a colon: TAG, TAG@sha256:DIGEST, or the digest behind "REPOSITORY@sha256:".
            "image": {"name": interpolate(f"{image_parts}[0]"), "tag": interpolate(f"{image_parts}[1]")},
            "extraLabels": interpolate(labels),
            "serviceAccountName": interpolate(service_account),
            "uid": NOTEBOOK_UID,
            "fsGid": NOTEBOOK_GID,
            # New nodes take minutes; an image of several GB does, too.
            "startTimeout": 1200,
            "storage": {
                "type": "dynamic",
                "capacity": f"{interpolate(home_size_gb)}Gi",
                "extraLabels": interpolate(labels),
                # A name that storage choices can refer to.
                "dynamic": {"storageClass": interpolate(home_storage_class), "volumeNameTemplate": HOME},
            },
            "profileList": interpolate(profile_list),
            # Autopilot refuses the privileged container that this adds; the network policy blocks instead.
            "cloudMetadata": {"blockWithIptables": False},
            "networkPolicy": network_policies.NOTEBOOK,
        },
        # GKE's own scheduler packs nodes; pullers and placeholders would be billed pods on Autopilot.
        "scheduling": {
            "userScheduler": {"enabled": False},
            "userPlaceholder": {"enabled": False},
        },
        "prePuller": {"hook": {"enabled": False}, "continuous": {"enabled": False}},
        # Servers end themselves when idle (docs/decisions: idle-servers-end-themselves).
        "cull": {"enabled": False},
    }


def bucket() -> Values:
    """What any mount by the Cloud Storage FUSE CSI driver needs beside the volume."""
    # The sidecar gets its token from the metadata server, which is closed otherwise.
    return {"singleuser": {"networkPolicy": network_policies.NOTEBOOK_WITH_BUCKET}}


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


def iap(
    *,
    authenticator: str,
    project: Expression,
    project_number: Expression,
    ingress_name: Expression,
    hub_service: Expression,
    backend_config: Expression,
    admin_users: Expression,
    local_part: Expression,
    allowed_domain: Expression,
) -> Values:
    """Behind IAP: our authenticator on the stock hub image, and a proxy that the load balancer alone reaches.

    `authenticator` is the text of the authenticator's file, which the chart mounts beside its own
    configuration.
    """
    return {
        "hub": {
            "networkPolicy": network_policies.HUB_BEHIND_IAP,
            "extraFiles": {
                AUTHENTICATOR_MODULE: {
                    "mountPath": f"/usr/local/etc/jupyterhub/{AUTHENTICATOR_MODULE}.py",
                    "stringData": authenticator,
                }
            },
            "config": {
                "JupyterHub": {"authenticator_class": f"{AUTHENTICATOR_MODULE}.IAPAuthenticator"},
                "IAPAuthenticator": {
                    "project_id": interpolate(project),
                    "project_number": interpolate(f"tostring({project_number})"),
                    "ingress_name": interpolate(ingress_name),
                    "backend_service": interpolate(hub_service),
                    # IAP has decided who may pass; JupyterHub's block list still holds.
                    "allow_all": True,
                    "admin_users": interpolate(admin_users),
                    "username_local_part": interpolate(local_part),
                    "allowed_domain": interpolate(allowed_domain),
                },
            },
        },
        "proxy": {
            "service": {
                "annotations": {
                    "cloud.google.com/neg": '{"ingress": true}',
                    "cloud.google.com/backend-config": interpolate(f"jsonencode({{default = {backend_config}}})"),
                },
            },
            "chp": {
                # Longer than the load balancer keeps idle connections (600 s), or it meets closed ones: 502.
                "extraCommandLineFlags": ["--keep-alive-timeout=620000"],
                "networkPolicy": network_policies.PROXY_BEHIND_IAP,
            },
        },
    }

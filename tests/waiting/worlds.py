"""A hub that is all well, behind stand-ins of kubectl, gcloud, DNS and HTTPS; cases change parts of it."""

import copy
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from jupyter_on_gke.command.app import main
from jupyter_on_gke.waiting import network
from jupyter_on_gke.waiting.network import Answer
from tests.support.stand_in_programs import Programs, outputs
from tests.support.synth import Json

HOST, SERVERS, ADDRESS = "jupyter.example.com", "servers.example.com", "198.51.100.20"
HUBS_BACKEND, SERVERS_BACKEND = (
    "k8s1-1a2b3c4d-ai-on-gke-proxy-hub-80-5e6f",
    "k8s1-1a2b3c4d-ai-on-gke-proxy-public-80-7a8b",
)
SIGN_IN = "https://accounts.google.com/o/oauth2/v2/auth?client_id=1-a.apps.googleusercontent.com"
TIME = "2026-11-28T08:00:00Z"


def pod(component: str, *, ready: bool = True, **status: Any) -> Json:
    name = f"{component}-5d8f7c9b6-x2x4z"
    return {
        "metadata": {"name": name, "uid": f"uid of {name}", "labels": {"app": "jupyterhub", "component": component}},
        "spec": {"nodeName": "gke-ml-1"} if ready else {},
        "status": {"conditions": [{"type": "Ready", "status": "True" if ready else "False"}], **status},
    }


def ingress(health: str = "HEALTHY", address: str = ADDRESS, host: str = HOST) -> Json:
    backends = {
        HUBS_BACKEND: health,
        SERVERS_BACKEND: health,
        "k8s1-1a2b3c4d-kube-system-default-http-backend-80": "Unknown",
    }
    return {
        "metadata": {
            "name": "jupyter-ingress",
            "annotations": {"ingress.kubernetes.io/backends": json.dumps(backends)} if health else {},
        },
        "spec": {"rules": [{"host": host}, {"host": SERVERS}]},
        "status": {"loadBalancer": {"ingress": [{"ip": address}]} if address else {}},
    }


def certificate(host: str = HOST, status: str = "Active") -> Json:
    of_domain = [{"domain": host, "status": status}] if status else []
    state = {"certificateStatus": status if status == "Active" else "Provisioning", "domainStatus": of_domain}
    return {
        "metadata": {"name": "jupyter-managed-cert"},
        "spec": {"domains": [host]},
        "status": state if status else {},
    }


def event(kind: str, name: str, reason: str, message: str, type_: str = "Warning", time: str = TIME) -> Json:
    about = {"kind": kind, "name": name, "uid": f"uid of {name}"}
    return {
        "metadata": {"creationTimestamp": TIME},
        "involvedObject": about,
        "reason": reason,
        "message": message,
        "type": type_,
        "lastTimestamp": time,
    }


def health(*states: str) -> Json:
    """What gcloud prints of a backend service with one group of endpoints."""
    statuses = [{"healthState": state, "ipAddress": "10.4.0.9", "port": 8000} for state in states]
    return [{"backend": "https://www.googleapis.com/compute/v1/...", "status": {"healthStatus": statuses}}]


@dataclass
class World:
    """What kubectl, gcloud, the resolver and the pages answer."""

    programs: Programs
    outputs: dict[str, str] = field(default_factory=dict)
    pods: list[Json] = field(default_factory=lambda: [pod("hub"), pod("proxy")])
    events: list[Json] = field(default_factory=list)
    ingresses: list[Json] = field(default_factory=lambda: [ingress()])
    certificates: list[Json] = field(default_factory=lambda: [certificate(), certificate(SERVERS)])
    gcloud: Json = None
    addresses: dict[str, tuple[list[str], list[str]]] = field(default_factory=dict)
    pages: dict[str, Answer] = field(default_factory=dict)

    def wait(self, *arguments: str) -> Result:
        """Runs the command, with Terraform's outputs."""
        self.answer()
        Path("outputs.json").write_text(json.dumps(outputs(**self.outputs)), encoding="utf-8")
        return CliRunner().invoke(main, ["wait", "--outputs", "outputs.json", *arguments])

    def wait_in(self, namespace: str, *arguments: str) -> Result:
        """Runs the command, which is told the namespace alone."""
        self.answer()
        return CliRunner().invoke(main, ["wait", "--namespace", namespace, *arguments])

    def answer(self) -> None:
        """Lets the programs answer what is there now."""
        programs = self.programs
        programs.cluster(
            pods=self.pods, events=self.events, ingresses=self.ingresses, managedcertificates=self.certificates
        )
        of_ingress = [each for each in self.events if each["involvedObject"]["kind"] == "Ingress"]
        programs.answer("kubectl", "get events involvedObject.kind=Ingress", {"items": of_ingress})
        if self.gcloud is not None:
            programs.answer(
                "gcloud", "compute backend-services get-health --global --project=demo-project", self.gcloud
            )

    def resolve(self, host: str) -> tuple[list[str], list[str]]:
        return copy.deepcopy(self.addresses.get(host, ([ADDRESS], [])))

    def get(self, host: str) -> Answer:
        return self.pages.get(host, Answer(status=302, headers={"location": SIGN_IN}))


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """All is well."""
    programs = Programs(tmp_path)
    monkeypatch.setenv("PATH", programs.environment["PATH"])
    programs.answered_here(monkeypatch)
    monkeypatch.chdir(tmp_path)
    world = World(programs)
    monkeypatch.setattr(network, "addresses", world.resolve)
    monkeypatch.setattr(network, "get", world.get)
    return world

"""The Kubernetes API of KUBECONFIG: `kubectl proxy` knows how to sign in, and starts once for thousands of requests."""

import http.client
import json
import re
import subprocess
from collections.abc import Mapping
from functools import cache
from urllib.parse import urlencode

from tests.support.documents import read_yaml
from tests.support.synth import Json

# However the process of the tests ends, the other end of `cat` closes.
UNTIL_WE_END = "kubectl proxy --port=0 & cat; kill $!"
PLURALS = {
    "Namespace": "/api/v1/namespaces",
    "Node": "/api/v1/nodes",
    "PersistentVolume": "/api/v1/persistentvolumes",
    "PersistentVolumeClaim": "/api/v1/namespaces/{namespace}/persistentvolumeclaims",
    "Pod": "/api/v1/namespaces/{namespace}/pods",
    "Event": "/api/v1/namespaces/{namespace}/events",
    "StorageClass": "/apis/storage.k8s.io/v1/storageclasses",
}
IN_PLACE = {"PATCH": "application/merge-patch+json"}
APPLY = {"fieldManager": "tests", "force": "true", "fieldValidation": "Strict", "dryRun": "All"}


@cache
def _connection() -> http.client.HTTPConnection:
    process = subprocess.Popen(["sh", "-c", UNTIL_WE_END], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    found = re.search(r"127\.0\.0\.1:(\d+)", process.stdout.readline())
    assert found, "kubectl proxy did not start"
    connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=60)
    # It lives as long as its connection.
    connection.process = process  # type: ignore[attr-defined]
    return connection


def path(kind: str, name: str = "", namespace: str = "default") -> str:
    """Where objects of a kind are, or one of them."""
    return PLURALS[kind].format(namespace=namespace) + (f"/{name}" if name else "")


def ask(
    method: str, path: str, body: Json = None, query: Mapping[str, str] | None = None, kind_of_body: str = ""
) -> Json:
    """What the server answers. A refusal is an error. A body of a kind of its own is a text."""
    connection = _connection()
    sent = body if body is None or kind_of_body else json.dumps(body)
    kind = kind_of_body or IN_PLACE.get(method, "application/json")
    headers = {"Content-Type": kind, "Accept": "application/json"}
    connection.request(method, f"{path}?{urlencode(query or {})}", sent, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    assert answer.status < 300, f"{method} {path}: {text}"
    return json.loads(text)


def create(*objects: Json, dry_run: bool = False) -> None:
    """Creates objects; a field that Kubernetes does not know is an error."""
    query = {"fieldValidation": "Strict", **({"dryRun": "All"} if dry_run else {})}
    for each in objects:
        ask("POST", path(each["kind"], namespace=each["metadata"].get("namespace", "")), each, query)


@cache
def _resources(version: str) -> dict[str, Json]:
    """What the server has in a version of a group, by kind."""
    found = ask("GET", f"/apis/{version}" if "/" in version else f"/api/{version}")["resources"]
    return {each["kind"]: each for each in found if "/" not in each["name"]}


def accepted(text: str, namespace: str) -> Json:
    """The object of a document as an apply on the server would make it; nothing is kept, and a refusal is an error.

    Its text is sent as it is: a misspelt or repeated field is an error, not dropped.
    """
    it = read_yaml(text)
    version, resource = it["apiVersion"], _resources(it["apiVersion"])[it["kind"]]
    inside = f"/namespaces/{it['metadata'].get('namespace', namespace)}" if resource["namespaced"] else ""
    root = "/apis" if "/" in version else "/api"
    where = f"{root}/{version}{inside}/{resource['name']}/{it['metadata']['name']}"
    return ask("PATCH", where, text.encode(), APPLY, "application/apply-patch+yaml")


def listed(kind: str, namespace: str = "", **query: str) -> list[Json]:
    """All objects of a kind."""
    items: list[Json] = ask("GET", path(kind, namespace=namespace), query=query)["items"]
    return items

"""Charts rendered by helm, and their objects accepted by a Kubernetes API server."""

import base64
import copy
import functools
import re
import sys
import types
from pathlib import Path
from typing import Any

import pytest
from traitlets.config import Config

from jupyter_on_gke.demo.merging import merge
from jupyter_on_gke.demo.spawner_config import spawner_config
from jupyter_on_gke.jupyterhub.hub_modules import FOLDER
from tests.support.api_server import accepted
from tests.support.cases import CASES, by_id, case_files, expected_values
from tests.support.charts import iap_cases, iap_values, objects, render, render_iap
from tests.support.control_plane import NAMESPACE
from tests.support.documents import read_yaml
from tests.support.synth import ROOT, Json

pytestmark = pytest.mark.cluster

# The chart's labels, whether events are shown, and where servers are.
BESIDE = {"common_labels", "events_enabled", "namespace"}
WRITTEN = [
    case["values"]
    for case in read_yaml((CASES / "written_values.yaml").read_text(encoding="utf-8"))
    if "refused" not in case and isinstance(case["values"], dict)
]


def accept(rendered: str) -> list[str]:
    """Has the API server judge every object, without keeping it; returns kind/name of each."""
    texts = re.split(r"^---$", rendered, flags=re.MULTILINE)
    made = [accepted(text, NAMESPACE) for text in texts if read_yaml(text)]
    assert len(made) == len(objects(rendered))
    return sorted(f"{each['kind']}/{each['metadata']['name']}" for each in made)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        pytest.param("dat: {a: b}", ".dat: field not declared in schema", id="misspelt"),
        pytest.param("data: {a: b}\ndata: {c: d}", "already set in map", id="repeated"),
        pytest.param("data: {a: [1]}", ".data.a: expected string", id="another type"),
    ],
)
def test_the_server_refuses_what_is_wrong(changed: str, why: str, api_server: None) -> None:
    """The check itself."""
    text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"
    assert accept(f"{text}data: {{a: b}}\n") == ["ConfigMap/a"]
    with pytest.raises(AssertionError, match=re.escape(why)):
        accept(f"{text}{changed}\n")


@pytest.mark.parametrize("file", by_id(iap_cases()))
def test_our_chart_is_accepted(file: Path, helm: str, api_server: None) -> None:
    values = iap_values(file)
    rendered = render_iap(helm, file)
    assert accept(rendered) == sorted(
        [
            f"BackendConfig/{values['backendConfigName']}",
            f"FrontendConfig/{values['frontendConfigName']}",
            f"Ingress/{values['ingressName']}",
            *(f"ManagedCertificate/{name}" for name in googles_certificates(values)),
            f"Role/{values['ingressName']}-reader",
            f"RoleBinding/{values['ingressName']}-reader",
            *([f"Service/{values['hub']['serviceName']}"] if values["hub"]["separate"] else []),
        ]
    )
    by_kind = {each["kind"]: each for each in objects(rendered)}
    spec = by_kind["BackendConfig"]["spec"]
    assert spec["iap"]["enabled"] is True
    assert spec["iap"].get("oauthclientCredentials", {}).get("secretName", "") == values["oauthSecretName"]
    assert spec["timeoutSec"] == values["timeoutSeconds"]
    assert spec.get("securityPolicy", {}).get("name", "") == values["armorPolicyName"]
    assert by_kind["FrontendConfig"]["spec"]["redirectToHttps"]["enabled"] is True
    assert by_kind["Role"]["rules"] == [
        {
            "apiGroups": ["networking.k8s.io"],
            "resources": ["ingresses"],
            "resourceNames": [values["ingressName"]],
            "verbs": ["get"],
        }
    ]


def googles_certificates(values: Json) -> dict[str, str]:
    """Name -> host, of the certificates that Google makes: none for a host for each person."""
    servers = values["servers"]
    googles = servers["host"] and not servers["forEachPerson"]
    return {
        values["certificateName"]: values["host"],
        **({servers["certificateName"]: servers["host"]} if googles else {}),
    }


@pytest.mark.parametrize("file", by_id(iap_cases()))
def test_where_requests_go(file: Path, helm: str) -> None:
    """Host -> path -> Service: other hosts reach nothing, and the hub's Service is at the hub's host alone."""
    values = iap_values(file)
    made = objects(render_iap(helm, file))
    (ingress,) = (each for each in made if each["kind"] == "Ingress")
    assert "defaultBackend" not in ingress["spec"], "other hosts must not reach JupyterHub"
    ways = {
        rule["host"]: {path["path"]: path["backend"]["service"]["name"] for path in rule["http"]["paths"]}
        for rule in ingress["spec"]["rules"]
    }
    hub, servers = values["hub"]["serviceName"], values["service"]["name"]
    if values["servers"]["host"]:
        assert ways == {values["host"]: {"/": hub}, values["servers"]["host"]: {"/": servers}}
    else:
        assert ways == {values["host"]: {"/": servers} | ({"/hub": hub} if values["hub"]["separate"] else {})}
    certificates = {
        each["metadata"]["name"]: each["spec"]["domains"][0] for each in made if each["kind"] == "ManagedCertificate"
    }
    annotations = ingress["metadata"]["annotations"]
    assert certificates == googles_certificates(values)
    assert annotations["networking.gke.io/managed-certificates"].split(",") == list(certificates)
    assert annotations.get("ingress.gcp.kubernetes.io/pre-shared-cert", "") == values["servers"]["preSharedCertificate"]
    assert [each["secretName"] for each in ingress["spec"].get("tls", [])] == [
        name for name in [values["servers"]["tlsSecretName"]] if name
    ]


@pytest.mark.parametrize("file", by_id(case_files()))
def test_the_jupyterhub_chart_is_accepted(file: Path, jupyterhub_chart: Path, helm: str, api_server: None) -> None:
    values = expected_values(file)
    rendered = render(helm, jupyterhub_chart, values)
    # The hub reads its values from there: helm drops what is null from maps, but not inside of the list.
    secrets = [each["data"] for each in objects(rendered) if each["kind"] == "Secret"]
    (of_hub,) = (read_yaml(base64.b64decode(data["values.yaml"])) for data in secrets if "values.yaml" in data)
    assert of_hub["singleuser"]["profileList"] == values["singleuser"]["profileList"]
    kinds = {each.split("/")[0] for each in accept(rendered)}
    assert {"Deployment", "Service", "NetworkPolicy", "Secret", "ConfigMap", "PersistentVolumeClaim"} <= kinds
    # Pods that Autopilot would bill or refuse.
    assert not kinds & {"DaemonSet", "StatefulSet"}


def rights(rendered: str) -> dict[str, list[str]]:
    """Service account -> what it may do, of all role bindings."""
    made = objects(rendered)
    assert not [each for each in made if each["kind"].startswith("ClusterRole")], "nothing beyond the namespace"
    rules = {each["metadata"]["name"]: each["rules"] for each in made if each["kind"] == "Role"}
    found: dict[str, list[str]] = {}
    for binding in made:
        if binding["kind"] == "RoleBinding":
            for subject in binding["subjects"]:
                lines = [right(rule) for rule in rules[binding["roleRef"]["name"]]]
                found[subject["name"]] = sorted(found.get(subject["name"], []) + lines)
    return found


def right(rule: Json) -> str:
    """A rule in a line: verbs, resources with their groups, names."""
    resources = sorted(f"{group}/{each}".lstrip("/") for group in rule["apiGroups"] for each in rule["resources"])
    return " ".join([*sorted(rule["verbs"]), *resources, *rule.get("resourceNames", [])])


RIGHTS: Json = read_yaml((CASES / "rbac.yaml").read_text(encoding="utf-8"))
ONE_CASE = CASES / "variants" / "standard_public-iap-new_bucket.tfvars"


def test_what_our_chart_lets_whom_do(helm: str) -> None:
    assert rights(render_iap(helm, ONE_CASE)) == RIGHTS["ours"]


def test_what_jupyterhubs_chart_lets_whom_do(jupyterhub_chart: Path, helm: str) -> None:
    assert rights(render(helm, jupyterhub_chart, expected_values(ONE_CASE))) == RIGHTS["jupyterhub"]


class _Values:
    """The chart's own way to its values (files/hub/z2jh.py), which reads them where the hub has them mounted."""

    def __init__(self, values: Json) -> None:
        self.values = values

    def get_config(self, key: str, default: Any = None) -> Any:
        value = self.values
        for level in key.split("."):
            if not isinstance(value, dict) or level not in value:
                return default
            value = value[level]
        return value

    def set_config_if_not_none(self, parent: Any, name: str, key: str) -> None:
        if (value := self.get_config(key)) is not None:
            setattr(parent, name, value)


@functools.cache
def charts_own(chart: Path) -> Json:
    """The chart's own values."""
    return read_yaml((chart / "values.yaml").read_text(encoding="utf-8"))


def configured(chart: Path, ours: Json, monkeypatch: pytest.MonkeyPatch) -> Config:
    """What the chart's own configuration makes of its values and ours."""
    reader = _Values(copy.deepcopy(merge(charts_own(chart), ours)))
    z2jh = types.ModuleType("z2jh")
    for name, function in {
        "get_config": reader.get_config,
        "set_config_if_not_none": reader.set_config_if_not_none,
        "get_name": str,
        "get_name_env": lambda name, suffix="": "80",
        "get_secret_value": lambda key, default="secret": default,
    }.items():
        setattr(z2jh, name, function)
    monkeypatch.setitem(sys.modules, "z2jh", z2jh)
    monkeypatch.setattr("tornado.httpclient.AsyncHTTPClient.configure", lambda *_: None)
    # Where the chart mounts them.
    monkeypatch.syspath_prepend(FOLDER)
    config = Config(KubeSpawner={"node_affinity_preferred": [], "node_affinity_required": [], "init_containers": []})
    source = (chart / "files" / "hub" / "jupyterhub_config.py").read_text(encoding="utf-8")
    names = {"get_config": lambda: config, "__file__": str(chart / "x")}
    exec(compile(source, "jupyterhub_config.py", "exec"), names)  # noqa: S102
    return config


def test_the_chart_makes_of_the_values_what_our_tests_make(
    jupyterhub_chart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pods of other tests come from KubeSpawner with these traits; the chart's configuration sets the same."""
    ours = expected_values(ROOT / "tfvars" / "profiles-and-storage.tfvars")
    config = configured(jupyterhub_chart, ours, monkeypatch)
    its = {**config.Spawner, **config.KubeSpawner}
    assert {name: its.get(name) for name in spawner_config(ours)} == spawner_config(ours)
    # What the chart sets beside them changes neither where a pod runs nor what it mounts.
    assert {name for name in its.keys() - spawner_config(ours).keys() if its[name]} == BESIDE


def test_the_chart_makes_of_what_people_write_what_our_tests_make(
    jupyterhub_chart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = expected_values(ROOT / "tfvars" / "profiles-and-storage.tfvars")
    for written in WRITTEN:
        values = merge(ours, written)
        # The configuration changes what it reads.
        meant = spawner_config(copy.deepcopy(values))
        config = configured(jupyterhub_chart, copy.deepcopy(values), monkeypatch)
        its = {**config.Spawner, **config.KubeSpawner}
        assert {name: its.get(name) for name in meant} == meant, written


@pytest.mark.parametrize(
    ("case", "host"),
    [
        ("existing-servers-apart", "jupyter-servers.example.com"),
        ("existing-servers-each", "u-annexamp--71d4f55.servers.example.com"),
        ("existing-servers-on-the-hubs-host", None),
    ],
)
def test_the_chart_gives_servers_their_hosts(
    case: str, host: str | None, jupyterhub_chart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = configured(jupyterhub_chart, expected_values(CASES / "variants" / f"{case}.tfvars"), monkeypatch)
    assert bool(config.JupyterHub.subdomain_host) is (host is not None)
    if host is None:
        assert "subdomain_hook" not in config.JupyterHub
    else:
        assert config.JupyterHub.subdomain_host == "https://jupyter.example.com"
        assert config.JupyterHub.subdomain_hook("ann@example.com", "jupyter.example.com", kind="user") == host

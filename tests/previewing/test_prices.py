"""Prices are the user's or Google's: files of them, and the catalog, for which a local server stands in."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, urlparse

import pytest
from click.testing import CliRunner, Result

from jupyter_on_gke.previewing.command import command
from tests.support.documents import read_yaml
from tests.support.serving import serving
from tests.support.synth import Json
from tests.upgrading.test_upgrade_check import plan_of

KEY = "a-key-of-the-users"
POOL: dict[str, Json] = {
    "address": "google_container_node_pool.x",
    "type": "google_container_node_pool",
    "actions": ["create"],
    "after": {
        "name": "x",
        "location": "us-central1-a",
        "autoscaling": [{"min_node_count": 1, "max_node_count": 2}],
        "node_config": [
            {
                "machine_type": "n2-standard-8",
                "disk_size_gb": 100,
                "disk_type": "pd-balanced",
                "guest_accelerator": [{"type": "nvidia-l4", "count": 1}],
            }
        ],
    },
}
CLUSTER = {
    "address": "google_container_cluster.x",
    "type": "google_container_cluster",
    "actions": ["create"],
    "after": {"name": "x", "location": "us-central1-a"},
}
CATALOG: Json = read_yaml((Path(__file__).parent / "catalog.yaml").read_text(encoding="utf-8"))


class Catalog(BaseHTTPRequestHandler):
    """Google's catalog as its reference describes it: services and their SKUs, two on a page."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        url = urlparse(self.path)
        query = parse_qs(url.query)
        self.asked.append(url.path)
        if query.get("key") != [KEY]:
            return self.answer(400, {"error": {"message": "API key not valid. Please pass a valid API key."}})
        name, every = CATALOG["paths"].get(url.path, ("", None))
        if every is None:
            return self.answer(404, {"error": {"message": "Requested entity was not found."}})
        begin = int(query.get("pageToken", ["0"])[0])
        more = {"nextPageToken": str(begin + 2)} if begin + 2 < len(every) else {"nextPageToken": ""}
        return self.answer(200, {name: every[begin : begin + 2], **more})

    def answer(self, code: int, body: Json) -> None:
        self.send_response(code)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def catalog(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Catalog]]:
    monkeypatch.setenv("GOOGLE_BILLING_CATALOG_KEY", KEY)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    Catalog.asked.clear()
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Catalog)) as server:
        monkeypatch.setenv("GOOGLE_BILLING_CATALOG_ADDRESS", f"http://127.0.0.1:{server.server_port}")
        yield Catalog


def said(folder: Path, *options: str, changes: Json = None) -> Result:
    file = folder / "plan.json"
    file.write_text(json.dumps(plan_of(changes or [CLUSTER, POOL])), encoding="utf-8")
    return CliRunner().invoke(command, [str(file), *options])


def costs(answer: Result) -> dict[str, Json]:
    return {each["sku"]: each["cost"] for each in json.loads(answer.output)["costs"]}


def test_prices_of_a_file(tmp_path: Path) -> None:
    prices = tmp_path / "prices.yaml"
    prices.write_text("currency: EUR\nnode/n2-standard-8: 0.5\ngpu/nvidia-l4: 1\nlogs: 0.25\n", encoding="utf-8")
    found = costs(said(tmp_path, "--prices", str(prices), "--json"))
    assert found["node/n2-standard-8"] == {"least": 365, "most": 730}
    assert found["gpu/nvidia-l4"] == {"least": 730, "most": 1460}
    assert found["disk/pd-balanced"] is None, "no price is made up"
    text = said(tmp_path, "--prices", str(prices)).output
    assert "does not depend on use: 1,095.00 to 2,190.00 EUR." in text
    assert "Without a price: cluster/zonal, disk/pd-balanced, metrics." in text
    assert "0.25 each" in text
    assert "| 365.00 to 730.00 |" in said(tmp_path, "--prices", str(prices), "--markdown").output


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[1]", "it has no prices: write lines such as"),
        ("", "it has no prices: write lines such as"),
        ("a: [", "it is neither YAML nor JSON"),
        ("nodes/n2-standard-8: 1", "nodes/n2-standard-8 is no name of a quantity: it begins with node."),
        ("logs: cheap", "logs is 'cheap': write the price of one unit, a number of 0 or more."),
        ("logs: -1", "logs is -1: write the price"),
    ],
)
def test_files_that_are_none(text: str, sentence: str, tmp_path: Path) -> None:
    prices = tmp_path / "prices.yaml"
    prices.write_text(text, encoding="utf-8")
    answer = said(tmp_path, "--prices", str(prices))
    assert answer.exit_code == 2
    assert sentence in answer.output
    assert said(tmp_path, "--prices", str(tmp_path / "none.yaml")).exit_code == 2


def test_prices_of_the_catalog(catalog: type[Catalog], tmp_path: Path) -> None:
    found = costs(said(tmp_path, "--catalog", "--json"))
    core_and_memory = 8 * 0.04 + 32 * 0.005
    assert found["node/n2-standard-8"] == pytest.approx(
        {"least": core_and_memory * 730, "most": core_and_memory * 1460}
    )
    assert found["disk/pd-balanced"] == pytest.approx({"least": 11, "most": 22}), (
        "not the regional one at twice as much"
    )
    assert found["cluster/zonal"] == pytest.approx({"least": 73, "most": 73})
    assert found["gpu/nvidia-l4"] is None, "two SKUs fit, and none is chosen"
    assert len(set(catalog.asked)) == 4, "services, and the SKUs of three of them"
    assert len(catalog.asked) > 8, "in pages"


def test_what_the_catalog_does_not_say(catalog: type[Catalog], tmp_path: Path) -> None:
    text = said(tmp_path, "--catalog").output
    assert "gpu/nvidia-l4 (2 SKUs of the catalog fit)" in text
    assert "metrics (not looked up in the catalog: its price depends on how many there are)" in text
    assert "Prices: Google's catalog, for us-central1." in text
    assert "0.5 each" in text, "logs, beyond what is free"
    assert KEY not in text
    assert catalog.asked


def test_a_file_goes_before_the_catalog(catalog: type[Catalog], tmp_path: Path) -> None:
    prices = tmp_path / "prices.yaml"
    prices.write_text("gpu/nvidia-l4: 2\n", encoding="utf-8")
    found = costs(said(tmp_path, "--catalog", "--prices", str(prices), "--json"))
    assert found["gpu/nvidia-l4"] == {"least": 1460, "most": 2920}
    assert found["cluster/zonal"] is not None
    prices.write_text("currency: EUR\ngpu/nvidia-l4: 2\n", encoding="utf-8")
    answer = said(tmp_path, "--catalog", "--prices", str(prices))
    assert answer.exit_code == 2
    assert "its currency is EUR, and the catalog's is USD" in answer.output
    assert catalog.asked


@pytest.mark.parametrize(
    ("environment", "changes", "sentence"),
    [
        ({"GOOGLE_BILLING_CATALOG_KEY": ""}, None, "GOOGLE_BILLING_CATALOG_KEY is not set"),
        ({"GOOGLE_BILLING_CATALOG_KEY": "another"}, None, "answers 400 for v1/services: API key not valid."),
        ({"GOOGLE_BILLING_CATALOG_ADDRESS": "http://127.0.0.1:9"}, None, "does not answer at http://127.0.0.1:9"),
        (
            {},
            [{"address": "a.b", "type": "a", "actions": ["create"], "after": {}}],
            "does not say where the cluster is",
        ),
    ],
)
def test_a_catalog_that_cannot_be_asked(
    environment: dict[str, str],
    changes: Json,
    sentence: str,
    catalog: type[Catalog],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    answer = said(tmp_path, "--catalog", changes=changes)
    assert answer.exit_code == 2
    assert sentence in answer.output
    assert KEY not in answer.output
    assert "another" not in answer.output
    assert len(catalog.asked) <= 1


def test_local_ssds_and_addresses_of_the_catalog(catalog: type[Catalog], tmp_path: Path) -> None:
    """A GiB-month of a local SSD, of spot machines too, of which the catalog says that they are on demand."""
    pool = {**POOL["after"], "node_config": [{"machine_type": "e2-small", "local_ssd_count": 1}]}
    spot = {**pool, "name": "y", "node_config": [{"machine_type": "e2-small", "local_ssd_count": 1, "spot": True}]}
    address = {"address": "google_compute_global_address.x", "type": "google_compute_global_address"}
    changes = [
        CLUSTER,
        {**POOL, "after": pool},
        {**POOL, "address": "google_container_node_pool.y", "after": spot},
        {**address, "actions": ["create"], "after": {"name": "x"}},
    ]
    answer = said(tmp_path, "--catalog", changes=changes)
    found = costs(said(tmp_path, "--catalog", "--json", changes=changes))
    assert found["local-ssd"] == pytest.approx({"least": 375 * 0.08, "most": 750 * 0.08})
    assert found["local-ssd/spot"] == pytest.approx({"least": 375 * 0.03, "most": 750 * 0.03})
    assert found["node/e2-small"] == pytest.approx({"least": 730 * 0.012, "most": 1460 * 0.012})
    assert found["address"] is None, "nobody knows how long nothing uses it"
    assert "0.01 each" in answer.output
    assert catalog.asked

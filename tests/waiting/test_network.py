"""What this machine finds: names, pages and their certificates, on a server of its own."""

import http.server
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyter_on_gke.demo.google import self_signed
from jupyter_on_gke.waiting import network
from tests.support.serving import serving
from tests.waiting.worlds import HOST


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(302)
        self.send_header("Location", f"https://accounts.google.com/?of={self.headers['Host']}")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"Hi")

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def page(tmp_path: Path) -> Iterator[tuple[int, ssl.SSLContext]]:
    """A local page of jupyter.example.com, and who trusts its certificate."""
    certificate_file = tmp_path / "certificate.pem"
    server = http.server.HTTPServer(("127.0.0.1", 0), Page)
    server.socket = self_signed(certificate_file, HOST).wrap_socket(server.socket, server_side=True)
    with serving(server):
        yield server.server_port, ssl.create_default_context(cafile=str(certificate_file))


def test_https(page: tuple[int, ssl.SSLContext]) -> None:
    port, trust = page
    found = network.get(HOST, at=("127.0.0.1", port), trust=trust)
    assert (found.status, found.body) == (302, "Hi")
    assert found.headers["location"] == f"https://accounts.google.com/?of={HOST}"
    other = network.get("other.example.com", at=("127.0.0.1", port), trust=trust)
    assert (other.error, other.is_tls) == ("CERTIFICATE_VERIFY_FAILED", True)
    assert network.get(HOST, at=("127.0.0.1", port)).is_tls, "nobody else trusts it"


def test_nobody_there() -> None:
    found = network.get(HOST, at=("127.0.0.1", 1))
    assert (found.is_tls, "refused" in found.error) == (False, True)


def test_names() -> None:
    assert network.addresses("localhost")[0] == ["127.0.0.1"]
    assert network.addresses("nobody.invalid") == ([], [])
    assert network.addresses("hub..example") == ([], [])
    assert "label" in network.get("hub..example").error

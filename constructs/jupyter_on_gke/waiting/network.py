"""What this machine finds: the addresses of a name, and what a page answers."""

import http.client
import socket
import ssl
from dataclasses import dataclass, field

SECONDS = 10
MUCH = 65536


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a page answers; `error` says why it does not. `is_tls`: the certificate is the reason."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    error: str = ""
    is_tls: bool = False


def addresses(host: str) -> tuple[list[str], list[str]]:
    """The IPv4 and the IPv6 addresses that a name has, as this machine's resolver says."""
    return _of_family(host, socket.AF_INET), _of_family(host, socket.AF_INET6)


def _of_family(host: str, family: socket.AddressFamily) -> list[str]:
    try:
        found = socket.getaddrinfo(host, 443, family, socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return sorted({str(each[4][0]) for each in found})


def get(host: str, *, at: tuple[str, int] | None = None, trust: ssl.SSLContext | None = None) -> Answer:
    """What https://HOST/ answers, without following where it leads. `at` is another address and port."""
    context = trust or ssl.create_default_context()
    try:
        with socket.create_connection(at or (host, 443), timeout=SECONDS) as plain:
            connection = http.client.HTTPConnection(host)
            connection.sock = context.wrap_socket(plain, server_hostname=host)
            connection.request("GET", "/", headers={"Accept": "text/html", "User-Agent": "jupyter-on-gke"})
            answer = connection.getresponse()
            body = answer.read(MUCH).decode(errors="replace")
            headers = {name.lower(): text for name, text in answer.getheaders()}
            connection.close()
            return Answer(status=answer.status, headers=headers, body=body)
    except ssl.SSLError as error:
        return Answer(error=error.reason or "TLS", is_tls=True)
    except (OSError, UnicodeError, http.client.HTTPException) as error:
        return Answer(error=str(error) or type(error).__name__)

"""The page itself: it answers when IAP asks for a sign-in with Google."""

from collections.abc import Callable
from urllib.parse import urlsplit

from jupyter_on_gke.waiting import obstacles
from jupyter_on_gke.waiting.network import Answer
from jupyter_on_gke.waiting.obstacle import Obstacle, Thing

Getter = Callable[[str], Answer]
GOOGLES = "accounts.google.com"
OF_IAP = "x-goog-iap-generated-response"
SIGN_IN = (302, 401, 403)
"""How IAP answers whom it does not know: to people, to programs, to those who may not."""
NOT_FOUND, BAD_GATEWAY, SERVER_ERROR = 404, 502, 500


def page(host: str, address: str, get: Getter) -> Thing:
    """Whether IAP answers at a name."""
    answer = get(host)
    name, seen = f"page {host}", {"host": host, "address": address, "status": str(answer.status), "why": answer.error}
    obstacle = _obstacle(answer)
    words = "IAP asks for a sign-in" if obstacle is None else answer.error or str(answer.status)
    return Thing(name=name, words=words, obstacle=obstacle, seen=seen)


def _obstacle(answer: Answer) -> Obstacle | None:
    if answer.error:
        return obstacles.OLD_CERTIFICATE if answer.is_tls else obstacles.NOT_REACHED
    if "Empty Google Account OAuth client ID" in answer.body:
        return obstacles.NO_OAUTH_CLIENT
    is_iap = OF_IAP in answer.headers or urlsplit(answer.headers.get("location", "")).hostname == GOOGLES
    if is_iap and answer.status in SIGN_IN:
        return None
    if answer.status == NOT_FOUND:
        return obstacles.UNKNOWN_HOST
    return obstacles.BAD_GATEWAY if is_iap or answer.status >= SERVER_ERROR else obstacles.WITHOUT_IAP

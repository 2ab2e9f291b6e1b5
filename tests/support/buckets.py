"""Buckets at a loopback address, for Terraform's gcs backend: objects with generations, and their conditions."""

import json
from contextlib import AbstractContextManager
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from tests.support.serving import serving

JSON_API, UPLOADS = "/storage/v1/b/", "/upload/storage/v1/b/"
Key = tuple[str, str]


class Buckets(ThreadingHTTPServer):
    """(bucket, object) -> content, with the generation of each."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Requests)
        self.objects: dict[Key, bytes] = {}
        self.generations: dict[Key, int] = {}

    @property
    def endpoint(self) -> str:
        """What `storage_custom_endpoint` of the backend is."""
        return f"http://127.0.0.1:{self.server_port}/storage/v1/"

    def described(self, key: Key) -> dict[str, str]:
        """What the API says of an object."""
        bucket, name = key
        return {"bucket": bucket, "name": name, "generation": str(self.generations[key]), "metageneration": "1"}


class Requests(BaseHTTPRequestHandler):
    """The few requests that Terraform makes."""

    server: Buckets

    def answer(self, code: int, body: bytes, *, generation: int = 0) -> None:
        """Sends an answer whole."""
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Type", "application/json")
        if generation:
            self.send_header("X-Goog-Generation", str(generation))
            self.send_header("X-Goog-Metageneration", "1")
        self.end_headers()
        self.wfile.write(body)

    def say(self, code: int, what: object) -> None:
        """Sends JSON."""
        self.answer(code, json.dumps(what).encode())

    def fail(self, code: int) -> None:
        """Sends an error as Google does."""
        self.say(code, {"error": {"code": code, "message": "refused"}})

    def asked(self) -> tuple[Key, dict[str, str]]:
        """The object that the path names, "" for a list of them, and the query."""
        url = urlsplit(self.path)
        path = url.path.removeprefix("/upload").removeprefix(JSON_API)
        bucket, _, rest = path.lstrip("/").partition("/")
        name = rest.removeprefix("o").lstrip("/") if url.path.startswith((JSON_API, UPLOADS)) else rest
        query = {key: values[0] for key, values in parse_qs(url.query).items()}
        return (bucket, unquote(name)), query

    def body(self) -> bytes:
        """What was sent, which comes in chunks of a said length, the last of none."""
        content = b""
        while size := int(self.rfile.readline(), 16):
            content += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return content

    def do_GET(self) -> None:
        key, query = self.asked()
        bucket, name = key
        if not name:
            inside = [each for each in self.server.objects if each[0] == bucket]
            found = [each for each in inside if each[1].startswith(query.get("prefix", ""))]
            self.say(200, {"kind": "storage#objects", "items": [self.server.described(each) for each in found]})
        elif key not in self.server.objects:
            self.fail(404)
        elif query.get("alt") == "media" or not self.path.startswith(JSON_API):
            self.answer(200, self.server.objects[key], generation=self.server.generations[key])
        else:
            self.say(200, self.server.described(key))

    def do_POST(self) -> None:
        (bucket, _), query = self.asked()
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        whole = message_from_bytes(head + self.body())
        about, content = (part.get_payload(decode=True) for part in whole.walk() if not part.is_multipart())
        assert isinstance(about, bytes)
        assert isinstance(content, bytes)
        key = (bucket, query.get("name") or json.loads(about)["name"])
        if "ifGenerationMatch" in query and int(query["ifGenerationMatch"]) != self.server.generations.get(key, 0):
            self.fail(412)
            return
        self.server.objects[key] = content
        self.server.generations[key] = max(self.server.generations.values(), default=0) + 1
        self.say(200, self.server.described(key))

    def do_DELETE(self) -> None:
        key, _ = self.asked()
        if self.server.objects.pop(key, None) is None:
            self.fail(404)
            return
        self.server.generations.pop(key)
        self.answer(204, b"")

    def log_message(self, *_: object) -> None:
        pass


def buckets() -> AbstractContextManager[Buckets]:
    """Empty buckets of all names."""
    return serving(Buckets())

"""A local server that speaks the wire facts of the BSrE e-sign service.

It keeps what it was sent, so that tests can see what crossed the wire, and it
fails on demand: with an error, an odd answer, silence, or a cut connection.
"""

import json
import threading
import time
from base64 import b64decode, b64encode
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["USERS", "BsreServer"]

USERS = {
    "3171015708459002": "ISSUE",
    "3171015708459003": "EXPIRED",
    "rekaan@contoh.example": "ISSUE",
}
PASSPHRASE = "frasa-rekaan-9001"
SIGNED = b"%PDF-1.7 signed by the test server\n%%EOF\n"


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Say nothing."""

    def do_GET(self):
        """Status of version 1, and downloads."""
        self._answer(None)

    def do_POST(self):
        """Everything else."""
        length = int(self.headers.get("content-length", 0))
        self._answer(self.rfile.read(length))

    def _answer(self, body):
        server = self.server
        server.seen.append((self.command, self.path, dict(self.headers), body))
        if server.mode in {"silent", "cut"}:
            if server.mode == "silent":
                time.sleep(1.5)
            self.close_connection = True
            return
        if server.mode in server.canned:
            self._send(*server.canned[server.mode])
            return
        if self.headers.get("authorization") != server.basic:
            self._send(401, {"error": "Unauthorized", "status_code": 401})
            return
        self._send(*server.route(self.command, self.path, self.headers, body))

    def _send(self, status, content, headers=()):
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class BsreServer(ThreadingHTTPServer):
    """The service, on loopback."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen = []
        self.clients = []
        self.mode = ""
        self.basic = "Basic " + b64encode(b"aplikasi:kata-sandi").decode()
        self.verdict = {}
        self.canned = {
            "spring": (
                500,
                {"timestamp": "x", "status": 500, "error": "Internal", "path": "/"},
            ),
            "gateway": (502, b"<html>Bad Gateway</html>"),
            "garbage": (200, b"\x00\x01 not json"),
            "list": (200, [1, 2, 3]),
            "not-a-pdf": (200, {"time": 5, "file": [b64encode(b"no").decode()]}),
            "one-too-few": (200, {"time": 5, "file": []}),
        }

    @property
    def url(self):
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def start(self):
        """Serve in the background."""
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def route(self, method, path, headers, body):
        """The answer of version 1 or 2."""
        if method == "GET" and path.startswith("/api/user/status/"):
            return _status(USERS.get(path.rsplit("/", 1)[1]))
        if method == "GET":
            known = path == "/api/sign/download/dok-9001"
            return (200, SIGNED) if known else (404, {"error": "tidak ada"})
        if path.startswith("/api/v2/"):
            return self._route_v2(path, json.loads(body))
        return self._route_v1(path, _multipart(headers, body))

    def _route_v1(self, path, form):
        if path == "/api/sign/verify":
            return 200, self.verdict
        nik = form["nik"].decode()
        if nik not in USERS:
            text = "Proses signing gagal : User tidak terdaftar 2011"
            return 400, {"error": text, "status_code": 2011}
        if form["passphrase"].decode() != PASSPHRASE:
            return 400, {"error": "Passphrase salah", "status_code": 2031}
        headers = [("id_dokumen", "dok-9001"), ("signing_time", "5")]
        return 200, SIGNED, headers

    def _route_v2(self, path, said):
        return {
            "/api/v2/verify/pdf": lambda: (200, self.verdict),
            "/api/v2/sign/get/totp": lambda: (200, {"message": "OTP dikirim"}),
            "/api/v2/seal/get/totp": lambda: (200, {"message": "OTP dikirim"}),
            "/api/v2/user/check/status": lambda: _status(USERS.get(_who(said))),
            "/api/v2/seal/pdf": lambda: _sealed(said),
            "/api/v2/sign/pdf": lambda: _signed_for(said),
        }[path]()


def _who(said):
    return said.get("nik") or said.get("email")


def _sealed(said):
    return _signed(said) if said["totp"] == "123456" else _wrong()


def _wrong():
    return 400, {"error": "Passphrase anda salah", "status_code": 2031}


def _signed_for(said):
    if _who(said) not in USERS:  # seen in the field: an error as HTTP 200
        return 200, {"error": "User tidak terdaftar", "status_code": 2011}
    return (
        _signed(said) if said.get("passphrase", PASSPHRASE) == PASSPHRASE else _wrong()
    )


def _status(word):
    if word is None:
        return 200, {
            "status_code": 2011,
            "message": "User tidak terdaftar",
            "status": "NOT_REGISTERED",
        }
    number = 1111 if word == "ISSUE" else 2021
    return 200, {"status_code": number, "message": "x", "status": word}


def _signed(said):
    for item in said["file"]:
        assert b64decode(item).startswith(b"%PDF-")
    files = [b64encode(SIGNED).decode() for _ in said["file"]]
    return 200, {"time": 862, "file": files}


def _multipart(headers, body):
    head = f"content-type: {headers['content-type']}\r\n\r\n".encode()
    message = BytesParser().parsebytes(head + body)
    return {
        part.get_param("name", header="content-disposition"): part.get_payload(
            decode=True
        )
        for part in message.get_payload()
    }

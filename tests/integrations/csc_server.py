"""A local remote signing service: CSC v2 with a real key behind it."""

import json
import threading
import time
from base64 import b64decode, b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.serialization import Encoding

from egovkit.testing import TestAuthority

__all__ = ["AUTHORITY", "CscServer"]

AUTHORITY = TestAuthority()
OFFICER = AUTHORITY.officer("Lurah Contoh")


class Handler(BaseHTTPRequestHandler):
    """One request."""

    def log_message(self, *_):
        """Say nothing."""

    def do_POST(self):
        """Every operation is a POST."""
        server = self.server
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        path = self.path.removeprefix("/csc/v2")
        server.seen.append((path, body))
        mode = server.modes.get(path)
        if mode == "cut":
            return
        if mode == "silent":
            time.sleep(1)
            return
        if self.headers.get("authorization") != "Bearer kunci-akses":
            self._send(401, {"error": "invalid_token"})
        elif mode is not None:
            self._send(*mode)
        else:
            self._send(*server.route(path, body))

    def _send(self, status, content):
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class CscServer(ThreadingHTTPServer):
    """The service, on loopback."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen = []
        self.modes = {}
        self.certificate = OFFICER.certificate
        self.granted = {}
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self):
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}/csc/v2"

    def route(self, path, body):
        """One answer."""
        return {
            "/credentials/list": lambda: (200, {"credentialIDs": ["kred-9001"]}),
            "/credentials/info": self._info,
            "/credentials/authorize": lambda: self._authorize(body),
            "/signatures/signHash": lambda: self._sign(body),
            "/signatures/signDoc": lambda: self._documents(body),
            "/signatures/signPolling": lambda: (
                200,
                {"signatures": [b64encode(b"hasil").decode()]},
            ),
            "/signatures/timestamp": lambda: (
                200,
                {"timestamp": b64encode(b"token").decode()},
            ),
        }[path]()

    def _info(self):
        chain = [self.certificate, *OFFICER.chain]
        encoded = [b64encode(c.public_bytes(Encoding.DER)).decode() for c in chain]
        return 200, {
            "key": {"status": "enabled", "algo": ["1.2.840.10045.4.3.2"], "len": 256},
            "cert": {"status": "valid", "certificates": encoded},
            "SCAL": "2",
            "multisign": 5,
        }

    def _authorize(self, body):
        pin = body.get("authData", [{"value": "9001"}])[0]["value"]
        if pin != "9001":
            return 400, {"error": "invalid_pin", "error_description": "x"}
        sad = f"sad-{len(self.granted)}"
        self.granted[sad] = body["hashes"]
        return 200, {"SAD": sad, "expiresIn": 60}

    def _sign(self, body):
        if self.granted.pop(body["SAD"], None) != body["hashes"]:
            return 400, {"error": "invalid_request"}  # SCAL2: other hashes
        private = OFFICER.key.private_key
        done = [
            private.sign(b64decode(item), ec.ECDSA(utils.Prehashed(hashes.SHA256())))
            for item in body["hashes"]
        ]
        return 200, {"signatures": [b64encode(item).decode() for item in done]}

    def _documents(self, body):
        if body["documents"][0]["conformance_level"] == "Ades-B-LTA":
            return 200, {"responseID": "tugas-9001"}
        files = [item["document"] for item in body["documents"]]
        return 200, {"DocumentWithSignature": files}

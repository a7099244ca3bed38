"""A TCP server that reads one whole request and then misbehaves by the book."""

import socket
import struct
import threading

__all__ = ["MANNERS", "HostileServer"]

OK = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"


def _reset(peer, _):
    """A connection reset instead of an answer."""
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _reset_in_the_body(peer, server):
    """A reset when half of the body has come."""
    peer.sendall(OK + b'content-length: 100\r\n\r\n{"file": ["')
    _reset(peer, server)


def _short(peer, _):
    """Fewer bytes than announced."""
    peer.sendall(OK + b'content-length: 100\r\n\r\n{"file": []}')


def _drip(peer, server):
    """A byte now and then, each well within any time limit of a step."""
    peer.sendall(OK + b"content-length: 1000\r\n\r\n")
    while not server.done.wait(0.05):
        peer.sendall(b" ")


def _huge(peer, _):
    """A body without end."""
    peer.sendall(OK + b"\r\n")
    while True:
        peer.sendall(b"[" * 65_536)


def _no_http(peer, _):
    """Another protocol."""
    peer.sendall(b"220 contoh.example ESMTP\r\n")


def _long_headers(peer, _):
    """Headers without end."""
    peer.sendall(OK)
    for number in range(5_000):
        peer.sendall(b"x-%d: %b\r\n" % (number, b"x" * 100))


def _bad_chunks(peer, _):
    """Chunks whose lengths are no lengths."""
    peer.sendall(OK + b"transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")


def _compressed(peer, _):
    """Nobody asked for it, and it is none."""
    peer.sendall(OK + b"content-encoding: gzip\r\ncontent-length: 2\r\n\r\n{}")


def _redirect(peer, server):
    """Somewhere else, with the body and all."""
    peer.sendall(
        b"HTTP/1.1 307 Temporary Redirect\r\nlocation: %b/api\r\n"
        b"content-length: 0\r\n\r\n" % server.elsewhere.encode()
    )


def _digits(peer, _):
    """JSON with a number of many digits."""
    body = b'{"file": ' + b"9" * 10_000 + b"}"
    peer.sendall(OK + b"content-length: %d\r\n\r\n%b" % (len(body), body))


def _half_a_character(peer, _):
    """Strings that no encoding can send back."""
    body = b'{"SAD": "\\ud800", "signatures": ["\\ud800"], "file": ["\\ud800"]}'
    peer.sendall(OK + b"content-length: %d\r\n\r\n%b" % (len(body), body))


MANNERS = {
    act.__name__.strip("_").replace("_", "-"): act
    for act in (
        _reset,
        _reset_in_the_body,
        _short,
        _drip,
        _huge,
        _no_http,
        _long_headers,
        _bad_chunks,
        _compressed,
        _redirect,
        _digits,
        _half_a_character,
    )
}


class HostileServer:
    """Serves one manner until it is closed; counts whole requests."""

    def __init__(self, manner, *, elsewhere=""):
        self.manner, self.elsewhere = manner, elsewhere
        self.requests = 0
        self.done = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def url(self):
        """Its address."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def _serve(self):
        while True:
            try:
                peer, _ = self._listener.accept()
            except OSError:
                return
            with peer:
                self._answer(peer)

    def _answer(self, peer):
        try:
            self._read(peer)
            self.requests += 1
            MANNERS[self.manner](peer, self)
        except OSError:
            pass  # the client had enough

    @staticmethod
    def _read(peer):
        data = b""
        while b"\r\n\r\n" not in data:
            data += HostileServer._more(peer)
        head, _, body = data.partition(b"\r\n\r\n")
        fields = [line.partition(b": ") for line in head.lower().split(b"\r\n")]
        wanted = next((int(v) for k, _, v in fields if k == b"content-length"), 0)
        while len(body) < wanted:
            body += HostileServer._more(peer)

    @staticmethod
    def _more(peer):
        if not (data := peer.recv(65_536)):
            raise OSError("the client left before its request was whole")
        return data

    def close(self):
        """Stop."""
        self.done.set()
        self._listener.close()

"""The tests themselves reach no network, so that a green run says nothing of one."""

import socket

import pytest

# RFC 5737: an address for documentation, where nobody answers.
NOBODY = "192.0.2.1"


def test_a_connection_to_elsewhere_is_refused_before_it_is_tried():
    """Not even a host that would not answer is asked."""
    with socket.socket() as probe, pytest.raises(RuntimeError, match="network"):
        probe.connect((NOBODY, 9))


def test_a_datagram_to_elsewhere_is_refused():
    """Sending without a connection is no way around."""
    with (
        socket.socket(type=socket.SOCK_DGRAM) as probe,
        pytest.raises(RuntimeError, match="network"),
    ):
        probe.sendto(b"x", (NOBODY, 9))


def test_a_name_is_not_looked_up():
    """Whom a program asks about is information too."""
    with pytest.raises(RuntimeError, match="network"):
        socket.getaddrinfo("v.contoh.example", 443)


def test_the_loopback_is_open():
    """Tests may start servers of their own."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("localhost", port), timeout=5) as client:
            assert client.getpeername() == ("127.0.0.1", port)

"""A real PostgreSQL for tests: Debian's binaries, a directory of our own, loopback.

The server runs as the user ``postgres`` when the tests run as root, because it
refuses to run as root itself.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

__all__ = ["PostgresServer", "needed"]

REQUIRE_ALL = os.environ.get("EGOVKIT_REQUIRE_ALL") == "1"


def needed(reason):
    """Skip with a reason, or fail where everything has to be there."""
    import pytest  # the benchmarks start the same server, and need no test runner

    if REQUIRE_ALL:
        pytest.fail(reason)
    pytest.skip(reason)


def binaries():
    """Where ``initdb`` and ``pg_ctl`` are, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    path = shutil.which("initdb")
    return Path(path).resolve().parent if path else None


class PostgresServer:
    """A server in a temporary directory.

    Args:
        settings: Further settings, such as ``"fsync=off"``.
        initdb: Further options of ``initdb``.
    """

    def __init__(self, *settings: str, initdb: tuple[str, ...] = ()) -> None:
        self.bin = binaries()
        if self.bin is None:
            needed("PostgreSQL is not installed (Debian package postgresql)")
        self.user = "postgres" if os.geteuid() == 0 else None
        self.directory = Path(tempfile.mkdtemp(prefix="egk-pg-"))
        if self.user:
            shutil.chown(self.directory, self.user)
        self._place = socket.socket()  # held: the system gives its port to nobody else
        self._place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._place.bind(("127.0.0.1", 0))
        self.port = self._place.getsockname()[1]
        self.settings = settings
        self._run("initdb", "-D", self.data, "-A", "trust", "-U", "egk", "--no-sync",
                  "--locale=C.UTF-8", "-E", "UTF8", *initdb)  # fmt: skip
        self._schemas = 0
        self.start()

    @property
    def data(self):
        """The data directory."""
        return self.directory / "data"

    @property
    def conninfo(self):
        """How psycopg connects."""
        return f"host=127.0.0.1 port={self.port} user=egk dbname=postgres"

    @property
    def pid(self):
        """The server's process number."""
        return int((self.data / "postmaster.pid").read_text().splitlines()[0])

    def _run(self, program, *arguments, check=True):
        home = pwd.getpwnam(self.user).pw_dir if self.user else None
        return subprocess.run(
            [self.bin / program, *map(str, arguments)],
            check=check,
            capture_output=True,
            text=True,
            user=self.user,
            group=self.user,
            extra_groups=[] if self.user else None,
            cwd=self.directory,
            env={**os.environ, **({"HOME": home} if home else {})},
        )

    def start(self):
        """Start, or start again after a crash."""
        options = [f"-p {self.port}", "-c listen_addresses=127.0.0.1",
                   f"-c unix_socket_directories={self.directory}",
                   *(f"-c {setting}" for setting in self.settings)]  # fmt: skip
        self._run("pg_ctl", "-D", self.data, "-w", "-t", "300", "-l",
                  self.directory / "log", "-o", " ".join(options), "start")  # fmt: skip

    def stop(self, mode="immediate"):
        """Stop; ``immediate`` is a crash as far as the files are concerned."""
        self._run("pg_ctl", "-D", self.data, "-m", mode, "-w", "stop", check=False)

    def schema(self):
        """Connection settings for a fresh, empty schema."""
        import psycopg

        self._schemas += 1
        name = f"s{self._schemas}"
        with psycopg.connect(self.conninfo, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"{self.conninfo} options='-c search_path={name}'"

    def remove(self):
        """Stop and delete everything."""
        self.stop()
        self._place.close()
        shutil.rmtree(self.directory, ignore_errors=True)

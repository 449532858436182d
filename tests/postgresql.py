"""A PostgreSQL of one's own for a command: made, started, and removed again.

``python -m tests.postgresql COMMAND …`` runs the command with ``TEST_DATABASE_URL`` naming it. The
cluster is empty, listens on a socket in a folder of its own and on no port, and writes nothing that
would survive a switch that is thrown. Without an installed PostgreSQL it says so and ends well;
``--is-there`` in place of a command asks whether there is one.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_INSTALLED = Path("/usr/lib/postgresql")
"""Where Debian keeps the programs of each version, off the path."""

_USER = "postgres"

_FAST = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def programs() -> Path | None:
    """The folder with ``initdb`` and ``pg_ctl``: that on the path, or of the newest version."""
    if not os.geteuid() and not _has_user():
        return None
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = [one for one in _INSTALLED.glob("*/bin") if (one / "initdb").exists()]
    return max(versions, key=lambda one: float(one.parent.name), default=None)


def _has_user() -> bool:
    """Whether there is somebody for whom root may start it."""
    return any(one.pw_name == _USER for one in pwd.getpwall())


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """The address of an empty cluster made with the programs in ``folder``."""
    with tempfile.TemporaryDirectory(prefix="prorata-pg-") as place:
        data, as_owner = f"{place}/data", _owner(place)
        _run(as_owner, folder / "initdb", "-D", data, "-U", "prorata", "-A", "trust", "-N")
        start = ("-o", f"{_FAST} -k {place}", "-l", f"{place}/log", "-w", "start")
        _run(as_owner, folder / "pg_ctl", "-D", data, *start)
        try:
            yield f"postgres://prorata@/{place}/postgres"
        finally:
            _run(as_owner, folder / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _owner(place: str) -> tuple[str, ...]:
    """How to run its programs: PostgreSQL refuses root, for whom the package's own user does it."""
    if os.geteuid():
        return ()
    shutil.chown(place, user=_USER)
    return ("runuser", "-u", _USER, "--")


def _run(as_owner: Sequence[str], program: Path, *arguments: str) -> None:
    done = subprocess.run(
        [*as_owner, str(program), *arguments],
        check=False,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        sys.exit(f"{program.name} failed:\n{done.stdout}")


def main(command: list[str]) -> int:
    """Run ``command`` with a cluster of its own; the command's own exit status."""
    folder = programs()
    if command == ["--is-there"]:
        return folder is None
    if folder is None:
        print("PostgreSQL is not installed here: what runs on it is left out.")
        return 0
    with cluster(folder) as address:
        environment = os.environ | {"TEST_DATABASE_URL": address}
        return subprocess.run(command, check=False, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

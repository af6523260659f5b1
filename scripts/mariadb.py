"""Find a MariaDB for the tests, or start one."""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pymysql

SOCKETS = ["/run/mysqld/mysqld.sock", "/var/run/mysqld/mysqld.sock", "/tmp/mysql.sock"]  # noqa: S108
# Debian keeps servers where an ordinary user's PATH does not lead.
PROGRAMS = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
SECONDS_TO_START = 60
ADVICE = (
    "The tests need MariaDB: none on this machine lets us in, and {reason}. Install it "
    "(apt install mariadb-server, or brew install mariadb), or set TEST_MARIADB_URL."
)


def find_mariadb(stack: ExitStack) -> str:
    """The URL of a server where databases can be made: ``TEST_MARIADB_URL``, one on this machine,
    or one of our own, which ends with ``stack``. It names no database.

    Raises LookupError, with what to do, when none of them can be had.
    """
    given = os.environ.get("TEST_MARIADB_URL")
    if given:
        if not _lets_us_make_databases(given):
            raise LookupError(f"TEST_MARIADB_URL ({given}) leads to no server that lets us in.")
        return given
    for url in _urls_of_this_machine():
        if _lets_us_make_databases(url):
            return url
    return _of_our_own(stack)


def _urls_of_this_machine():
    yield "mysql://root@127.0.0.1:3306"
    for path in filter(os.path.exists, SOCKETS):
        for user in dict.fromkeys([getpass.getuser(), "root"]):
            yield f"mysql://{user}@localhost?unix_socket={quote(path, safe='')}"


def _lets_us_make_databases(url):
    parts = urlsplit(url)
    name = f"newsroom_probe_{os.getpid()}"
    try:
        connection = pymysql.connect(
            host=parts.hostname,
            port=parts.port or 3306,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            unix_socket=parse_qs(parts.query).get("unix_socket", [None])[0],
            connect_timeout=3,
        )
    except (pymysql.Error, RuntimeError):  # RuntimeError: a way of signing in that we lack
        return False
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
            cursor.execute(f"DROP DATABASE {name}")
    except pymysql.Error:
        return False
    return True


def _of_our_own(stack):
    print("Starting a MariaDB of our own for the tests …", flush=True)
    if not _server():
        _install_debians()
    server, install = _server(), shutil.which("mariadb-install-db", path=PROGRAMS)
    if not server or not install:
        raise LookupError(ADVICE.format(reason="none is installed or could be"))
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
    common = ["--no-defaults", f"--datadir={folder / 'data'}"]
    if os.geteuid() == 0:
        common.append("--user=root")  # it refuses to be root by accident
    normal = ["--auth-root-authentication-method=normal", "--skip-test-db"]
    made = subprocess.run([install, *common, *normal], capture_output=True, text=True)
    if made.returncode:
        raise LookupError(ADVICE.format(reason=f"mariadb-install-db failed: {made.stderr[-500:]}"))
    return _started(stack, [server, *common], folder)


def _started(stack, command, folder):
    port = _free_port()
    log = stack.enter_context((folder / "log").open("wb"))
    places = [
        f"--port={port}",
        "--bind-address=127.0.0.1",
        f"--socket={folder / 'socket'}",
        f"--pid-file={folder / 'pid'}",
    ]
    process = subprocess.Popen([*command, *places], stdout=log, stderr=log)
    stack.callback(_stop, process)
    url = f"mysql://root@127.0.0.1:{port}"
    end = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < end:
        if _lets_us_make_databases(url):
            return url
        time.sleep(0.2)
    words = (folder / "log").read_text("utf-8", "replace")[-500:]
    raise LookupError(ADVICE.format(reason=f"one of our own did not start: {words}"))


def _stop(process):
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _server():
    return shutil.which("mariadbd", path=PROGRAMS) or shutil.which("mysqld", path=PROGRAMS)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _install_debians():
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "mariadb-server"]
    for command in (["apt-get", "update", "-qq"], install):
        if subprocess.run(command, env=environment, capture_output=True).returncode:
            return

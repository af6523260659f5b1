"""Measure how long saving an entry with three long texts takes: make bench-admin.

A real server (granian, one worker), real requests, on SQLite and PostgreSQL.
"""

import re
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, build_opener
from uuid import uuid4

import psycopg2
from postgresql import find_postgresql
from serving import environment_in, manage, served

SIZE = 50_000
SAVES = 40
LIMIT_MS = 300
PREPARE = """
from blog.models import Author, Entry
from tests.factories import make_picture, make_user
user = make_user("Editor")
entry = Entry.objects.create(author=Author.of(user), title_az="Şəki")
pictures = [make_picture(color=color).pk for color in ("red", "lime", "blue")]
print(user.username, entry.pk, *pictures)
"""
PARAGRAPH = (
    "<h2>Bölmə {n}</h2><p>Şəki şəhərində <strong>keçirilən</strong> təlimin {n}-ci günü: "
    '<a href="entry:{entry}">əvvəlki yazı</a>, <a href="https://example.org/{n}">mənbə</a>; '
    "Ёлка, щука, ığ İstanbul. "
    + "Söz üstünə söz gəldi. "
    * 12
    + "</p><ul><li>bir</li><li>iki</li></ul>"
    '<figure><img alt="Dağ" src="picture:{picture}"><figcaption>Şəki, {n}</figcaption></figure>'
)


def main():
    limits_kept = True
    with ExitStack() as stack:
        for name, url in (("SQLite", ""), ("PostgreSQL", database(stack))):
            times = sorted(measured(url))
            middle, late = statistics.median(times), times[int(len(times) * 0.95) - 1]
            print(
                f"{name}: saving 3 × {SIZE // 1000} kB answers in {middle:.0f} ms (median), "
                f"{late:.0f} ms (95 %), {times[-1]:.0f} ms (slowest of {len(times)})"
            )
            limits_kept = limits_kept and late < LIMIT_MS
    sys.exit(None if limits_kept else f"Slower than {LIMIT_MS} ms.")


def database(stack):
    """The URL of an empty database on the server that the tests use."""
    server = find_postgresql(stack)
    name = f"bench_{uuid4().hex[:12]}"
    execute(server, f"CREATE DATABASE {name}")
    stack.callback(execute, server, f"DROP DATABASE {name} WITH (FORCE)")
    return f"{server.rpartition('/')[0]}/{name}"


def execute(server, statement):
    connection = psycopg2.connect(server)
    connection.autocommit = True
    connection.cursor().execute(statement)
    connection.close()


def measured(database_url):
    """Milliseconds of each save."""
    with tempfile.TemporaryDirectory() as scratch:
        more = {"DATABASE_URL": database_url} if database_url else {}
        environment = environment_in(scratch, **more)
        manage(environment, "migrate", "--verbosity", "0")
        said = manage(environment, "shell", "--verbosity", "0", stdin=PREPARE).split()
        username, entry, *pictures = said[-5:]
        with served(environment, as_production=True) as url:
            yield from saves(Visitor(url, username), entry, pictures)


def saves(visitor, entry, pictures):
    path = f"/admin/blog/entry/{entry}/change/"
    for number in range(SAVES + 3):
        fields = {f"body_{code}": text(entry, pictures, number) for code in ("en", "ru", "az")}
        fields |= {f"title_{code}": f"Şəki {number}" for code in ("en", "ru", "az")}
        start = time.perf_counter()
        status = visitor.post(path, **fields, _save="1")
        took = (time.perf_counter() - start) * 1000
        if status != 302:
            sys.exit(f"The form came back ({status}): nothing was saved.")
        # The first few warm the server up.
        if number > 2:
            yield took


def text(entry, pictures, number):
    made, length = [], 0
    while length < SIZE:
        number += 1
        picture = pictures[number % len(pictures)]
        made.append(PARAGRAPH.format(n=number, entry=entry, picture=picture))
        length += len(made[-1])
    return "\n".join(made)[:SIZE]


class Visitor:
    """An editor who is logged in."""

    def __init__(self, url, username):
        self.url = url
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()), Unled)
        self.opener.addheaders = [("Accept-Language", "az")]
        login = "/admin/login/?next=/admin/"
        self.hidden = {}
        self.get(login)
        self.post(login, username=username, password="secret")  # noqa: S106
        self.get("/admin/blog/entry/add/")

    def get(self, path):
        page = self.opener.open(self.url + path).read().decode()
        fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
        self.hidden = {**self.hidden, **dict(fields)}

    def post(self, path, **fields):
        formset = {"attachments-TOTAL_FORMS": "0", "attachments-INITIAL_FORMS": "0"}
        shared = {"original_language": "az", "author": "1"}
        data = urlencode({**formset, **shared, **self.hidden, **formset, **fields}).encode()
        try:
            with self.opener.open(self.url + path, data) as answer:
                return answer.status
        except HTTPError as answer:
            return answer.status


class Unled(HTTPRedirectHandler):
    """Goes nowhere: the answer to a save is measured, not the page that it leads to."""

    def redirect_request(self, *arguments):
        return None


if __name__ == "__main__":
    main()

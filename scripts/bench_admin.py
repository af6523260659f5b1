"""Measure what saving an entry with three long texts takes, and what its history weighs: make bench-admin.

A real server (granian, one worker), real requests, on SQLite and PostgreSQL. Each save changes a
tenth of each text, as an editor would at most.
"""

import re
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from html import unescape
from http.cookiejar import CookieJar
from random import Random
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener
from uuid import uuid4

import psycopg2
from postgresql import find_postgresql
from serving import environment_in, manage, served

SIZE = 50_000
SAVES = 100
# Somebody looks at the page before they save again; what is done after the answer is done by then.
SECONDS_OF_THOUGHT = 0.5
LIMIT_MS, LIMIT_MB = 300, 10
CHANGED = 0.1
BOUNDARY = "of-a-form-for-a-minute"
PART = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{{name}}"\r\n\r\n{{value}}\r\n'
PREPARE = """
from blog.models import Author, Entry
from tests.factories import make_picture, make_user
user = make_user("Editor")
entry = Entry.objects.create(author=Author.of(user), title_az="Şəki")
pictures = [make_picture(color=color).pk for color in ("red", "lime", "blue")]
print(user.username, entry.pk, *pictures)
"""
WEIGH = """
from django.db import connection
from django.db.models import Sum
from django.db.models.functions import Length
from blog.models import Revision, RevisionPart
content = RevisionPart.objects.aggregate(size=Sum(Length("content")))["size"]
size = content
if connection.vendor == "postgresql":
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_total_relation_size('blog_revision') + pg_total_relation_size('blog_revisionpart')"
        )
        size = cursor.fetchone()[0]
else:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(length(parts)) FROM blog_revision")
        size += cursor.fetchone()[0]
print(Revision.objects.count(), content, size)
"""
# A text of a few sentences again and again would weigh next to nothing: words as there are in a
# language, a frequent one here and a rare one there.
LETTERS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyz",
}
WORDS = 4000


def main():
    failures = []
    with ExitStack() as stack:
        for name, url in (("SQLite", ""), ("PostgreSQL", database(stack))):
            times, (revisions, content, size) = measured(url)
            times.sort()
            middle, late = statistics.median(times), times[int(len(times) * 0.95) - 1]
            print(
                f"{name}: saving 3 × {SIZE // 1000} kB with its history answers in {middle:.0f} ms "
                f"(median), {late:.0f} ms (95 %), {times[-1]:.0f} ms (slowest of {len(times)})"
            )
            print(
                f"{name}: {revisions} versions of it take {size / 1e6:.1f} MB "
                f"({content / 1e6:.1f} MB of texts)"
            )
            if late >= LIMIT_MS:
                failures.append(f"{name}: slower than {LIMIT_MS} ms.")
            if size / revisions * 100 >= LIMIT_MB * 1e6:
                failures.append(f"{name}: a hundred versions take more than {LIMIT_MB} MB.")
    sys.exit("\n".join(failures) or None)


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
    """Milliseconds of each save, and the versions, their texts in bytes, and all they take."""
    with tempfile.TemporaryDirectory() as scratch:
        more = {"DATABASE_URL": database_url} if database_url else {}
        environment = environment_in(scratch, **more)
        manage(environment, "migrate", "--verbosity", "0")
        said = manage(environment, "shell", "--verbosity", "0", stdin=PREPARE).split()
        username, entry, *pictures = said[-5:]
        with served(environment, as_production=True) as url:
            times = list(saves(Visitor(url, username), entry, pictures))
        weighed = manage(environment, "shell", "--verbosity", "0", stdin=WEIGH).split()
        return times, [int(number) for number in weighed[-3:]]


def saves(visitor, entry, pictures):
    path = f"/admin/blog/entry/{entry}/change/"
    writers = {code: Writer(code, entry, pictures) for code in LETTERS}
    for number in range(SAVES + 3):
        fields = {f"body_{code}": writer.text() for code, writer in writers.items()}
        fields |= {f"title_{code}": f"Şəki {number}" for code in writers}
        # What the form has, such as the version that it shows, changes with each save.
        visitor.get(path)
        time.sleep(SECONDS_OF_THOUGHT)
        data = visitor.filled(**fields, _save="1")
        start = time.perf_counter()
        status = visitor.send(path, data)
        took = (time.perf_counter() - start) * 1000
        if status != 302:
            sys.exit(f"The form came back ({status}): nothing was saved.")
        # The first few warm the server up.
        if number > 2:
            yield took


class Writer:
    """Somebody who writes a long text, and changes some of its paragraphs before each save."""

    def __init__(self, language, entry, pictures):
        self.dice = Random(language)  # noqa: S311  (no secret)
        self.entry, self.pictures = entry, pictures
        letters = LETTERS[language]
        self.words = [
            "".join(self.dice.choices(letters, k=self.dice.randint(1, 11))) for _ in range(WORDS)
        ]
        # Zipf: the second word is half as frequent as the first.
        self.weights = [1 / rank for rank in range(1, WORDS + 1)]
        self.paragraphs = []
        while sum(map(len, self.paragraphs)) < SIZE:
            self.paragraphs.append(self.paragraph())

    def text(self):
        for place in range(len(self.paragraphs)):
            if self.dice.random() < CHANGED:
                self.paragraphs[place] = self.paragraph()
        return "\n".join(self.paragraphs)[:SIZE]

    def paragraph(self):
        some = self.dice.choices(self.words, self.weights, k=120)
        number, picture = self.dice.randint(1, 10**6), self.dice.choice(self.pictures)
        return (
            f"<h2>{' '.join(some[:4])}</h2><p>{' '.join(some[4:60])} <strong>{some[60]}</strong> "
            f'<a href="entry:{self.entry}">{some[61]}</a>, <a href="https://example.org/{number}">'
            f"{some[62]}</a>; {' '.join(some[63:110])}.</p><ul><li>{some[110]}</li><li>{some[111]}</li>"
            f'</ul><figure><img alt="{some[112]}" src="picture:{picture}"><figcaption>'
            f"{' '.join(some[113:])}</figcaption></figure>"
        )


class Visitor:
    """An editor who is logged in."""

    def __init__(self, url, username):
        self.url = url
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()), Unled)
        self.opener.addheaders = [("Accept-Language", "az")]
        login = "/admin/login/?next=/admin/"
        self.filled_in = {}
        self.get(login)
        self.send(login, self.filled(username=username, password="secret"))  # noqa: S106
        self.get("/admin/blog/entry/add/")

    def get(self, path):
        page = self.opener.open(self.url + path).read().decode()
        fields = re.findall(r'<input type="(?:hidden|text)" name="([^"]+)" value="([^"]*)"', page)
        self.filled_in = {name: unescape(value) for name, value in fields}

    def filled(self, **fields):
        """The form of the page that was got last, as a browser sends it: in parts."""
        formset = {"attachments-TOTAL_FORMS": "0", "attachments-INITIAL_FORMS": "0"}
        shared = {"original_language": "az", "author": "1"}
        values = {**shared, **self.filled_in, **formset, **fields}
        parts = (PART.format(name=name, value=value) for name, value in values.items())
        return "".join([*parts, f"--{BOUNDARY}--\r\n"]).encode()

    def send(self, path, data):
        kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        try:
            with self.opener.open(Request(self.url + path, data, kind)) as answer:  # noqa: S310
                return answer.status
        except HTTPError as answer:
            return answer.status


class Unled(HTTPRedirectHandler):
    """Goes nowhere: the answer to a save is measured, not the page that it leads to."""

    def redirect_request(self, *arguments):
        return None


if __name__ == "__main__":
    main()

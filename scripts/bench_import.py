"""Measure the move from Moodle: make bench-import.

Makes a Moodle in MariaDB with 10,000 entries in three languages, comments, tags and 5,000 files (two
of five stand in texts as pictures), brings it into a scratch SQLite site, checks it, and runs again.
Options: --entries, --files, --picture (width and height), and --database postgresql for the site's own
database.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, closing, contextmanager
from io import BytesIO
from pathlib import Path
from random import Random

import psycopg2
from mariadb import find_mariadb
from PIL import Image
from postgresql import find_postgresql
from serving import ROOT, environment_in, manage

sys.path.insert(0, str(ROOT))
from tests.moodle.servers import connect_to_mariadb, mariadb_database

ENTRIES_A_SECOND, MEGABYTES = 100, 300
DATABASE = "moodle_bench"
START = 1_500_000_000
WORDS = {
    "en": [
        "training",
        "border",
        "visa",
        "officer",
        "community",
        "report",
        "handbook",
        "visit",
        "partner",
        "region",
    ],
    "ru": [
        "обучение",
        "граница",
        "виза",
        "сотрудник",
        "отчёт",
        "учебник",
        "поездка",
        "партнёр",
        "регион",
        "объём",
    ],
    "az": [
        "təlim",
        "sərhəd",
        "viza",
        "əməkdaş",
        "hesabat",
        "dərslik",
        "səfər",
        "tərəfdaş",
        "bölgə",
        "işçi",
    ],
}


def main():
    options = parse()
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = find_mariadb(stack)
        url = stack.enter_context(moodle_in(server, scratch, options))
        environment = site_in(stack, scratch, options.database)
        source = [url, "--moodledata", str(scratch / "moodledata")]
        manage(environment, "migrate", "--verbosity", "0")
        seconds, megabytes = measured(environment, "import_moodle", *source)
        rate = options.entries / seconds
        print(
            f"Import of {options.entries} entries with {options.files} files (pictures of "
            f"{options.picture[0]} × {options.picture[1]}): {seconds:.0f} s, {rate:.0f} entries a "
            f"second, smaller pictures included; {megabytes:.0f} MB at the most"
        )
        again, megabytes_again = measured(environment, "import_moodle", *source)
        print(f"The same again, nothing new: {again:.0f} s, {megabytes_again:.0f} MB")
        checked, _megabytes = measured(environment, "check_moodle_import", *source)
        print(f"Check: {checked:.0f} s")
    is_kept = rate >= ENTRIES_A_SECOND and max(megabytes, megabytes_again) < MEGABYTES
    sys.exit(None if is_kept else f"Below {ENTRIES_A_SECOND} a second, or above {MEGABYTES} MB.")


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=5_000)
    parser.add_argument("--picture", type=int, nargs=2, default=[480, 360])
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    return parser.parse_args()


def site_in(stack, scratch, database):
    """The environment of a site with an empty database."""
    if database == "sqlite":
        return environment_in(scratch, DEBUG="0", ALLOWED_HOSTS="127.0.0.1")
    server = find_postgresql(stack)
    connection = psycopg2.connect(server)
    connection.autocommit = True
    for command in (f"DROP DATABASE IF EXISTS {DATABASE}", f"CREATE DATABASE {DATABASE}"):
        connection.cursor().execute(command)
    stack.callback(connection.close)
    stack.callback(lambda: connection.cursor().execute(f"DROP DATABASE IF EXISTS {DATABASE}"))
    url = f"{server.rpartition('/')[0]}/{DATABASE}"
    return environment_in(scratch, DEBUG="0", ALLOWED_HOSTS="127.0.0.1", DATABASE_URL=url)


def measured(environment, *command):
    """Seconds that a command took, and the most memory (MB) that it held at once."""
    start = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    peak = 0
    while process.poll() is None:
        peak = max(peak, megabytes_of(process.pid))
        time.sleep(0.1)
    if process.returncode:
        sys.exit(process.stderr.read()[-2000:])
    process.stderr.close()
    return time.monotonic() - start, peak


def megabytes_of(pid):
    """Linux's high-water mark of a process; elsewhere what ``ps`` says is held now."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
    except (OSError, IndexError):
        run = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True)
        return int(run.stdout.strip() or 0) / 1024


# The Moodle


@contextmanager
def moodle_in(server, scratch, options):
    """The URL of a Moodle with a folder ``moodledata`` in ``scratch``; it is dropped at the end."""
    start = time.monotonic()
    with mariadb_database(server, DATABASE) as url:
        with closing(connect_to_mariadb(url)) as connection, connection.cursor() as cursor:
            cursor.execute("SET autocommit = 0")
            for table in ("post", "comments", "files", "tag", "tag_instance"):
                cursor.execute(f"DELETE FROM mdl_{table}")  # noqa: S608  (names of ours)
            write_entries(cursor, options.entries, options.files)
            write_files(cursor, scratch / "moodledata" / "filedir", options)
            connection.commit()
        print(f"Made a Moodle in {time.monotonic() - start:.0f} s", flush=True)
        yield url


def write_entries(cursor, entries, files):
    dice = Random(1)  # noqa: S311  (no secret)
    tags = [
        (n, 3, 1, f"{WORDS['az'][n % 10]} {n}", f"{WORDS['az'][n % 10]} {n}") for n in range(1, 201)
    ]
    insert(cursor, "tag", "id, userid, tagcollid, name, rawname", tags)
    posts, comments, links = [], [], []
    for number in range(1, entries + 1):
        has_picture = number <= files * 2 // 5
        picture = (
            f'<p><img src="@@PLUGINFILE@@/{number}.jpg" alt="Şəkil"></p>' if has_picture else ""
        )
        link = (
            f'<p><a href="/blog/index.php?entryid={number + 7}">Dalı</a></p>'
            if number % 5 == 0
            else ""
        )
        body = "".join(f"{{mlang {c}}}{text_in(c, dice)}{{mlang}}" for c in WORDS) + picture + link
        title = "".join(f"{{mlang {c}}}{title_in(c, dice)} {number}{{mlang}}" for c in WORDS)
        created = START + number * 3600
        row = (number, "blog", 3 + number % 4, title[:128], body, 1, "public", created, created)
        posts.append(row)
        comments.append(
            (number, 1, "blog", "format_blog", number, "Çox sağ olun!", 0, 4, created + 60)
        )
        links += [
            (None, tag, "core", "post", number, 1, 0, n, 0, 0)
            for n, tag in enumerate(dice.sample(range(1, 201), 2))
        ]
    columns = (
        "id, module, userid, subject, summary, summaryformat, publishstate, created, lastmodified"
    )
    insert(cursor, "post", columns, posts)
    columns = "id, contextid, component, commentarea, itemid, content, format, userid, timecreated"
    insert(cursor, "comments", columns, comments)
    columns = "id, tagid, component, itemtype, itemid, contextid, tiuserid, ordering, timecreated, timemodified"
    insert(cursor, "tag_instance", columns, links)


def title_in(code, dice):
    return " ".join(dice.choices(WORDS[code], k=2)).capitalize()


def text_in(code, dice):
    sentences = [" ".join(dice.choices(WORDS[code], k=12)).capitalize() + "." for _ in range(12)]
    paragraphs = [" ".join(sentences[at : at + 4]) for at in range(0, 12, 4)]
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def write_files(cursor, folder, options):
    """Two of five are pictures of texts, the others downloads of 40 kB."""
    rows = []
    for number in range(1, options.files + 1):
        post = 1 + (number - 1) % options.entries
        is_picture = number <= options.files * 2 // 5
        name, area = (f"{number}.jpg", "post") if is_picture else (f"{number}.pdf", "attachment")
        content = picture(number, options.picture) if is_picture else noise(number, 40_000)
        sha1 = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        path = folder / sha1[:2] / sha1[2:4] / sha1
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        unique = hashlib.sha1(f"/1/blog/{area}/{post}/{name}".encode(), usedforsecurity=False)
        kind = "image/jpeg" if is_picture else "application/pdf"
        rows.append(
            (sha1, unique.hexdigest(), 1, "blog", area, post, "/", name, len(content), kind, 0, 0)
        )
    columns = "contenthash, pathnamehash, contextid, component, filearea, itemid, filepath, filename, filesize, mimetype, timecreated, timemodified"
    insert(cursor, "files", columns, rows)


def picture(number, size):
    """A picture with as much in it as a small photograph, each another."""
    small = Image.frombytes("RGB", (80, 60), noise(number, 14_400))
    scene = small.resize((160, 120), Image.Resampling.BOX).resize(size, Image.Resampling.BICUBIC)
    grain = Image.effect_noise(size, 30).convert("RGB")
    photograph = Image.blend(scene, grain, 0.1)
    file = BytesIO()
    photograph.save(file, "JPEG", quality=85)
    return file.getvalue()


def noise(number, count):
    """``count`` bytes, the same for the same number."""
    return Random(number).randbytes(count)  # noqa: S311  (no secret)


def insert(cursor, table, columns, rows):
    marks = ", ".join(["%s"] * len(columns.split(",")))
    cursor.executemany(f"INSERT INTO mdl_{table} ({columns}) VALUES ({marks})", list(rows))  # noqa: S608


if __name__ == "__main__":
    main()

"""Makers of small Moodles for tests: rows in, a dump and a folder moodledata out."""

import hashlib
from collections import defaultdict
from io import BytesIO
from itertools import count

from PIL import Image

from moodle_import.models import ImportedEntry
from moodle_import.sources.tables import TABLES

NOON = 1_710_936_000  # 2024-03-20 12:00 UTC
THREE = "{mlang en}Report{mlang}{mlang ru}Отчёт ещё{mlang}{mlang az}Hesabat İşıq{mlang}"


def photograph(color="teal", size=(640, 480), format_="JPEG", **options):
    """The content of a picture's file."""
    file = BytesIO()
    Image.new("RGB", size, color).save(file, format_, **options)
    return file.getvalue()


def entry_of(moodle_id):
    """What became of an entry of Moodle."""
    return ImportedEntry.objects.get(moodle_id=moodle_id).entry


def kinds(report):
    """The kinds of problems that a report names."""
    return sorted({problem.kind for problem in report.problems})


class FakeMoodle:
    """A Moodle that a test fills; ``dump()`` writes it as mysqldump would.

    Each ``add_`` returns the id of the row; what is not said is ordinary.
    """

    def __init__(self, folder):
        self.folder = folder
        self.rows = defaultdict(list)
        self.numbers = defaultdict(lambda: count(1))
        self.filedir = folder / "moodledata" / "filedir"
        self.filedir.mkdir(parents=True)
        self.add("context", id=1, contextlevel=10, instanceid=0)
        self.author = self.add_user(firstname="Anar", lastname="Əliyev", lang="az")

    @property
    def moodledata(self):
        return self.filedir.parent

    def add(self, table, **columns):
        columns.setdefault("id", next(self.numbers[table]))
        self.rows[table] = [row for row in self.rows[table] if row["id"] != columns["id"]]
        self.rows[table].append(columns)
        return columns["id"]

    def change(self, table, id_, **columns):
        row = next(row for row in self.rows[table] if row["id"] == id_)
        row.update(columns)

    def remove(self, table, id_):
        self.rows[table] = [row for row in self.rows[table] if row["id"] != id_]

    def add_user(self, **columns):
        number = next(self.numbers["names"])
        defaults = {
            "username": f"user{number}",
            "email": f"user{number}@example.test",
            "confirmed": 1,
            "deleted": 0,
            "suspended": 0,
            "auth": "manual",
            "descriptionformat": 1,
        }
        return self.add("user", **(defaults | columns))

    def add_entry(self, title, body="", **columns):
        defaults = {
            "module": "blog",
            "userid": self.author,
            "summaryformat": 1,
            "publishstate": "public",
            "created": NOON,
            "lastmodified": NOON,
        }
        return self.add("post", subject=title, summary=body, **(defaults | columns))

    def add_comment(self, entry, content, **columns):
        defaults = {
            "component": "blog",
            "commentarea": "format_blog",
            "userid": self.author,
            "format": 0,
            "timecreated": NOON + 60,
        }
        return self.add("comments", itemid=entry, content=content, **(defaults | columns))

    def add_tag(self, entry, raw_name, *, ordering=0):
        # As Moodle makes it: the İ becomes two characters.
        tag = self.add("tag", name=raw_name.lower(), rawname=raw_name)
        self.add(
            "tag_instance",
            tagid=tag,
            component="core",
            itemtype="post",
            itemid=entry,
            ordering=ordering,
        )
        return tag

    def add_file(self, entry, name, content, *, area="post", path="/", **columns):
        """A file of an entry; ``content`` None: the row is there, the content is not."""
        stored = b"lost" if content is None else content
        sha1 = hashlib.sha1(stored, usedforsecurity=False).hexdigest()
        if content is not None:
            self.keep(sha1, content)
        defaults = {
            "filesize": len(stored),
            "mimetype": "application/octet-stream",
            "contextid": 1,
        }
        return self.add(
            "files",
            contenthash=sha1,
            component="blog",
            filearea=area,
            itemid=entry,
            filepath=path,
            filename=name,
            **(defaults | columns),
        )

    def keep(self, sha1, content):
        path = self.filedir / sha1[:2] / sha1[2:4] / sha1
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def dump(self):
        """Write the tables as mysqldump does; return the path."""
        path = self.folder / "moodle.sql"
        with path.open("w", encoding="utf-8") as file:
            for table, columns in TABLES.items():
                names = ",\n".join(f"  `{name}` {sql_type(kind)}" for name, kind in columns.items())
                file.write(f"CREATE TABLE `mdl_{table}` (\n{names}\n);\n")
                for row in self.rows[table]:
                    values = ",".join(sql_value(row.get(name)) for name in columns)
                    file.write(f"INSERT INTO `mdl_{table}` VALUES ({values});\n")
        return path


def sql_type(kind):
    return "bigint(10)" if kind is int else "longtext"


def sql_value(value):
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(value)
    for letter, escaped in (("\\", "\\\\"), ("'", "\\'"), ("\n", "\\n"), ("\r", "\\r")):
        value = value.replace(letter, escaped)
    return f"'{value}'"

"""Entries of Moodle with all that belongs to them, a batch at a time."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from blog.fields import is_key
from moodle_import.sources import Source

BATCH = 100
BLOG, EXTERNAL = "blog", "blog_external"
SYSTEM_LEVEL, COURSE_LEVEL = 10, 50
POST = [
    *("id", "module", "userid", "subject", "summary", "content", "uniquehash", "summaryformat"),
    *("publishstate", "lastmodified", "created"),
]
USER = [
    *("id", "auth", "confirmed", "deleted", "suspended", "username", "firstname", "lastname"),
    *("email", "lang", "description", "descriptionformat", "middlename", "alternatename"),
    *("firstnamephonetic", "lastnamephonetic"),
]
FILE = [
    *("id", "contenthash", "contextid", "filearea", "itemid", "filepath", "filename", "filesize"),
    "mimetype",
]
NAME_PARTS = re.compile(
    r"firstnamephonetic|lastnamephonetic|firstname|lastname|middlename|alternatename"
)


@dataclass(frozen=True)
class Person:
    """A user of Moodle; ``name`` as Moodle writes it (setting ``fullnamedisplay``)."""

    id: int
    name: str
    username: str = ""
    email: str = ""
    first_name: str = ""
    last_name: str = ""
    language: str = ""
    description: str = ""
    description_format: int = 1
    is_deleted: bool = False
    is_active: bool = True


@dataclass(frozen=True)
class File:
    """A row of ``files``: ``path`` is folder and name, as in the address, decoded."""

    post: int
    area: str
    path: str
    sha1: str
    size: int
    media_type: str

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


@dataclass(frozen=True)
class Tag:
    id: int
    name: str
    raw_name: str


@dataclass(frozen=True)
class Comment:
    id: int
    name: str
    content: str
    format: int
    created: int


@dataclass
class Post:
    """An entry of Moodle as it is stored; times are seconds since 1970, UTC."""

    id: int
    module: str
    subject: str
    summary: str
    format: int
    state: str
    created: int
    modified: int
    person: Person
    original_url: str = ""
    tags: list[Tag] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    @property
    def is_external(self) -> bool:
        return self.module == EXTERNAL


class Moodle:
    """A Moodle as far as its blog goes.

    ``user``: only entries of the user with this id, user name or e-mail address. Raises ValueError
    when there is no such user.
    """

    def __init__(self, source: Source, *, user: str = ""):
        self.source = source
        self._where, self._parameters = "module IN (%s, %s)", [BLOG, EXTERNAL]
        if user:
            self._where += " AND userid = %s"
            self._parameters += [self._user_id(user)]

    def only_since(self, since: datetime | None) -> None:
        """Leave out entries that were neither written nor changed since then."""
        if since:
            moment = int(since.timestamp())
            self._where += " AND (created >= %s OR lastmodified >= %s)"
            self._parameters += [moment, moment]

    def _user_id(self, wanted):
        column = "email" if "@" in wanted else "username"
        where, value = f"LOWER({column}) = %s", wanted.lower()
        if is_key(wanted):
            where, value = "id = %s", int(wanted)
        rows = self.source.select("user", ["id"], where, [value])
        if rows:
            return rows[0]["id"]
        raise ValueError(
            f"Moodle has no user {wanted!r} (an id, a user name or an e-mail address)."
        )

    def count(self) -> int:
        return self.source.count("post", self._where, self._parameters)

    @cached_property
    def settings(self) -> dict[str, str]:
        """The settings that change what is shown."""
        names = ["fullnamedisplay", "stringfilters", "timezone", "lang", "release"]
        rows = self.source.select_in("config", ["name", "value"], "name", names)
        return {row["name"]: row["value"] or "" for row in rows}

    @cached_property
    def makes_links(self) -> set[int]:
        """The formats in which the filter "urltolink" makes links; only auto-format unless set."""
        site = self.source.select("context", ["id"], "contextlevel = %s", [SYSTEM_LEVEL], limit=1)
        context = site[0]["id"] if site else 1
        where, parameters = "filter = %s AND contextid = %s", ["urltolink", context]
        rows = self.source.select("filter_active", ["active"], where, parameters)
        if rows and rows[0]["active"] != 1:
            return set()
        where, parameters = "plugin = %s AND name = %s", ["filter_urltolink", "formats"]
        rows = self.source.select("config_plugins", ["value"], where, parameters)
        formats = (rows[0]["value"] or "") if rows else "0"
        return {int(number) for number in formats.split(",") if number.strip().isdecimal()}

    def posts(self, ids: Iterable[int] | None = None) -> Iterator[list[Post]]:
        """Batches of entries in the order of their ids; all, or those of ``ids``."""
        if ids is not None:
            rows = self.source.select_in("post", POST, "id", sorted(ids), order="id")
            yield from (self._with_all(rows[at : at + BATCH]) for at in range(0, len(rows), BATCH))
            return
        after = 0
        while True:
            where, parameters = f"{self._where} AND id > %s", [*self._parameters, after]
            rows = self.source.select("post", POST, where, parameters, order="id", limit=BATCH)
            if not rows:
                return
            after = rows[-1]["id"]
            yield self._with_all(rows)

    def exists(self, ids: Iterable[int]) -> set[int]:
        """Those of ``ids`` that are entries of the blog."""
        rows = self.source.select_in("post", ["id", "module"], "id", set(ids))
        return {row["id"] for row in rows if row["module"] in (BLOG, EXTERNAL)}

    def orphans(self) -> Iterator[tuple[int, int]]:
        """Id of each comment whose entry is gone, and of that entry."""
        after = 0
        while True:
            where, parameters = self._of_blog(
                "comments", component="blog", commentarea="format_blog"
            )
            where = " AND ".join(filter(None, [where, "id > %s"]))
            parameters = [*parameters, after]
            columns = ["id", "itemid"]
            rows = self.source.select(
                "comments", columns, where, parameters, order="id", limit=1000
            )
            if not rows:
                return
            after = rows[-1]["id"]
            there = self.exists(row["itemid"] for row in rows)
            yield from ((row["id"], row["itemid"]) for row in rows if row["itemid"] not in there)

    def _of_blog(self, table, **values):
        """The condition that columns have ``values``; old Moodles had some of the columns not yet."""
        there = self.source.tables.get(f"{self.source.prefix}{table}", ())
        known = {column: value for column, value in values.items() if column in there}
        return " AND ".join(f"{column} = %s" for column in known), list(known.values())

    # What belongs to a batch

    def _with_all(self, rows) -> list[Post]:
        ids = [row["id"] for row in rows]
        comments = self._comments(ids)
        writers = {row["userid"] for one in comments.values() for row in one}
        people = self.people({row["userid"] for row in rows} | writers)
        tags, files, places = self._tags(ids), self.files(ids), self._places(ids)
        return [
            Post(
                id=row["id"],
                module=row["module"],
                subject=row["subject"] or "",
                summary=row["summary"] or "",
                # An external row says 0 and holds html.
                format=1 if row["module"] == EXTERNAL else row["summaryformat"] or 0,
                state=row["publishstate"] or "draft",
                created=row["created"] or 0,
                modified=row["lastmodified"] or 0,
                person=people[row["userid"]],
                original_url=row["uniquehash"] or "" if row["module"] == EXTERNAL else "",
                tags=tags.get(row["id"], []),
                files=files.get(row["id"], []),
                places=places.get(row["id"], []),
                comments=[
                    Comment(
                        one["id"],
                        people[one["userid"]].name,
                        one["content"] or "",
                        one["format"] or 0,
                        one["timecreated"] or 0,
                    )
                    for one in comments.get(row["id"], [])
                ],
            )
            for row in rows
        ]

    def people(self, ids: set[int]) -> dict[int, Person]:
        """The users with ``ids``; one that Moodle has lost is there without a name."""
        found = {id_: Person(id_, "", is_deleted=True) for id_ in ids}
        for row in self.source.select_in("user", USER, "id", ids):
            found[row["id"]] = Person(
                id=row["id"],
                name=self._full_name(row),
                username=row["username"] or "",
                email=(row["email"] or "").strip(),
                first_name=(row["firstname"] or "").strip(),
                last_name=(row["lastname"] or "").strip(),
                language=row["lang"] or "",
                description=row["description"] or "",
                description_format=row["descriptionformat"] or 0,
                is_deleted=bool(row["deleted"]),
                is_active=bool(row["confirmed"] and not row["suspended"])
                and row["auth"] != "nologin",
            )
        return found

    def _full_name(self, row):
        template = self.settings.get("fullnamedisplay", "")
        if template in ("", "language") or not NAME_PARTS.search(template):
            template = "firstname lastname"
        name = NAME_PARTS.sub(lambda part: row[part[0]] or "", template)
        # Brackets and quotes around a part that a person has not.
        return " ".join(re.sub(r"\(\s*\)|\[\s*\]|\"\s*\"|'\s*'", "", name).split())

    def _tags(self, ids):
        where, parameters = self._of_blog("tag_instance", itemtype="post", component="core")
        rows = self.source.select_in(
            "tag_instance",
            ["id", "tagid", "itemid", "ordering"],
            "itemid",
            ids,
            where,
            parameters,
        )
        named = {row["tagid"] for row in rows}
        tags = self.source.select_in("tag", ["id", "name", "rawname"], "id", named)
        known = {
            row["id"]: Tag(row["id"], row["name"], row["rawname"] or row["name"]) for row in tags
        }
        rows.sort(key=lambda row: (row["ordering"] or 0, row["id"]))
        return _grouped(rows, lambda row: known.get(row["tagid"]))

    def files(self, ids: Iterable[int]) -> dict[int, list[File]]:
        """The files of the entries with ``ids``, in order of name."""
        where = "component = %s AND filearea IN (%s, %s) AND filename <> %s"
        parameters = ["blog", "post", "attachment", "."]
        rows = self.source.select_in("files", FILE, "itemid", ids, where, parameters)
        # By name: databases of Moodle sort each in its own way.
        rows.sort(key=lambda row: (row["filearea"], row["filepath"], row["filename"], row["id"]))
        # One of each path: a file of another context has the same address here.
        places = {
            (row["itemid"], row["filearea"], row["filepath"], row["filename"]): row for row in rows
        }
        return _grouped(
            places.values(),
            lambda row: File(
                row["itemid"],
                row["filearea"],
                f"{row['filepath']}{row['filename']}",
                row["contenthash"],
                row["filesize"] or 0,
                row["mimetype"] or "",
            ),
        )

    def _comments(self, ids):
        where, parameters = self._of_blog("comments", component="blog", commentarea="format_blog")
        columns = ["id", "itemid", "content", "format", "userid", "timecreated"]
        rows = self.source.select_in("comments", columns, "itemid", ids, where, parameters)
        rows.sort(key=lambda row: (row["timecreated"] or 0, row["id"]))
        return _grouped(rows, lambda row: row)

    def _places(self, ids):
        """The courses and activities that an entry is associated with, by name as far as known."""
        columns = ["id", "blogid", "contextid"]
        rows = self.source.select_in("blog_association", columns, "blogid", ids)
        contexts = {
            row["id"]: row
            for row in self.source.select_in(
                "context",
                ["id", "contextlevel", "instanceid"],
                "id",
                {row["contextid"] for row in rows},
            )
        }
        in_courses = [c for c in contexts.values() if c["contextlevel"] == COURSE_LEVEL]
        courses = {
            row["id"]: row["fullname"]
            for row in self.source.select_in(
                "course", ["id", "fullname"], "id", {c["instanceid"] for c in in_courses}
            )
        }
        names = {c["id"]: courses.get(c["instanceid"], "") for c in in_courses}
        for row in rows:
            row["itemid"] = row["blogid"]
        return _grouped(rows, lambda row: names.get(row["contextid"]) or f"#{row['contextid']}")


def _grouped(rows, made):
    """Id of the entry → what is ``made`` of its rows; None is left out."""
    groups: dict[int, list] = {}
    for row in rows:
        one = made(row)
        if one is not None:
            groups.setdefault(row["itemid"], []).append(one)
    return groups

"""Dumps as the programs of this world write them, and as mishaps leave them."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from moodle_import.sources import SourceError, open_source
from moodle_import.sources.dump_text import CHUNK
from tests.moodle.sample import MARIADB_DUMP, POSTGRESQL_DUMP

LETTERS = "ə ı İ ğ ё й 😀 ' \" \\ \\\\' \n \r\n \t ; `)(, -- # /* */ %s \x1a \x0b"
USER = "CREATE TABLE mdl_user (id int);\n"
POST = "CREATE TABLE mdl_post (id int, subject text, summary text, rating int);\n"

MYSQL_HEAD = f"""
/*M!999999\\- enable the sandbox mode */
-- MariaDB dump 10.19
# it's a comment
mysqldump: [Warning] Couldn't be quiet
/*!40101 SET NAMES utf8mb4 */;
/* it's another */
CREATE TABLE `mdl_post` (
  `id` bigint(10) NOT NULL AUTO_INCREMENT COMMENT 'one, (two), `three` it''s',
  `subject` enum('a','b)') CHARACTER SET utf8mb4 DEFAULT 'a,(' COMMENT 'x\\'y, z',
  `summary` longtext,
  `rating` decimal(10,5) DEFAULT 0.00000,
  PRIMARY KEY (`id`), KEY `mdl_post_ix` (`rating`,`id`), FULLTEXT KEY `f` (`summary`),
  CONSTRAINT `c` CHECK (`id` > 0)
) ENGINE=InnoDB COMMENT='it''s; all';
{USER}"""
MYSQL_TAIL = """
-- Dump completed on 2026-11-25
"""
POSTGRESQL_HEAD = f"""--
-- PostgreSQL database dump
--
\\restrict abc
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
CREATE FUNCTION public.f() RETURNS trigger AS $body$ BEGIN;
INSERT INTO mdl_post VALUES (66, 'it''s $$ not'); $body$ LANGUAGE plpgsql;
CREATE TABLE public.mdl_post (
    id bigint NOT NULL, "subject" character varying(128) DEFAULT 'a,('::character varying,
    summary text, rating numeric(10,5) DEFAULT 0.0,
    CONSTRAINT mdl_post_ck CHECK ((id > 0))
);
COMMENT ON TABLE public.mdl_post IS 'it''s; one';
{USER}"""
POSTGRESQL_TAIL = """
SELECT pg_catalog.setval('public.mdl_post_id_seq', 81, true);
-- PostgreSQL database dump complete
\\unrestrict abc
"""

MYSQL_LAYOUTS = {
    "one line": r"INSERT INTO `mdl_post` VALUES (3,'{o}','b',0),(4,NULL,'\'',-1.5e3);",
    "a row a line": "INSERT INTO `mdl_post` VALUES\n(3,'{o}','b',0),\n(4,NULL,'\\'',NULL)\n;\n",
    "several inserts": "INSERT INTO mdl_post VALUES (3,'{o}','b',0);\r\nINSERT INTO mdl_post "
    "VALUES (4,NULL,'''',0);\r\n",
    "several on a line": "INSERT INTO mdl_log VALUES ('a;');INSERT INTO mdl_log VALUES (1); "
    "INSERT INTO mdl_post VALUES (3,'{o}','b',0), (4,NULL,'''',0);",
    "complete": "insert into `mdl_post` (`id`, `summary`, `subject`) values (3, 'b', '{o}'), "
    "(4, '\\'', null);",
    "replace": "REPLACE INTO `mdl_post` VALUES (3,'old','b',0);\n"
    "REPLACE INTO `mdl_post` VALUES (3,'{o}','b',0),(4,NULL,'''',0);",
    "ignore": "INSERT  IGNORE INTO `mdl_post` VALUES (3,'{o}','b',0),(4,NULL,'''',0);",
    "introducers": "INSERT INTO `mdl_post` VALUES "
    "(3,_binary '{o}',_utf8mb4'b',0),(4,NULL,_utf8mb3 '\\'',0);",
    "hexadecimal": "INSERT INTO mdl_post VALUES (3,0x7B6F7D,X'62',0),(4,NULL,x'27',0x00);",
    "double quotes": """INSERT INTO mdl_post VALUES (3,"{o}","b",0),(4,NULL,"'",0);""",
    "ansi names": """INSERT INTO "mdl_post" ("id","subject","summary") VALUES (3,'{o}','b'),"""
    """(4,NULL,'''');""",
    "qualified": "INSERT INTO `moodle`.`mdl_post` VALUES (3,'{o}','b',0),(4,NULL,'''',0);",
    "others between": "INSERT INTO `mdl_log` VALUES (1,'it\\'s; \\\\'),(2,'a;\n');\n"
    "DELIMITER ;;\n/*!50003 CREATE*/ /*!50003 TRIGGER t BEGIN\n"
    "INSERT INTO mdl_post VALUES (9,'no','',0); END */;;\nDELIMITER ;\n"
    "LOCK TABLES `mdl_post` WRITE;\n/*!40000 ALTER TABLE `mdl_post` DISABLE KEYS */;\n"
    "INSERT INTO `old_post` VALUES (5,'other','',0);\n"
    "INSERT INTO `mdl_post` VALUES (3,'{o}','b',0),(4,NULL,'''',0);\nUNLOCK TABLES;\n"
    "INSERT INTO `mdl_posts` VALUES (7,'other','',0);\n",
}
POSTGRESQL_LAYOUTS = {
    "copy": "COPY public.mdl_log (id) FROM stdin;\n\\.\n\nCOPY public.mdl_log (id) FROM stdin;\n"
    "it's;\n\\\\.\n\\.\n"
    'COPY public.mdl_post (id, "subject", summary) FROM stdin;\n3\t{o}\tb\n4\t\\N\t\'\n\\.\n',
    "copy of all columns": "COPY mdl_post FROM stdin;\r\n3\t{o}\tb\t0\r\n4\t\\N\t'\t0\r\n\\.\r\n",
    "copy of nothing": "COPY public.mdl_post (id) FROM stdin;\n\\.\n"
    "INSERT INTO mdl_post VALUES (3, '{o}', 'b', 0), (4, NULL, '''', 0);",
    "inserts": "INSERT INTO public.mdl_log VALUES (1, 'it''s;\n\\');\n"
    "INSERT INTO public.mdl_post VALUES (3, '{o}', 'b', 0);\n"
    "INSERT INTO public.mdl_post VALUES (4, NULL, '''', -1) ON CONFLICT DO NOTHING;\n",
    "column inserts": 'INSERT INTO public."mdl_post" (id, summary, subject) OVERRIDING SYSTEM '
    "VALUE VALUES (3, 'b', '{o}'), (4, E'\\'', NULL);\n",
    "old strings": "SET standard_conforming_strings = off;\n"
    "INSERT INTO mdl_post VALUES (3, '{o}', 'b', 0), (4, NULL, '\\'', 0);\n",
    "escapes": r"INSERT INTO mdl_post VALUES (3, E'\173\x6f\u007d', E'b', 0), (4, NULL, e'''', 0);",
}
BOTH_ROWS = [
    {"id": 3, "subject": "{o}", "summary": "b"},
    {"id": 4, "subject": None, "summary": "'"},
]


def posts(folder, dump, *, name="dump.sql", prefix="mdl_"):
    """The posts in ``dump``, as text or bytes."""
    path = folder / name
    path.write_bytes(dump.encode() if isinstance(dump, str) else dump)
    with open_source(dump=str(path), prefix=prefix) as source:
        return source.select("post", ["id", "subject", "summary"], order="id")


@pytest.mark.parametrize("layout", MYSQL_LAYOUTS)
def test_mysql_layouts(tmp_path, layout):
    assert posts(tmp_path, MYSQL_HEAD + MYSQL_LAYOUTS[layout] + MYSQL_TAIL) == BOTH_ROWS


@pytest.mark.parametrize("layout", POSTGRESQL_LAYOUTS)
def test_postgresql_layouts(tmp_path, layout):
    dump = POSTGRESQL_HEAD + POSTGRESQL_LAYOUTS[layout] + POSTGRESQL_TAIL
    assert posts(tmp_path, dump) == BOTH_ROWS


def test_phpmyadmin(tmp_path):
    dump = f"""\ufeff-- phpMyAdmin SQL Dump
-- Gazdă: localhost
SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";
START TRANSACTION;
/*!40101 SET NAMES utf8mb4 */;

--
-- Структура таблицы `mdl_post`
--

{POST}
INSERT INTO `mdl_post` (`id`, `subject`, `summary`, `rating`) VALUES
(3, 'it''s "ё"', 'a\\r\\nb', 0),
(4, NULL, '{{}}', 0);
{USER}ALTER TABLE `mdl_post`
  ADD PRIMARY KEY (`id`);
COMMIT;
"""
    assert posts(tmp_path, dump) == [
        {"id": 3, "subject": 'it\'s "ё"', "summary": "a\r\nb"},
        {"id": 4, "subject": None, "summary": "{}"},
    ]


def mysql_escaped(text):
    """As mysql_real_escape_string does it."""
    escapes = {"\0": "\\0", "\n": "\\n", "\r": "\\r", "\\": "\\\\", "'": "\\'", '"': '\\"'}
    return text.translate(str.maketrans(escapes | {"\x1a": "\\Z"}))


def copy_escaped(text):
    """As PostgreSQL's COPY TO does it."""
    names = {"\b": "b", "\f": "f", "\n": "n", "\r": "r", "\t": "t", "\v": "v", "\\": "\\"}
    return text.translate(str.maketrans({letter: f"\\{name}" for letter, name in names.items()}))


def doubled(text):
    return text.replace("'", "''")


def dumps_of(text):
    """The same text as each writer writes it, in a skipped table as well."""
    bare = text.replace("\0", "")
    backslashed = bare.replace("\\", "\\\\")
    mysql = {mysql_escaped(text), doubled(text.replace("\\", "\\\\"))}
    for value in (f"'{escaped}'" for escaped in mysql):
        yield f"{{}}INSERT INTO mdl_log VALUES ({value});\nINSERT INTO mdl_post VALUES (1,{value},'');"
    yield f"{{}}INSERT INTO mdl_post VALUES (1,0x{text.encode().hex() or '00'},'');"
    plain = f"'{doubled(bare)}'"
    quoted = backslashed.replace("'", "\\'")
    for value in (plain, f"E'{doubled(backslashed)}'", f"E'{quoted}'"):
        yield (
            "SET client_encoding = 'UTF8';\n{}"
            f"INSERT INTO public.mdl_log VALUES ({plain});\n"
            f"INSERT INTO public.mdl_post VALUES (1, {value}, '');"
        )
    row = copy_escaped(bare)
    yield (
        "SET client_encoding = 'UTF8';\n{}"
        f"COPY public.mdl_log FROM stdin;\n{row}\n\\.\n"
        f"COPY public.mdl_post (id, subject, summary) FROM stdin;\n1\t{row}\t\n\\.\n"
    )


@given(st.text(st.one_of(st.sampled_from(LETTERS), st.characters(exclude_categories=["Cs"]))))
@example(LETTERS)
@example("\\")
@example("\\N")
@example("NULL")
def test_a_text_comes_back_as_it_was(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("text")
    tables = USER + "CREATE TABLE mdl_post (id int, subject text, summary text);\n"
    for dump in dumps_of(text):
        (row,) = posts(folder, dump.replace("{}", tables, 1))
        assert row["subject"] == text.replace("\0", "")


def test_rows_longer_than_a_piece_come_whole(tmp_path):
    long = LETTERS * (2 * CHUNK // len(LETTERS))
    for dump in dumps_of(long):
        (row,) = posts(tmp_path, dump.replace("{}", USER + POST.replace(", rating int", ""), 1))
        assert row["subject"] == long


@pytest.mark.parametrize("shift", range(24))
def test_a_piece_may_end_anywhere(tmp_path, monkeypatch, shift):
    monkeypatch.setattr("moodle_import.sources.dump_text.CHUNK", 7)
    monkeypatch.setattr("moodle_import.sources.dump_reader.HEAD", 300)
    rows = MYSQL_LAYOUTS["others between"]
    assert posts(tmp_path, MYSQL_HEAD + " " * shift + rows + MYSQL_TAIL) == BOTH_ROWS
    rows = POSTGRESQL_LAYOUTS["copy"]
    assert posts(tmp_path, POSTGRESQL_HEAD + "\n" * shift + rows + POSTGRESQL_TAIL) == BOTH_ROWS


@pytest.mark.parametrize(
    ("setting", "encoding"),
    [
        ("/*!40101 SET NAMES latin1 */;", "cp1252"),
        ("SET NAMES 'utf8';", "utf-8"),
        ("SET NAMES utf8mb3;", "utf-8"),
        ("SET client_encoding = 'WIN1252';", "cp1252"),
    ],
)
def test_encodings(tmp_path, setting, encoding):
    dump = f"{setting}\n{POST}{USER}INSERT INTO mdl_post VALUES (1,'façade “€”','',0);\n"
    (row,) = posts(tmp_path, dump.encode(encoding))
    assert row["subject"] == "façade “€”"


def test_bytes_that_are_no_letters_are_replaced(tmp_path):
    dump = f"{POST}{USER}INSERT INTO mdl_post VALUES (1,'a\xffb','',0);\n".encode("latin-1")
    assert posts(tmp_path, dump)[0]["subject"] == "a\ufffdb"


@pytest.mark.parametrize("setting", ["SET NAMES gbk;", "SET client_encoding = 'EUC_JP';"])
def test_an_encoding_that_is_not_read_is_refused(tmp_path, setting):
    with pytest.raises(SourceError, match="encoding '(gbk|EUC_JP)'"):
        posts(tmp_path, f"{setting}\n{POST}{USER}")


def zipped(data):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("__MACOSX/._dump.sql", b"")
        archive.writestr("readme.txt", b"it's")
        archive.writestr("dump.sql", data)
    return file.getvalue()


PACKERS = [gzip.compress, bz2.compress, lzma.compress, zipped, bytes]


@pytest.mark.parametrize("pack", PACKERS)
def test_a_packed_dump_is_known_by_its_first_bytes(tmp_path, pack):
    data = gzip.decompress(MARIADB_DUMP.read_bytes())
    assert len(posts(tmp_path, pack(data), name="whatever")) == 28


@pytest.mark.parametrize("pack", PACKERS)
@pytest.mark.parametrize("dump", [MARIADB_DUMP, POSTGRESQL_DUMP])
@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
def test_a_dump_cut_off_is_refused(tmp_path, pack, dump, share):
    data = pack(gzip.decompress(dump.read_bytes()))
    with pytest.raises(SourceError, match="(cut off|damaged|cannot be unpacked|not one)"):
        posts(tmp_path, data[: int(len(data) * share)])


@pytest.mark.parametrize(
    "dump",
    [
        MYSQL_HEAD + "INSERT INTO mdl_post VALUES (1,'",
        MYSQL_HEAD + "INSERT INTO mdl_post VALUES (1,'','',0),\n",
        MYSQL_HEAD + "INSERT INTO mdl_post VALUES (1,'','',0)",
        MYSQL_HEAD + "INSERT INTO mdl_log VALUES (1,'a;\n",
        MYSQL_HEAD + "INSERT INTO mdl_log VALUES (1,'a\\",
        MYSQL_HEAD + "INSERT INTO mdl_log VALUES (1),",
        MYSQL_HEAD + "ALTER TABLE mdl_post DISABLE KEYS",
        MYSQL_HEAD + "INSERT INTO mdl_log VALUES (1);\n",
        MYSQL_HEAD + "DELIMITER ;;\nCREATE",
        POSTGRESQL_HEAD + "COPY mdl_log FROM stdin;\n1\n",
        POSTGRESQL_HEAD + "COPY mdl_post (id) FROM stdin;\n1\n2",
        POSTGRESQL_HEAD + "COPY mdl_post (id) FROM stdin;\n1\n",
        POSTGRESQL_HEAD + "CREATE FUNCTION f() AS $$ ; ",
        POSTGRESQL_HEAD,
    ],
)
def test_a_dump_that_ends_too_early_is_refused(tmp_path, dump):
    with pytest.raises(SourceError, match="dump.sql .*cut off. Make it again"):
        posts(tmp_path, dump)


def tarred(name):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        archive.addfile(tarfile.TarInfo(name))
    return file.getvalue()


@pytest.mark.parametrize(
    ("dump", "words"),
    [
        (b"PGDMP\x01\x0e", "pg_restore -f dump.sql"),
        (gzip.compress(b"PGDMP\x01\x0e", mtime=0), "pg_restore -f dump.sql"),
        (tarred("toc.dat"), "pg_restore -f dump.sql"),
        (b"\x28\xb5\x2f\xfd....", "unzstd"),
        ((POST + USER).encode("utf-16"), "UTF-16"),
        (b"", "empty"),
        (b"PK\x03\x04....", "cannot be unpacked"),
        (USER, "no table mdl_post, so its prefix is not 'mdl_', or no Moodle is there"),
        (POST, "no table mdl_user"),
        (POST.replace("mdl_", "m_") + USER.replace("mdl_", "m_"), "try --prefix=m_"),
        (POST.replace("mdl_", "") + USER.replace("mdl_", ""), 'try --prefix=""'),
        (POST + USER + POST, "creates the table mdl_post twice"),
        (POST + USER + POST.replace("mdl_post", "`b`.`mdl_post`"), "mdl_post twice"),
        (POST + USER + "INSERT INTO mdl_post VALUES (1);", "with 1 values for 4 columns"),
        (POST + USER + "INSERT INTO mdl_post VALUES ('x','','',0);", "'x' in the column id"),
        (POST + USER + "INSERT INTO mdl_post SET id = 1;", "not understood near 'SET id"),
        (POST + USER + "INSERT INTO mdl_tag VALUES (1,'a','a');", "no CREATE TABLE"),
        (POST + USER + "INSERT INTO mdl_post VALUES (1,_sjis'a','',0);", "encoding 'sjis'"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, dump, words):
    with pytest.raises(SourceError, match=words):
        posts(tmp_path, dump)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SourceError, match="none.sql cannot be opened: No such file"):
        open_source(dump=str(tmp_path / "none.sql"))
    with pytest.raises(SourceError, match="pg_restore"):
        open_source(dump=str(tmp_path))


def test_the_prefix_chooses_among_several_moodles(tmp_path):
    tables = POST + USER
    dump = "".join(
        tables.replace("mdl_", prefix) + f"INSERT INTO {prefix}post VALUES (1,'{prefix}','',0);\n"
        for prefix in ("mdl_", "m2_", "")
    )
    for prefix in ("mdl_", "m2_", ""):
        assert [row["subject"] for row in posts(tmp_path, dump, prefix=prefix)] == [prefix]


def test_what_a_moodle_lacks_is_none_or_empty(tmp_path):
    path = tmp_path / "old.sql"
    path.write_text(POST + USER + "INSERT INTO mdl_user VALUES (1);\n")
    with open_source(dump=str(path)) as source:
        assert source.kind == "dump"
        assert source.description == "dump old.sql"
        assert source.select("user", ["id", "middlename"]) == [{"id": 1, "middlename": None}]
        assert source.select("files", ["id"]) == []
        assert source.count("files") == 0


def test_secrets_are_not_kept(tmp_path):
    path = tmp_path / "secrets.sql"
    path.write_text(
        POST + "CREATE TABLE mdl_user (id int, password text, email text);\n"
        "INSERT INTO mdl_user VALUES (1, 'hush', 'a@example.org');\n"
        "CREATE TABLE mdl_config (id int, name text, value text);\n"
        "INSERT INTO mdl_config VALUES (1, 'smtppass', 'hush'), (2, 'lang', 'az');\n"
    )
    with open_source(dump=str(path)) as source:
        assert source.select("config", ["name", "value"]) == [{"name": "lang", "value": "az"}]
        assert "hush" not in "".join(source.connection.iterdump())

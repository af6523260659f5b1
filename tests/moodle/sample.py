"""The sample Moodle of the tests: dumps, files, and what is in them."""

from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "data" / "moodle"
MARIADB_DUMP = SAMPLE / "mariadb.sql.gz"
POSTGRESQL_DUMP = SAMPLE / "postgresql.sql.gz"
MOODLEDATA = SAMPLE / "moodledata"
EXPECTED = SAMPLE / "expected.json"

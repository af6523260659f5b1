"""What an entry holds, in parts: one for each language, and one for what the languages share."""

import hashlib
import json
import zlib
from datetime import UTC, datetime

from blog.languages import in_language, language_codes

# Keys of parts that are of no language: what the languages share, and, in the revision of a deleted
# entry alone, what was deleted with it.
SHARED, BESIDE = "", "+"
TEXTS = ["title", "slug", "summary", "body", "cover_alt", "cover_caption"]
# Digests are SHA-256; of two texts of one entry, a third of it tells them apart just as well.
SHORT = 20


def parts_of(entry) -> dict[str, dict]:
    """What ``entry`` holds now: language code, or ``SHARED``, → field → value as JSON can hold it.

    Related rows are read from the database, so the entry must have been saved. A language's
    ``labels`` are pairs of a stored file and its label there; moments are in UTC (ISO 8601).
    """
    attachments = list(entry.attachments.all())
    parts = {code: _language_part(entry, code, attachments) for code in language_codes()}
    parts[SHARED] = {
        "original_language": entry.original_language,
        "author": entry.author_id,
        "cover": entry.cover_id,
        "cover_is_decorative": entry.cover_is_decorative,
        "tags": sorted(tag.pk for tag in entry.tags.all()),
        "attachments": [[one.file.name, one.name, one.media_type, one.size] for one in attachments],
    }
    return parts


def _language_part(entry, language, attachments):
    date = entry.date_in(language)
    labels = [
        [one.file.name, label]
        for one in attachments
        if (label := getattr(one, in_language("label", language)))
    ]
    return {
        **{name: entry.text(name, language) for name in TEXTS},
        "published_at": as_text(date),
        "labels": labels,
    }


def as_text(moment: datetime | None) -> str | None:
    """``moment`` as a part holds it."""
    return moment.astimezone(UTC).isoformat() if moment else None


def moment_of(text: str | None) -> datetime | None:
    """What ``as_text`` made ``text`` of."""
    return datetime.fromisoformat(text) if text else None


def is_empty(part: dict) -> bool:
    """Whether nothing was ever written in ``part``."""
    return not any(part.values())


def digest_of(part: dict) -> str:
    """What identifies ``part`` by its content: the SHA-256 of it, hexadecimal."""
    return hashlib.sha256(_serialized(part)).hexdigest()


def digests(parts: dict[str, dict]) -> dict[str, str]:
    """The digest of each part of an entry."""
    return {key: digest_of(part) for key, part in parts.items()}


def packed(part: dict) -> bytes:
    """The content of a ``RevisionPart``."""
    return zlib.compress(_serialized(part))


def unpacked(content: bytes) -> dict:
    """The part that ``packed`` made ``content`` of."""
    return json.loads(zlib.decompress(content))


def _serialized(part):
    return json.dumps(part, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def as_version(digests: dict[str, str]) -> str:
    """``digests`` as the form of an entry carries them: ``=1f…,en=9c…``."""
    return ",".join(f"{key}={digest[:SHORT]}" for key, digest in sorted(digests.items()))


def from_version(version: str) -> dict[str, str]:
    """Key of a part → the beginning of its digest; {} for what is no version."""
    pairs = (pair.partition("=") for pair in version.split(",") if "=" in pair)
    return {key: digest for key, _equals, digest in pairs if len(digest) == SHORT}

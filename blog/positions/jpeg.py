"""The position in a JPEG, and in those that phones put behind it."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from blog.positions.exif import PREFIX, blank_exif
from blog.positions.xmp import blank_xmp

START_OF_IMAGE = b"\xff\xd8\xff"
FILL, PRIVATE, END_OF_IMAGE, START_OF_SCAN = 0xFF, 0xE1, 0xD9, 0xDA
# Markers that nothing follows: TEM, RST0 to RST7, SOI.
ALONE = {0x01, *range(0xD0, 0xD9)}
# A picture has one.
MOST_EXTENSIONS = 8
PACKET = b"http://ns.adobe.com/xap/1.0/\0"
EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
# Behind the name of an extension: the digest of all of it, its length, and the place of this part.
DIGEST = slice(len(EXTENSION), len(EXTENSION) + 32)
PLACE = slice(DIGEST.stop + 4, DIGEST.stop + 8)


def blank_jpeg(content: bytearray) -> None:
    """Blank the position in Exif and XMP."""
    packets, extensions = [], defaultdict(list)
    for segment in private_segments(content):
        start = bytes(segment[: PLACE.stop])
        if start.startswith(PREFIX):
            blank_exif(segment)
        elif start.startswith(PACKET):
            blank_xmp(segment[len(PACKET) :])
            packets.append(segment)
        elif start.startswith(EXTENSION):
            extensions[start[DIGEST]].append(segment)
    for digest, segments in islice(extensions.items(), MOST_EXTENSIONS):
        _blank_extension(digest, segments, packets)


def private_segments(content: bytearray) -> Iterator[memoryview]:
    """What the segments APP1 hold; other pictures begin behind the data of the one before."""
    view = memoryview(content)
    at = content.find(START_OF_IMAGE)
    while at >= 0:
        at += 2
        while content[at : at + 1] == b"\xff" and at + 4 <= len(content):
            marker = content[at + 1]
            if marker in (0, END_OF_IMAGE, START_OF_SCAN):
                break
            if marker == FILL or marker in ALONE:
                at += 1 if marker == FILL else 2
                continue
            end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
            if marker == PRIVATE:
                yield view[at + 4 : end]
            at = max(end, at + 4)
        at = content.find(START_OF_IMAGE, at)


def _blank_extension(digest, segments, packets):
    """Blank XMP that is spread over ``segments``; they and ``packets`` name it by its digest."""
    segments = sorted(segments, key=lambda segment: int.from_bytes(segment[PLACE]))
    parts = [segment[PLACE.stop :] for segment in segments]
    before = b"".join(parts)
    whole = bytearray(before)
    blank_xmp(whole)
    if whole == before:
        return
    at = 0
    for part in parts:
        part[:] = whole[at : at + len(part)]
        at += len(part)
    new = hashlib.md5(whole, usedforsecurity=False).hexdigest().upper().encode()
    for segment in [*segments, *packets]:
        for named in list(re.finditer(re.escape(digest), segment)) if len(digest) == 32 else ():
            segment[named.start() : named.end()] = new

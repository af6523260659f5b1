"""Where a photograph was taken is not told; all else of the file stays as it was."""

import hashlib
import re
import struct
import zlib
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from blog.attachments import check_upload, keep, stored_name
from blog.positions import may_have_position, without_position

FORMATS = ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"]
GPS, EXIF, ORIENTATION, MAKE, TAKEN = 0x8825, 0x8769, 0x0112, 0x010F, 0x9003
# Şəki, to the second; the numbers are long enough to stand apart from their table.
POSITION = {
    0: b"\x02\x03\x00\x00",
    1: "N",
    2: (41.0, 11.0, 52.25),
    3: "E",
    4: (47.0, 10.0, 13.75),
    5: b"\x00",
    6: 639.5,
    27: b"ASCII\0\0\0Sheki-by-satellite",
    29: "2031:01:02",
}
# How 41 degrees and this name look in the file.
TRACES = [struct.pack("<II", 41, 1), struct.pack(">II", 41, 1), b"by-satellite", b"2031:01:02"]
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:gps="urn:gps"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:drone-dji="http://www.dji.com/drone-dji/1.0/"
  xmlns:xmpNote="http://ns.adobe.com/xmp/note/" {note}
  exif:GPSLatitude="41,11.8N" dc:source='5 &gt; 4 "GPS"' drone-dji:GpsLongitude = '47.17'>
<exif:GPSLongitude>47,10.2E</exif:GPSLongitude><exif:GPSAltitude rdf:resource="639"/>
<exif:GPSDestBearing rdf:parseType="Resource"><rdf:value>41.19</rdf:value></exif:GPSDestBearing>
<dc:title>Şəki, ё &amp; GPS</dc:title></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
PACKET = XMP.format(note="").encode()
XMP_TRACES = re.compile(rb"41,11|47,10|47\.17|639|41\.19")


def exif(*, order="<", position=True):
    data = Image.Exif()
    data.endian = order
    data[ORIENTATION], data[MAKE] = 6, "RTCM Kamera"
    data.get_ifd(EXIF)[TAKEN] = "2024:05:31 14:30:00"
    if position:
        data.get_ifd(GPS).update(POSITION)
    return data


def photo(format_, **kwargs):
    """A photograph with a position in Exif, as bytes."""
    file = BytesIO()
    image = Image.linear_gradient("L").convert("RGB").resize((48, 32))
    data = kwargs.pop("exif", exif())
    image.save(file, format_, exif=data.tobytes(), **kwargs)
    return file.getvalue()


def facts(content):
    """Pixels, position, and what else Exif says, as Pillow reads them."""
    image = Image.open(BytesIO(content))
    data = image.getexif()
    # Before the pixels: once a TIFF has been turned upright, Pillow takes the orientation away.
    found = (
        dict(data.get_ifd(GPS)),
        GPS in data,
        (data.get(ORIENTATION), data.get(MAKE), dict(data.get_ifd(EXIF))),
    )
    return (image.tobytes(), *found)


def segment(payload):
    return b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload


def with_segments(jpeg, *payloads):
    return jpeg[:2] + b"".join(map(segment, payloads)) + jpeg[2:]


def chunk(kind, data):
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def with_chunk(png, kind, data):
    """``png`` with one more chunk behind its head."""
    return png[:33] + chunk(kind, data) + png[33:]


def properties(packet):
    """The XML of a packet, which must be well-formed: tags, attributes and words."""
    root = ElementTree.fromstring(packet[packet.index(b"<x:xmpmeta") : packet.rindex(b"<?xpacket")])  # noqa: S314
    return [(node.tag, dict(node.attrib), (node.text or "").strip()) for node in root.iter()]


# Exif


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("format_", FORMATS)
def test_position_of_exif_is_blanked_and_nothing_else(format_, order):
    before = photo(format_, exif=exif(order=order))
    pixels, position, _is_named, other = facts(before)
    assert position[2] == (41, 11, 52.25)
    after = without_position(before)
    assert len(after) == len(before)
    assert facts(after) == (pixels, {}, False, other)
    assert (other[0], other[2]) == (6, {TAKEN: "2024:05:31 14:30:00"})
    assert not [trace for trace in TRACES if trace in after]
    assert without_position(after) is after


@pytest.mark.parametrize("format_", FORMATS)
def test_photo_without_a_position_is_the_same_object(format_):
    content = photo(format_, exif=exif(position=False))
    assert without_position(content) is content


def test_every_exif_of_a_jpeg_is_blanked():
    plain = photo("JPEG", exif=exif(position=False))
    more = [b"Exif\0\0" + exif(order=order).tobytes()[6:] for order in "<>"]
    after = without_position(with_segments(plain, *more))
    assert not [trace for trace in TRACES if trace in after]
    assert facts(after)[0] == facts(plain)[0]


def test_pictures_behind_the_first_are_blanked_too():
    first, second = photo("JPEG", exif=exif(position=False)), photo("JPEG")
    after = without_position(first + second)
    assert after == first + without_position(second)
    assert facts(after[len(first) :])[1] == {}


def test_position_that_stands_in_the_pixels_of_a_tiff_touches_none():
    content = bytearray(photo("TIFF"))
    start = Image.open(BytesIO(content)).tag_v2[0x0111][0]
    pixels = facts(bytes(content))[0]
    # The value of the latitude is said to be where the pixels begin.
    at = content.index(struct.pack("<HHI", 2, 5, 3))
    content[at + 8 : at + 12] = struct.pack("<I", start)
    after = without_position(bytes(content))
    assert facts(after)[:3] == (pixels, {}, False)


def test_table_of_positions_that_is_the_first_table_keeps_its_tags():
    content = bytearray(photo("JPEG"))
    at = content.index(struct.pack("<H", GPS))
    content[at + 8 : at + 12] = struct.pack("<I", 8)
    after = without_position(bytes(content))
    assert facts(after)[2] is False
    assert facts(after)[3] == facts(photo("JPEG"))[3]


# XMP

EMBEDDED = {
    "JPEG": photo("JPEG", exif=exif(position=False), xmp=PACKET),
    "WEBP": photo("WEBP", exif=exif(position=False), xmp=PACKET),
    "AVIF": photo("AVIF", exif=exif(position=False), xmp=PACKET),
    "TIFF": photo("TIFF", exif=exif(position=False), tiffinfo={700: PACKET}),
    "PNG": with_chunk(
        photo("PNG", exif=exif(position=False)),
        b"iTXt",
        b"XML:com.adobe.xmp\0\0\0\0\0" + PACKET,
    ),
}


@pytest.mark.parametrize("format_", EMBEDDED)
def test_position_of_xmp_is_blanked_and_the_rest_is_well_formed(format_):
    before = EMBEDDED[format_]
    after = without_position(before)
    assert len(after) == len(before)
    assert facts(after) == facts(before)
    start = after.index(b"<?xpacket begin")
    packet = after[start : start + len(PACKET)]
    assert not XMP_TRACES.search(after)
    kept = [
        (
            tag,
            {name: value for name, value in attributes.items() if "gps" not in name.lower()},
            text,
        )
        for tag, attributes, text in properties(PACKET)
        if "GPS" not in tag and not tag.endswith("value")
    ]
    assert properties(packet) == kept
    assert b'xmlns:gps="urn:gps"' in packet
    assert without_position(after) is after


def test_position_across_parts_of_an_extended_packet_is_blanked():
    filler = f"<dc:rights>{'ə' * 4000}</dc:rights><dc:title>"
    whole = PACKET.replace(b"<dc:title>", filler.encode())
    cut = whole.index(b"41.19") + 2
    digest = hashlib.md5(whole, usedforsecurity=False).hexdigest().upper()
    name = b"http://ns.adobe.com/xmp/extension/\0" + digest.encode() + struct.pack(">I", len(whole))
    note = f'xmpNote:HasExtendedXMP="{digest}"'
    content = with_segments(
        photo("JPEG", exif=exif(position=False)),
        b"http://ns.adobe.com/xap/1.0/\0" + XMP.format(note=note).encode(),
        # A reader puts them in order.
        name + struct.pack(">I", cut) + whole[cut:],
        name + struct.pack(">I", 0) + whole[:cut],
    )
    after = without_position(content)
    assert len(after) == len(content)
    assert not XMP_TRACES.search(after)
    assert b"41.19" not in after
    assert digest.encode() not in after
    (new,) = {*re.findall(rb'HasExtendedXMP="(\w{32})"', after)}
    parts = [
        (int.from_bytes(after[m.end() + 4 : m.end() + 8]), m.end() + 8)
        for m in re.finditer(b"extension/\0" + new, after)
    ]
    sizes = {0: cut, cut: len(whole) - cut}
    joined = b"".join(after[at : at + sizes[place]] for place, at in sorted(parts))
    assert hashlib.md5(joined, usedforsecurity=False).hexdigest().upper().encode() == new
    assert properties(joined)
    assert without_position(after) is after


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(PACKET)),
        (b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(b"45786966")),
        (b"zTXt", b"Raw profile type APP1\0\0" + zlib.compress(b"45786966")),
        (b"tEXt", b"Raw profile type xmp\0\nxmp\n 4\n3c3f78"),
        (b"tEXt", b"exif:GPSLatitude\x0041/1, 11/1"),
    ],
)
def test_profile_of_a_png_that_cannot_be_blanked_is_put_out_of_use(kind, data):
    before = with_chunk(photo("PNG", exif=exif(position=False)), kind, data)
    after = without_position(before)
    assert after == before[:33] + chunk(b"voId", bytes(len(data))) + before[45 + len(data) :]
    assert facts(after) == facts(before)
    assert without_position(after) is after


def test_other_texts_of_a_png_stay():
    info = PngImagePlugin.PngInfo()
    info.add_text("Title", "GPS in Şəki", zip=True)
    info.add_itxt("Comment", "exif:GPSLatitude='41'")
    content = photo("PNG", exif=exif(position=False), pnginfo=info)
    assert without_position(content) is content


def test_check_sums_of_a_png_are_right():
    after = without_position(photo("PNG"))
    at = 8
    while at < len(after):
        length = int.from_bytes(after[at : at + 4])
        assert zlib.crc32(after[at + 4 : at + 8 + length]) == int.from_bytes(
            after[at + 8 + length : at + 12 + length]
        )
        at += 12 + length


# What is damaged, and what is no picture

BEGINNINGS = [
    b"\xff\xd8\xff\xe1\x00\x40Exif\0\0II*\0\x08\0\0\0",
    b"\xff\xd8\xff\xe1\x00\x40Exif\0\0MM\0*\0\0\0\x08\0\x02\x88\x25\0\x04\0\0\0\x01",
    b"\xff\xd8\xff\xe1\x00\x90http://ns.adobe.com/xap/1.0/\0<a exif:GPSLatitude=",
    b"\xff\xd8\xff\xe1\x00\x90http://ns.adobe.com/xmp/extension/\0",
    b"\x89PNG\r\n\x1a\n\0\0\0\x20eXIfII*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0",
    b"\x89PNG\r\n\x1a\n\0\0\0\x20tEXtRaw profile type exif\0",
    b"RIFF\0\0\0\0WEBPEXIF\x30\0\0\0MM\0*\0\0\0\x08",
    b"II*\0\x08\0\0\0\x02\0\x25\x88\x04\0\x01\0\0\0\x08\0\0\0",
    b"MM\0*\0\0\0\x08\0\x03\x02\xbc\0\x01\0\0\0\x09\0\0\0\x08",
    b"\0\0\0\x18ftypavif\0\0\0\0mif1avif\0\0\0\x40meta\0\0\0\0\0\0\0\x20iinf\x02",
    b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x40meta\0\0\0\0\0\0\0\x20iloc\x02",
]
LAYOUTS = {format_: photo(format_) for format_ in FORMATS} | {
    f"XMP in {format_}": content for format_, content in EMBEDDED.items()
}


@given(beginning=st.sampled_from(BEGINNINGS), rest=st.binary(max_size=300))
def test_rubbish_behind_a_valid_beginning_does_no_harm(beginning, rest):
    after = without_position(beginning + rest)
    assert len(after) == len(beginning + rest)
    assert without_position(after) == after


@given(
    content=st.sampled_from([*LAYOUTS.values()]),
    changes=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=12),
    cut=st.integers(1, 10**6),
)
def test_damaged_photo_does_no_harm(content, changes, cut):
    damaged = bytearray(content)
    for place, byte in changes:
        # Where the structure is, as a rule at the beginning.
        damaged[place % min(len(damaged), 900)] = byte
    damaged = bytes(damaged[: 16 + cut % len(damaged)])
    after = without_position(damaged)
    assert len(after) == len(damaged)
    assert without_position(after) == after


@pytest.mark.parametrize("format_", FORMATS)
def test_photo_cut_anywhere_does_no_harm(format_):
    content = LAYOUTS[format_]
    for length in range(12, min(len(content), 1500), 7):
        assert len(without_position(content[:length])) == length


def test_tables_in_a_circle_come_to_an_end():
    # The next table is the first, the position is the first, and it is there twice.
    entry = struct.pack("<HHII", GPS, 4, 1, 8)
    content = b"II*\0" + struct.pack("<IH", 8, 2) + entry * 2 + struct.pack("<I", 8)
    after = without_position(content)
    assert after == content[:8] + bytes(2) + struct.pack("<I", 8) + bytes(24)


@pytest.mark.parametrize(
    "content",
    [b"", b"II", b"\xff\xd8", b"RIFF", b"%PDF-1.7 exif:GPSLatitude='1'", b"GIF89a", b"PK\x03\x04"],
)
def test_what_is_no_picture_is_the_same_object(content):
    assert without_position(content) is content
    assert not may_have_position(content)


def test_film_is_no_picture():
    content = b"\0\0\0\x18ftypisom\0\0\2\0isommp42" + bytes(40)
    assert without_position(content) is content


# Files of entries


def kept_content(name):
    with storages["attachments"].open(name) as file:
        return file.read()


@pytest.mark.parametrize("name", ["foto.jpg", "foto.bin", "foto"])
def test_file_is_kept_without_its_position(name):
    content = photo("JPEG")
    upload = SimpleUploadedFile(name, content)
    kept = keep(upload)
    stored = kept_content(kept)
    assert stored == without_position(content) != content
    assert kept == stored_name(SimpleUploadedFile(name, stored))
    assert keep(SimpleUploadedFile(name, stored)) == kept


def test_upload_that_was_checked_is_kept_whole():
    upload = SimpleUploadedFile("foto.jpg", photo("JPEG"))
    check_upload(upload)
    assert len(kept_content(keep(upload))) == upload.size


def test_other_file_is_kept_as_it_is():
    content = b"%PDF-1.7 exif:GPSLatitude='1'"
    assert kept_content(keep(SimpleUploadedFile("a.pdf", content))) == content


def test_file_that_is_too_large_to_be_read_at_once_is_left_alone(monkeypatch):
    monkeypatch.setattr("blog.attachments.MOST_BYTES_AT_ONCE", 100)
    content = photo("JPEG")
    assert kept_content(keep(SimpleUploadedFile("a.jpg", content))) == content

"""The library of pictures: what is kept of an upload, what readers get, what is remembered."""

import re
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image, ImageCms
from PIL.ExifTags import GPS, IFD, Base

from blog.imaging import rendition_widths, share_box
from blog.models import Entry, Picture
from blog.pictures import add_picture, make_renditions, refocus
from blog.renditions import rendition_name, rendition_names
from tests.factories import make_author, make_entry, make_picture, noise, picture
from tests.parsed import Parsed
from tests.posting import ADD, change, errors, filled, post, value

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def stored(name):
    with default_storage.open(name) as file:
        return file.read()


def opened(picture):
    image = Image.open(BytesIO(stored(picture.file.name)))
    image.load()
    return image


# What is kept


def test_private_data_is_not_kept():
    exif = Image.Exif()
    exif[Base.ImageDescription] = "taken at home"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (40.0, 24.0, 33.0)
    upload = picture(
        exif=exif, comment=b"by a mobile of mine", xmp=b"<x:xmpmeta>secret</x:xmpmeta>"
    )
    assert b"taken at home" in upload.read()
    upload.seek(0)
    kept, _is_animated = add_picture(upload)

    assert not opened(kept).getexif()
    names = [kept.file.name, *(rendition_name(kept, name) for name in rendition_names(kept))]
    for name in names:
        for private in (b"taken at home", b"by a mobile of mine", b"secret", b"GPS"):
            assert private not in stored(name), name


def test_picture_is_turned_upright():
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    kept, _is_animated = add_picture(picture(size=(60, 40), exif=exif))
    assert (kept.width, kept.height) == (40, 60)
    assert opened(kept).size == (40, 60)


@pytest.mark.parametrize(
    ("mode", "format_", "color", "pixel"),
    [
        ("CMYK", "JPEG", (0, 255, 255, 0), (254, 0, 0)),
        ("L", "PNG", 200, (200, 200, 200)),
        ("1", "PNG", 1, (255, 255, 255)),
        ("I;16", "PNG", 0x8080, (128, 128, 128)),
        ("P", "GIF", 0, (0, 0, 0)),
        ("RGB", "WEBP", "white", (255, 255, 255)),
        ("RGB", "AVIF", "white", (255, 255, 255)),
    ],
)
def test_every_kind_of_colours_is_taken(mode, format_, color, pixel):
    file = BytesIO()
    Image.new(mode, (64, 48), color).save(file, format_)
    upload = picture()
    upload.file, upload.size = file, file.tell()
    kept, is_animated = add_picture(upload)
    assert not is_animated
    found = opened(kept).convert("RGB").getpixel((30, 20))
    assert all(abs(one - other) < 4 for one, other in zip(found, pixel, strict=True)), found


def test_colours_of_a_wide_profile_are_brought_to_those_of_browsers():
    """As telephones make them: the same numbers mean other colours there."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    broken, _is_animated = add_picture(picture(color="teal", icc_profile=profile[:90]))
    assert opened(broken).getpixel((5, 5)) == opened(make_picture(color="teal")).getpixel((5, 5))

    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    kept, _is_animated = add_picture(picture(color="red", icc_profile=plain))
    assert "icc_profile" not in opened(kept).info


def test_gaps_stay_gaps():
    file = picture(size=(600, 300), format_="PNG")
    clear = BytesIO()
    Image.new("RGBA", (600, 300), (0, 0, 0, 0)).save(clear, "PNG")
    file.file, file.size = clear, clear.tell()
    kept, _is_animated = add_picture(file)
    assert kept.file.name.endswith(".png")
    endings = {name.partition(".")[2] for name in rendition_names(kept) if "share" not in name}
    assert endings == {"avif", "webp", "png"}
    for ending in endings:
        image = Image.open(BytesIO(stored(rendition_name(kept, f"480.{ending}"))))
        assert image.convert("RGBA").getpixel((9, 9))[3] == 0


def test_animation_keeps_its_first_picture():
    file = BytesIO()
    frames = [Image.new("RGB", (40, 30), color) for color in ("red", "lime", "blue")]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    upload = picture()
    upload.file, upload.size = file, file.tell()
    kept, is_animated = add_picture(upload)
    assert is_animated
    assert opened(kept).getpixel((9, 9))[0] > 250


# Renditions


@pytest.mark.parametrize(
    ("width", "widths"),
    [(3000, [480, 800, 1200, 1600]), (1200, [480, 800, 1200]), (480, [480]), (90, [90]), (1, [1])],
)
def test_no_rendition_is_wider_than_the_picture(width, widths):
    assert rendition_widths(width) == widths


def test_renditions_have_the_sizes_and_formats_that_they_say():
    kept = make_picture(size=(1200, 800))
    assert rendition_names(kept) == [
        *(f"{width}.{ending}" for width in (480, 800, 1200) for ending in ("avif", "webp", "jpg")),
        "share-50-50.jpg",
    ]
    for name in rendition_names(kept):
        image = Image.open(BytesIO(stored(rendition_name(kept, name))))
        assert image.format == {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}[name[-4:].strip(".")]
        width = 1200 if "share" in name else int(name.partition(".")[0])
        assert image.width == width


def test_missing_renditions_are_made_anew():
    kept = make_picture(size=(500, 300))
    assert make_renditions(kept) == 0
    for name in ("480.avif", "share-50-50.jpg"):
        default_storage.delete(rendition_name(kept, name))
    assert make_renditions(kept) == 2
    assert all(default_storage.exists(rendition_name(kept, name)) for name in rendition_names(kept))


@pytest.mark.parametrize(
    ("size", "focus", "box"),
    [
        ((2400, 1260), (0, 0), (0, 0, 2400, 1260)),
        ((2400, 2400), (50, 0), (0, 0, 2400, 1260)),
        ((2400, 2400), (50, 100), (0, 1140, 2400, 2400)),
        ((3000, 630), (100, 50), (1800, 0, 3000, 630)),
        ((1, 1), (50, 50), (0, 0, 1, 1)),
    ],
)
def test_share_card_is_cut_around_the_focal_point(size, focus, box):
    assert share_box(*size, focus) == box


def test_another_focal_point_is_another_file():
    kept = make_picture(size=(1600, 1600))
    before = kept.focus
    kept.focus_y = 90
    kept.save()
    refocus(kept, before=before)
    assert default_storage.exists(rendition_name(kept, "share-50-90.jpg"))
    assert not default_storage.exists(rendition_name(kept, "share-50-50.jpg"))


# Stored once


def test_same_picture_is_stored_once():
    first = make_picture(color="teal", name="bir.jpg")
    exif = Image.Exif()
    exif[Base.ImageDescription] = "another upload of it"
    again, _is_animated = add_picture(picture(color="teal", name="iki.jpg", exif=exif))
    assert again == first
    assert Picture.objects.count() == 1
    assert make_picture(color="red") != first


# What readers get


def test_cover_has_its_sources_measures_and_words(client, editor):
    sent = {**filled(client, ADD), "author": make_author().pk, "title_az": "Şəki"}
    words = {"cover_alt_az": "Dağ", "cover_caption_az": "Şəki, may"}
    client.post(ADD, {**sent, **words, "cover_file": picture(), "_publish": "az"})
    entry = Entry.objects.get()
    Picture.objects.update(credit="Aysel", focus_x=24, focus_y=80)

    page = Parsed(client.get(entry.url_in("az")))
    sources = page.tree.xpath("//article//source/@srcset")
    assert re.findall(r" (\d+)w", " ".join(sources)) == ["480", "800", "1200"] * 3
    image = page.one("//article//img")
    assert (image.get("width"), image.get("height"), image.get("alt")) == ("800", "533", "Dağ")
    assert image.get("class") == "fx2 fy8"
    assert page.texts("//article//figcaption") == ["Şəki, may Aysel"]
    for name in re.findall(r"/media/(\S+)", " ".join(sources)):
        assert default_storage.exists(name)


def test_share_card_names_the_cut_picture(client):
    shown = make_picture(size=(1600, 1200))
    entry = make_entry(live=["az"], cover=shown, cover_alt_az="Dağ")
    page = Parsed(client.get(entry.url_in("az")))
    tags = {tag.get("property"): tag.get("content") for tag in page.tree.xpath("//meta[@property]")}
    assert tags["og:image"].startswith("http://testserver/media/pictures/")
    assert tags["og:image"].endswith("/share-50-50.jpg")
    assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
    assert tags["og:image:alt"] == "Dağ"


def test_decorative_cover_is_passed_over(client):
    entry = make_entry(
        live=["az"], cover=make_picture(), cover_alt_az="Dağ", cover_is_decorative=True
    )
    assert Parsed(client.get(entry.url_in("az"))).one("//article//img").get("alt") == ""


def test_words_of_the_cover_fall_back_with_their_language(client):
    entry = make_entry(
        live=["az", "ru"], cover=make_picture(), cover_alt_ru="Гора", cover_caption_ru="Шеки"
    )
    page = Parsed(client.get(entry.url_in("az")))
    image = page.one("//article//img")
    assert (image.get("alt"), image.get("lang")) == ("Гора", "ru")
    assert page.one("//article//figcaption/span").get("lang") == "ru"


@pytest.mark.parametrize("entries", [1, 3])
def test_pictures_cost_no_more_queries_when_there_are_more(
    client, entries, django_assert_num_queries
):
    for number in range(entries):
        make_entry(live=["az"], cover=make_picture(color=(80 * number, 0, 0)))
    with django_assert_num_queries(4):
        assert len(Parsed(client.get("/az/")).titles) == entries


@pytest.mark.parametrize("pictures", [1, 3])
def test_pictures_of_a_text_cost_one_query(client, pictures, django_assert_num_queries):
    shown = [make_picture(color=(80 * number, 0, 0)) for number in range(pictures)]
    body = "".join(f'<figure><img alt="x" src="picture:{one.pk}"></figure>' for one in shown)
    links = "".join(f'<p><a href="entry:{n}">x</a></p>' for n in range(pictures))
    entry = make_entry(live=["az"], body_az=body + links)
    client.get(entry.url_in("az"))
    with django_assert_num_queries(7):
        page = Parsed(client.get(entry.url_in("az")))
    assert len(page.tree.xpath('//div[@class="prose"]//picture')) == pictures


# Words


def test_words_said_of_a_picture_are_proposed_next_time(client, editor):
    shown, cover = make_picture(color="red"), make_picture(color="lime")
    body = (
        f'<figure><img alt="Dağ &amp; çay" src="picture:{shown.pk}">'
        "<figcaption>Şəki, <em>may</em></figcaption></figure>"
    )
    entry = make_entry(drafts=["az"])
    words = {"body_az": body, "cover": cover.pk, "cover_alt_az": "Bağ"}
    assert post(client, change(entry), **words).status_code == 302
    shown.refresh_from_db()
    cover.refresh_from_db()
    assert (shown.alt_az, shown.caption_az, shown.alt_ru) == ("Dağ & çay", "Şəki, may", None)
    assert cover.alt_az == "Bağ"

    post(client, change(entry), body_az=body.replace("Dağ", "Təpə"))
    shown.refresh_from_db()
    assert shown.alt_az == "Dağ & çay"


# The form


def test_picture_of_a_form_that_comes_back_is_not_lost(client, editor):
    sent = {**filled(client, ADD), "title_az": "Şəki", "cover_file": picture()}
    response = client.post(ADD, {**sent, "author": ""})
    assert len(errors(response)) == 1
    assert value(response, "cover") == str(Picture.objects.get().pk)
    assert Parsed(response).one('//input[@name="cover"]').get("data-thumbnail")


def test_cover_that_was_deleted_meanwhile_is_a_message(client, editor):
    gone = make_picture()
    sent = {**filled(client, ADD), "author": make_author().pk, "title_az": "Şəki"}
    sent["cover"] = gone.pk
    gone.delete()
    response = client.post(ADD, sent, headers={"accept-language": "az"})
    assert errors(response) == ["Bu şəkil artıq kitabxanada yoxdur. Başqasını seçin."]
    assert value(response, "title_az") == "Şəki"


def test_cover_deleted_at_the_last_moment_loses_no_text():
    gone = make_picture()
    entry = make_entry(drafts=["az"], title_az="Şəki")
    entry.cover = gone
    Picture.objects.filter(pk=gone.pk).delete()
    entry.save()
    entry.refresh_from_db()
    assert (entry.cover, entry.title_az) == (None, "Şəki")


def test_author_is_told_that_an_animation_stands_still(client, editor):
    file = BytesIO()
    frames = [Image.new("RGB", (40, 30), color) for color in ("red", "lime")]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    upload = picture(name="hərəkət.gif")
    upload.file, upload.size = file, file.tell()
    upload.seek(0)
    sent = {**filled(client, ADD), "author": make_author().pk, "title_az": "Şəki"}
    response = client.post(ADD, {**sent, "cover_file": upload}, follow=True)
    assert "only its first picture" in " ".join(Parsed(response).texts('//*[@class="messagelist"]'))


def test_photograph_is_smaller_for_readers_than_it_was():
    file = BytesIO()
    noise(size=(2400, 1600)).save(file, "JPEG", quality=95)
    upload = picture()
    upload.file, upload.size = file, file.tell()
    kept, _is_animated = add_picture(upload)
    sizes = {name: len(stored(rendition_name(kept, name))) for name in rendition_names(kept)}
    assert sizes["800.avif"] < sizes["800.webp"] < sizes["800.jpg"] < upload.size

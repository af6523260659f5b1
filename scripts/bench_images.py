"""Measure what pictures cost: make bench-images.

Taking in a photograph (time of one core, memory of the process), the worst that is accepted, and
the bytes of an entry page's pictures on a telephone and on a laptop.
"""

import json
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from browser import find_browser
from PIL import Image, ImageCms
from playwright.sync_api import sync_playwright
from serving import ROOT, environment_in, manage, served

# Of a photograph; and of the worst that is accepted, which one process takes in at a time.
SECONDS, MEGABYTES, WORST_MEGABYTES = 6, 400, 450
# Width of the window, pixels of the screen to each of its pixels, as such machines have them.
WINDOWS = {"telephone": (390, 3), "laptop": (1366, 1)}
# In a process of its own: the peak of one with a history would be that of its history.
TAKE_IN = """
import json, resource, sys, time
import django; django.setup()
from django.core.files.base import ContentFile
from blog.imaging import clean_image, renditions_of, share_picture
upload = ContentFile(open(sys.argv[1], "rb").read(), name="photo")
start = time.process_time()
kept = clean_image(upload)
made = renditions_of(kept.image, kept.suffix)
share_picture(kept.image, (30, 40))
try:
    # Of this program alone; Linux counts in ru_maxrss the one that started it as well.
    status = open("/proc/self/status").read()
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
except OSError:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
print(json.dumps({"seconds": time.process_time() - start, "megabytes": peak, "files": len(made) + 1}))
"""
MAKE_ENTRY = """
import sys
from django.core.files.base import ContentFile
from blog.models import Author, Entry
from blog.pictures import add_picture
from blog.publishing import publish
pictures = [add_picture(ContentFile(open(f"{FOLDER}/{n}.jpg", "rb").read(), name="a.jpg"))[0] for n in range(3)]
figures = "".join(f'<p>Mətn.</p><figure><img alt="Dağ" src="picture:{p.pk}"></figure>' for p in pictures[1:])
entry = Entry(author=Author.objects.create(slug="a"), title_az="Dağ", body_az=figures, cover=pictures[0])
publish(entry, "az")
entry.save()
"""


def main():
    with tempfile.TemporaryDirectory() as scratch:
        is_kept = measure_uploads(Path(scratch))
        measure_page(Path(scratch))
    sys.exit(None if is_kept else f"More than {SECONDS} s, {MEGABYTES} MB or {WORST_MEGABYTES} MB.")


def measure_uploads(scratch):
    """Take in a photograph and the worst that is accepted; whether all stays in its bounds."""
    is_kept = True
    for name, make in UPLOADS.items():
        path = scratch / "upload"
        path.write_bytes(make())
        environment = environment_in(scratch, DJANGO_SETTINGS_MODULE="rtcm_site.settings")
        command = [sys.executable, "-c", TAKE_IN, str(path)]
        run = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
        cost = json.loads(run.stdout)
        print(
            f"{name}: {cost['files']} files in {cost['seconds']:.1f} s of one core, "
            f"{cost['megabytes']:.0f} MB at the most in the whole process"
        )
        room = MEGABYTES if make is photograph_of_24 else WORST_MEGABYTES
        is_kept &= cost["seconds"] < SECONDS and cost["megabytes"] < room
    return is_kept


def photograph(width, height, seed=0):
    """A picture with as much in it as a photograph has: forms of all sizes, and the grain of a sensor."""
    coarse = Image.effect_noise((max(1, width // 24), max(1, height // 24)), 90 + seed)
    middle = Image.effect_noise((width // 4, height // 4), 50 + seed)
    layers = [part.resize((width, height), Image.Resampling.BICUBIC) for part in (coarse, middle)]
    grey = Image.blend(*layers, 0.35)
    sky = Image.linear_gradient("L").resize((width, height))
    ground = Image.merge(
        "RGB", (grey, grey.point(lambda v: v * 0.9), grey.point(lambda v: v * 0.7))
    )
    scene = Image.composite(ground, Image.new("RGB", (width, height), (125, 165, 215)), sky)
    return Image.blend(scene, Image.effect_noise((width, height), 20).convert("RGB"), 0.12)


def saved(image, format_, **options):
    file = BytesIO()
    image.save(file, format_, **options)
    return file.getvalue()


def photograph_of_24():
    """As a telephone makes it: lying on its side, with a colour profile and a place."""
    exif = Image.Exif()
    exif[0x112] = 6
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return saved(photograph(6000, 4000), "JPEG", quality=92, exif=exif, icc_profile=profile)


def worst_jpeg():
    return saved(photograph(8200, 6200), "JPEG", quality=80, progressive=True, subsampling=0)


def worst_png():
    image = photograph(1250, 1000).resize((6250, 4000), Image.Resampling.BICUBIC).convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return saved(image.quantize(64).convert("RGBA"), "PNG", icc_profile=profile)


UPLOADS = {
    "Photograph of 24 megapixels": photograph_of_24,
    "Largest JPEG (51 megapixels, progressive, 4:4:4)": worst_jpeg,
    "Largest PNG (25 megapixels, transparent, with a profile)": worst_png,
}


def measure_page(scratch):
    """The bytes of the pictures that an entry page with a cover and two pictures loads."""
    for number in range(3):
        content = saved(photograph(3000, 2000, seed=10 * number), "JPEG", quality=90)
        (scratch / f"{number}.jpg").write_bytes(content)
    environment = environment_in(scratch)
    manage(environment, "migrate", "--verbosity", "0")
    script = f"FOLDER = {str(scratch)!r}\n{MAKE_ENTRY}"
    manage(environment, "shell", "--verbosity", "0", stdin=script)
    with served(environment) as url, sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, (width, density) in WINDOWS.items():
            print_page(browser, f"{url}/az/blog/dag/", name, width, density)


def print_page(browser, url, name, width, density):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, device_scale_factor=density
    )
    page, sizes = context.new_page(), {}
    page.on("response", lambda answer: sizes.setdefault(answer.url, answer))
    page.goto(url)
    for image in page.locator("article img").all():
        image.scroll_into_view_if_needed()
        image.evaluate("image => image.decode()")
    files = {
        address.rpartition("/")[2]: len(answer.body())
        for address, answer in sizes.items()
        if "/media/" in address
    }
    kinds = ", ".join(sorted(files))
    print(
        f"Entry page, cover and two pictures, {name} ({width} px, {density}×): "
        f"{sum(files.values()) / 1000:.0f} kB ({kinds})"
    )
    context.close()


if __name__ == "__main__":
    main()

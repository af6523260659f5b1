"""Covers of the demo, drawn by code: one motif per kind of news, in the colours of the site."""

import math
import random
from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 900
# Drawn twice as large and made smaller, which smooths the edges.
SCALE = 2
PALETTES = [
    ["#0b3642", "#0f4c5c", "#2f7f8f", "#9cc7cd", "#f4e3c1", "#b5432e"],
    ["#2a1f3d", "#4a3763", "#8a6f9e", "#d9c6dc", "#f7e7cf", "#d08a3c"],
    ["#14382b", "#1f5a44", "#5f9a7c", "#bcd8c4", "#f3ecd6", "#c2562f"],
    ["#3b1d1a", "#7a2e25", "#b5432e", "#e5a58f", "#f6e6d0", "#0f4c5c"],
    ["#182c4d", "#27497a", "#5c86b5", "#bcd2e6", "#f5ead2", "#d99a2b"],
]


def draw_cover(motif: str, seed: str) -> bytes:
    """Draw a cover of 1600 × 900 pixels as JPEG; the same arguments give the same picture.

    Raises KeyError for a motif that is not in ``MOTIFS``.
    """
    # The numbers place ornaments; nothing secret hangs on them.
    dice = random.Random(seed)  # noqa: S311
    colors = PALETTES[dice.randrange(len(PALETTES))]
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), colors[4])
    MOTIFS[motif](Brush(image), colors, dice)
    file = BytesIO()
    image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(file, "JPEG", quality=90)
    return file.getvalue()


class Brush:
    """Draws on ``image`` in the coordinates of the finished cover."""

    def __init__(self, image):
        self.draw = ImageDraw.Draw(image)

    def polygon(self, points, color):
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=color)

    def disc(self, x, y, radius, color):
        box = [
            (x - radius) * SCALE,
            (y - radius) * SCALE,
            (x + radius) * SCALE,
            (y + radius) * SCALE,
        ]
        self.draw.ellipse(box, fill=color)

    def box(self, left, top, right, bottom, color):
        self.draw.rectangle([left * SCALE, top * SCALE, right * SCALE, bottom * SCALE], fill=color)

    def line(self, points, color, width):
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(scaled, fill=color, width=round(width * SCALE), joint="curve")


def arches(brush, colors, dice):
    """A row of pointed arches, as on the walls of the old town."""
    brush.box(0, 0, WIDTH, HEIGHT, colors[1])
    count = dice.choice([4, 5])
    step = WIDTH / count
    for index in range(count):
        for inset, color in ((24, colors[2]), (60, colors[4]), (96, colors[0])):
            left, right = index * step + inset, (index + 1) * step - inset
            middle, spring, top = (left + right) / 2, 470, 130 + inset * 1.3
            curve = [(t / 24, math.sin(t / 24 * math.pi / 2)) for t in range(25)]
            rise = [(left + (middle - left) * x, spring - (spring - top) * y) for x, y in curve]
            fall = [(right - (x - left), y) for x, y in reversed(rise)]
            brush.polygon([(left, HEIGHT), *rise, *fall, (right, HEIGHT)], color)
    brush.disc(WIDTH * (dice.randrange(count) + 0.5) / count, 560, 46, colors[5])


def waves(brush, colors, dice):
    """The sea below a low sun."""
    brush.box(0, 0, WIDTH, HEIGHT, colors[4])
    brush.disc(dice.randrange(400, 1200), 330, 150, colors[5])
    for row, color in enumerate([colors[3], colors[2], colors[1], colors[0]]):
        base, swing = 430 + row * 115, 26 + 8 * row
        phase, length = dice.random() * 6, dice.randrange(260, 420)
        crest = [
            (x, base + swing * math.sin(x / length * math.tau + phase))
            for x in range(0, WIDTH + 20, 10)
        ]
        brush.polygon([(0, HEIGHT), *crest, (WIDTH, HEIGHT)], color)


def paths(brush, colors, dice):
    """Ways that start apart, and meet."""
    brush.box(0, 0, WIDTH, HEIGHT, colors[0])
    meeting = (dice.randrange(1000, 1250), dice.randrange(330, 560))
    for index in range(9):
        start = (-40, 40 + index * 105)
        curve = []
        for step in range(41):
            t = step / 40
            ease = t * t * (3 - 2 * t)
            curve.append(
                (start[0] + (meeting[0] - start[0]) * t, start[1] + (meeting[1] - start[1]) * ease)
            )
        brush.line(curve, colors[1 + index % 3], 18)
        brush.disc(*curve[dice.randrange(6, 18)], 20, colors[4])
    brush.line([meeting, (WIDTH + 40, meeting[1])], colors[5], 34)
    brush.disc(*meeting, 62, colors[4])
    brush.disc(*meeting, 38, colors[5])


def mountains(brush, colors, dice):
    """Ranges behind ranges."""
    brush.box(0, 0, WIDTH, HEIGHT, colors[4])
    brush.disc(dice.randrange(250, 1350), 240, 95, colors[5])
    for row, color in enumerate([colors[3], colors[2], colors[1], colors[0]]):
        x, ridge = -100, []
        while x < WIDTH + 200:
            ridge.append((x, 330 + row * 130 + dice.randrange(-130, 90)))
            x += dice.randrange(120, 260)
        brush.polygon([(-100, HEIGHT), *ridge, (WIDTH + 200, HEIGHT)], color)


def pages(brush, colors, dice):
    """Sheets of a publication, lying one over the other."""
    brush.box(0, 0, WIDTH, HEIGHT, colors[2])
    for index in range(5):
        angle = math.radians(-16 + index * 8 + dice.randrange(-3, 4))
        middle = (460 + index * 165, 470)
        paper = colors[4] if index % 2 == 0 else colors[3]

        def turned(x, y, middle=middle, angle=angle):
            return (
                middle[0] + x * math.cos(angle) - y * math.sin(angle),
                middle[1] + x * math.sin(angle) + y * math.cos(angle),
            )

        sheet = [turned(x, y) for x, y in ((-210, -290), (210, -290), (210, 290), (-210, 290))]
        brush.polygon([(x + 14, y + 16) for x, y in sheet], colors[1])
        brush.polygon(sheet, paper)
        brush.line([turned(-160, -215), turned(60, -215)], colors[5], 22)
        for row in range(9):
            end = 160 if row % 4 != 3 else dice.randrange(-40, 90)
            brush.line([turned(-160, -140 + row * 44), turned(end, -140 + row * 44)], colors[1], 8)


def circles(brush, colors, dice):
    """People around a table, seen from above."""
    brush.box(0, 0, WIDTH, HEIGHT, colors[3])
    x, y, count = 800, 450, dice.choice([8, 10, 12])
    brush.disc(x, y, 250, colors[0])
    brush.disc(x, y, 226, colors[1])
    for index in range(count):
        angle = math.tau * index / count + 0.2
        seat = (x + 340 * math.cos(angle), y + 340 * math.sin(angle))
        brush.disc(*seat, 58, colors[5] if index == 0 else colors[4])
        brush.disc(*seat, 30, colors[0] if index == 0 else colors[2])


def carpet(brush, colors, dice):
    """A field of stepped lozenges, as in the carpets of Quba."""
    brush.box(0, 0, WIDTH, HEIGHT, colors[0])
    size = dice.choice([200, 225])
    for row, y in enumerate(range(0, HEIGHT + size, size)):
        for column, x in enumerate(range(0, WIDTH + size, size)):
            shift = size / 2 if row % 2 else 0
            for depth, radius in enumerate((0.62, 0.46, 0.3, 0.14)):
                color = [colors[1], colors[5], colors[4], colors[2]][(depth + column) % 4]
                lozenge(brush, x - shift, y, size * radius, color)


def lozenge(brush, x, y, radius, color):
    """A lozenge with three steps on each side."""
    steps = 4
    unit = radius / steps
    for row in range(steps):
        half = (steps - row) * unit
        brush.box(x - half, y - (row + 1) * unit, x + half, y + (row + 1) * unit, color)


def lines(brush, colors, dice):
    """A chart: bars that grow, and the line above them."""
    brush.box(0, 0, WIDTH, HEIGHT, colors[4])
    for level in range(6):
        brush.line([(120, 160 + level * 120), (1480, 160 + level * 120)], colors[3], 3)
    top = []
    for index in range(11):
        height = 110 + index * 42 + dice.randrange(-40, 60)
        left = 150 + index * 121
        brush.box(left, 780 - height, left + 74, 780, colors[1 + index % 2])
        top.append((left + 37, 720 - height))
    brush.line(top, colors[5], 10)
    for point in top:
        brush.disc(*point, 15, colors[5])


MOTIFS = {
    "arches": arches,
    "waves": waves,
    "paths": paths,
    "mountains": mountains,
    "pages": pages,
    "circles": circles,
    "carpet": carpet,
    "lines": lines,
}

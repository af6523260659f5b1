"""Figures in digits: how numbers, dates, times and telephone numbers are written in a language; pure.

A figure is read as keys, which are the same in all languages: "29", "30%", "month 9", "14:30",
"AZN", "phone 994125550101".
"""

import re

from translation_desk.figure_words import CURRENCY_SIGNS, FigureWords

# Of a thousand: plain, no-break, narrow and thin.
SPACE = "[ \u00a0\u202f\u2009]"
DASH = "[-–—‑−]"
MERIDIEM = rf"(?:{SPACE}?[aApP]\.?[mM]\b\.?)"
PHONE = (
    rf"(?<![\d+])\+\d[\d()]*(?:{SPACE}?[-–‑(]?\)?{SPACE}?\d[\d)]*){{2,9}}"
    rf"|\(\d{{2,4}}\){SPACE}?\d{{2,3}}(?:{SPACE}|-)\d{{2}}(?:{SPACE}|-)\d{{2,4}}"
    r"|(?<![\d.,/-])\d{3}-\d{2}-\d{2}(?![\d-])"
)
NUMBER = (
    rf"(?:\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)|\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d{{1,3}}(?:\.\d{{3}})+(?!\d)"
    r"|\d{1,3}(?:['’]\d{3})+(?!\d)|\d+)(?:[.,]\d+)?"
)
FIGURE = re.compile(
    # Most letters begin no figure: they are not tried one way after the other.
    rf"(?=[\d+($€£₽₼₺A-Z])(?:(?P<phone>{PHONE})"
    r"|(?P<iso>(?<!\d)\d{4}-\d{2}-\d{2}(?!\d))"
    r"|(?P<date>(?<!\d)\d{1,2}([./])\d{1,2}\4(?:\d{4}|\d{2})(?!\d))"
    rf"|(?P<time>(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?::\d\d)?(?!\d){MERIDIEM}?"
    rf"|(?<![\d.,])(?:1[0-2]|0?[1-9])(?:\.[0-5]\d)?{MERIDIEM})"
    r"|(?P<always>\b24/7\b)"
    rf"|(?P<number>(?<!\d){NUMBER})"
    rf"|(?P<sign>[$€£₽₼₺])|(?P<code>\b(?:{'|'.join(code for code in CURRENCY_SIGNS if code.isalpha())})\b)"
    r"|(?P<roman>\b(?:X{1,3}(?:IX|IV|V?I{0,3})|IX|IV|VI{1,3}|I{2,3})\b))"
)
# What stands behind a number.
POINTS = re.compile(
    rf"{SPACE}?(?:%(?:-\w+)?|процентн\w+|faiz\w*|percentage|per cent){SPACE}(?:пункт|bənd|points?\b)"
    r"|-процентн\w+ пункт",
    re.I,
)
PERCENT = re.compile(rf"{SPACE}?(?:%|per{SPACE}?cent\b|процент|проц\.|faiz)|-процентн", re.I)
# "20–30%", "20 to 30%", "20-dən 30 faizədək": the first is of percents, too.
BEFORE_PERCENT = re.compile(
    rf"(?:{SPACE}?{DASH}{SPACE}?|{SPACE}\w{{1,3}}{SPACE}|-\w{{2,3}}{SPACE}){NUMBER}(?:{PERCENT.pattern})",
    re.I,
)
SCALE = re.compile(
    rf"{SPACE}?(?:(?P<three>thousand\b|тыс\b|тысяч|min\b)|(?P<six>million|mln\b|млн\b|миллион|milyon)"
    rf"|(?P<nine>billion|bn\b|mlrd\b|млрд\b|миллиард|milyard))",
    re.I,
)
SCALES = {"three": 3, "six": 6, "nine": 9}
DECADE = re.compile(r"s\b|[-‑](?:е|х|ые|ых|ми)\b|[-‑]c[ıiuü] ill[əi]r", re.I)
# "24-hour", «24-часовая», "24 saat": often said without a number.
ALL_DAY = re.compile(rf"(?:{SPACE}|-)(?:hours?\b|час|saat)", re.I)
# "1 in 5" is «каждый пятый».
ONE_OF = re.compile(rf"{SPACE}(?:in|out of|of|из){SPACE}")
MARK = re.compile(r"[.,]")
NOT_DIGIT = re.compile(r"\D")
ROMAN = {"I": 1, "V": 5, "X": 10}
HALF_DAY = 12
LAST_MONTH, LAST_DAY = 12, 31
# Two digits of a year: what is above is of the last century.
NEW_CENTURY = 50


class Reading:
    """What a figure may mean: ``keys``; ``others``, which are as good; ``doubtful`` ones.

    ``is_sure`` is false for what often has no figure in another language.
    """

    __slots__ = ("doubtful", "is_sure", "keys", "others")

    def __init__(self, *keys, others=(), doubtful=(), is_sure=True):
        self.keys, self.others, self.doubtful, self.is_sure = keys, others, doubtful, is_sure


def read_figure(match: re.Match, words: FigureWords) -> tuple[Reading, int]:
    """What a match of ``FIGURE`` means in the language of ``words``, and where its figure ends."""
    kind = match.lastgroup
    if kind == "number":
        return _number(match, words)
    return READERS[kind](match[0]), match.end()


def _phone(text):
    return Reading(f"phone {NOT_DIGIT.sub('', text)}")


def _iso(text):
    year, month, day = text.split("-")
    return _day(day, month, year)


def _date(text):
    day, month, year = re.split(r"[./]", text)
    if len(year) == 2:
        year = f"{19 if int(year) > NEW_CENTURY else 20}{year}"
    if int(month) > LAST_MONTH:  # American: the month first
        day, month = month, day
    swapped = [_day(month, day, year).keys] if int(day) <= LAST_MONTH else []
    reading = _day(day, month, year)
    reading.doubtful = swapped
    return reading


def _day(day, month, year):
    return Reading(str(int(day)), f"month {int(month)}", year)


def _time(text):
    digits = re.findall(r"\d+", text)
    hour, minutes = int(digits[0]), digits[1] if digits[1:] else "00"
    small = text.lower()
    shown = hour
    if "m" in small:
        hour = hour % HALF_DAY + (HALF_DAY if "p" in small else 0)
    is_whole = minutes == "00"
    spoken = [(str(hour),), (str(shown),)] if is_whole else []
    # "14.30" is read as a number, but means the same.
    others = [
        *spoken,
        (f"{shown}:{minutes}",),
        (f"{hour}.{minutes}",),
        (f"{hour}.{minutes.rstrip('0')}",),
    ]
    return Reading(f"{hour}:{minutes}", others=others)


def _roman(text):
    values = [ROMAN[letter] for letter in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return Reading(str(sum(-one if one < after else one for one, after in pairs)), is_sure=False)


READERS = {
    "phone": _phone,
    "iso": _iso,
    "date": _date,
    "time": _time,
    "roman": _roman,
    "always": lambda text: Reading("24", "7", is_sure=False),
    "sign": lambda text: Reading(CURRENCY_SIGNS[text]),
    "code": lambda text: Reading(CURRENCY_SIGNS[text]),
}


def _number(match, words):
    text, end = match.string, match.end()
    value, other = read_number(match["number"], words.decimal_mark)
    scale = SCALE.match(text, end)
    if scale:
        zeros = SCALES[scale.lastgroup]
        value, other = _scaled(value, zeros), other and _scaled(other, zeros)
        end = scale.end()
    doubtful = [(other,)] if other else []
    doubtful += _apart(match["number"])
    if POINTS.match(text, end):
        return Reading(value, doubtful=doubtful), end
    if PERCENT.match(text, end):
        return Reading(
            f"{value}%", doubtful=[*((f"{one}%",) for (one, *_) in doubtful), (value,)]
        ), end
    if BEFORE_PERCENT.match(text, end):
        return Reading(f"{value}%", others=[(value,)], doubtful=doubtful), end
    if (value == "24" and ALL_DAY.match(text, end)) or (value == "1" and ONE_OF.match(text, end)):
        return Reading(value, is_sure=False), end
    if _is_decade(value) and DECADE.match(text, end):
        return Reading(value if len(value) > 2 else f"19{value}"), end
    return Reading(value, doubtful=[*doubtful, *_as_time(match["number"])]), end


def _is_decade(value):
    return value.isdigit() and value.endswith("0") and len(value) in (2, 4) and value >= "10"


def _apart(written):
    """ "12 300" may be a twelve and a three hundred."""
    parts = re.split(SPACE, written)
    return [tuple(parts)] if len(parts) == 2 and all(map(str.isdigit, parts)) else []


def _as_time(written):
    """ "14.30" may be a time, "29.09" a day."""
    whole, _point, rest = written.partition(".")
    if len(rest) != 2 or len(whole) > 2 or not rest.isdigit():
        return []
    as_time = [(f"{int(whole)}:{rest}",)] if int(whole) < 25 and int(rest) < 60 else []
    is_day = int(whole) <= LAST_DAY and 0 < int(rest) <= LAST_MONTH
    return as_time + ([(str(int(whole)), f"month {int(rest)}")] if is_day else [])


def read_number(written: str, decimal_mark: str) -> tuple[str, str]:
    """A number as its key, and as it would be where point and comma are the other way round ("" if the same)."""
    digits = re.sub(r"[^\d.,]", "", written)
    marks = MARK.findall(digits)
    if not marks:
        return digits.lstrip("0") or "0", ""
    last = marks[-1]
    whole, _mark, rest = digits.rpartition(last)
    is_grouped = len(rest) == 3 and whole.lstrip("0") and len(marks) == marks.count(last)
    grouped, decimal = _plain(whole + rest, ""), _plain(whole, rest)
    if not is_grouped:
        return decimal, ""
    if len(marks) > 1:
        return grouped, ""
    return (decimal, grouped) if last == decimal_mark else (grouped, decimal)


def _plain(whole, rest):
    whole = MARK.sub("", whole).lstrip("0") or "0"
    rest = rest.rstrip("0")
    return f"{whole}.{rest}" if rest else whole


def _scaled(value, zeros):
    whole, _point, rest = value.partition(".")
    return _plain(whole + rest[:zeros].ljust(zeros, "0"), rest[zeros:])

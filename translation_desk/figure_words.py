"""Words for numbers, months, days of the week and currencies: one table per language.

A language without a table gets one that knows digits and nothing else. Words stand in small
letters, ё as е. ``numbers`` are sure; ``hints`` may mean a number or something else ("bir" is an
article, too), and are good only for finding again what the other language says in digits.
"""

import re
from dataclasses import dataclass, field
from itertools import product

NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True)
class FigureWords:
    """How a language writes figures."""

    decimal_mark: str = "."
    numbers: dict[str, int] = field(default_factory=dict)
    hints: dict[str, int] = field(default_factory=dict)
    # "трёхдневный", "üçgünlük": group 1 is in ``numbers`` or ``hints``.
    compound: re.Pattern = NOTHING
    # Which of ``numbers`` are ordinals: "before the fourth" may be "the third at the latest".
    ordinal: re.Pattern = NOTHING
    months: dict[str, int] = field(default_factory=dict)
    # Names of months that are other words as well, unless one of these stands before, or a digit near.
    other_words: re.Pattern = NOTHING
    before_month: re.Pattern = NOTHING
    days: dict[str, int] = field(default_factory=dict)
    currencies: dict[str, str] = field(default_factory=dict)
    # What is said for "50%".
    shares: dict[str, str] = field(default_factory=dict)
    # "half past six" is «половина седьмого»: what is said so is no figure to compare.
    half_before: re.Pattern = NOTHING
    half_after: re.Pattern = NOTHING
    # Words that may stand inside of a number: "one hundred and two".
    inside: frozenset = frozenset()


def _numbered(words, start=1):
    """Each line of ``words`` is one number, the next line the next."""
    lines = words.strip().split("\n")
    return {word: start + row for row, line in enumerate(lines) for word in line.split()}


def _table(text, kind=int):
    """Lines of a number (or a code) and its words."""
    rows = (line.split() for line in text.strip().split("\n"))
    return {word: kind(row[0]) for row in rows for word in row[1:]}


def _joined(stems, endings):
    return {stem + ending: value for (stem, value), ending in product(stems.items(), endings)}


ENGLISH = FigureWords(
    numbers=_table(
        """
        2 two
        3 three third
        4 four fourth
        5 five fifth
        6 six sixth
        7 seven seventh
        8 eight eighth
        9 nine ninth
        10 ten tenth
        11 eleven eleventh
        12 twelve twelfth
        13 thirteen thirteenth
        14 fourteen fourteenth
        15 fifteen fifteenth
        16 sixteen sixteenth
        17 seventeen seventeenth
        18 eighteen eighteenth
        19 nineteen nineteenth
        20 twenty twentieth
        30 thirty thirtieth
        40 forty fortieth
        50 fifty fiftieth
        60 sixty sixtieth
        70 seventy seventieth
        80 eighty eightieth
        90 ninety ninetieth
        100 hundred hundredth
        1000 thousand
        1000000 million
        1000000000 billion
        """
    ),
    hints=_table(
        """
        1 one first once single
        2 second both twice pair couple
        3 thirds
        12 dozen
        """
    ),
    ordinal=re.compile(r"third|\w+th"),
    months=_numbered(
        """
        january jan
        february feb
        march mar
        april apr
        may
        june jun
        july jul
        august aug
        september sept sep
        october oct
        november nov
        december dec
        """
    ),
    other_words=re.compile(r"may|march|mar|jan|dec|august"),
    before_month=re.compile(
        r"\b(?:in|of|by|since|until|till|from|last|next|this|early|late|mid)[\s-]+\Z", re.I
    ),
    days=_numbered("monday\ntuesday\nwednesday\nthursday\nfriday\nsaturday\nsunday"),
    currencies=_table(
        """
        USD dollar dollars
        EUR euro euros
        AZN manat manats
        RUB rouble roubles ruble rubles
        GBP pounds
        """,
        str,
    ),
    shares=_table("50% half halves\n25% quarter\n75% quarters", str),
    half_before=re.compile(r"\b(?:half|quarter|quarters)\s(?:past|to|of|after)\s\Z", re.I),
    half_after=re.compile(r"\A\s(?:o’clock|and a half)\b", re.I),
    inside=frozenset({"and"}),
)

_RU_ADJECTIVES = re.split(" ", "ый ой ий ая ое ые ого ому ым ом ую ых ыми")
_RU_STEMS = _table(
    """
    11 одиннадцат
    12 двенадцат
    13 тринадцат
    14 четырнадцат
    15 пятнадцат
    16 шестнадцат
    17 семнадцат
    18 восемнадцат
    19 девятнадцат
    20 двадцат
    30 тридцат
    """
)
_RU_ORDINALS = {
    **_RU_STEMS,
    **_table(
        """
        4 четверт
        5 пят
        6 шест
        7 седьм
        8 восьм
        9 девят
        10 десят
        40 сороков
        50 пятидесят
        60 шестидесят
        70 семидесят
        80 восьмидесят
        90 девяност
        100 сот
        """
    ),
}
RUSSIAN = FigureWords(
    decimal_mark=",",
    numbers={
        **_joined(_RU_STEMS, ["ь", "и", "ью"]),
        **_joined(_RU_ORDINALS, _RU_ADJECTIVES),
        # «семью» is left out: it is the family, too.
        **_table(
            """
            2 два две двух двум двумя двое двоих двоим двоими
            3 три трех трем тремя трое троих троим троими третий третьего третьей третьему третьим
            3 третьем третью третья третье третьи третьих третьими
            4 четыре четырех четырем четырьмя четверо четверых четверым
            5 пять пяти пятью пятеро пятерых пятерым
            6 шесть шести шестью шестеро шестерых шестерым
            7 семь семи семеро семерых семерым
            8 восемь восьми восемью восьмью
            9 девять девяти девятью
            10 десять десяти десятью
            40 сорок сорока
            50 пятьдесят пятидесяти пятьюдесятью
            60 шестьдесят шестидесяти шестьюдесятью
            70 семьдесят семидесяти семьюдесятью
            80 восемьдесят восьмидесяти восемьюдесятью
            90 девяносто девяноста
            100 сто ста
            200 двести двухсот двумстам двухстах
            300 триста трехсот тремстам трехстах
            400 четыреста четырехсот четыремстам четырехстах
            500 пятьсот пятисот пятистам пятистах
            600 шестьсот шестисот шестистам шестистах
            700 семьсот семисот семистам семистах
            800 восемьсот восьмисот восьмистам восьмистах
            900 девятьсот девятисот девятистам девятистах
            1000 тысяча тысячи тысяче тысячу тысячей тысяч тыс
            1000000 миллион миллиона миллиону миллионом миллионе миллионов млн
            1000000000 миллиард миллиарда миллиардом миллиардов млрд
            """
        ),
    },
    hints={
        **_joined({"перв": 1, "втор": 2}, _RU_ADJECTIVES),
        **_table(
            """
            1 один одна одно одни одного одной одному одним одном одну одних однажды
            2 оба обе обоих обеих обоим обеим пара пары пару пар дважды вдвое
            3 трижды втрое
            10 десяток десятка десятки десятков
            12 дюжина дюжины дюжину
            """
        ),
    },
    ordinal=re.compile(rf"трет(?:и|ь[еяюи])\w*|\w+(?:{'|'.join(_RU_ADJECTIVES)})"),
    compound=re.compile(
        r"((?:одно|двух|трех|четырех|пяти|шести|семи|восьми|девяти|десяти|двадцати|тридцати|сорока"
        r"|пятидесяти|ста))\w{3,}"
    ),
    months=_joined(
        _table(
            "1 январ\n2 феврал\n4 апрел\n6 июн\n7 июл\n9 сентябр\n10 октябр\n11 ноябр\n12 декабр"
        ),
        ["ь", "я", "ю", "ем", "е"],
    )
    | _joined({"март": 3, "август": 8}, ["", "а", "у", "ом", "е"])
    | _joined({"ма": 5}, ["й", "я", "ю", "ем", "е"])
    | _table("1 янв\n2 февр\n4 апр\n8 авг\n9 сент\n10 окт\n11 нояб\n12 дек"),
    other_words=re.compile(r"(?:Март|Август|Ма)\w*"),
    days=_joined({"понедельник": 1, "вторник": 2, "четверг": 4}, ["", "а", "у", "ом", "е", "ам"])
    | _joined({"сред": 3}, ["у", "ам"])
    | _joined({"пятниц": 5, "суббот": 6}, ["а", "ы", "е", "у", "ей", "ой", "ам"])
    | _joined({"воскресень": 7}, ["е", "я", "ю", "ем", "ям"]),
    currencies=_joined(
        {"доллар": "USD", "манат": "AZN"}, ["", "а", "у", "ом", "ов", "ы", "ах", "ам"]
    )
    | _joined({"рубл": "RUB"}, ["ь", "я", "ю", "ей", "и", "ях", "ям"])
    | {"евро": "EUR", "руб": "RUB", "долл": "USD"},
    shares=_table("50% половина половины половине половину половиной\n25% четверть четверти", str),
    half_before=re.compile(r"\b(?:половин\w+|четверт\w+|без четверти)\s\Z", re.I),
)

_AZ_CASES = re.split(
    " ",
    " a ə ya yə ı i u ü sı si su sü nı ni nu nü ın in un ün nın nin nun nün da də dan dən ına inə una"
    " ünə sına sinə ını ini unu ünü sını sini ında ində unda ündə sında sində ından indən undan ündən"
    " sından sindən ının inin unun ünün sının sinin lıq lik luq lük dır dir dur dür lar lər ları ləri"
    " larda lərdə lara lərə ımız imiz umuz ümüz",
)
_AZ_ORDINALS = ["", "ıncı", "inci", "uncu", "üncü", "ncı", "nci"]
_AZ_STEMS = _table(
    """
    2 iki
    3 üç
    4 dörd
    5 beş
    6 altı
    7 yeddi
    8 səkkiz
    9 doqquz
    20 iyirmi
    30 otuz
    40 qırx
    50 əlli
    60 altmış
    70 yetmiş
    80 səksən
    90 doxsan
    100 yüz
    1000000 milyon
    1000000000 milyard
    """
)
# "for", and what is below something.
_AZ_OTHERS = {"üçün", "altında", "altından", "altına", "altını"}
_AZ_SUFFIXED = _joined(_joined(_AZ_STEMS, _AZ_ORDINALS), _AZ_CASES)
AZERBAIJANI = FigureWords(
    decimal_mark=",",
    numbers={
        **{word: value for word, value in _AZ_SUFFIXED.items() if word not in _AZ_OTHERS},
        # Most of their forms are other words: onu, ona, onlar; mini, minə.
        **_joined({"onuncu": 10}, _AZ_CASES),
        **_table("10 on\n1000 min minlik mininci\n1000000 mln\n1000000000 mlrd"),
    },
    hints={
        **_joined({"birinci": 1, "bir": 1}, _AZ_CASES),
        **_table("1 ilk tək\n2 cüt\n10 onlarla"),
    },
    ordinal=re.compile(r"\w*nc[ıiuü]\w*"),
    compound=re.compile(r"(iki|üç|dörd|beş|altı|yeddi|səkkiz|doqquz|on|bir|otuz|qırx|yüz)\w{2,}"),
    months=_joined(
        _numbered(
            """
            yanvar
            fevral
            mart
            aprel
            may
            iyun
            iyul
            avqust
            sentyabr
            oktyabr
            noyabr
            dekabr
            """
        ),
        _AZ_CASES,
    ),
    other_words=re.compile(r"[Mm]aya|Mayı?s\w*"),
    # The market ("bazar") is no Sunday.
    days=_joined({"bazar ertəsi": 1, "çərşənbə axşamı": 2, "cümə axşamı": 4}, ["", "nın", "na"])
    | _joined({"çərşənbə": 3, "cümə": 5, "şənbə": 6}, ["", "nin", "yə", "də"]),
    currencies=_joined(
        {"dollar": "USD", "avro": "EUR", "manat": "AZN", "rubl": "RUB"}, [*_AZ_CASES, "lıq", "liq"]
    ),
    shares=_table("50% yarı yarısı yarısını yarısının yarıdan yarısından yarım", str),
    half_after=re.compile(r"\A\s(?:yarım|yarısı)", re.I),
)

NO_WORDS = FigureWords()
TABLES = {"en": ENGLISH, "ru": RUSSIAN, "az": AZERBAIJANI}
# Signs and codes are the same in all languages.
CURRENCY_SIGNS = {
    **_table("USD $\nEUR €\nGBP £\nRUB ₽\nAZN ₼\nTRY ₺", str),
    **{code: code for code in ("USD", "EUR", "GBP", "RUB", "AZN", "TRY", "GEL", "KZT", "CHF")},
}


def figure_words(locale: str) -> FigureWords:
    """The table of ``locale`` ("en-gb" is read as "en"), or the one without words."""
    return TABLES.get(locale.partition("-")[0], NO_WORDS)

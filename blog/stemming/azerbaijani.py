"""Azerbaijani: a chain of suffixes, taken off from the end while each agrees with the vowel before it.

``ölkələrimizdəki`` is ölkə-lər-imiz-də-ki: plural, possessive, case, and what makes it again a noun.
What a suffix makes another word of (-lıq, -çı, -lı, -sız) stays. Forms of a verb end at its root. Order and harmony of the suffixes, and
the change of q and k, are those of en.wikibooks.org/wiki/Azerbaijani ("Nouns") and of UniLang’s "Azeri
vowel and consonant harmony"; what may be left, and the words that are whole, are ours.

A suffix is named by its kinds of vowel: A is a or ə, I is ı, i, u or ü, by the last vowel of what it
stands on. Some ends can be read in two ways: "Vətənin" is vətən-in, "ölkənin" is ölkə-nin. There
WHOLE knows the words of our field, and for others both ways lead to one stem: an -n after a or ə is
taken off where no suffix stands, too.

The same rules hold for what is typed without the marks of the letters ("olkelerimizdeki"), where
more vowels agree: a plain i may be either i or ı.
"""

from collections import defaultdict

from blog.stemming.azerbaijani_verbs import PAST, Verbs

BACK, FRONT = "aıou", "eəiöü"
VOWELS = frozenset(BACK + FRONT)
# High vowel of a suffix → vowels it stands after.
HIGH = {"ı": "aı", "i": "eəi", "u": "ou", "ü": "öü"}
LOW = {"a": BACK, "ə": FRONT}

ANY, VOWEL, CONSONANT, POSSESSED, LOCATED = "any", "vowel", "consonant", "possessed", "located"
# Suffix → what it stands on.
KINDS = {
    **dict.fromkeys(("lAr", "dA", "dAn", "dIr", "dIrmI"), ANY),
    # "azərbaycan-ca", "fikr-incə"
    **dict.fromkeys(("A", "I", "In", "Im", "ImIz", "InIz", "lA", "cA", "IncA"), CONSONANT),
    **dict.fromkeys(("yA", "nI", "nIn", "sI", "mIz", "nIz", "ylA"), VOWEL),
    # After the possessive of the third person: evi-ndə, evi-nə.
    **dict.fromkeys(("nA", "ndA", "ndAn"), POSSESSED),
    # "sərhəddəki", "ölkəninki"
    "kI": LOCATED,
}


PLACES = ("da", "də", "ın", "in", "un", "ün")
# Words that seem to have a suffix, or whose last letter could be the first of one.
WHOLE = frozenset(
    {
        # -n
        *("astana", "azərbaycan", "bütün", "çətin", "düşmən", "fərman", "gürcüstan", "insan"),
        *("iran", "izin", "məkan", "uzun"),
        *("mehriban", "meydan", "orqan", "özbəkistan", "pakistan", "plan", "qazaxıstan", "qadın"),
        *("qırğızıstan", "sudan", "tacikistan", "təyin", "türkmənistan", "üçün", "vətən", "xanım"),
        *("alın", "almaniya", "beyin", "boyun", "burun", "çiyin", "qarın", "yaxın", "zaman"),
        *("əfqanıstan", "zehin"),
        # -m, which is "mine" after a or ə
        *("ağdam", "axşam", "aləm", "bayram", "davam", "haram", "ilham", "imam", "inam", "kələm"),
        *("krem", "məqam", "nizam", "problem", "proqram", "qələm", "salam", "sistem", "tamam"),
        # -s
        *("atlas", "əsas", "həvəs", "ixtisas", "kampus", "məclis", "miras", "nəfəs", "ofis"),
        *("polis", "servis", "status", "təmas", "virus"),
        # -ş, which is an s where marks are not typed
        *("alış", "əməkdaş", "gəliş", "maaş", "qardaş", "savaş", "soydaş", "vətəndaş", "yoldaş"),
        *("yüksəliş",),
        # -d
        *("etimad", "etiqad", "ədəd", "iqtisad", "istinad", "məqsəd", "övlad", "savad", "sərhəd"),
        *("bənd", "fərd", "fond", "keçid", "kənd", "kürd", "məscid", "sənəd", "şagird", "şəhid"),
        *("tənqid", "təqaüd", "təhdid", "ümid", "vahid"),
        # -y
        *("alay", "güney", "hokkey", "muzey", "olay", "quzey", "saray"),
        # -k
        *("bəbək", "bəzək", "böyük", "çiçək", "çörək", "dəstək", "dilək", "əmək", "gələcək"),
        *("gömrük", "göbək", "hörük", "ipək", "istək", "kiçik", "kömək", "köynək", "mələk"),
        *("ördək", "sümük", "ürək", "yemək"),
        # a vowel that is their own
        *("arzu", "bakı", "bilgi", "bitki", "çarpayı", "duyğu", "əcnəbi", "əhali", "ərazi", "gəmi"),
        *("içki", "kişi", "körpü", "mahnı", "müştəri", "ordu", "qapı", "qayğı", "qonşu", "qurğu"),
        *("qutu", "quyu", "seçki", "sevgi", "sərgi", "siyahı", "sorğu", "taksi", "tərəzi", "vali"),
        *("vergi",),
        # with less they would be other words
        *("ada", "adam", "altı", "ana", "ata", "cisim", "cümlə", "dollar", "fəhlə", "film", "gecə"),
        *("gəncə", "güllə", "həkim", "həmlə", "iki", "isim", "işgəncə", "məhəllə", "oğlan"),
        *("qisim", "qüllə", "tarla"),
        *("ilə", "kimi", "onun", "ona", "su", "təlim", "türkiyə"),
        # they seem to be a verb
        *("açar", "alma", "alman", "islam", "reklam"),
    }
)
# "sinfi" is sinif-i; and "suyu" is su-yu.
WITH_VOWEL = {
    "ağl": "ağıl",
    "ağz": "ağız",
    "aln": "alın",
    "beyn": "beyin",
    "boyn": "boyun",
    "burn": "burun",
    "çiyn": "çiyin",
    "eyb": "eyib",
    "cism": "cisim",
    "ətr": "ətir",
    "fikr": "fikir",
    "ism": "isim",
    "izn": "izin",
    "nəsl": "nəsil",
    "oğl": "oğul",
    "ömr": "ömür",
    "qarn": "qarın",
    "qəbr": "qəbir",
    "qism": "qisim",
    "səbr": "səbir",
    "sətr": "sətir",
    "suy": "su",
    "sinf": "sinif",
    "şəkl": "şəkil",
    "zehn": "zehin",
}


PLAIN = str.maketrans("əğıöüçş", "egioucs")


class Chain:
    """The rules in an alphabet: that of the language, or the plain one that ``letters`` make of it."""

    def __init__(self, letters=None):
        def write(text):
            return text.translate(letters or {})

        self.front = frozenset(write(FRONT))
        self.vowels = frozenset(map(write, VOWELS))
        self.high, self.low = defaultdict(set), defaultdict(set)
        for table, after in ((self.high, HIGH), (self.low, LOW)):
            for vowel, vowels in after.items():
                table[write(vowel)].update(write(vowels))
        self.suffixes = {
            spelled: (kind, vowels)
            for suffix, kind in KINDS.items()
            for spelled, vowels in self._spelled(suffix)
        }
        # No suffix is these alone: o ends words like "video".
        self.own = frozenset((*self.low, "o"))
        self.longest = max(map(len, self.suffixes))
        self.last_letters = frozenset(suffix[-1] for suffix in self.suffixes)
        self.places = tuple(map(write, PLACES))
        self.whole = frozenset(map(write, WHOLE))
        self.with_vowel = {write(short): write(word) for short, word in WITH_VOWEL.items()}
        self.ends_in_k = tuple(map(write, ("lik", "lük", "əcək")))
        self.ends_in_s = write("şüna")
        self.before_si = write("çl")
        self.ye = write("yə")
        self.iy = tuple(map(write, ("ıy", "iy")))
        self.si = tuple(map(write, ("sı", "si")))
        self.infinitive = tuple(map(write, ("maq", "mək")))
        self.with_n_or_k = (*map(write, ("an", "ən", "on", "am", "əm")), *self.infinitive)
        self.soft = write("ğ")
        self.verbs = Verbs(write, past=PAST if letters else "")

    def _spelled(self, suffix):
        """Each spelling of a suffix, and the vowels it agrees with."""
        for high, high_after in self.high.items():
            for low, low_after in self.low.items():
                spelled = suffix.replace("I", high).replace("A", low)
                is_first_high = "I" in suffix and not 0 <= suffix.find("A") < suffix.find("I")
                yield spelled, frozenset(high_after if is_first_high else low_after)

    def stem(self, word: str) -> str:
        """The stem of ``word``, which is in small letters."""
        while word not in self.whole:
            shorter = self._shorter(word)
            known = next((one for one in shorter if one in self.whole), "")
            is_noun = known and not word.endswith(self.infinitive)
            root = "" if is_noun else self.verbs.root(word)
            if root or not shorter:
                word = root or word
                break
            word = known or shorter[0]
        return self._bare(self.with_vowel.get(word, word))

    def _bare(self, word):
        """One end for what is written in two ways: "uşaq" and "uşağ-ı", "xətt-in" and "xət-də"."""
        if word.endswith(self.soft):
            return word[:-1] + "q"
        is_doubled = len(word) > 3 and word[-1] == word[-2] and word[-1].isalpha()
        return word[:-1] if is_doubled else word

    def _shorter(self, word):
        """What ``word`` may be without its last suffix; the likeliest first."""
        if word[-1:] not in self.last_letters:
            return self._without_n_or_k(word)
        found = []
        for length in range(min(self.longest, len(word) - 2), 0, -1):
            suffix = word[-length:]
            if suffix not in self.suffixes:
                continue
            standing_on, vowels = self.suffixes[suffix]
            rest = word[:-length]
            if (
                self._is_enough(rest)
                and self._last_vowel(rest) in vowels
                and self._carries(rest, suffix, standing_on)
            ):
                found.append(self._restored(rest, suffix))
        return found or self._without_n_or_k(word)

    def _is_enough(self, rest):
        """Three letters with a vowel; or a vowel and a consonant, as in "ev"; or "su"."""
        if len(rest) == 2:
            is_closed = rest[0] in self.vowels and rest[1] not in self.vowels
            return is_closed or rest in self.whole
        return len(rest) > 2 and not self.vowels.isdisjoint(rest)

    def _last_vowel(self, rest):
        for letter in reversed(rest):
            if letter in self.vowels:
                return letter
        return ""

    def _carries(self, rest, suffix, standing_on):
        """Whether ``suffix`` can stand on ``rest``, whose vowel it agrees with."""
        last = rest[-1]
        if standing_on == LOCATED:
            return rest.endswith(self.places)
        if standing_on == POSSESSED:
            return last in self.high and self._agrees(rest)
        if standing_on == CONSONANT:
            # "çay-a", but not "miqrasiy-a".
            return last not in self.vowels and not (suffix == "a" and rest.endswith(self.iy))
        return standing_on == ANY or (last in self.vowels and self._carries_on_vowel(rest, suffix))

    def _carries_on_vowel(self, rest, suffix):
        last = rest[-1]
        if rest in self.whole:
            return True
        if suffix[0] == "y":
            # It is "evi-nə" after a possessive, so "miqrasi-ya" is none.
            is_whole = suffix == self.ye and f"{rest}k".endswith(self.ends_in_k)
            return not is_whole and not (suffix == "ya" and rest.endswith(self.si))
        if suffix[0] == "s":
            # "işçi-si"; but "ofis-i", "status-u", "hüquqşünas-ı".
            return (last in self.own and not rest.endswith(self.ends_in_s)) or (
                last in self.high and (rest[-2] in self.before_si or rest[-3:-1] == "nt")
            )
        return last in self.own or (last in self.high and self._agrees(rest))

    def _agrees(self, rest):
        """Whether the high vowel at the end may itself be a suffix: "qanu" in "qanunu" is none."""
        return self._last_vowel(rest[:-1]) in self.high[rest[-1]]

    def _restored(self, rest, suffix):
        """``rest`` as it is without a suffix: k between vowels had become y, and q ğ."""
        if (
            suffix[0] not in self.vowels
            or rest in self.whole
            or len([letter for letter in rest if letter in self.vowels]) < 2
        ):
            return rest
        if rest[-1] == "y" and rest[-2] in self.front:
            return rest[:-1] + "k"
        return rest[:-1] + "q" if rest[-1] == self.soft else rest

    def _without_n_or_k(self, word):
        """The end of "orqan", as "orqanın" may be orqa-nın; of "vizam"; and "işləmək" as "işləməyə"."""
        if word.endswith(self.with_n_or_k) and self._is_enough(word[:-1]):
            return [word[:-1]]
        return []


# Stems of words in small letters: those written rightly, and those typed without marks.
stem = Chain().stem
plain_stem = Chain(PLAIN).stem

"""Azerbaijani verbs: what is left of one when its voice, negation, tense and person are taken off.

Such endings look like parts of nouns (vətən, məktub, dəmir), so they are only taken off verbs that are
known: ROOTS, those common in our field, and all made with -lA- after a consonant (izlə, yerləş, hazırlan).
The endings are those of en.wikibooks.org/wiki/Azerbaijani/Contents_(Latin) ("Present tense" and
those beside it); what comes after a participle ("işləyənlərin") is the chain's (azerbaijani.py).
A is a or ə, I is ı, i, u or ü; whether they agree is not asked, the root says enough.
"""

import re
from collections.abc import Callable

ROOTS = (
    *("al", "apar", "art", "artır", "axtar", "ayır", "aç", "bax", "bil", "bildir", "bit", "bitir"),
    *("burax", "böl", "bölüş", "böyü", "dayan", "danış", "daşı", "doğul", "doldur", "düş", "düşün"),
    *("düzəlt", "dəyiş", "et", "eşit", "get", "gəl", "gəz", "göndər", "gör", "görüş", "göstər"),
    *("azal", "ayrıl", "boşan", "düşür", "gətir", "gir", "imzala", "it", "uç"),
    *("götür", "inan", "istə", "itir", "keç", "keçir", "kəs", "köç", "köçür", "ol", "otur", "oxu"),
    *("oyna", "qal", "qaldır", "qayıt", "qaytar", "qazan", "qaç", "qoru", "qorx", "qoş", "qur"),
    *("qurtar", "sat", "say", "seç", "soruş", "sür", "tanı", "tap", "tapşır", "tik", "toxun"),
    *("tut", "unut", "uzan", "uzat", "ver", "yarat", "yaşa", "yaz", "yetir", "yığ", "yüksəl"),
    *(
        "çağır",
        "çalış",
        "çat",
        "çatdır",
        "çevir",
        "çək",
        "çıx",
        "çıxar",
        "öyrən",
        "öyrət",
        "ödə",
        "ötür",
    ),
)
# "oxu-n", but "yaz-ıl": without that "köçürlər" would be köçür-l-ər, and not köç-ür-lər.
VOICE = "(?:(?:I|(?<=[aıoueəiöü]))[ln](?:Il)?|dIr(?:Il)?)?"
NEGATION = "(?:mA)?"
# A vowel joins a vowel by a y: "oxu-yur", but "yaz-ır".
JOINED = ("Ir", "Ib", "AcA[qkğy]", "Ar", "ArkAn", "An", "ArA[qk]", "In")
ENDINGS = (
    *(f"(?:(?<=[aıoueəiöü])y|(?<![aıoueəiöü])){ending}" for ending in JOINED),
    *("mIr", "dI", "mIş", "mAz", "dI[qkğy]", "mA[qkğy]?", "sA", "mAlI", "sIn"),
)
# "yazır-dı", "yazmış-dı": for a search only, as terms are nouns ("köçürürdülər" is no "köçürülmə").
PAST = "(?:dI)?"
PERSON = "(?:y?Am|Im|sAn|sInIz|(?:y?I)?[qk]|InIz|nIz|m|n|lAr|dIr(?:lAr)?)?(?:mI)?"
SHORTEST_END = 2
# The t of these is a d before a vowel: "qayıdan", but "qayıtmaq".
HARD = tuple(root for root in ROOTS if root.endswith("t") and root not in {"art", "bit", "çat"})


class Verbs:
    """The verbs in an alphabet, which ``write`` writes the letters of the language in.

    ``past`` is what may stand between the ending of a tense and the person.
    """

    def __init__(self, write: Callable[[str], str], past: str):
        roots = {root: root for root in ROOTS} | {f"{root[:-1]}d": root for root in HARD}
        self.roots = {write(one): write(root) for one, root in roots.items()}
        # Most words do not begin like a verb, and all words of a text come by.
        self.beginnings = frozenset(root[:2] for root in self.roots)
        self.la, self.le = write("la"), write("lə")
        self.longest = max(map(len, self.roots))
        end = f"{VOICE}{NEGATION}(?:{'|'.join(ENDINGS)}){past}{PERSON}"
        self.end = self._pattern(end, write)
        self.made = self._pattern("(?<=[^aıoueəiöü])lA", write)
        self.end_of_made = self._pattern(f"(ş(?:dIr)?)?{end}", write)

    def root(self, word: str) -> str:
        """The root of ``word``; "" if it is no form of a verb that is known."""
        if word[:2] in self.beginnings:
            for length in range(min(self.longest, len(word) - SHORTEST_END), 1, -1):
                root = self.roots.get(word[:length])
                if root and self.end.fullmatch(word, length):
                    return root
        if word.find(self.la, 2, -SHORTEST_END) < 0 > word.find(self.le, 2, -SHORTEST_END):
            return ""
        for made in self.made.finditer(word, 2):
            found = self.end_of_made.fullmatch(word, made.end())
            if found:
                return word[: made.end()] + (found[1] or "")
        return ""

    def _pattern(self, text, write):
        return re.compile(write(text.replace("I", "[ıiuü]").replace("A", "[aə]")))

"""Words that ask, join and point, and say nothing of what is looked for; pure.

"how to get a work permit" is a search for a permit, and few entries have all of these words. The
lists are ours: pronouns, prepositions, conjunctions, particles, and forms of to be, to do, to be able.
"""

from collections.abc import Iterable
from dataclasses import replace

from blog.search.analysing import exact
from blog.search.queries import Query

WORDS = {
    "en": """a about an and any are as at be become been but by can could did do does for from get
        had has have he her here him his how i if in into is it its me my of on or our she should so
        that the their them then there these they this those to want was we were what when where
        which who whom whose why will with would you your""",
    "ru": """а бы быть в вам вас ваш во вот все всё вы где да для до его ее её ей ему если есть еще
        ещё же за и из или им их к как какая какие каким какими каких какого какое какой какую ко
        когда кого кому кто куда ли меня мне можно мои мой моя мы на над надо нам нас наш не него
        нее неё ней нет ни них но ну нужно о об обо он она они оно от откуда по под почему при про
        с сколько со та так такая такие такое такой там те то тот ты у уже чего чей чем чему что
        чтобы эта эти это этот я является""",
    "az": """barədə bilər bilərəm biz bizə bizi bizim bu bunu bunun da də edə edim edir etmək əgər
        haqda haqqında hansı hansılar hara harada haradan haraya ilə isə istəyirəm kim kimdir kimə
        kimi kimin kimlər ki lazım lazımdır mən mənə məni mənim mı mi mu mü nə nədən nədir nəyə nəyi
        neçə neçəyə necə necədir niyə o olar olaraq olmaq olsa olur onlar onu onun qədər sən sizə
        siz sizin sonra üçün və ya yaxud""",
}
FILLERS = {locale: frozenset(map(exact, words.split())) for locale, words in WORDS.items()}
# No other language has its letters, so these words are no others.
EVERYWHERE = "ru"


def without_fillers(query: Query, locales: Iterable[str], *, with_names: bool = True) -> Query:
    """``query`` without what says nothing in these languages; itself, if nothing else is in it.

    What is written in capitals among small letters may be a name, WHO or IT, and stays ``with_names``.
    """
    fillers = frozenset().union(*(FILLERS.get(code, ()) for code in {*locales, EVERYWHERE}))
    with_names = with_names and not query.text.isupper()
    words = [
        word
        for word in query.words
        if exact(word) not in fillers or (with_names and len(word) > 1 and word.isupper())
    ]
    if len(words) == len(query.words) or not (words or query.phrases):
        return query
    is_prefix = query.is_prefix and query.words[-1:] == words[-1:]
    return replace(query, words=words, is_prefix=is_prefix)

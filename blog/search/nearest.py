"""How much of a question a document has: when none has all of it, the most comes first."""

from collections import Counter
from collections.abc import Iterable
from math import log

from blog.models import SearchDocument
from blog.search.engines.base import Hit, Question, marked

# Of those that have anything, the best by the score of the engine are read.
LOOKED_AT = 60
# What a word in the title counts; one there is not worth two elsewhere.
IN_TITLE = 1.5


def shares(questions: Iterable[Question], hits: list[Hit]) -> dict[tuple[int, str], float]:
    """Entry and language → how much of the question in it the document has; none is 0.

    A word counts by how few of them have it, "permit" more than the "long" in "how long".
    """
    asked = {question.locale: question for question in questions}
    best = sorted(hits, key=lambda hit: hit.score, reverse=True)[:LOOKED_AT]
    # An entry may have a draft in another language, and how rare a word is in drafts is nobody's business.
    documents = {(hit.entry, hit.locale) for hit in best}
    rows = SearchDocument.objects.filter(
        entry__in={hit.entry for hit in best}, locale__in=asked
    ).values_list("entry", "locale", "title", "tags", "summary", "body")
    had = {
        (entry, locale): _parts(asked[locale], title, tags, summary, body)
        for entry, locale, title, tags, summary, body in rows
        if (entry, locale) in documents
    }
    common = Counter(part for parts in had.values() for part in parts)
    return {
        document: sum(times * log(1 + len(had) / common[part]) for part, times in parts.items())
        for document, parts in had.items()
    }


def _parts(question, title, tags, summary, body):
    """The numbers of the words and phrases of ``question`` that a document has → what each counts."""
    of_title, of_tags = {*title.split()}, {*tags.split()}
    everything = of_tags.union(of_title, summary.split(), body.split())
    texts = [f" {text} " for text in (title, summary, body)]

    def place_of(phrases):
        """The number of the first of ``texts`` that has one of them; None when none has."""
        whole = [f" {marked(' '.join(phrase), question.locale)} " for phrase in phrases]
        return next((n for n, text in enumerate(texts) if any(one in text for one in whole)), None)

    found = {}
    for number, one in enumerate(question.wanted):
        terms, tag_terms = _marked(one.terms, question), _marked(one.tag_terms, question)
        place = place_of(one.phrases)
        if terms & everything or tag_terms & of_tags or place is not None:
            found[number] = IN_TITLE if terms & of_title or place == 0 else 1
    for number, phrase in enumerate(question.phrases, len(question.wanted)):
        place = place_of([phrase])
        if place is not None:
            found[number] = 1 if place else IN_TITLE
    return found


def _marked(terms, question):
    return {marked(term, question.locale) for term in terms}

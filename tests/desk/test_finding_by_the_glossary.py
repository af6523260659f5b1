"""Readers find what is only in another language, because the glossary knows what it is called there."""

from tests.search.corpora import MORE, corpus, failure, make_all
from translation_desk.demo.site import fill_glossary


def test_readers_find_what_has_another_name_in_another_language(db):
    fill_glossary()
    keys = make_all(MORE)
    asked = [
        (query, locale) for locale, some in corpus(MORE, "by_glossary").items() for query in some
    ]
    assert len(asked) > 20
    assert [line for query, locale in asked if (line := failure(query, locale, keys))] == []

"""What the search knows of entries. ``blog.search.indexing`` is the only one that writes here."""

from django.db import models

from blog.models.entry import Entry

WORD_LENGTH = 200


class SearchDocument(models.Model):
    """An entry in one language, as terms: words without endings, in folded letters.

    Whether readers may find it is asked when they search, by ``published_at``; so it goes live by
    itself, and a draft, which has no date, is found by no reader. What the engines match is kept by the database (migration 0008): columns made of these
    ones on PostgreSQL, a table that triggers keep on SQLite.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="search_documents")
    locale = models.CharField(max_length=12)
    published_at = models.DateTimeField(null=True)
    # Of what the terms were made of.
    digest = models.CharField(max_length=32)
    title = models.TextField(blank=True)
    tags = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)

    class Meta:
        verbose_name = "search document"
        verbose_name_plural = "search documents"
        constraints = [
            models.UniqueConstraint(fields=["entry", "locale"], name="search_document_is_one")
        ]
        indexes = [
            models.Index(fields=["locale", "-published_at", "entry"], name="search_document_newest")
        ]
        # Nobody edits these by hand, so nobody needs a right to.
        default_permissions = ()

    def __str__(self):
        return f"{self.entry_id}/{self.locale}"


class SearchWord(models.Model):
    """A word that stands in documents of a language, in folded letters, and its term there.

    ``form`` is how somebody wrote it, in small letters: what people are shown. ``count`` is in how
    many documents it stood when the index was last rebuilt, and 1 for one that came later; it tells
    common words from rare ones. ``public_at`` is when the first document with it goes live: no reader's
    search knows of a word before, nor of one that stands in drafts alone.
    """

    locale = models.CharField(max_length=12)
    # By itself too, as beginnings of words are looked up.
    word = models.CharField(max_length=WORD_LENGTH, db_index=True)
    term = models.CharField(max_length=WORD_LENGTH)
    form = models.CharField(max_length=WORD_LENGTH)
    count = models.PositiveIntegerField(default=1)
    public_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "search word"
        verbose_name_plural = "search words"
        constraints = [
            models.UniqueConstraint(fields=["locale", "word", "term"], name="search_word_is_one")
        ]
        # What is like no word may be like one without its ending.
        indexes = [models.Index(fields=["term"], name="search_word_term")]
        default_permissions = ()

    def __str__(self):
        return self.word

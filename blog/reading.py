"""What a reader of one language gets: each text with the language it is really in."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from blog.languages import Text, facts, fallbacks, in_language, language_codes
from blog.markup import plain_text, reading_minutes
from blog.models import Addressed
from blog.references import resolved_each
from blog.renditions import render, share_image

TEASER_WORDS = 32


def body_html(text: str, language: str) -> SafeString:
    """A body as a reader of ``language`` gets it: its references lead where they are to lead.

    Only for bodies and comments: these are cleaned whenever they are written.
    """
    return bodies_html([text], language)[0]


def bodies_html(texts: list[str], language: str) -> list[SafeString]:
    """Several bodies, or comments, for the queries of one."""
    return [mark_safe(html) for html in resolved_each(texts, language)]  # noqa: S308


def text_for(thing, field: str, language: str, *, among: list[str] | None = None) -> Text | None:
    """``field`` of ``thing`` in the reader's language, or in the next one that has it.

    Only the languages in ``among`` are looked at, all of them by default. None: nobody wrote it.
    """
    for code in [language, *fallbacks(language)]:
        text = getattr(thing, in_language(field, code)) if among is None or code in among else ""
        if text:
            return Text(text, code, is_foreign=code != language)
    return None


@dataclass(frozen=True)
class Named:
    """A tag or an author on the page of a reader of ``language``."""

    thing: Addressed
    language: str
    name: Text
    bio: Text | None = None
    count: int = 0

    @property
    def url(self) -> str:
        """Worked out where it is shown: of hundreds of topics that are chosen among, it never is."""
        return self.thing.url_in(self.language)


def read_tag(tag, language: str) -> Named:
    """``tag`` for a reader of ``language``; ``tag.count``, where annotated, is kept."""
    name = text_for(tag, "name", language) or Text(str(tag.pk), language)
    return Named(tag, language, name, count=getattr(tag, "count", 0))


def read_author(author, language: str) -> Named:
    """``author`` for a reader of ``language``."""
    name = text_for(author, "name", language) or Text(author.slug, language)
    return Named(author, language, name, bio=text_for(author, "bio", language))


@dataclass(frozen=True)
class Download:
    """An attachment on a reader's page; the size is in bytes, the kind as people say it: PDF."""

    label: Text
    url: str
    kind: str
    size: int


@dataclass(frozen=True)
class Remark:
    """A comment on a reader's page; ``html`` is its text as markup."""

    pk: int
    name: str
    text: Text
    html: SafeString
    written_at: datetime


class Reading:
    """One entry as a reader of ``language`` gets it.

    A field that is empty in the reader's language falls back by itself, and only to languages
    that are live. Raises ValueError when the entry is live in no language.
    """

    def __init__(self, entry, language: str):
        self.entry = entry
        self.language = language
        self.languages = entry.live_languages
        order = [code for code in [language, *fallbacks(language)] if code in self.languages]
        if not order:
            raise ValueError(f"Entry {entry.pk} is live in no language.")
        self.shown_language = order[0]
        self.is_fallback = self.shown_language != language

    def _text(self, field):
        return text_for(self.entry, field, self.language, among=self.languages)

    def _rows(self, name):
        """The tags, attachments or comments of the entry."""
        return getattr(self.entry, name).all()

    def _file_url(self, file):
        return file.get_absolute_url()

    @cached_property
    def title(self) -> Text:
        # An entry may have a text and no title in any language: its first words stand in for one.
        return self._text("title") or self.teaser or Text("…", self.language)

    @cached_property
    def body(self) -> Text | None:
        return self._text("body")

    @cached_property
    def body_html(self) -> SafeString:
        """The body as markup; "" when there is none."""
        return body_html(self.body.text if self.body else "", self.language)

    @cached_property
    def summary(self) -> Text | None:
        """The summary; a foreign one only over a foreign text, since a text of one's own tells more."""
        summary = self._text("summary")
        borrowed = summary and summary.is_foreign and self.body and not self.body.is_foreign
        return None if borrowed else summary

    @cached_property
    def teaser(self) -> Text | None:
        """What stands under the title in lists: the summary, else the first words of the text."""
        if self.summary or not self.body:
            return self.summary
        words = Truncator(plain_text(self.body.text)).words(TEASER_WORDS)
        return Text(words, self.body.language, self.body.is_foreign)

    @cached_property
    def is_partial(self) -> bool:
        """Whether the language is live and yet some of its text is borrowed from another."""
        texts = [self.title, self.summary, self.body]
        return not self.is_fallback and any(text and text.is_foreign for text in texts)

    @property
    def is_own(self) -> bool:
        """Whether all of it is in the reader's language."""
        return not (self.is_fallback or self.is_partial)

    @property
    def borrowed_language(self) -> str:
        """The language that most of a borrowed page is in: of the body, else of the title."""
        foreign = [
            text for text in (self.body, self.title, self.summary) if text and text.is_foreign
        ]
        return foreign[0].language if foreign else self.language

    @property
    def shown_language_name(self) -> str:
        """The name of the language shown, in itself: "Русский"."""
        return facts(self.shown_language).endonym

    @cached_property
    def published_at(self):
        """When the language shown went live."""
        return self.entry.date_in(self.shown_language)

    @cached_property
    def url(self) -> str:
        return self.entry.url_in(self.language)

    @cached_property
    def author(self) -> Named:
        return read_author(self.entry.author, self.language)

    @cached_property
    def tags(self) -> list[Named]:
        return [read_tag(tag, self.language) for tag in self._rows("tags")]

    @cached_property
    def attachments(self) -> list[Download]:
        """The files, labelled in the reader's language, or in the next, or by their names."""
        return [
            Download(
                text_for(file, "label", self.language) or Text(file.name, self.language),
                self._file_url(file),
                file.extension.upper(),
                file.size,
            )
            for file in self._rows("attachments")
        ]

    @cached_property
    def comments(self) -> list[Remark]:
        """The comments, each in the reader's language or in the next that it has; none without a text."""
        found = [
            (comment, text)
            for comment in self._rows("comments")
            if (text := text_for(comment, "text", self.language))
        ]
        pages = bodies_html([text.text for _comment, text in found], self.language)
        return [
            Remark(comment.pk, comment.name, text, html, comment.written_at)
            for (comment, text), html in zip(found, pages, strict=True)
        ]

    @cached_property
    def cover(self):
        """The cover with its renditions and the words for it, or None."""
        if not self.entry.cover:
            return None
        return render(self.entry.cover, alt=self._cover_alt or Text("", self.language))

    @cached_property
    def cover_caption(self) -> Text | None:
        """What stands under the cover."""
        return self._text("cover_caption") if self.entry.cover else None

    @cached_property
    def share_image(self):
        """The cover as share cards show it, or None."""
        if not self.entry.cover:
            return None
        return share_image(self.entry.cover, alt=self._cover_alt.text if self._cover_alt else "")

    @property
    def _cover_alt(self):
        return None if self.entry.cover_is_decorative else self._text("cover_alt")

    @property
    def reading_minutes(self) -> int:
        return reading_minutes(self.body.text) if self.body else 1

    @property
    def main_language(self) -> str:
        """The language of the page that speaks for all: the original if live, else the site's first."""
        live = self.languages
        for code in [self.entry.original_language, *language_codes()]:
            if code in live:
                return code
        raise ValueError(f"Entry {self.entry.pk} is live in no language.")


def read_all(entries, language: str | None = None) -> list[Reading]:
    """What a reader of ``language`` (of the active one by default) gets of ``entries``."""
    language = language or translation.get_language()
    return [Reading(entry, language) for entry in entries]

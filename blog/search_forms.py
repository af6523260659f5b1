"""What a reader asks of the search, out of the address of its page."""

from django import forms
from django.db.models import Exists, Min, Model, OuterRef
from django.forms.utils import flatatt
from django.utils import timezone, translation
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from blog.languages import capitalize, collation_key, in_language, language_codes
from blog.models import Author, Entry, Tag
from blog.pages import languages_read
from blog.reading import Named, read_author, read_tag
from blog.search.called import is_called
from blog.search.queries import Query
from blog.search.searching import NEWEST

# Topics, and authors, that are offered above what was found.
MOST_CALLED = 4


class TopicSelect(forms.Select):
    """A choice among topics, each of which says which language its name is in.

    Written here: Django would read a template for each topic, and there may be hundreds.
    """

    def render(self, name, value, attrs=None, renderer=None):
        options = format_html_join(
            "",
            "<option{}>{}</option>",
            (
                (flatatt(self._attributes(number, label, str(number) == (value or ""))), label)
                for number, label in self.choices
            ),
        )
        attributes = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        return format_html("<select{}>{}</select>", flatatt(attributes), options)

    @staticmethod
    def _attributes(number, label, is_chosen):
        foreign = {"lang": label.language} if getattr(label, "is_foreign", False) else {}
        return {"value": number, "selected": is_chosen, **foreign}


class SearchForm(forms.Form):
    """What is looked for, and among what.

    An address is typed, cut off or kept for years: a filter that is none is left out, and no reader
    is told off for it. Ask ``form.chosen``, never for errors.
    """

    tag = forms.TypedChoiceField(
        label=_("Topic"), coerce=int, empty_value=None, required=False, widget=TopicSelect
    )
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, empty_value=None, required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("By relevance")), (NEWEST, _("Newest first"))],
    )
    page = forms.IntegerField(min_value=1, max_value=9999, required=False)

    def __init__(self, data, *, topics, years):
        super().__init__(data)
        self.tags = {tag.pk: tag for tag, _topic in topics}
        names = ((tag.pk, topic.name) for tag, topic in topics)
        self.fields["tag"].choices = [("", _("Any topic")), *names]
        self.fields["year"].choices = [("", _("Any year")), *((year, year) for year in years)]
        self.fields["language"].choices = [("", _("Any language")), *language_choices()]

    @property
    def chosen(self) -> dict:
        """The filters, the order and the page that make sense, by name; none of the others."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def asked(self) -> dict:
        """What is chosen, as ``search`` takes it."""
        chosen = self.chosen
        return {**chosen, "tag": self.tags.get(chosen.get("tag"))}

    @property
    def filters(self):
        """The fields that choose among the results, for the page."""
        return [self[name] for name in ("tag", "year", "language", "order")]


def typed(data) -> str:
    """What somebody typed in the box, without what no box lets in; "" when it was left empty."""
    words = data.get("q", "").replace("\0", " ")
    return words.encode(errors="replace").decode().strip()


def language_choices():
    """The languages of the site, named in that of the page."""
    active = translation.get_language()
    names = ((code, gettext(get_language_info(code)["name"])) for code in language_codes())
    return [(code, capitalize(name, active)) for code, name in names]


def topics_for(language: str) -> list[tuple[Tag, Named]]:
    """The tags with something that a reader of ``language`` can read, in the order of the alphabet."""
    return _of_live_entries(Tag, "tags", read_tag, language)


def authors_for(language: str) -> list[tuple[Author, Named]]:
    """The authors of something that a reader of ``language`` can read, by the alphabet."""
    return _of_live_entries(Author, "author", read_author, language)


def _of_live_entries(model, path, read, language):
    live = Entry.objects.listed_for(languages_read(language)).order_by()
    things = model.objects.filter(Exists(live.filter(**{path: OuterRef("pk")})))
    pairs = ((thing, read(thing, language)) for thing in things)
    return sorted(pairs, key=lambda pair: collation_key(pair[1].name.text, language))


def called(query: Query, pairs: list[tuple[Model, Named]]) -> list[Named]:
    """Those of ``pairs``, of a tag or an author, that are called what was typed, in any language."""
    columns = {code: in_language("name", code) for code in language_codes()}
    return [
        named
        for thing, named in pairs
        if is_called(query, ((code, getattr(thing, name) or "") for code, name in columns.items()))
    ][:MOST_CALLED]


def years_of_entries() -> list[int]:
    """The years since the first entry went live, this one first.

    A query per language: the least of one column is read off its index.
    """
    columns = (in_language("published_at", code) for code in language_codes())
    firsts = [Entry.objects.aggregate(first=Min(column))["first"] for column in columns]
    first, now = min(filter(None, firsts), default=None), timezone.localtime()
    if first is None or first > now:
        return []
    return [*range(now.year, timezone.localtime(first).year - 1, -1)]

"""Old addresses: what a reader kept of Moodle leads to the page here, in their language.

Always 301, and 404 for what cannot be read here, drafts included: unlike Moodle, no title tells of
what is not public.
"""

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from blog.fields import is_key
from blog.languages import language_codes
from blog.models import Entry
from blog.pages import home_url, languages_read
from moodle_import.addresses import FEED, FILE
from moodle_import.models import ImportedAuthor, ImportedEntry, ImportedFile, ImportedTag


@require_safe
def index(request):
    """``/blog/index.php?…``: an entry, else an author, a tag, a search, else the news."""
    language = language_of(request)
    asked = request.GET
    if "entryid" in asked:
        url = entry_url(asked["entryid"], language)
    elif "userid" in asked:
        url = author_url(asked["userid"], language)
    elif "tagid" in asked or "tag" in asked:
        url = tag_url(tag_for(asked), language)
    elif words := asked.get("search", "").replace("\0", "").strip():
        url = search_url(words, language)
    else:
        url = home_url(language)
    return moved(url)


@require_safe
def feed(request, path=""):
    """``/rss/file.php/CONTEXT/TOKEN/blog/site/1/rss.xml``; the token is nobody's business here."""
    match = FEED.fullmatch(path or asked_path(request))
    if match is None:
        raise Http404("No such feed.")
    language = language_of(request)
    if match["kind"] == "user":
        page_url = author_url(match["id"], language)
    elif match["tag"]:
        page_url = tag_url(tag_for({"tagid": match["tag"]}), language)
    else:
        page_url = home_url(language)
    # A feed stands below the page whose entries it has.
    return moved(f"{page_url}feed/")


@require_safe
def file(request, path=""):
    """``/pluginfile.php/1/blog/post/ID/PATH``: a picture of a text, or a file of an entry."""
    match = FILE.fullmatch(path or asked_path(request))
    if match is None:
        raise Http404("No such file.")
    key = {"moodle_entry": match["post"], "area": match["area"], "path": match["path"]}
    files = ImportedFile.objects.select_related("picture", "attachment").filter(**key)
    found = files.first()
    readable = Entry.objects.readable_in_any()
    memory = ImportedEntry.objects.filter(moodle_id=match["post"], entry__in=readable)
    if found is None or not memory.exists():
        raise Http404("No such file.")
    if found.picture:
        return moved(found.picture.file.url)
    if found.attachment:
        return moved(found.attachment.get_absolute_url())
    raise Http404("The file is gone.")


def asked_path(request) -> str:
    """What stands behind ``.php``, from a server that could not put it there."""
    return request.GET.get("file", "").replace("\0", "")


def language_of(request) -> str:
    """The language that the address asks for as Moodle's do (``lang``), else the reader's."""
    asked = request.GET.get("lang", "")
    return asked if asked in language_codes() else get_language_from_request(request)


def moved(url: str) -> HttpResponsePermanentRedirect:
    response = HttpResponsePermanentRedirect(url)
    # A cache between may keep it, but for one reader's language only.
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def entry_url(asked: str, language: str) -> str:
    memory = _memory(ImportedEntry.objects.select_related("entry"), asked)
    url = memory.entry.url_in(language) if memory.entry else ""
    if not url:
        raise Http404("Nobody can read this entry.")
    return url


def author_for(asked: str):
    author = _memory(ImportedAuthor.objects.select_related("author"), asked).author
    if author is None:
        raise Http404("No such author.")
    return author


def author_url(asked: str, language: str) -> str:
    author = author_for(asked)
    _must_have_something(Entry.objects.filter(author=author), language)
    return author.url_in(language)


def tag_for(asked):
    """The tag with Moodle's ``tagid``, or with the name of Moodle's ``tag``."""
    memories = ImportedTag.objects.select_related("tag")
    if "tagid" in asked:
        memory = _memory(memories, asked["tagid"])
    else:
        # Moodle makes its names small in its own way: İ becomes two characters.
        name = asked["tag"].replace("\0", "").strip()
        memory = memories.filter(name__in={name, name.lower()}).first()
    if memory is None or memory.tag is None:
        raise Http404("No such tag.")
    return memory.tag


def tag_url(tag, language: str) -> str:
    _must_have_something(Entry.objects.filter(tags=tag), language)
    return tag.url_in(language)


def search_url(words: str, language: str) -> str:
    """The page of results."""
    with translation.override(language):
        return f"{reverse('blog:search')}?{urlencode({'q': words})}"


def _memory(memories, asked):
    memory = memories.filter(moodle_id=asked).first() if is_key(asked) else None
    if memory is None:
        raise Http404("Moodle had nothing of this number.")
    return memory


def _must_have_something(entries, language):
    if not entries.listed_for(languages_read(language)).exists():
        raise Http404("Nothing of it can be read.")

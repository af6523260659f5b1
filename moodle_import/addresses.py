"""Addresses of Moodle, as they stand in texts and as readers have them."""

import re
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, quote, unquote, urlsplit

from blog.fields import is_key

FILE = re.compile(
    r"/(?P<context>\d{1,18})/blog/(?P<area>post|attachment)/(?P<post>\d{1,18})(?P<path>/.+)", re.S
)
FEED = re.compile(
    r"/\d+/[^/]+/blog/(?P<kind>site|user|course|group)/(?P<id>\d{1,18})(?:/(?P<tag>\d{1,18}))?/rss\.xml"
)
FEED_TOKEN = re.compile(r"(/rss/file\.php(?:\?file=)?/\d+)/[^/]+")
DRAFT = re.compile(r"/\d+/user/draft/\d+(?P<path>/.+)", re.S)
PLUGINFILE = "@@PLUGINFILE@@"
OF_BLOG = re.compile(r"/(?:blog/(?:index\.php)?|rss/file\.php(?:/.*)?)\Z", re.S)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)


@dataclass(frozen=True)
class Address:
    """What an address means.

    ``kind``: "file" (``post``, ``area``, ``path`` as in ``ImportedFile``), "draft" (``path``), "entry"
    (``post``), "blog" (another page of the blog), "moodle" (any other page of the old site),
    "data", "foreign" (another site), "unknown" (a path of which nobody can say whose).
    ``local`` is the path and query with which this site answers for it. ``is_moodles``: it looks
    like Moodle's, on a host of which nobody said that it is the old one.
    """

    kind: str
    post: int = 0
    area: str = ""
    path: str = ""
    local: str = ""
    is_moodles: bool = False


class OldSite:
    """The site that is left; ``url`` as in Moodle's ``wwwroot``, "" when it is not known."""

    def __init__(self, url: str = ""):
        parts = urlsplit(url.rstrip("/"))
        self.host, self.base = parts.netloc.lower(), parts.path
        self.url = url.rstrip("/")

    def read(self, address: str, *, post: int = 0) -> Address:
        """What ``address`` means in the text of the entry ``post``."""
        if address.startswith(PLUGINFILE):
            path = re.split(r"[?#]", address[len(PLUGINFILE) :])[0]
            return file_address(post, "post", unquote(path))
        if address.lower().startswith("data:"):
            return Address("data")
        try:
            parts = urlsplit(address)
        except ValueError:
            return Address("unknown")
        if not parts.netloc:
            if SCHEME.match(address) or not (parts.path or parts.query):
                return Address("foreign")
            # Texts stand on /blog/index.php.
            path = re.sub(r"\A(?:\.\./)+", "/", parts.path)
            path = path if path.startswith("/") else f"/blog/{path}"
            return self._of_path(path, parts.query, is_ours=True)
        is_ours = bool(self.host) and _without_www(parts.netloc) == _without_www(self.host)
        return self._of_path(parts.path, parts.query, is_ours=is_ours)

    def _of_path(self, path, query, *, is_ours):
        if is_ours and self.base and path.startswith(f"{self.base}/"):
            path = path[len(self.base) :]
        found = _meaning(path, query)
        if is_ours:
            return found or Address("moodle")
        # Only a file can be recognised without knowing the site: by an entry that has it.
        if found and found.kind == "file":
            return replace(found, is_moodles=True)
        return Address("foreign", is_moodles=bool(found))


def file_address(post: int, area: str, path: str, context: int = 1) -> Address:
    """The address of a file; ``path`` is decoded, as in ``ImportedFile``."""
    local = f"/pluginfile.php/{context}/blog/{area}/{post}{quote(path)}"
    return Address("file", post, area, path, local)


def _meaning(path, query) -> Address | None:
    """What a path of Moodle, below its own address, means for its blog; None: nothing."""
    script, php, rest = path.partition(".php")
    # "?file=": how addresses look where the web server cannot give what stands behind ".php".
    rest = unquote(rest) or parse_qs(query).get("file", [""])[0]
    if php and script == "/pluginfile" and (match := FILE.fullmatch(rest)):
        return file_address(int(match["post"]), match["area"], match["path"], int(match["context"]))
    if php and script == "/draftfile" and (match := DRAFT.fullmatch(rest)):
        return Address("draft", path=match["path"])
    if OF_BLOG.match(path):
        entry = parse_qs(query).get("entryid", [""])[0]
        local = without_token(f"{path}?{unquote(query)}" if query else path)
        if is_key(entry):
            return Address("entry", int(entry), local=f"/blog/index.php?entryid={int(entry)}")
        return Address("blog", local=local)
    return None


def without_token(address: str) -> str:
    """``address`` without the token of a feed: it is its reader's own, and for nobody else."""
    return FEED_TOKEN.sub(r"\1/0", address)


def _without_www(host):
    return host.lower().removeprefix("www.")

"""Somebody who writes in the admin of a real server, for tests."""

from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, build_opener

from lxml import html

BUTTONS = ["_save", "_continue", "_addanother", "_publish", "_withdraw"]


class Unled(HTTPRedirectHandler):
    """Goes nowhere: a redirect is an answer."""

    def redirect_request(self, *arguments):
        return None


class Answer:
    """What the server said."""

    def __init__(self, status, body):
        self.status, self.body = status, body

    @property
    def form(self):
        """The fields of the entry's form, as a browser would send them back; without files."""
        form = html.fromstring(self.body).get_element_by_id("entry_form")
        fields = {}
        for name, value in form.form_values():
            if name not in BUTTONS and not name.endswith("file"):
                fields.setdefault(name, []).append(value)
        return fields


class Visitor:
    """A logged-in editor with a browser's cookies; ``url`` may change, when the server does."""

    def __init__(self, url, username):
        self.url = url
        self.jar = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.jar), Unled)
        self.opener.addheaders = [("Accept-Language", "en")]
        login = "/admin/login/"
        token = html.fromstring(self.get(login).body).xpath(
            "//*[@name='csrfmiddlewaretoken']/@value"
        )
        answer = self.post(
            login, {"csrfmiddlewaretoken": token[:1], "username": username, "password": "secret"}
        )
        assert answer.status == 302, "the login was refused"

    def get(self, path):
        return self._ask(path, None)

    def post(self, path, fields):
        return self._ask(path, urlencode(fields, doseq=True).encode())

    def _ask(self, path, data):
        try:
            with self.opener.open(self.url + path, data, timeout=30) as answer:
                return Answer(answer.status, answer.read().decode())
        except HTTPError as answer:
            with answer:
                return Answer(answer.status, answer.read().decode())

"""A page as its reader's machine sees it, for tests."""

from lxml import html


class Parsed:
    """The parts of a response that tests ask for."""

    def __init__(self, response):
        self.response = response
        self.tree = html.fromstring(response.content.decode())

    def one(self, xpath):
        """The only match of ``xpath``."""
        (found,) = self.tree.xpath(xpath)
        return found

    def texts(self, xpath):
        return [" ".join(node.text_content().split()) for node in self.tree.xpath(xpath)]

    @property
    def titles(self):
        """The titles of the entries listed, in order."""
        return self.texts('//*[contains(@class, "card")]//h2 | //*[contains(@class, "card")]//h3')

    @property
    def canonical(self):
        return self.one('//link[@rel="canonical"]/@href')

    @property
    def alternates(self):
        links = self.tree.xpath('//link[@rel="alternate"][@hreflang]')
        return {link.get("hreflang"): link.get("href") for link in links}

    @property
    def switcher(self):
        links = self.tree.xpath('//ul[contains(@class, "languages")]//a')
        return {link.get("hreflang"): link.get("href") for link in links}

    @property
    def is_noindex(self):
        return self.tree.xpath('//meta[@name="robots"]/@content') == ["noindex"]

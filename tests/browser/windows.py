"""The width of a window, for tests."""


def assert_fits(page, widths):
    """Nothing of the page is wider than the window, in any of the widths; it ends in the last one."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (page.url, width)

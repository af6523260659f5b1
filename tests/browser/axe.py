"""What axe finds on a page as it stands, for tests (WCAG 2.2 AA)."""

from axe_playwright_python.sync_playwright import Axe

# axe sets styles while it measures; that our pages need none is shown by the other tests.
FOR_AXE = {"bypass_csp": True}
SCHEMES = ["light", "dark"]
# A colour on its way from one scheme to the other is of neither.
SETTLE = """Promise.allSettled(document.getAnimations()
  .filter((animation) => animation instanceof CSSTransition)
  .map((transition) => transition.finished)).then(() => {})"""
# Only what is wrong is worked out and handed over: with all that is well it takes twice as long.
RUN = """async (part) => {
  const { violations } = await axe.run(part ?? document, {
    resultTypes: ["violations"],
    // Nor are our styles fetched once more: of axe's rules only one asks for them, which is not run.
    preload: { assets: ["media"] },
    // The one success criterion of 2.2 that axe does not look at by itself.
    rules: { "target-size": { enabled: true } },
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => [id, node.html.slice(0, 160), (node.failureSummary ?? "").slice(0, 200)]));
}"""


def findings(page, name, *, part=None):
    """What is wrong on the page, or in a part of it (a selector), in either scheme.

    The page is not loaded anew for a scheme, of which only styles know.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLE)
        found += [(name, scheme, *finding) for finding in page.evaluate(RUN, part)]
    return found

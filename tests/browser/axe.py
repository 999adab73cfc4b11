"""Asks axe-core about the accessibility of pages, in a real browser, as they are where no script of theirs runs.

A page is parsed with scripts off, so that what `noscript` holds are elements, and an AMP page shows itself without its
runtime. Only then are scripts allowed, for axe-core is one.

`missing` tells why axe-core cannot be asked on this machine, or `None`
`faults`  what is wrong with the pages of a site that runs, on a telephone and a desktop, light and dark
`tabs`    opens tabs of a width and a colour scheme: `show` a page in one, and ask it for `findings`

Source of its rules: dequeuniversity.com/rules/axe; they are those of WCAG 2.2 A and AA, and best practices.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, Final, Literal

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize

from validators.control import INSTALLED

__all__ = ["Tab", "faults", "missing", "tabs"]

_SCRIPT: Final = INSTALLED / "node_modules" / "axe-core" / "axe.min.js"
_ADDED: Final = {"target-size": {"enabled": True}}
"""Rules that are off if nobody asks for them."""
_RUN: Final = """async options => (await axe.run(options)).violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${rule.help}: ${node.html.slice(0, 200)}`)
)"""
_UNVEILED: Final = """() => {
    for (const style of document.querySelectorAll("style"))
        style.textContent = style.textContent.replaceAll("noscript", "no-script");
    for (const element of document.querySelectorAll("noscript")) {
        const shown = document.createElement("no-script");
        shown.append(...element.childNodes);
        element.replaceWith(shown);
    }
}"""
"""Gives `noscript` another name: what it holds is seen where no script runs, but axe-core passes over it."""


def missing() -> str | None:
    """Why axe-core cannot be asked on this machine, in one sentence; `None` where it can."""
    if not _SCRIPT.exists():
        return "axe-core is not installed: run `bash tests/validators/install.sh`."
    return None


class Tab:
    """A tab that shows one page after the other. Its `page` is Playwright's, for all other questions."""

    def __init__(self, page: Page, session: CDPSession) -> None:
        self.page = page
        self._session = session

    def show(self, html: str) -> None:
        """Show a page, parsed with scripts off."""
        self._scripts(allowed=False)
        self.page.set_content(html, wait_until="domcontentloaded")
        self._scripts(allowed=True)
        self.page.evaluate(_UNVEILED)

    def findings(self, *, only: Sequence[str] = ()) -> list[str]:
        """What axe-core is sure is wrong with the page shown, a line each; of rules, `only` these."""
        options: dict[str, Any] = {"runOnly": list(only)} if only else {"rules": _ADDED}
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(_SCRIPT.read_text("utf-8"))
        found: list[str] = self.page.evaluate(_RUN, options)
        return found

    def _scripts(self, *, allowed: bool) -> None:
        self._session.send("Emulation.setScriptExecutionDisabled", {"value": not allowed})


@contextmanager
def tabs(browser: Browser) -> Iterator[Callable[..., Tab]]:
    """Opens tabs, `width` CSS pixels wide, for visitors who prefer a colour `scheme`; all are closed in the end."""
    with ExitStack() as stack:

        def tab(*, width: int = 1280, scheme: Literal["light", "dark"] = "light") -> Tab:
            size: ViewportSize = {"width": width, "height": 800}
            context = stack.enter_context(browser.new_context(viewport=size, color_scheme=scheme))
            page = context.new_page()
            return Tab(page, context.new_cdp_session(page))

        yield tab


def faults(browser: Browser, addresses: Iterable[str], *, widths: Sequence[int] = (320, 1280)) -> list[str]:
    """What axe-core is sure is wrong with pages as they are served, a line each, and pages wider than the screen."""
    found: list[str] = []
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    with tabs(browser) as opened:
        screens = [(width, scheme, opened(width=width, scheme=scheme)) for width in widths for scheme in schemes]
        for address in addresses:
            for width, scheme, tab in screens:
                answer = tab.page.goto(address)
                assert answer is not None
                assert answer.ok, address
                place = f"{address} ({scheme}, {width} pixels)"
                found += [f"{place}: {fault}" for fault in tab.findings()]
                if (wide := tab.page.evaluate("document.documentElement.scrollWidth")) > width:
                    found.append(f"{place}: {wide} pixels wide")
    return found

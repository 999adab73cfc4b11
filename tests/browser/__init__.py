"""A real browser for tests and screenshots: headless Chromium, driven by Playwright, cut off from every network.

`missing`  tells why there is no browser on this machine, or `None`
`launched` starts one; what the browser itself would ask for finds no host

Tests take the fixture `chromium` of `conftest.py`, which skips where there is none, and fails in CI.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def missing() -> str | None:
    """Why no browser can be started, or `None`."""
    if shutil.which("chromium") is None:
        return "There is no `chromium` on the PATH. On Debian, `apt-get install chromium` brings it."
    return None


@contextmanager
def launched() -> Iterator[Browser]:
    """A Chromium that was started now, and is closed in the end; its profile is a fresh one.

    Raises `FileNotFoundError` if there is no Chromium on the PATH.
    """
    chromium = shutil.which("chromium")
    if chromium is None:
        raise FileNotFoundError(missing())
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=chromium, args=FLAGS) as browser:
        yield browser

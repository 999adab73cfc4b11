"""Makes the picture on the first page: `python docs/pictures.py`. It needs Chromium, as `tests/look.py` does."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

import articlekit as ak

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "examples" / "archive" / "en-broadcaster-lost-pictures.txt"
TARGET = ROOT / "docs" / "_static" / "page.png"
WIDTH, HEIGHT = 880, 960


def main() -> None:
    """Take the picture of the page that is made of an archived text, in the light."""
    page = ak.render_html(ak.read_text(SOURCE.read_text(encoding="utf-8")), page=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder, "page.html")
        path.write_text(page, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", java_script_enabled=False
        )
        tab.goto(path.as_uri())
        tab.screenshot(path=TARGET)
        browser.close()


if __name__ == "__main__":
    main()

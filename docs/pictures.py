"""Makes the pictures of the docs: `python docs/pictures.py`. It needs Chromium, as `tests/look.py` does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

import articlekit as ak
from articlekit.archive.inputs import Inputs, Reading
from articlekit.preview.page import page as preview_page
from articlekit.preview.shown import Showing

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests"))
from servers import free_port, serving  # noqa: E402  # it is where the tests are

ARCHIVE = ROOT / "examples" / "archive"
PICTURES = ROOT / "docs" / "_static"
STORIES = (
    "en-broadcaster-lost-pictures.txt",
    "ar-agency-breadcrumb.txt",
    "de-regionalzeitung.txt",
    "ja-newspaper-credit-lines.txt",
)


def take_page(browser: Browser, folder: Path) -> None:
    """Take the picture on the first page: the page that is made of an archived text, in the light."""
    path = folder / "page.html"
    page = ak.render_html(ak.read_text((ARCHIVE / STORIES[0]).read_text(encoding="utf-8")), page=True)
    path.write_text(page, encoding="utf-8")
    tab = browser.new_page(viewport={"width": 880, "height": 960}, color_scheme="light", java_script_enabled=False)
    tab.goto(path.as_uri())
    tab.screenshot(path=PICTURES / "page.png")


def take_preview(browser: Browser, folder: Path) -> None:
    """Take the pictures of the preview: a notice and its line of the source; and what social sites will show."""
    stories = folder / "stories"
    stories.mkdir()
    for name in STORIES:
        shutil.copy(ARCHIVE / name, stories)
    path = folder / "preview.html"
    made = preview_page(Showing()(Reading(Inputs([str(stories)]))))
    path.write_text(made.replace(f"{stories}/", "stories/"), encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1440, "height": 860}, color_scheme="light")
    tab.goto(path.as_uri())
    tab.get_by_role("button", name=re.compile("Karvelia")).click()
    tab.get_by_role("group", name="What is shown").get_by_role("button", name="AMP", exact=True).click()
    tab.locator("button.notice").first.click()
    tab.wait_for_timeout(1000)  # until nothing moves
    tab.screenshot(path=PICTURES / "preview.png")


def take_admin(browser: Browser, folder: Path) -> None:
    """Take the picture of a story in the admin of the Django example."""
    site, port = ROOT / "examples" / "django_site", free_port()
    settings = {"DATABASE": str(folder / "db.sqlite3"), "DJANGO_SUPERUSER_PASSWORD": "ed"}
    manage = [sys.executable, "manage.py"]
    for arguments in ("migrate -v0", "createsuperuser --noinput --username ed --email ed@example.org"):
        subprocess.run([*manage, *arguments.split()], cwd=site, env={**os.environ, **settings}, check=True)  # noqa: S603
    with serving([*manage, "runserver", "--noreload", str(port)], port, folder=site, environment=settings) as address:
        tab = browser.new_page(viewport={"width": 1280, "height": 1100}, color_scheme="light")
        tab.goto(f"{address}/admin/stories/story/1/change/")
        tab.fill("#id_username", "ed")
        tab.fill("#id_password", "ed")
        tab.click("[type=submit]")
        tab.wait_for_timeout(1000)  # until the picture is there
        tab.screenshot(path=PICTURES / "django-admin.png")


def main() -> None:
    """Take all pictures."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        take_page(browser, Path(folder))
        take_preview(browser, Path(folder))
        take_admin(browser, Path(folder))
        browser.close()


if __name__ == "__main__":
    main()

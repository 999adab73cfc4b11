"""Takes screenshots of pages, for people to look at: `python tests/look.py PAGE.html... -o DIR`.

Each page is shown by Chromium at 360 and 1,280 px, light and dark, in full height: `DIR/name-light-360.png` and so on.
Nothing is loaded from the network and no script runs, so an AMP page shows what its noscript parts show.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Route

from browser import launched

WIDTHS = (360, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def look(pages: Sequence[Path], folder: Path) -> list[Path]:
    """Put screenshots of `pages` into `folder`, and return their paths.

    Raises `FileNotFoundError` if there is no Chromium on the PATH.
    """
    pages = [page.resolve(strict=True) for page in pages]
    folder.mkdir(parents=True, exist_ok=True)
    root = Path(os.path.commonpath([page.parent for page in pages]))
    pictures = []
    with launched() as browser:
        for page, scheme, width in product(pages, SCHEMES, WIDTHS):
            # Pages of the same name in different folders are told apart by their folders.
            name = "-".join([*page.relative_to(root).with_suffix("").parts, scheme, str(width)])
            pictures.append(folder / f"{name}.png")
            _shoot(browser, page, scheme, width, pictures[-1])
    return pictures


def _shoot(browser: Browser, page: Path, scheme: Literal["light", "dark"], width: int, picture: Path) -> None:
    with browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, java_script_enabled=False
    ) as context:
        context.route("**/*", _load)
        tab = context.new_page()
        tab.goto(page.as_uri())
        tab.screenshot(path=picture, full_page=True)


def _load(route: Route) -> None:
    """Load what is on this machine, and nothing else."""
    if urlsplit(route.request.url).scheme in {"data", "file"}:
        route.continue_()
    else:
        route.abort()


def main() -> None:
    """Read the command line and take the screenshots."""
    parser = argparse.ArgumentParser(description="Take screenshots of pages, light and dark, narrow and wide.")
    parser.add_argument("pages", nargs="+", type=Path, metavar="PAGE.html")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="where the pictures go")
    arguments = parser.parse_args()
    try:
        pictures = look(arguments.pages, arguments.output)
    except FileNotFoundError as error:
        sys.exit(str(error))
    for picture in pictures:
        print(picture)


if __name__ == "__main__":
    main()

"""Asks the official validators about pages: the AMP validator and the Nu Html Checker.

`amp_problems`      errors and warnings of the AMP validator
`html_problems`     errors of the Nu Html Checker
`amp_html_problems` its errors on AMP pages, less those about AMP's own syntax
`html_warnings`     its warnings and hints, on any page

Each takes a whole batch, a mapping from a name to a page's text, and starts one process for it. It returns the pages
that have problems, and for each the list of them; so a test says `assert amp_problems(pages) == {}`, and its failure
shows what is wrong and where. Each batch carries two more pages, one known to be bad and one known to be good: a
checker that cannot tell them apart raises `BlindCheckerError`, whatever it said of the rest.

`amp_missing` and `html_missing` tell what is not installed on this machine; `install.sh`, beside this file, installs
it. Tests use the fixtures of the four names in `conftest.py`, which skip where a validator is missing (and fail in CI),
and count the pages that passed.
"""

from validators.amp import amp_missing, amp_problems
from validators.control import BlindCheckerError, Checker, CheckerError, Problems
from validators.nu import amp_html_problems, html_missing, html_problems, html_warnings

__all__ = [
    "BlindCheckerError",
    "Checker",
    "CheckerError",
    "Problems",
    "amp_html_problems",
    "amp_missing",
    "amp_problems",
    "html_missing",
    "html_problems",
    "html_warnings",
]

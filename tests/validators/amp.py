"""The AMP validator, run by Node.js."""

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from validators.control import INSTALLED, CheckerError, Problems, controlled

_PROGRAM = Path(__file__).with_name("amp.cjs")


def amp_missing() -> str | None:
    """Why the AMP validator cannot run on this machine, in one sentence; None where it can."""
    if shutil.which("node") is None:
        return "The AMP validator needs Node.js, and there is no `node` on the PATH."
    if not (INSTALLED / "validator_wasm.js").exists():
        return "The AMP validator is not installed: run `bash tests/validators/install.sh`."
    return None


def amp_problems(pages: Mapping[str, str]) -> Problems:
    """Errors and warnings of the AMP validator about each page, as `ERROR 12:3 message (CODE)`.

    The validator lets pages with warnings pass (broken JSON-LD, an attribute given twice); here they are problems. A
    page that makes it crash, as one does with some 118 elements within each other, has that as its problem.

    Raises `CheckerError` if the validator cannot run, `BlindCheckerError` if it cannot be believed.
    """
    return controlled(_check, pages, good="good.amp.html", bad="bad.amp.html")


def _check(pages: Sequence[str]) -> list[list[str]]:
    ran = subprocess.run(
        ["node", str(_PROGRAM), str(INSTALLED)],
        input=json.dumps(pages, ensure_ascii=False).encode(),
        capture_output=True,
        check=False,
    )
    if ran.returncode != 0:
        raise CheckerError(f"The AMP validator did not run: {ran.stderr.decode(errors='replace')}")
    problems: list[list[str]] = json.loads(ran.stdout)
    return problems

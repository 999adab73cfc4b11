"""Where the code on the pages runs: in a folder of its own that holds `examples`, as a checkout does."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that a page writes do not stay."""
    (tmp_path / "examples").symlink_to(Path(__file__).parents[1] / "examples")
    monkeypatch.chdir(tmp_path)

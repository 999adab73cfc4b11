"""Nothing that fuzzing begins with, or once found, shows a fault; and each harness runs where atheris is installed."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

import articlekit as ak
from fuzz.harnesses import HARNESSES
from fuzz.mutating import mutator
from fuzz.seeds import crashes, seeds

RUNNER = Path(__file__).parent / "fuzz"
RUNS = {"html": 1000, "text": 1000, "json": 3000, "loop": 600}
"""Some seconds each; and each is some seconds in starting."""


@pytest.mark.parametrize("harness", HARNESSES)
def test_seeds_show_no_fault(harness: str, count: Callable[[str, int], None]) -> None:
    """Neither the cases and examples nor the files of the corpus."""
    for name, data in seeds(harness):
        tried(harness, name, data)
        count("fuzz executions", 1)


@pytest.mark.parametrize("harness", HARNESSES)
def test_crashes_stay_mended(harness: str, count: Callable[[str, int], None]) -> None:
    """What once showed a fault shows none."""
    for name, data in crashes(harness):
        tried(harness, name, data)
        count("fuzz executions", 1)


def broken(source: str | bytes, **_: object) -> ak.Article:
    """A reader that forgets most of what it reads, and fails at capitals."""
    if "A" in str(source):
        raise KeyError("A")
    return ak.Article(str(source)[:5])


@pytest.mark.parametrize("harness", HARNESSES)
@pytest.mark.parametrize(("data", "fault"), [(b"@some zqwords", AssertionError), (b"@A", KeyError)])
def test_a_fault_is_seen(harness: str, data: bytes, fault: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is lost, or comes back as something else, and each exception that is no `ReadError`."""
    for reader in ("read_html", "read_text", "read_json"):
        monkeypatch.setattr(ak, reader, broken)
    with pytest.raises(fault):
        HARNESSES[harness](data)


def tried(harness: str, name: str, data: bytes) -> None:
    """Try an input, and say its name where it shows a fault."""
    try:
        HARNESSES[harness](data)
    except Exception as error:
        error.add_note(f"the input {name} of the harness {harness}")
        raise


@pytest.mark.parametrize("harness", HARNESSES)
def test_fuzzing_runs(harness: str, tmp_path: Path, count: Callable[[str, int], None]) -> None:
    """The runner goes through its seeds and beyond, and finds nothing."""
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("atheris is not installed: it has wheels for Linux on x86-64 alone (pip install '.[fuzz]')")
    done = run(harness, "--runs", str(RUNS[harness]), "--seed", "1", "--found", str(tmp_path))
    assert done.returncode == 0, done.stderr[-3000:]
    (runs,) = re.findall(r"^Done (\d+) runs", done.stderr, re.MULTILINE)
    assert int(runs) >= RUNS[harness]
    count("fuzz executions", int(runs))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The runner, in a process of its own."""
    command = [sys.executable, str(RUNNER), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)


@pytest.mark.parametrize("harness", HARNESSES)
def test_changes_keep_json(harness: str) -> None:
    """What changes JSON as a tree gives JSON; it changes other text too, and nothing grows beyond what it may."""
    mutate = mutator(SimpleNamespace(Mutate=lambda data, size: data[:size]))
    for name, data in seeds(harness):
        several = {mutate(data, 6000, seed) for seed in range(20)}
        assert max(map(len, several)) <= 6000
        assert len(several) > 1
        if name.endswith(".json"):
            assert all(json.loads(changed[1:]) for changed in several if len(changed) < 6000)

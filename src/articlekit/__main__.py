"""The program ``articlekit``, which is also ``python -m articlekit``."""

from __future__ import annotations

import os
import sys

from articlekit.errors import ArticlekitError, MissingExtraError


def main() -> int:
    """Run the command that ``sys.argv`` names, and give the program's exit status. Errors become one line each."""
    try:
        return _run()
    except BrokenPipeError:
        return _silenced()
    except ArticlekitError as error:
        return _ended(str(error))
    except OSError as error:
        return _ended(error.strerror or str(error))
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        return _ended(f"{type(error).__name__}: {error}; this is a defect of articlekit, please report it with --debug")


def _run() -> int:
    try:
        from click import ClickException  # noqa: PLC0415  # without click, it can still be said what to install

        from articlekit.archive.signals import SIGPIPE, Stopped, stoppable  # noqa: PLC0415  # as above
        from articlekit.cli import commands  # noqa: PLC0415  # as above
    except ModuleNotFoundError as error:
        if str(error.name).startswith("articlekit"):
            raise
        raise MissingExtraError("the command articlekit", extra="cli") from error
    try:
        with stoppable():
            status = commands.main(prog_name="articlekit", windows_expand_args=False, standalone_mode=False)
    except ClickException as error:
        error.show()
        return error.exit_code
    except Stopped as stopped:
        return _silenced() if stopped.number == SIGPIPE else _ended("interrupted", stopped.status)
    return status if isinstance(status, int) else 0


def _ended(message: str, status: int = 2) -> int:
    if sys.stderr is not None:
        print(f"articlekit: {message}", file=sys.stderr)  # noqa: T201  # this is a program
    return status


def _silenced() -> int:
    """The status of a program whose reader has gone, as in ``articlekit schema | head -1``."""
    # What is still in the buffers goes nowhere, or Python complains of it at its end.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())
    return 128 + 13


if __name__ == "__main__":
    sys.exit(main())

"""The codes of what can go wrong with files, beside those of the readers and renderers: stable, for programs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["ARCHIVE_CODES", "NOTICE_CODES", "READ_CODES"]

READ_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "empty-input": "the source is empty, or nothing but white space",
        "input-changed": "the file was changed while it was read",
        "input-missing": "there is no such file, or nothing matches the pattern, or the folder has no article in it",
        "input-unreadable": "the file or folder cannot be read: no permission, a failing disk, a loop of links",
        "internal-error": "something that nobody foresaw; it is a defect of articlekit",
        "out-of-memory": "there is too little memory to read or convert the input",
        "not-a-file": "a pipe, a socket or a device was named",
        "nested-archive": "an archive within an archive, deeper than is allowed, or where an article is expected",
        "record-too-large": "the input has more bytes than are allowed",
        "worker-died": "the process that converted it died: too little memory, or a fault in a library",
    }
)
"""Why an input failed: the ``code`` of a ``ReadError``. The others went on."""

NOTICE_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "field-invalid": "a value that the carrier of an article gives for a field is none that an article can have",
    }
)
"""What was wrong with the carrier of an article that could be read: the ``code`` of a ``Notice``."""

ARCHIVE_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "name-collision": "a template gives thousands of articles one name",
        "output-exists": "something stands in an output's place that is not to be replaced",
        "output-locked": "another run is writing into the same output",
        "output-is-input": "an output would replace an input, or be found as one by the next run",
        "workers-failed": "the processes that convert cannot run",
        "output-unwritable": "a folder, a file or standard output cannot be written",
    }
)
"""Why a run did not begin, or ended early: the ``code`` of an ``ArchiveError``."""

"""The codes of what can go wrong with files, beside those of the readers and renderers: stable, for programs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["ARCHIVE_CODES", "NOTICE_CODES", "READ_CODES"]

READ_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "archive-bomb": "unpacked data is much too large for its compressed file, or compressed too often",
        "column-missing": "no column of a table is known to hold articles",
        "empty-input": "the source is empty, or nothing but white space",
        "input-changed": "the file was changed while it was read",
        "input-missing": "there is no such file, or nothing matches the pattern, or the folder has no article in it",
        "input-unreadable": "the file or folder cannot be read: no permission, a failing disk, a loop of links",
        "internal-error": "something that nobody foresaw; it is a defect of articlekit",
        "out-of-memory": "there is too little memory to read or convert the input",
        "not-a-file": "a pipe, a socket or a device was named",
        "member-damaged": "a member of a zip is encrypted, damaged, or compressed in an unknown way",
        "nested-archive": "an archive within an archive, deeper than is allowed, or where an article is expected",
        "feed-unreadable": "feedparser cannot read an item of a feed",
        "json-syntax": "a feed is not JSON, from some place on; the items before it are read",
        "json-truncated": "a feed is cut off; the items before that place are read",
        "too-deep": "elements are nested too deep",
        "wrong-type": "an item of a feed is no object",
        "xml-entities-forbidden": "the document type declares entities or elements, which are never expanded",
        "xml-syntax": "the file is not XML, and nothing in it can be read",
        "xml-truncated": "the file ends within an article, or before its outermost element does",
        "no-article": "there is neither a headline nor a text in the record, or no record in the file",
        "not-published": "the record is a draft, was withdrawn, or is no text: what is left out of a file of several",
        "not-seekable": "the format cannot be read from standard input, or from within another archive",
        "packed-damaged": "compressed data is damaged or cut off; what came before is read, and may be wrong too",
        "record-too-large": "the input has more bytes than are allowed",
        "too-many-attributes": "an element of XML has more attributes than are read",
        "too-many-members": "an archive has more members than are allowed",
        "warc-damaged": "a record of a crawl cannot be read, and is lost",
        "warc-truncated": "a record of a crawl is shorter than it says, and is lost",
        "table-damaged": "a Parquet or Arrow file is damaged, or a part of it",
        "worker-died": "the process that converted it died: too little memory, or a fault in a library",
    }
)
"""Why an input failed: the ``code`` of a ``ReadError``. The others went on."""

NOTICE_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "channel": "a part of the article is for mails alone, and left out",
        "element-unknown": "a part of a kind that its format does not name is carried over by its text",
        "element-unresolved": "a part that is stored elsewhere is only an identifier, and is left out",
        "embargo": "the article is under embargo until a day that its carrier names",
        "attachment-missing": "a picture that a post names is not in its export",
        "block-missing": "a block that a site makes when it is shown is not in its export",
        "shortcode-unknown": "a shortcode is unknown; its content is kept",
        "digest-mismatch": "the bytes of a crawl's record are not those that it has a digest of",
        "http-as-is": "a response in a crawl is not encoded as its headers say; its bytes are used as they are",
        "field-invalid": "a value that the carrier of an article gives for a field is none that an article can have",
        "content-unknown": "the text of a news item is XML of an unknown kind; its text is kept, line by line",
        "inline-file": "the bytes of a picture or another file, written into the XML, are left out",
        "item-withdrawn": "the sender canceled or withheld a news item; it is converted all the same",
        "other-form": "a news item holds its text in several forms; one of them is left out",
        "text-missing": "a news item has a headline and no text",
        "text-repeated": "a block repeats the beginning of the next one, and is left out",
        "xml-repaired": "the XML is not well-formed; its readable parts are used",
        "front-matter-broken": "the fields above a text in Markdown cannot be read; they are kept as text",
        "headline-repeated": "the text begins with the headline, which is left out there",
    }
)
"""What was wrong with the carrier of an article that could be read: the ``code`` of a ``Notice``."""

ARCHIVE_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "name-collision": "a template gives thousands of articles the same name",
        "output-exists": "something stands in an output's place that is not to be replaced",
        "output-locked": "another run is writing into the same output",
        "output-is-input": "an output would replace an input, or be found as one by the next run",
        "workers-failed": "the processes for conversion cannot run",
        "output-unwritable": "a folder, a file or standard output cannot be written",
    }
)
"""Why a run did not begin, or ended early: the ``code`` of an ``ArchiveError``."""

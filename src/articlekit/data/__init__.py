"""Articles as plain JSON values, and back: the form on the wire.

A node is an object: its ``kind`` first, then its own fields in their order, then those that every block has, then what
is in its ``extra``. Fields equal to their default are left out. ::

    {"articlekit": "1.0", "kind": "article", "headline": "Talks go on", "body": [
        {"kind": "paragraph", "content": ["Russia says ", {"kind": "strong", "content": ["no"]}, "."]}]}

All of it is derived from the attrs fields of the classes and their annotations: a new node needs no code here.

- Dates are ISO 8601 strings.
- What is in ``extra`` stands beside the fields, so that the unknown fields of a newer version stay where they were.
  Where one of its keys is that of a field, or "kind", "extra" or "articlekit", all of it stands in one object,
  ``"extra"``. Begin keys of your own with a prefix, and no later version will take them for its fields.
- An ``Unknown`` is ``{"kind": its name, **its data}``. Where its name is a known kind, it says what it is:
  ``{"kind": "unknown", "name": its name, "data": its data}``.
"""

from articlekit.data.dialect import JSON, JsonDialect

__all__ = ["JSON", "JsonDialect"]

"""What a site's streams hold and articles cannot: kept, and signed, so that nobody can put anything in its place.

A stream may hold HTML that is shown as it is. An article may come from anywhere; so what it brings is only ever put
back into a stream if this site kept it there, which its ``SECRET_KEY`` proves.
"""

from __future__ import annotations

import json
from typing import Any, Final

__all__ = ["keep", "kept"]


class _Json:
    """Django's JSON: with the numbers and dates that streams hold."""

    def dumps(self, value: Any) -> bytes:
        from django.core.serializers.json import DjangoJSONEncoder  # noqa: PLC0415 - needs Django's settings

        return json.dumps(value, separators=(",", ":"), cls=DjangoJSONEncoder).encode()

    def loads(self, data: bytes) -> Any:
        return json.loads(data)


_SALT: Final = "articlekit.contrib.wagtail"


def keep(value: Any) -> str:
    """A value as Wagtail stores it, in signed text; the same value gives the same text."""
    from django.core.signing import Signer  # noqa: PLC0415 - needs Django's settings

    return Signer(salt=_SALT).sign_object(value, serializer=_Json)


def kept(signed: object) -> Any:
    """The value that :func:`keep` was given; ``None`` where somebody else made the text."""
    from django.core.signing import BadSignature, Signer  # noqa: PLC0415 - needs Django's settings

    try:
        return Signer(salt=_SALT).unsign_object(signed, serializer=_Json) if isinstance(signed, str) else None
    except BadSignature:
        return None

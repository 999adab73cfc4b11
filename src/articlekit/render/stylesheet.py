"""The stylesheet of pages."""

from __future__ import annotations

from typing import Final

__all__ = ["STYLESHEET"]

STYLESHEET: Final = """
body { font-family: serif; }
"""

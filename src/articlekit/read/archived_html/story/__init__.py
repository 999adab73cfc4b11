"""Where on a page its story stands, and what becomes of all that is beside it."""

"""The text of a story: paragraphs, marks, lists, tables, notes."""

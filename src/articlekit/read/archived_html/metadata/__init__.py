"""What a page says of its article: in structured data, in its head, and in print around the story."""

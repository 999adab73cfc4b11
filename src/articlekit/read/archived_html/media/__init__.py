"""Pictures, players and embeds, with the captions that go with them."""

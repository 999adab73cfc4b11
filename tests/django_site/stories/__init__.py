"""An app with the shapes of blocks that Wagtail's own demo site has, and more of what Wagtail offers."""

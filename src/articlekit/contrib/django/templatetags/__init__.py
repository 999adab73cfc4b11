"""What ``{% load articlekit %}`` finds."""

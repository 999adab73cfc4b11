"""A Django site with Wagtail in it, for the tests.

`settings` is what pytest-django starts; the tests of Django and of Wagtail have an app each beside it.
"""

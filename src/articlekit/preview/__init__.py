"""A page to look at: articles in all outputs side by side, with their notices and what others will show of them.

:mod:`~articlekit.preview.shown` makes what there is to see of a record, as a JSON value
:mod:`~articlekit.preview.page` puts it into one page that needs nothing else
:mod:`~articlekit.preview.server` serves that page to this machine alone, and again whenever a file changes
"""

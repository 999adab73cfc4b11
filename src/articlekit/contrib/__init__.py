"""articlekit in the frameworks that people use: each module is thin, and behind the extra of its name.

None is imported by anything else in the package, and importing one needs its framework.
"""

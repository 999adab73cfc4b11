"""Which of all claims about an article are believed: its fields are filled with them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from articlekit.model import values
from articlekit.model.article import Author, Contributor, Organization
from articlekit.model.url import absolute_url
from articlekit.read.archived_html.metadata.authors import is_generic, is_person, merged
from articlekit.read.archived_html.metadata.moments import as_on_page, day_of, declared_moment
from articlekit.read.archived_html.metadata.titles import agreement, title_words, without_site
from articlekit.read.archived_html.metadata.trust import TRUST, Claim, Claims
from articlekit.read.archived_html.reading import Reading
from articlekit.read.dates import DAY_FIRST

__all__ = ["believed_language", "settle"]


def settle(read: Reading) -> None:
    """Believe, of all claims, those of the most trusted sources, and fill the fields of the article with them."""
    claims = read.declared.claims
    fields: dict[str, Claim | None] = {field: claims.best(field) for field in TRUST if field not in _WEIGHED}
    fields["language"] = believed_language(claims, read, tell=True)
    language = fields["language"].value if fields["language"] else None
    read.language = language
    fields["headline"] = _headline(claims, read)
    headline = fields["headline"].value if fields["headline"] else ""
    _tell_differences(claims, headline, read)
    fields["alternative_headline"] = _alternative(claims, headline, read)
    fields["authors"] = _authors(claims, read)
    for field in ("date_published", "date_modified"):
        fields[field] = _date(claims, field, read, day_first=(language or "").partition("-")[0] in DAY_FIRST)
    fields["canonical_url"] = _canonical(claims, read)
    fields["direction"] = _direction(claims)
    fields["section"] = _best_section(claims, headline)
    for field, claim in fields.items():
        if claim is not None:
            read.fields[field] = claim.value
            read.sources[field] = claim.where
        else:
            read.fields.pop(field, None)
            read.sources.pop(field, None)
    if read.url:
        try:
            read.fields["source_url"] = absolute_url(read.url)
            read.sources["source_url"] = "the page's address"
        except ValueError:
            pass


_WEIGHED: Final = frozenset(
    "language direction headline alternative_headline authors date_published date_modified canonical_url "
    "section".split()
)
"""Fields of which more is asked than which source is the most trusted."""


def _headline(claims: Claims, read: Reading) -> Claim | None:
    for claim in claims.of("headline"):
        value = claim.value if claim.source == "page" else without_site(claim.value, read.declared.sites)
        if value and (claim.source == "page" or "".join(title_words(value)) not in read.declared.sites):
            return claim.saying(value)
    return None


def _tell_differences(claims: Claims, headline: str, read: Reading) -> None:
    """A notice where metadata declare another headline than the page shows."""
    if read.report is None:
        return
    for claim in claims.of("headline"):
        if claim.source in ("JSON-LD", "markup", "Open Graph"):
            declared = without_site(claim.value, read.declared.sites)
            if agreement(declared, headline) < 2:
                message = f"{claim.where} is {declared[:80]!r}; {headline[:80]!r} is believed"
                read.notice("headline-differs", message, action="kept", severity="info")
                return


def _alternative(claims: Claims, headline: str, read: Reading) -> Claim | None:
    """Another headline that is declared, in other words than the article's own."""
    said = [*claims.of("alternative_headline"), *claims.of("headline")]
    for claim in said:
        if claim.source in ("page", "title", "JSON-LD page") or claim.where in ("title", "twitter:title"):
            continue
        if claim.value == headline:
            continue
        value = without_site(claim.value, read.declared.sites)
        if any(title_words(value) == title_words(site) for site in read.declared.sites):
            continue
        if agreement(value, headline) < 2 and title_words(value) and not headline.startswith(value.rstrip(".… ")):
            return claim.saying(value)
    return None


def _authors(claims: Claims, read: Reading) -> Claim | None:
    """Those who name people before those who name papers and agencies; nobody's names are left out."""
    said = claims.of("authors")
    best = next((claim for claim in said if any(map(is_person, claim.value))), None)
    if best is None:
        organized = [claim for claim in said if any(not is_generic(author.name) for author in claim.value)]
        best = next((claim for claim in organized if not _is_paper(claim, read)), next(iter(organized), None))
    if best is None:
        best = next(iter(said), None)
    if best is None:
        return None
    kept: list[Author] = [author for author in best.value if not is_generic(author.name)]
    people = [author for author in kept if is_person(author)]
    if people:  # "Jane Doe, The Example Times": the paper is no author beside those who work there
        kept = [author for author in kept if is_person(author) or not _names_site(author, read)]
    if not kept:
        named = [author for author in best.value if len(author.name.split()) > 1 and is_generic(author.name)]
        kept = [Organization(author.name) if isinstance(author, Contributor) else author for author in named]
    refused = [author.name for author in best.value if is_generic(author.name) and author not in kept]
    if refused and read.report is not None:
        message = f"{best.where} names {', '.join(refused)[:80]!r}, which is not a name"
        read.notice("author-refused", message, action="dropped", severity="info")
    seen = next((claim.value for claim in said if claim.source == "page" and claim is not best), ())
    if (
        seen
        and read.report is not None
        and not {title_words(a.name) for a in seen} & {title_words(a.name) for a in kept}
    ):
        shown, believed = ", ".join(a.name for a in seen), ", ".join(a.name for a in kept)
        message = f"the page shows {shown[:80]!r}; {believed[:80]!r}, of {best.where}, is believed"
        read.notice("authors-differ", message, action="kept", severity="info")
    others = [author for claim in said for author in claim.value]
    return best.saying(merged(kept, others)) if kept else None


def _names_site(author: Author, read: Reading) -> bool:
    return "".join(title_words(author.name)) in read.declared.sites


def _is_paper(claim: Claim, read: Reading) -> bool:
    return all(_names_site(author, read) for author in claim.value)


def _date(claims: Claims, field: str, read: Reading, *, day_first: bool) -> Claim | None:
    """The moment of the most trusted source that names one, as the page prints it where it does."""
    best: Claim | None = None
    said = claims.of(field)
    for claim in said:
        found = claim.value if isinstance(claim.value, date) else declared_moment(claim.value, day_first=day_first)
        if found is not None:
            best = claim if found is claim.value else claim.saying(found)
            break
        message = f"{claim.where} is {claim.value[:40]!r}, which names no day for certain"
        read.notice("date-unreadable", message, action="dropped", severity="info")
    if best is None:
        return None
    if field == "date_published":
        best = _unless_changed(best, claims, day_first=day_first)
    if best.source == "address":
        read.notice("date-from-address", "only the page's address gives the day", action="guessed", severity="info")
        return best.saying(day_of(best.value))
    printed = [claim.value for claim in said if claim.printed]
    return _as_printed(best, printed, claims, read) if printed else best


def _unless_changed(best: Claim, claims: Claims, *, day_first: bool) -> Claim:
    """Another source's earlier day where the most trusted one gives that of the last change for both."""
    if best.value not in _moments(claims, "date_modified"):
        return best
    for claim in claims.of("date_published"):
        if claim.source in ("JSON-LD", "markup", "Open Graph", "meta") and isinstance(claim.value, str):
            found = declared_moment(claim.value, day_first=day_first)
            if found is not None and day_of(found) < day_of(best.value) - _A_DAY:
                return claim.saying(found)
    return best


_A_DAY: Final = timedelta(days=1)


def _as_printed(best: Claim, printed: list[date], claims: Claims, read: Reading) -> Claim:
    """The moment of a date with the day that the page prints, where what sources say agrees with that.

    They agree where one tells the same moment by another clock, and where a paper declares the day that it prints as
    that of the last change: then the story was published anew.
    """
    days = {day_of(seen) for seen in printed}
    if day_of(best.value) in days:
        return best
    for seen in printed:
        if local := as_on_page(best.value, seen):
            message = f"{best.where} is {best.value}; the page prints {day_of(seen)}"
            read.notice("date-local", message, action="approximated", severity="info")
            return best.saying(local)
    said = (*_moments(claims, "date_published"), *_moments(claims, "date_modified"))
    found = [each for each in said if day_of(each) in days and each not in printed]
    if found:
        message = f"{best.where} is {best.value}; the page prints {day_of(found[0])}, which is believed"
        read.notice("date-differs", message, action="approximated")
        return best.saying(max(found, key=lambda each: isinstance(each, datetime)))
    message = f"{best.where} is {best.value}, which is believed; the page prints {min(days)}"
    read.notice("date-differs", message, action="kept")
    return best


def _moments(claims: Claims, field: str) -> list[date]:
    """The moments that are declared for a field."""
    declared = (claim.value for claim in claims.of(field) if not claim.printed)
    found = (value if isinstance(value, date) else declared_moment(value) for value in declared)
    return [each for each in found if each is not None]


def believed_language(claims: Claims, read: Reading, *, tell: bool = False) -> Claim | None:
    """The first declared language that is one of the registry."""
    for claim in claims.of("language"):
        try:
            return claim.saying(values.language(claim.value.strip()))
        except ValueError as error:
            if tell:
                read.notice("language-unknown", f"{claim.where}: {error}", action="dropped", severity="info")
    return None


def _direction(claims: Claims) -> Claim | None:
    claim = claims.best("direction")
    return claim and (claim.saying(claim.value.lower()) if claim.value.lower() in ("ltr", "rtl") else None)


def _canonical(claims: Claims, read: Reading) -> Claim | None:
    """The first address that is one of a page; a site's home page is not that of an article, if there is another."""
    home: Claim | None = None
    for claim in claims.of("canonical_url"):
        try:
            found = claim.saying(absolute_url(read.absolute(claim.value)))
        except ValueError as error:
            if claim.source in ("link", "Open Graph"):
                read.notice("url-refused", f"{claim.where}: {error}", action="dropped", severity="info")
            continue
        if urlsplit(found.value).path.strip("/"):
            return found
        home = home or found
    return home


def _best_section(claims: Claims, headline: str) -> Claim | None:
    for claim in claims.of("section"):
        value = tuple(part for part in claim.value if agreement(part, headline) < 3)
        if value and not value[0].isdigit():  # archives by year, month and day are no sections
            return claim.saying(value)
    return None

"""Every real page is read, accounted for and rendered. There are none in the repository: see `real_pages`."""

from __future__ import annotations

import pytest

import articlekit as ak
from articlekit.read.decode import NOTICE_CODES as DECODE_CODES
from articlekit.read.decode import decode
from articlekit.read.html import NOTICE_CODES, READ_CODES
from real_pages import PAGES, source_of, unaccounted

NONE_HERE = pytest.param("", marks=pytest.mark.skip(reason="there are no real pages beside this checkout"))


@pytest.mark.parametrize("name", PAGES or [NONE_HERE])
def test_a_real_page(name: str) -> None:
    """Laws 1 and 2: it becomes an article, or an error that says why; no text is lost; what is rendered reads back."""
    source = source_of(name)
    report = ak.Report()
    try:
        article = ak.read_html(source, report=report)
    except ak.ReadError as error:
        assert error.code in READ_CODES  # noqa: PT017  # most pages have an article
        return
    assert report.counts.keys() <= {*NOTICE_CODES, *DECODE_CODES}
    assert unaccounted(decode(source, ak.Report(), html=True), article, report) == []
    assert ak.read_html(source) == article
    page, amp = ak.render_html(article, page=True), ak.render_amp(article)
    assert ak.read_html(page) == ak.shown(article, "html")
    assert ak.read_html(amp) == ak.amp_form(ak.shown(article, "amp"))
    assert ak.read_json(ak.render_json(article)) == article
    assert ak.read_text(ak.render_text(article)) == ak.text_form(article)

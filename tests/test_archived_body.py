"""Archived text: captions, headings, lists, quotations, related stories, and what is no part of a story."""

import datetime

import pytest

import articlekit as ak
from archived import MORE, PROSE, codes, read, story
from articlekit.read.archived_text.captions import credited

# --- captions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("A ferry leaves the port. (AFP photo)", "AFP"),
        ("A ferry leaves the port. (Photo by AFP)", "AFP"),
        ("A ferry leaves the port. (Via AFP)", "AFP"),
        ("A ferry leaves the port. (File photo)", "File photo"),
        ("A ferry leaves the port. (Reuters/Jane Doe)", "Reuters/Jane Doe"),
        ("A ferry leaves the port. REUTERS/Jane Doe/File Photo", "REUTERS/Jane Doe/File Photo"),
        ("A ferry leaves the port. (AP Photo/Jane Doe, File)", "AP Photo/Jane Doe, File"),
        ("A ferry leaves the port. Photo: Jane Doe", "Jane Doe"),
        ("A ferry leaves the port. Foto: dpa", "dpa"),
        ("A ferry leaves the port. © Jane Doe", "© Jane Doe"),
        ("A ferry leaves the port. Getty Images", "Getty Images"),
        ("A ferry leaves the port. (AP Images)", "AP Images"),
        ("A ferry leaves the port. Crédits : JANE DOE / AFP", "JANE DOE / AFP"),
        ("[Photo: A ferry leaves the port. Ledger photo by Jane Doe]", "Ledger photo by Jane Doe"),
        ("A ferry leaves the port. (عکس: ایسنا)", "ایسنا"),
        ("A ferry leaves the port. 写真＝共同", "共同"),
        ("A ferry leaves the port.　新华社记者 王某 摄", "新华社记者 王某"),
        ("A ferry leaves the port. (Courtesy of Jane Doe)", "Courtesy of Jane Doe"),
    ],
)
def test_caption(line: str, credit: str) -> None:
    """A text that ends in a credit is a figure; what only says that it is a credit is left out of it."""
    article, _ = read(story(PROSE, line, MORE))
    assert article.body[1] == ak.Figure(caption="A ferry leaves the port.", credit=credit)


def test_a_credit_on_the_next_line() -> None:
    """A credit directly below a text makes it a caption; below a blank line it stands alone."""
    article, _ = read(story(PROSE, "A ferry leaves the port.\nPhoto: Jane Doe", MORE, "Getty Images", PROSE))
    assert article.figures == (
        ak.Figure(caption="A ferry leaves the port.", credit="Jane Doe"),
        ak.Figure(credit="Getty Images"),
    )


def test_lines_that_say_what_they_are() -> None:
    """Caption and owner of a picture on lines with labels make one figure, in either order."""
    figure = ak.Figure(caption="The harbour at dawn", credit="Jane Doe")
    assert read(story("Image caption    The harbour at dawn\nImage copyright  Jane Doe", PROSE))[0].body[0] == figure
    assert read(story("Image source, Jane Doe\nImage caption, The harbour at dawn", PROSE))[0].body[0] == figure


@pytest.mark.parametrize(
    "line", ["He said that he took the photo.", "The talks (held in Paris)", "She loves photos", f"{PROSE} (dpa)"]
)
def test_what_has_no_credit_is_no_caption(line: str) -> None:
    """The word photo, a bracket, or an agency's sign at the end of a paragraph make no caption."""
    assert credited(line) is None
    assert not read(story(PROSE, line, MORE))[0].figures


# --- the body --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "heading"),
    [
        ("What happens next", ak.Heading("What happens next")),
        ("WHAT HAPPENS NEXT:", ak.Heading("WHAT HAPPENS NEXT:")),
        ("## What happens next", ak.Heading("What happens next")),
        ("#### What happens next ####", ak.Heading("What happens next", level=4)),
        ("What happens next\n-----------------", ak.Heading("What happens next")),
        ("■　最後の列車と同じ時刻に", ak.Heading("最後の列車と同じ時刻に")),
        ("« Je dors mieux que chez moi »", ak.Heading("« Je dors mieux que chez moi »")),
    ],
)
def test_heading(source: str, heading: ak.Heading) -> None:
    """A short title above text, or a marked one, is a heading."""
    assert read(story(PROSE, source, MORE))[0].body == (ak.Paragraph(PROSE), heading, ak.Paragraph(MORE))


@pytest.mark.parametrize(
    "line",
    ["He did not reply.", "and then they left", "Q: Why the bells?", "They left. Nobody knew why", "It was late,"],
)
def test_what_is_no_title_is_no_heading(line: str) -> None:
    """A sentence, the middle of one, or a question put to somebody is a paragraph."""
    assert read(story(PROSE, line, MORE))[0].body[1] == ak.Paragraph(line)


def test_a_short_last_line_is_no_heading() -> None:
    """A heading stands above something."""
    assert read(story(PROSE, "Next time"))[0].body[1] == ak.Paragraph("Next time")


def test_lists() -> None:
    """Lines with marks are items, nested by their indentation, and numbered from the first number."""
    source = "- one\n  - a\n  - b\n- two\n\n3. three\n4. four"
    assert read(story(PROSE, source, MORE))[0].body[1:3] == (
        ak.List([ak.ListItem(["one", ak.List(["a", "b"])]), "two"]),
        ak.List(["three", "four"], ordered=True, start=3),
    )


@pytest.mark.parametrize(
    "marks", ["- -", "• •", "* *", "– –", "‣ ‣", "・ ・", "1. 2.", "1) 2)", "(1) (2)", "1、 2、", "۱. ۲.", "a) b)"]
)
def test_marks_of_items(marks: str) -> None:
    """The marks with which newsrooms print lists; letters become numbers."""
    first, second = marks.split()
    block = read(story(PROSE, f"{first} one\n{second} two", MORE))[0].body[1]
    assert block == ak.List(["one", "two"], ordered=first not in "-•*–‣・")


def test_one_mark_makes_no_list() -> None:
    """A note after a bullet, or a dash before speech, is a paragraph with its mark."""
    assert read(story(PROSE, "• This interview was shortened.", MORE))[0].body[1] == ak.Paragraph(
        "• This interview was shortened."
    )


def test_quotes() -> None:
    """Lines with ">" are a quotation, nested by the number of marks, with its speaker on the last line."""
    source = "> We have asked.\n>\n> > Asked what?\n>\n> — The harbour master"
    assert read(story(PROSE, source, MORE))[0].body[1] == ak.BlockQuote(
        [ak.Paragraph("We have asked."), ak.BlockQuote("Asked what?")], attribution="The harbour master"
    )


def test_a_quoted_paragraph_is_a_paragraph() -> None:
    """Quotation marks alone make no quotation block."""
    assert read(story(PROSE, "“We have asked,” she said.", MORE))[0].body[1] == ak.Paragraph(
        "“We have asked,” she said."
    )


def test_an_indented_quotation() -> None:
    """Lines moved in between blank lines, with quotation marks or a speaker, are a quotation."""
    source = '        "It is the only boat that was never\n        asked."\n        — Una Breck, biologist'
    assert read(story(PROSE, source, MORE))[0].body[1] == ak.BlockQuote(
        '"It is the only boat that was never asked."', attribution="Una Breck, biologist"
    )


def test_divider() -> None:
    """A line of signs alone, between paragraphs, is a divider."""
    assert read(story(PROSE, "* * *", MORE))[0].body[1] == ak.Divider()


def test_correction() -> None:
    """A correction is a block of its own, without its label and with its date; an editor's note keeps its label."""
    article, _ = read(
        story(PROSE, "Correction 5 May 2015: The boat was green.", "Editor's note: The name was changed.")
    )
    assert article.body[1:] == (
        ak.Correction("The boat was green.", date=datetime.date(2015, 5, 5)),
        ak.Correction("Editor's note: The name was changed."),
    )


def test_posts_of_a_live_report() -> None:
    """Times alone above titles open posts, which hold what stands below; their day is the report's, and a guess."""
    source = story("6 July 2017", "22:38\nThat is all", PROSE, "By Jane Doe", "21:15\nThe bridge is open", MORE)
    article, report = read(source)
    assert article.body == (
        ak.LivePost(PROSE, headline="That is all", date=datetime.datetime(2017, 7, 6, 22, 38), byline="By Jane Doe"),  # noqa: DTZ001  # no zone is printed
        ak.LivePost(MORE, headline="The bridge is open", date=datetime.datetime(2017, 7, 6, 21, 15)),  # noqa: DTZ001  # the same
    )
    assert [notice.code for notice in report if notice.action == "guessed"][:2] == ["date-guessed"] * 2


# --- related stories -------------------------------------------------------------------------------------------------

LABELS = [
    "Read more:",
    "READ MORE",
    "Lesen Sie auch:",
    "Lea también",
    "À lire aussi",
    "اقرأ أيضاً:",
    "بیشتر بخوانید:",
    "◆関連記事",
    "相关阅读：",
]


@pytest.mark.parametrize("label", LABELS)
def test_related_links(label: str) -> None:
    """Titles and addresses below a label are related links, where they stand."""
    source = f"{label}\nNight ferries: what is at stake?\nhttps://example.org/night\n- The union calls a strike"
    article, report = read(story(PROSE, source, MORE))
    block = article.body[1]
    assert isinstance(block, ak.RelatedLinks)
    assert block.links == (
        ak.RelatedLink("Night ferries: what is at stake?", "https://example.org/night"),
        ak.RelatedLink("The union calls a strike"),
    )
    assert article.body[2] == ak.Paragraph(MORE)
    assert not codes(report)


@pytest.mark.parametrize("label", LABELS)
def test_a_label_without_links(label: str) -> None:
    """With running text below it a label is left out and reported, and the text is not eaten."""
    article, report = read(story(PROSE, label, MORE))
    assert article.body == (ak.Paragraph(PROSE), ak.Paragraph(MORE))
    assert codes(report) == {"related-links-missing": "line 5"}


def test_the_date_of_a_related_story() -> None:
    """A date below a title is the other story's: left out and reported, and the title stays."""
    article, report = read(story(PROSE, "Read more:", "The union calls a strike", "6 July 2017", MORE))
    assert [link.title for link in article.related_links] == ["The union calls a strike"]
    assert codes(report) == {"related-date": "line 9"}


def test_related_links_on_the_label_s_line() -> None:
    """Each line with a label and a title is a related link."""
    article, _ = read(story(PROSE, "RELATED: The union calls a strike\nRELATED: Letters: What a bell is for", MORE))
    assert [link.title for link in article.related_links] == ["The union calls a strike", "Letters: What a bell is for"]


def test_a_heading_below_a_label_without_links() -> None:
    """A short title between a label and running text heads the text."""
    article, _ = read(story(PROSE, "Read more:", "A bitter end", MORE))
    assert article.body == (ak.Paragraph(PROSE), ak.Heading("A bitter end"), ak.Paragraph(MORE))


# --- what is no part of the story ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Facebook | Twitter | Email | Print", "site-furniture"),
        ("Share this article", "site-furniture"),
        ("Drucken   Teilen   Merken", "site-furniture"),
        ("همرسانی   چاپ   نظرها (۲۳)", "site-furniture"),
        ("Follow us on Twitter @ledger", "site-furniture"),
        ("Sign up for our free newsletter", "site-furniture"),
        ("Advertisement", "site-furniture"),
        ("Temps de lecture : 2 min.", "site-furniture"),
        ("Comments (14)", "site-furniture"),
        ("All rights reserved.", "site-furniture"),
        ("Subscribe | Advertise | Contact us | Privacy policy", "site-furniture"),
        ("Most read", "site-footer"),
        ("ENDS", "end-mark"),
        ("-30-", "end-mark"),
        ("(完)", "end-mark"),
        ("BC-FERRIES-2ndLd-Writethru", "wire-slug"),
        ("jd/ab", "wire-slug"),
        ("jane@example.org", "contact-line"),
        ("Jane Doe can be reached at 555-0148.", "contact-line"),
    ],
)
def test_furniture_below_the_text(line: str, code: str) -> None:
    """Lines of the site, the wire and the page below a story are left out, and reported with their line."""
    article, report = read(story(PROSE, MORE, line))
    assert len(article.body) == 2
    assert codes(report) == {code: "line 7"}


def test_copyright() -> None:
    """A copyright line is the article's copyright notice; a second one is reported."""
    article, report = read(story(PROSE, "© 2018 The Ledger. All rights reserved.", "Copyright 2018 by The Ledger"))
    assert article.copyright_notice == "© 2018 The Ledger. All rights reserved."
    assert codes(report) == {"copyright-repeated": "line 7"}


def test_what_follows_a_footer_is_footer() -> None:
    """Below the site's own addresses everything but running text is left out."""
    article, report = read(story(PROSE, "The site can also be reached at:", "www.example.org", "Our App", MORE))
    assert article.body == (ak.Paragraph(PROSE), ak.Paragraph("The site can also be reached at:"), *article.body[2:])
    article, report = read(story(PROSE, "The site can also be reached at:", "www.example.org", "Our App"))
    assert article.body == (ak.Paragraph(PROSE),)
    assert [notice.place for notice in report if notice.code == "site-footer"] == ["line 5", "line 7", "line 9"]


def test_people_may_speak_of_such_things_within_the_text() -> None:
    """A word that is a button at a page's edge may be a heading in the middle of the text."""
    article, _ = read(story(PROSE, "Comments", MORE))
    assert article.body[1] == ak.Heading("Comments")

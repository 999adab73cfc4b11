"""Bytes that are no text, are text in another encoding than they say, or hold what no page may hold."""

from __future__ import annotations

import codecs
from typing import Any

import pytest

import articlekit as ak
from bad_input import PROSE, article, codes, convert, page, plain

SAID = "“No”, he said – it’s over… €5"
TEXTS = {
    "windows-1252": SAID,
    "windows-1256": "قال الوزير إن المحادثات ستستمر يوم الأربعاء في باريس",
    "windows-1251": "Министр заявил, что переговоры будут продолжены в среду",
    "koi8-r": "Министр заявил, что переговоры будут продолжены в среду",
    "shift_jis": "首相は「はい」と述べた。交渉は続く。",
    "euc-kr": "장관은 협상이 계속될 것이라고 말했다",
    "gb18030": "部长说，谈判将于星期三继续",
    "big5": "部長說，談判將於星期三繼續",
}
MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
SOURCES = {
    "a.html": page(f"<p>{SAID}"),
    "a.txt": plain(SAID),
    "a.json": ak.render_json(ak.Article("Talks go on", [PROSE, SAID])),
}


def said(data: bytes, name: str = "a.html", **options: Any) -> tuple[str, set[str]]:
    """The last paragraph but the closing one of `plain`, and the codes of the reading."""
    result = convert(data, name, **options)
    body = article(result).body
    return ak.plain_text(body[-2 if name == "a.txt" else -1]), codes(result)


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("encoding", MARKS)
def test_a_mark_says_what_a_file_is_and_is_no_part_of_it(name: str, encoding: str) -> None:
    """Files of every format with a byte-order mark are read right, and the mark stands nowhere in the article."""
    result = convert(MARKS[encoding] + SOURCES[name].encode(encoding), name)
    assert article(result).headline == "Talks go on"
    assert "encoding-guessed" not in codes(result)
    assert all("\ufeff" not in output.decode() for output in result.outputs.values())


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_characters_without_a_mark_are_read_or_refused(name: str, encoding: str) -> None:
    """They are told by their zeros, with a notice, or refused; never is a zero taken for text."""
    result = convert(SOURCES[name].encode(encoding), name)
    if result.error is None:
        assert article(result).headline == "Talks go on"
        assert codes(result) == {"encoding-guessed"}
    else:
        assert codes(result) == {"encoding-unknown"}


@pytest.mark.parametrize("encoding", TEXTS)
def test_a_page_in_the_encoding_that_it_names(encoding: str) -> None:
    """It reads right, and there is nothing to say of it."""
    data = page(f"<p>{TEXTS[encoding]}", head=f"<meta charset={encoding}>").encode(encoding)
    assert said(data) == (TEXTS[encoding], set())


def test_quotation_marks_of_windows_in_a_page_that_says_utf_8() -> None:
    """They come out right, with a notice on the wrong label."""
    data = page(f"<p>{SAID}", head="<meta charset=utf-8>").encode("windows-1252")
    assert said(data) == (SAID, {"encoding-mislabelled"})


@pytest.mark.parametrize("label", ["iso-8859-1", "latin1", "us-ascii", "ascii"])
def test_old_labels_mean_windows_1252(label: str) -> None:
    """So they do to browsers: the bytes that these encodings have no character for are quotation marks and dashes."""
    data = page(f"<p>{SAID}", head=f"<meta charset={label}>").encode("windows-1252")
    assert said(data) == (SAID, set())
    assert said(data, encoding=label) == (SAID, set())


def test_arabic_of_windows_without_a_label() -> None:
    """It is guessed right from the bytes, with a notice that it was a guess."""
    assert said(page(f"<p>{TEXTS['windows-1256']}").encode("windows-1256")) == (
        TEXTS["windows-1256"],
        {"encoding-guessed"},
    )


def test_the_order_of_what_says_the_encoding() -> None:
    """A mark overrules the carrier's label, that overrules the page's own, and that overrules what bytes look like."""
    text = TEXTS["windows-1251"]
    labelled = page(f"<p>{text}", head="<meta charset=koi8-r>")
    assert said(codecs.BOM_UTF8 + labelled.encode(), encoding="windows-1252") == (text, set())
    assert said(labelled.encode("windows-1251"), encoding="windows-1251") == (text, {"encoding-mislabelled"})
    assert said(labelled.encode("windows-1251"))[0] == text.encode("windows-1251").decode("koi8-r")


def test_two_labels_at_odds_are_told() -> None:
    """The carrier's label counts, and a notice names both; where nothing depends on it, nothing is said."""
    data = page("<p>é", head="<meta charset=shift_jis>").encode()
    result = convert(data, encoding="utf-8")
    (notice,) = (notice for stage, notice in result.notices if stage == "read" and notice.severity != "info")
    assert notice.code == "encoding-mislabelled"
    assert "shift_jis" in notice.message
    assert "utf-8" in notice.message
    assert said(page("<p>e", head="<meta charset=shift_jis>").encode(), encoding="utf-8") == ("e", set())


def test_utf_7_is_no_encoding() -> None:
    """Its escapes stay the letters that they are, whoever names it."""
    hidden = "+ADw-script+AD4-alert(1)+ADw-/script+AD4-"
    for label in ("utf-7", "UTF-7", "unicode-1-1-utf-7", "csUnicode11UTF7"):
        assert said(page(f"<p>{hidden}", head=f"<meta charset={label}>").encode()) == (hidden, set())


def test_an_escape_of_iso_2022_jp_swallows_no_quotation_mark() -> None:
    """Where nothing names that encoding its escape switches nothing, and attributes end where they seem to."""
    data = page('<p title="\x1b$B">one</p><p title="\x1b(B">two').encode()
    body = article(convert(data)).body
    assert [ak.plain_text(block) for block in body[-2:]] == ["one", "two"]


def test_two_encodings_in_one_file() -> None:
    """The UTF-8 in it is unharmed; what is none becomes U+FFFD, and the notice counts it."""
    data = page(f"<p>{TEXTS['windows-1251']}</p><p>caf").encode() + "é, à la carte".encode("windows-1252")
    result = convert(data)
    assert ak.plain_text(article(result).body[-2]) == TEXTS["windows-1251"]
    (notice,) = (notice for _, notice in result.notices if notice.code == "encoding-replaced")
    assert notice.message.startswith("2 places")


@pytest.mark.parametrize(
    "bytes_",
    [b"\xc0\xbcscript>", b"\xe0\x80\xbcscript>", b"\xf0\x80\x80\xbcscript>", b"\xf8\x80\x80\x80\xbcscript>"],
)
def test_overlong_sequences_open_no_tag(bytes_: bytes) -> None:
    """A reader that took them for `<` would make a script of them. They are U+FFFD."""
    text, found = said(page("<p>@").encode().replace(b"@", bytes_ + b"alert(1)"))
    assert "alert(1)" in text
    assert "<" not in text
    assert "\ufffd" in text
    assert found == {"encoding-replaced"}


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_character_cut_off_at_the_end(cut: int) -> None:
    """What is left of it is U+FFFD, in text and HTML, and the rest is UTF-8 as before."""
    for name, source in (("a.txt", plain("é") + "\U0001f600"), ("a.html", page("<p>é") + "\U0001f600")):
        result = convert(source.encode()[:-cut], name)
        assert codes(result) >= {"encoding-replaced"}
        assert "é" in ak.render_text(article(result))


def test_zeros_within_words() -> None:
    """They make no tag, stand in no output, and leave the words around them; in tags they part no name."""
    result = convert(page("<p>head\0line <scr\0ipt>alert(1)</scr\0ipt>").replace("Talks", "T\0alks"))
    assert article(result).headline in {"Talks go on", "T\ufffdalks go on"}
    for name in ("a.txt", "a.html"):
        assert said((page("<p>a\0b") if name == "a.html" else plain("a\0b")).encode(), name)[0] in {"ab", "a\ufffdb"}
    assert article(convert(SOURCES["a.json"].replace("Talks", "T\\u0000alks"), "a.json")).headline[:2] == "T\ufffd"


ODD = {
    "a lone high surrogate": "\ud800",
    "two surrogates the wrong way round": "\udc00\ud800",
    "a noncharacter": "\ufdd0",
    "the last code point of a plane": "\uffff",
    "one beyond": "\U0001fffe",
    "a control of C1": "\x9f",
    "a control of C0": "\x01",
    "DEL": "\x7f",
}


@pytest.mark.parametrize("character", ODD.values(), ids=ODD)
def test_characters_that_no_page_may_hold_are_counted(character: str) -> None:
    """They become U+FFFD by one rule, whichever reader meets them, and a notice counts them and says where."""
    expected = "before " + "\ufffd" * len(character) + " after"
    text = f"before {character} after"
    escaped = "".join(f"\\u{unit:04x}" for unit in memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H"))
    json_ = f'{{"articlekit":"1.0","kind":"article","body":[{{"kind":"paragraph","content":["{escaped}"]}}]}}'
    found = []
    for read, source in ((ak.read_html, page(f"<p>{text}")), (ak.read_text, plain(text)), (ak.read_json, json_)):
        report = ak.Report()
        body = read(source, report=report).body
        assert ak.plain_text(body[-2 if read is ak.read_text else -1]) == expected
        found.append([(notice.code, notice.place) for notice in report if notice.severity != "info"])
        assert ak.Article(text).headline == expected
    assert found == [
        [("characters-replaced", "line 1")],
        [("characters-replaced", "line 5")],
        [("characters-replaced", "$.body[0].content[0]")],
    ]


def test_characters_that_foreign_nodes_keep_are_not_counted() -> None:
    """What of JSON is shown nowhere stays as it was, and so there is no notice; nor is there one of pairs."""
    report = ak.Report()
    source = '{"articlekit":"1.0","kind":"article","headline":"\\ud83d\\ude00 \\ufffd","mood":"\\u0001"}'
    assert ak.read_json(source, report=report).headline == "😀 \ufffd"
    assert not report.notices


def test_line_ends_are_one() -> None:
    """CR, CRLF and LF give one model, from text and from HTML; other separators stay within their paragraph."""
    for source, read in ((plain("one\ntwo"), ak.read_text), (page("<p>one\ntwo<pre>a\nb</pre>"), ak.read_html)):
        articles = [read(source.replace("\n", end)) for end in ("\n", "\r\n", "\r")]
        assert articles[0] == articles[1] == articles[2]
    for separator in "\u2028\u2029\x0b\x0c\x85":
        result = convert(page(f"<p>one{separator}two"))
        assert ak.plain_text(article(result).body[-1]).startswith("one")
        assert b"\xe2\x80\xa8" not in result.outputs[".html"].partition(b"ld+json")[2].partition(b"</script>")[0]


def test_twice_encoded_text_is_left_alone() -> None:
    """What somebody else decoded wrongly is what the source says; nothing is guessed, and nothing told."""
    mojibake = SAID.encode().decode("windows-1252", "replace").replace("\ufffd", "?")
    assert said(page(f"<p>{mojibake}").encode()) == (mojibake, set())


EMPTY = {
    "nothing": b"",
    "white space": b" \n\t\n\r\n",
    "a mark alone": codecs.BOM_UTF8,
    "a mark and white space": codecs.BOM_UTF16_LE + " \n".encode("utf-16-le"),
    "invisible characters": "\u200b\u2060\ufeff\u00ad".encode(),
}


@pytest.mark.parametrize("data", EMPTY.values(), ids=EMPTY)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a"])
def test_where_nothing_can_be_seen_no_article_is_made_up(data: bytes, name: str) -> None:
    """It is refused with one code, whatever the file is called."""
    is_json = name == "a.json" and data == EMPTY["invisible characters"]
    assert codes(convert(data, name)) <= ({"json-syntax"} if is_json else {"empty-input", "no-article"})


OTHERS = {
    "PDF": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
    "PNG": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1",
    "JPEG": b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1",
    "GIF": b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\4",
    "zip": b"PK\x03\x04\x14\0\0\0\x08\0",
    "gzip": b"\x1f\x8b\x08\0\0\0\0\0\0\3",
    "RTF": b"{\\rtf1\\ansi Talks go on}",
    "old Office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),
    "executable": b"\x7fELF\2\1\1" + bytes(100),
}


@pytest.mark.parametrize("data", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("name", ["a.html", "a.txt", "a"])
def test_other_formats_under_the_name_of_a_page(data: bytes, name: str) -> None:
    """A picture, an office file, an archive is refused, whatever it is called; no article is made of its bytes."""
    is_archive = data in (OTHERS["zip"], OTHERS["gzip"])
    assert codes(convert(data, name)) == {"nested-archive" if is_archive else "encoding-unknown"}
    with pytest.raises(ak.ReadError):
        ak.read_html(data)

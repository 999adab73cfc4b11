"""What a URL of the model is: one harmless spelling, which every client reads alike."""

import re
from collections.abc import Callable
from html import escape
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import validators
from articlekit.model.host import canonical_host
from articlekit.model.url import _ORDINARY, LINK_SCHEMES, WEB_SCHEMES, _canonical, absolute_url, media_url, url

CANONICAL = {
    # already so
    "https://example.org/2017/lavrov.html?page=2#end": "https://example.org/2017/lavrov.html?page=2#end",
    "http://example.org": "http://example.org",
    "http://example.org?q": "http://example.org?q",
    "//cdn.example.org/a.jpg": "//cdn.example.org/a.jpg",
    "a/b.html": "a/b.html",
    "../a/./b": "../a/./b",
    "?page=2": "?page=2",
    "#note-1": "#note-1",
    "mailto:desk@example.org?subject=a%20b": "mailto:desk@example.org?subject=a%20b",
    "tel:+49-30-1": "tel:+49-30-1",
    "geo:33.5,36.3;u=35": "geo:33.5,36.3;u=35",
    "ftp://example.org/a.zip": "ftp://example.org/a.zip",
    # white space and invisible marks around it, and line breaks within, are dropped as browsers drop them
    " \thttps://example.org/a\n": "https://example.org/a",
    "\ufeffhttps://example.org/\xa0": "https://example.org/",
    "https://example.org/a\r\n  b": "https://example.org/a%20%20b",
    "mailto: desk@example.org": "mailto:desk@example.org",
    # scheme and host in lower case, no default port, no leading zeros
    "HTTP://EXAMPLE.org:80/A": "http://example.org/A",
    "https://example.org:443": "https://example.org",
    "https://example.org:08080/": "https://example.org:8080/",
    "https://example.org:/": "https://example.org/",
    "https://example.org:0/": "https://example.org:0/",
    "MAILTO:a@b.example": "mailto:a@b.example",
    # percent-encoding
    "/a b\"'<>`{|}^[]": "/a%20b%22%27%3C%3E%60%7B%7C%7D%5E%5B%5D",
    "/caf\xe9/\u6587?\xe9#\xe9": "/caf%C3%A9/%E6%96%87?%C3%A9#%C3%A9",
    "/a%2fb%": "/a%2Fb%25",
    "/100%zz": "/100%25zz",
    "/a\x00b\x7f": "/a%00b%7F",
    "/\ud800": "/%EF%BF%BD",
    "/a#b#c": "/a#b%23c",
    "tel:*100#": "tel:*100#",
    # what srcset and AMP could not tell from their own
    ",a,": "%2Ca%2C",
    "https://example.org/a,b,": "https://example.org/a,b%2C",
    "/x?__AMP_source_origin=1": "/x?%5F_AMP_source_origin=1",
    "/{{x}}": "/%7B%7Bx%7D%7D",
    # a backslash in a path is a slash to browsers; elsewhere it is a character
    "images\\a.jpg": "images/a.jpg",
    "\\a": "/a",
    "?a\\b": "?a%5Cb",
    "mailto:a\\b": "mailto:a%5Cb",
    # a colon or an entity in the first segment cannot be taken for a scheme
    "10:30": "./10:30",
    "javascript%3Aalert(1)": "./javascript%3Aalert(1)",
    "javascript&colon;alert(1)": "./javascript&colon;alert(1)",
    "java\x01script:alert(1)": "./java%01script:alert(1)",
    "a/b:c": "a/b:c",
    # hosts
    "http://b\xfccher.example/": "http://xn--bcher-kva.example/",
    "http://xn--bcher-kva.example/": "http://xn--bcher-kva.example/",
    "http://stra\xdfe.example": "http://xn--strae-oqa.example",
    "http://\u0645\u0648\u0642\u0639.example": "http://xn--4gbrim.example",
    "http://192.0.2.1/": "http://192.0.2.1/",
    "http://[2001:DB8::1]:80/": "http://[2001:db8::1]/",
    "http://foo_bar.example.": "http://foo_bar.example.",
    f"http://{'a.' * 126}a": f"http://{'a.' * 126}a",
    f"http://{'a.' * 126}a.": f"http://{'a.' * 126}a.",
    "http://255.249.199.9/": "http://255.249.199.9/",
    "http://250.209.100.19/": "http://250.209.100.19/",
    "http://10.99.0.1/": "http://10.99.0.1/",
    "http://B\xdcCHERX.example/": "http://xn--bcherx-3ya.example/",
    "http://1\xfc.example/": "http://xn--1-eha.example/",
    "http://\xfc-\xfc.example/": "http://xn----dhab.example/",
    "http://i\u2764.example/": "http://xn--i-7iq.example/",
    # letters, marks and digits of every kind that a label may hold
    "http://\u4eba\u3005.example/": "http://xn--u6j473g.example/",
    "http://\u0915\u094d\u0937\u093e\u0967.example/": "http://xn--11b2eva2d4g.example/",
    # right-to-left labels, and labels beside them
    "http://\u0645\u0661.example/": "http://xn--hhb0d.example/",
    "http://\u05d01.a1.example/": "http://xn--1-zhc.a1.example/",
    "http://\u05d0-\u05d1.a-b.example./": "http://xn----zhce.a-b.example./",
    "http://\u05d0\u05b0.example/": "http://xn--7cb7d.example/",
    "http://a.\u05d0.example/": "http://a.xn--4db.example/",
    # ports at the edge, and the default one of each scheme
    "http://example.org:65535/": "http://example.org:65535/",
    "ftp://example.org:21/a": "ftp://example.org/a",
    # what stands at an end and is no white space, and what is like an escape
    "X": "X",
    "aX": "aX",
    "!a!": "!a!",
    "sms:+491": "sms:+491",
    "mailto:Xaver@example.org": "mailto:Xaver@example.org",
    "/a%4": "/a%254",
    "/a#%4": "/a#%254",
    "/a#%zz": "/a#%25zz",
    "/a#\xe9": "/a#%C3%A9",
    "/a#__amp_source_origin": "/a#%5F_amp_source_origin",
}

REFUSED = {
    # schemes that run something, load something, or that nobody knows
    "javascript:alert(1)": "scheme",
    " JaVaScRiPt:alert(1)": "scheme",
    "java\nscript:alert(1)": "scheme",
    "\x01\x1fjavascript:alert(1)": "scheme",
    "vbscript:x": "scheme",
    "data:text/html,x": "scheme",
    "file:///etc/passwd": "scheme",
    "C:\\a.html": "scheme",
    "Category:Syria": "scheme",
    # nothing there
    "": "empty",
    " \n\u200b": "empty",
    "mailto:": "names nobody",
    "mailto://desk@example.org": "names nobody",
    # hosts that clients do not agree on
    "https:example.org": "no host",
    "https:/example.org": "no host",
    "https:\\\\example.org": "no host",
    "https:///example.org": "host",
    "///example.org": "host",
    "\\\\example.org": "backslash",
    "/\\example.org": "backslash",
    "\\/example.org": "backslash",
    "https://example.org\\@example.com": "backslash",
    "https://user:password@example.org/": "user",
    "https://example.org@example.com/": "user",
    "https://example.org:65536/": "port",
    "https://example.org:x/": "host",
    "https://exa mple.org/": "host",
    "https://ex%61mple.org/": "host",
    "https://a..example/": "host",
    "https://.example/": "host",
    f"https://{'a' * 64}.example/": "host",
    f"https://{'a.' * 126}ab/": "host",
    f"https://{'a.' * 130}example/": "host",
    "https://127.1/": "host",
    "https://0x7f.0.0.1/": "host",
    "https://1.2.3.256/": "host",
    "https://[::1%25eth0]/": "host",
    "https://[1.2.3.4]/": "host",
    "https://xn--a/": "host",
    "https://xn--bcher-kv\xe4/": "host",
    "https://\uff45xample.org/": "host",
    "https://example\u3002org/": "host",
    "https://a\u200bb.example/": "host",
    "https://a\u034fb.example/": "host",
    "https://xn--abc-.example/": "host",
    "https://\u0301a.example/": "host",
    "https://\u05d0a.example/": "host",
    "https://__amp_source_origin.example/": "host",
    f"https://{'a.' * 126}ab./": "host",
    **dict.fromkeys(
        [
            *("https://1/", "https://2130706433/", "https://0xff/", "https://example.1/", "https://a.0x1/"),
            *("https://1.2.3.4./", "https://1.2.3.300/", "https://1.2.3.01/", "https://1.2.3/", "https://1.2.3.4.5/"),
            *("https://260.1.1.1/", "https://1.2.3.1000/"),
            # RFC 5893: a label begins with a letter and keeps to one direction and one kind of digits
            *("https://\u0645a.example/", "https://\u0661.example/", "https://\u0645\u06611.example/"),
            *("https://1a.\u05d0.example/", "https://a-.\u05d0.example/", "https://\u05d0-.example/"),
            *("https://\u0645\u0645\u06611.example/", "https://\u0645\u06451\u0661.example/"),
            *("https://\u05d0.a\u05d0.example/", "https://\u0645\u0661a.example/", "https://\u06451\u0661.example/"),
        ],
        "host",
    ),
}


@pytest.mark.parametrize(("given_url", "canonical"), CANONICAL.items())
def test_url_canonical(given_url: str, canonical: str) -> None:
    """Each URL has one spelling, which is its own."""
    assert url(given_url) == canonical
    assert url(canonical) == canonical


@pytest.mark.parametrize(("given_url", "reason"), REFUSED.items())
def test_url_refused(given_url: str, reason: str) -> None:
    """What could run a script, or is read differently by different clients, is refused with the reason."""
    with pytest.raises(ValueError, match=rf"^the URL .* {'.*' + reason}.*;"):
        url(given_url)


@pytest.mark.parametrize("value", [None, b"/a", 1, ["/a"]])
def test_url_not_a_str(value: object) -> None:
    """Only a ``str`` is a URL."""
    with pytest.raises(TypeError, match=r"^a URL must be a str, not "):
        url(value)  # type: ignore[arg-type]


def test_url_subclass_of_str() -> None:
    """A subclass of ``str`` could change its mind later, and is refused even where it looks harmless."""

    class Text(str):
        __slots__ = ()

    with pytest.raises(TypeError, match="exactly str"):
        url(Text("https://example.org/"))


EDGES = [
    *map(chr, range(0x21)),
    *"\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff",
    *map(chr, range(0x2000, 0x200C)),
    *"\u200e\u200f",
]


@pytest.mark.parametrize("edge", EDGES, ids=ascii)
def test_url_without_what_comes_along(edge: str) -> None:
    """White space, controls and invisible marks at both ends are no part of an address."""
    assert url(f"{edge}a{edge}") == "a"
    assert url(f"mailto:{edge}a@b.example") == "mailto:a@b.example"


@pytest.mark.parametrize("convert", [url, media_url, absolute_url])
def test_url_of_the_common_kind_is_itself(convert: Callable[[str], str]) -> None:
    """What is canonical already comes back, from each function; a subclass of text does not."""
    assert convert("https://example.org/a") == "https://example.org/a"
    assert convert("http://example.org/a") == "http://example.org/a"
    with pytest.raises(TypeError, match="exactly str"):
        convert(type("Text", (str,), {})("https://example.org/a"))


@pytest.mark.parametrize("scheme", sorted(set(LINK_SCHEMES) - set(WEB_SCHEMES)))
def test_media_url_is_of_the_web(scheme: str) -> None:
    """What a page loads comes by http or https, or from beside it; other schemes are for links."""
    assert url(f"{scheme}://example.org" if scheme == "ftp" else f"{scheme}:1")
    with pytest.raises(ValueError, match="scheme"):
        media_url(f"{scheme}://example.org")


def test_media_url_of_one_character() -> None:
    """AMP reads no ``srcset`` whose URL is one character long: a name gets a longer spelling, a mark is refused."""
    assert media_url("a") == "./a"
    for mark in "/?#.":
        with pytest.raises(ValueError, match="names no file"):
            media_url(mark)


@pytest.mark.parametrize("relative", ["/a", "a", "//example.org/a", "?a", "#a", "./http://example.org"])
def test_absolute_url_has_scheme_and_host(relative: str) -> None:
    """The address of a page is complete."""
    assert absolute_url("HTTPS://example.org/a") == "https://example.org/a"
    with pytest.raises(ValueError, match="relative"):
        absolute_url(relative)


# Any URL

PIECES = [
    *(
        "http",
        "https",
        "HTTP",
        "ftp",
        "mailto",
        "tel",
        "javascript",
        "data",
        "x",
        ":",
        "//",
        "/",
        "///",
        "\\",
        "@",
        ".",
    ),
    *(
        "..",
        "?",
        "#",
        "%",
        "%2",
        "%41",
        "%3a",
        "%0a",
        "&",
        "&colon;",
        "&#58;",
        " ",
        "\t",
        "\n",
        "\r",
        "\0",
        "\x01",
        "\x7f",
    ),
    *("\x85", "\xa0", "\u200b", "\u200c", "\ufeff", "\u2028", "\ud800", "\ufdd0", "\xe9", "\xdf", "\u05d0", "\u0639"),
    *("\u0661", "\u4e2d", "\u2764", "\u3002", "\uff45", "a", "B", "1", "0", "127", "256", "0x7f", "example.org", "a.b"),
    *(
        "xn--",
        "xn--bcher-kva",
        "[::1]",
        "[",
        "]",
        ":80",
        ":443",
        ":99999",
        "__amp_source_origin",
        "{{x}}",
        "'",
        '"',
        "<",
    ),
    *(">", "`", "|", "^", ",", "_", "-", "~", "!", "*", "(", ")", ";", "=", "+", "$"),
]
nasty = st.builds(
    str.__add__,
    st.sampled_from(["", "", "http://", "https://", "//", "/", "./", "mailto:", "ftp://"]),
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=20),
)


def read_by_a_browser(value: str) -> str | None:
    """The scheme that the WHATWG URL standard reads ("basic URL parser", to "scheme state"), written anew here."""
    value = re.sub(r"\A[\x00-\x20]+|[\x00-\x20]+\Z", "", value)
    value = re.sub(r"[\t\n\r]", "", value)
    match = re.match(r"[A-Za-z][A-Za-z0-9+\-.]*:", value)
    return match[0][:-1].lower() if match else None


@given(nasty)
@example("java\tscript:alert(1)")
def test_url_runs_no_script(value: str) -> None:
    """A URL that is accepted has an allowed scheme, in the spelling given as in the canonical one, or none."""
    try:
        canonical = url(value)
    except ValueError:
        return
    assert read_by_a_browser(value) in {*LINK_SCHEMES, None}
    assert read_by_a_browser(canonical) in {*LINK_SCHEMES, None}
    assert not re.match(r"[^/?#]*(?:%3a|&)", canonical, re.IGNORECASE) or read_by_a_browser(canonical)


@given(nasty)
def test_url_is_stable_and_plain(value: str) -> None:
    """The canonical form is its own, and made of the characters of RFC 3986 that no attribute or template minds."""
    for convert in (url, media_url, absolute_url):
        try:
            canonical = convert(value)
        except ValueError:
            continue
        assert convert(canonical) == canonical
        assert re.fullmatch(r"(?:[A-Za-z0-9._~!$&()*+,;=:@/?#\[\]-]|%[0-9A-F]{2})+", canonical)
        assert "[" not in (urlsplit(canonical)._replace(netloc="").geturl())
        assert not canonical.startswith(",")
        assert not canonical.endswith(",")
        assert "__amp_source_origin" not in canonical.lower()


@given(nasty)
def test_url_names_one_host(value: str) -> None:
    """An RFC 3986 client reads the host that the canonical form shows, and it is valid; there is no user."""
    try:
        canonical = url(value)
    except ValueError:
        return
    authority = re.match(r"(?:[a-z]+:)?//([^/?#]*)", canonical)
    split = urlsplit(canonical)
    assert split.netloc == (authority[1] if authority else "")
    assert split.username is None
    if authority:
        host = re.sub(r":[0-9]+\Z", "", authority[1])
        assert canonical_host(host) == host
    else:
        assert not re.match(r"[/\\]{2}", canonical)


@given(
    st.sampled_from(["http://a.example", "https://www.example.org", "https://1.2.example", "https://", "/a", "/", ""]),
    st.text("axn-._:/?#%2fF,=&1", max_size=12),
)
@example("https://xn--a.example", "/")
@example("https://a.1", "/")
@example("/", "/a")
@example("/a", "__amp_source_origin")
def test_url_ordinary_is_canonical(start: str, rest: str) -> None:
    """What the quick look takes for canonical is what the thorough one makes of it."""
    if _ORDINARY(start + rest):
        assert _canonical(start + rest, WEB_SCHEMES) == start + rest


@given(st.text(st.characters(categories=["Ll", "Lu", "Lo", "Mn", "Nd", "So"]), min_size=1, max_size=10))
@example("fa\xdf")
@example("\u03b1\u03a3")
@example("\u0130")
def test_host_is_stable(name: str) -> None:
    """The ASCII form of a name is its own, and decodes to a name whose form it is."""
    host = canonical_host(f"{name}.example")
    if host is not None:
        assert host.isascii()
        assert canonical_host(host) == host
        if host.startswith("xn--"):
            assert canonical_host(host.removesuffix(".example")[4:].encode().decode("punycode") + ".example") == host


def accepted() -> list[str]:
    """The canonical forms of many nasty URLs: each piece after each beginning, twice over."""
    forms = set(CANONICAL.values())
    for start in ("", "http://example.org", "http://example.org/", "//", "/", "?", "#", "mailto:a"):
        for number, piece in enumerate(PIECES):
            for value in (start + piece, start + piece + PIECES[number * 7 % len(PIECES)]):
                try:
                    forms.add(url(value))
                except ValueError:
                    continue
    return sorted(forms)


def test_url_passes_the_checkers(html_problems: validators.Checker, amp_problems: validators.Checker) -> None:
    """Wherever a page names a URL, neither the Nu Html Checker nor the AMP validator minds a canonical one."""
    forms = accepted()
    assert len(forms) > 500
    html, amp = [], []
    for form in forms:
        html.append(f'<p><a href="{escape(form)}">x</a></p>')
        amp.append(html[-1])
        try:
            src = escape(media_url(form))
        except ValueError:
            continue
        html.append(
            f'<blockquote cite="{src}">x</blockquote><p><img alt="" src="{src}">'
            f'<img alt="" src="/" srcset="/b 1x, {src} 2x">'
            f'<video src="{src}" poster="{src}"></video><iframe src="{src}"></iframe></p>'
        )
        amp.append(
            f'<blockquote cite="{src}">x</blockquote><amp-img alt="" src="{src}" width="1" height="1"></amp-img>'
            f'<amp-img alt="" src="/b" srcset="/b 1x, {src} 2x" width="1" height="1"></amp-img>'
        )
    assert html_problems({"urls": PAGE.format("\n".join(html))}) == {}
    parts = [amp[start : start + 500] for start in range(0, len(amp), 500)]
    good = (validators.control.PAGES / "good.amp.html").read_text(encoding="utf-8")
    pages = {
        str(number): good.replace("</article>", "\n".join(part) + "</article>") for number, part in enumerate(parts)
    }
    assert amp_problems(pages) == {}


PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>\n{}\n</body></html>'

"""The one place of what options may give a link, and of what frames may do: each name, and none beside."""

from __future__ import annotations

import re

import pytest

import articlekit as ak
from articlekit.render.attributes import AMP_FRAME, FRAME, check_amp_link_attribute, check_link_attribute

ALLOWED = (
    "class download hreflang referrerpolicy rel target type data-a data-a1-b- aria-current aria-describedby "
    "aria-description aria-details aria-hidden aria-label aria-labelledby"
).split()
REFUSED = [
    *("onclick", "href", "style", "id", "ping", "src", "srcdoc", "formaction", "xlink:href", "is", "slot", "name"),
    *("", " ", "data-", "data-1", "data--a", "data-A", "data-a b", "data-a=", "data-a>", "data-é", "data", "aria-"),
    *("aria-owns", "aria-label ", "aria-labels", "Class", "class ", "xclass", "rel\n", 'rel="x"', "targe", "classes"),
    *("aria-current|aria-x", "downloads", "hreflangs", "xtype", "types", "xrel", "relx", "atarget", "targets"),
]


@pytest.mark.parametrize("name", ALLOWED)
def test_a_link_may_have(name: str) -> None:
    """These neither run anything, nor lead or load anything but what the link does; any text is their value."""
    check_link_attribute(name, "")
    check_link_attribute(name, 'a "b" <c>')
    check_amp_link_attribute(name, "_blank")


@pytest.mark.parametrize("name", REFUSED)
def test_a_link_may_not_have(name: str) -> None:
    """All others are refused by name, in HTML and AMP, and what was given is in the message."""
    message = re.escape(f"link_attributes gave {name!r}: 'x'; it may give rel, ")
    for check in (check_link_attribute, check_amp_link_attribute):
        with pytest.raises(ak.RenderError, match=f"^{message}"):
            check(name, "x")


@pytest.mark.parametrize("plain", [None, 1, True, b"x", ["x"]])
def test_a_value_is_text(plain: object) -> None:
    """A value that is no text is refused, under whatever name."""
    for check in (check_link_attribute, check_amp_link_attribute):
        with pytest.raises(ak.RenderError, match=r"^link_attributes gave 'class': "):
            check("class", plain)


AMP_REFUSED = [
    *(("target", target) for target in ("_parent", "", "frame", "_BLANK")),
    *(
        ("rel", relation)
        for relation in (
            "components dns-prefetch import manifest preconnect preload prerender prefetch serviceworker stylesheet "
            "subresource"
        ).split()
    ),
    ("rel", "nofollow STYLESHEET"),
    ("class", "i-amphtml"),
    ("class", "a xi-amphtml-b"),
]


@pytest.mark.parametrize(("name", "plain"), AMP_REFUSED)
def test_amp_allows_less(name: str, plain: str) -> None:
    """What the AMP validator refuses is refused before, and said to be AMP's; HTML takes it."""
    check_link_attribute(name, plain)
    with pytest.raises(ak.RenderError, match=f"^link_attributes gave '{name}': '{plain}', which AMP does not allow; "):
        check_amp_link_attribute(name, plain)
    check_amp_link_attribute(f"data-{name}", plain)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("target", "_blank"),
        ("target", "_self"),
        ("target", "_top"),
        ("rel", "nofollow me"),
        ("class", "amphtml"),
        ("rel", ""),
    ],
)
def test_amp_allows(name: str, plain: str) -> None:
    """All else that HTML takes, AMP does too."""
    check_amp_link_attribute(name, plain)


def test_what_a_frame_may_do() -> None:
    """To the letter: whoever changes it has to change this too."""
    assert FRAME == (
        ' referrerpolicy="strict-origin-when-cross-origin" sandbox="allow-scripts allow-same-origin allow-popups '
        'allow-popups-to-escape-sandbox allow-presentation" allow="fullscreen; picture-in-picture; encrypted-media"'
    )
    assert AMP_FRAME == ' sandbox="allow-scripts allow-same-origin allow-popups" allowfullscreen'
    embed = ak.Embed("https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    assert f"{FRAME} data-derived></iframe>" in ak.render_html(embed)

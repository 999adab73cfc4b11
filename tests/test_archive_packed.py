"""What the archive promises of packed files, zip and tar: what can be read is, and what cannot is named."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest
from backports import zstd

import articlekit as ak
from archive_samples import Converted, converted, cut_up, each_of
from articlekit.archive.source import Limits
from articlekit.archive.sources import zip_list
from articlekit.errors import ReadError

STORY = b"Night ferry is back\n\nThe night ferry sails again. It was missed by many in the town.\n"
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstd.compress,
}
SMALL = Limits(unpacked=100_000, ratio=10, record=50_000, members=20)


def zipped(
    members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED, *, long: bool = False, file: io.BytesIO | None = None
) -> bytes:
    """A zip with these members; ``long``: with the headers of members of many gigabytes."""
    file = file or io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = how
            with archive.open(info, "w", force_zip64=long) as member:
                member.write(data)
    return file.getvalue()


def tarred(members: dict[str, bytes], *more: tarfile.TarInfo, form: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar with these members, and more that have no bytes."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=form) as archive:
        for info in more:
            archive.addfile(info)
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def code_of(data: bytes, name: str, limits: Limits | None = None) -> str:
    """The code of the error that a file as a whole ends in."""
    with pytest.raises(ReadError) as caught:
        converted(data, name, limits=limits)
    return caught.value.code


def results(data: bytes, name: str, limits: Limits | None = None) -> tuple[list[Converted], ReadError | None]:
    """What can be read of a file, and the error that ends it."""
    found: list[Converted] = []
    try:
        found.extend(each_of(data, name, limits=limits))
    except ReadError as error:
        return found, error
    return found, None


# --- packed files -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", PACKERS)
def test_packed_files_are_read(ending: str) -> None:
    """A packed file is read as if it were not packed; its name beneath the packing tells its format."""
    (found,) = converted(PACKERS[ending](STORY), f"old/story.txt.{ending}")
    assert found.article.headline == "Night ferry is back"
    markdown = PACKERS[ending](b"# Tides\n\nThey come and go.\n")
    assert converted(markdown, f"tides.md.{ending}")[0].article.headline == "Tides"
    tar = PACKERS[ending](tarred({"a.txt": STORY, "b.txt": STORY}))
    assert [each.record.name for each in converted(tar, f"old.tar.{ending}")] == [
        f"old.tar.{ending}/a.txt",
        f"old.tar.{ending}/b.txt",
    ]


@pytest.mark.parametrize("ending", ["gz", "bz2", "xz"])
def test_several_members_are_one_file(ending: str) -> None:
    """Files that were packed one by one and put together are one."""
    data = PACKERS[ending](STORY) + PACKERS[ending](b"\nAnd it is cheap, as they say.\n")
    (found,) = converted(data, f"story.txt.{ending}")
    assert len(found.article.body) == 2


@pytest.mark.parametrize("ending", PACKERS)
def test_what_comes_before_damage_is_read(ending: str) -> None:
    """Of a packed tar that is cut off, the whole members before the cut are read; the error says where it is."""
    stories = {f"{number}.txt": STORY * (number % 9 + 1) for number in range(200)}
    whole = PACKERS[ending](tarred(stories))
    found, error = results(whole[: len(whole) * 9 // 10], f"a.tar.{ending}")
    assert error is not None
    assert error.code == "packed-damaged"
    if ending != "bz2":  # whose blocks are larger than this file
        assert found
    assert {code for each in found[:-1] for code in each.codes} <= {"language-guessed"}


@pytest.mark.parametrize("ending", PACKERS)
def test_a_short_body_is_no_article(ending: str) -> None:
    """A packed story that is cut off, or whose checksum is wrong, is named and not handed on as if it were whole."""
    data = PACKERS[ending](STORY * 200)
    for at in range(10, len(data), 7):
        records, (error,), _ = cut_up(data[:at], f"story.txt.{ending}")
        assert (records, error.code, error.offset) == ([], "packed-damaged", at)


def test_lines_before_damage_are_read() -> None:
    """Of packed JSON Lines all but the last are read where the checksum, at the very end, is wrong."""
    data = bytearray(gzip.compress(b'{"title": "Tides", "text": "They come and go."}\n' * 9))
    data[-8] ^= 1
    records, (error,), _ = cut_up(bytes(data), "a.jsonl.gz")
    assert (len(records), error.code, error.offset) == (8, "packed-damaged", len(data))


@pytest.mark.parametrize("ending", PACKERS)
def test_a_packed_trap_is_refused(ending: str) -> None:
    """G11: Far more bytes than the packed ones are refused by a sentence, without unpacking them all."""
    data = PACKERS[ending](b"\0" * 10_000_000)
    assert code_of(data, f"a.txt.{ending}", SMALL) in {"archive-bomb", "record-too-large"}
    assert code_of(PACKERS[ending](tarred({"a.bin": b"\0" * 10_000_000})), f"a.tar.{ending}", SMALL) == "archive-bomb"


def test_packed_twice() -> None:
    """A packed file within a packed one is read too."""
    (found,) = converted(gzip.compress(bz2.compress(STORY)), "story.txt.bz2.gz")
    assert found.article.headline == "Night ferry is back"


# --- members ------------------------------------------------------------------------------------------------------

ARCHIVES: dict[str, Callable[[dict[str, bytes]], bytes]] = {"zip": zipped, "tar": tarred}


@pytest.mark.parametrize("kind", ARCHIVES)
def test_members(kind: str) -> None:
    """Members that are articles are read, in order; hidden ones and those of other endings are counted."""
    members = {
        "2011/story.txt": STORY,
        "2012/page.html": b"<h1>Tide</h1><p>It comes, and it goes again, as it always did in this town.",
        "2012/photo.jpg": b"\xff\xd8\xff",
        "__MACOSX/2011/._story.txt": b"\0",
        ".hidden/a.txt": STORY,
    }
    left_out: Counter[str] = Counter()
    found = converted(ARCHIVES[kind](members), f"old.{kind}", left_out=left_out)
    assert [each.record.name for each in found] == [f"old.{kind}/2011/story.txt", f"old.{kind}/2012/page.html"]
    assert [str(each.record.stem) for each in found] == ["old/2011/story", "old/2012/page"]
    assert left_out == {".jpg": 1, "hidden files": 2}


@pytest.mark.parametrize("kind", ARCHIVES)
@pytest.mark.parametrize("name", ["../../x.txt", "/etc/x.txt", "a/../../b.txt", "..\\x.txt", "C:\\x.txt"])
def test_names_of_members_are_only_names(kind: str, name: str) -> None:
    """G13: Whatever a member is called, it is read, and nothing is written by its name."""
    (found,) = converted(ARCHIVES[kind]({name: STORY}), f"old.{kind}")
    assert found.article.headline == "Night ferry is back"


def test_links_and_devices_are_never_followed() -> None:
    """G14: Members of a tar that are no files are counted, whatever they lead to."""
    link, hard, device = tarfile.TarInfo("a.txt"), tarfile.TarInfo("b.txt"), tarfile.TarInfo("c.txt")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    hard.type, hard.linkname = tarfile.LNKTYPE, "/etc/passwd"
    device.type = tarfile.CHRTYPE
    left_out: Counter[str] = Counter()
    found = converted(tarred({"d.txt": STORY}, link, hard, device), "a.tar", left_out=left_out)
    assert [each.record.name for each in found] == ["a.tar/d.txt"]
    assert left_out == {"links and devices": 3}


@pytest.mark.parametrize("kind", ARCHIVES)
def test_archives_within_archives(kind: str) -> None:
    """G17: An archive within another is not opened, but named; a packed file within one is read."""
    inner = tarred({"a.txt": STORY})
    found = converted(ARCHIVES[kind]({"b.tar": inner, "c.txt.gz": gzip.compress(STORY)}), f"old.{kind}")
    assert [each.codes for each in found][:1] == [{"nested-archive"}]
    assert found[1].article.headline == "Night ferry is back"


@pytest.mark.parametrize("kind", ARCHIVES)
def test_too_many_members(kind: str) -> None:
    """G16: Beyond the limit no member is read, and it is said."""
    data = ARCHIVES[kind]({f"{number}.txt": STORY for number in range(30)})
    found, error = results(data, f"a.{kind}", SMALL)
    assert error is not None
    assert (len(found), error.code) == (20, "too-many-members")


def test_old_tars() -> None:
    """A tar from before POSIX is known by its checksum."""
    data = tarred({"a.txt": STORY}, form=tarfile.USTAR_FORMAT)
    old = bytearray(data)
    old[257:265] = b"\0" * 8
    old[148:156] = b" " * 8
    old[148:156] = b"%06o\0 " % sum(old[:512])
    (found,) = converted(bytes(old), "a.dat")
    assert found.record.name == "a.dat/a.txt"


# --- damaged zips -------------------------------------------------------------------------------------------------


def test_a_damaged_member_costs_itself() -> None:
    """G15: One byte of one member is wrong: that member is named, and the others are read."""
    data = zipped({"a.txt": STORY, "b.txt": STORY.replace(b"ferry", b"train"), "c.txt": STORY}, zipfile.ZIP_STORED)
    broken = bytearray(data)
    broken[data.index(b"train sails")] ^= 1
    found = converted(bytes(broken), "a.zip")
    assert {each.record.name: each.codes for each in found if isinstance(each.result, ReadError)} == {
        "a.zip/b.txt": {"packed-damaged"}
    }
    whole = {each.record.name for each in found if isinstance(each.result, ak.Article)}
    assert {"a.zip/a.txt", "a.zip/c.txt"} <= whole


def test_encrypted_members_are_named() -> None:
    """G15: A member with a password is named, and the others are read."""
    data = bytearray(zipped({"a.txt": STORY, "b.txt": STORY}))
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    first, second = converted(bytes(data), "a.zip")
    assert first.codes == {"member-damaged"}
    assert second.article.headline == "Night ferry is back"


def test_overlapping_members_are_a_trap() -> None:
    """G12: Members that lie over one another, so that few bytes are many, are refused."""
    data = zipped({f"{number}.txt": b"\0" * 1000 for number in range(9)}, zipfile.ZIP_STORED)
    entry = data[data.index(b"PK\x01\x02") :]
    size = entry.index(b"PK\x01\x02", 4)
    end = bytearray(entry[entry.index(b"PK\x05\x06") :])
    count, start = 50, data.index(b"PK\x03\x04", 10)
    end[8:12] = count.to_bytes(2, "little") * 2
    end[12:16] = (size * count).to_bytes(4, "little")
    end[16:20] = start.to_bytes(4, "little")
    assert code_of(data[:start] + entry[:size] * count + bytes(end), "a.zip") == "archive-bomb"


class Pipe(io.BytesIO):
    """A file that cannot go back, so that zips write the sizes of a member behind it."""

    def seek(self, *_: int) -> int:
        """It cannot."""
        raise OSError

    tell = seek


def streamed(members: dict[str, bytes]) -> bytes:
    """A zip that was written to a pipe."""
    return zipped(members, file=Pipe())


@pytest.mark.parametrize(
    "pack", [zipped, streamed, partial(zipped, how=zipfile.ZIP_STORED), partial(zipped, long=True)]
)
def test_zips_that_are_cut_off(pack: Callable[[dict[str, bytes]], bytes]) -> None:
    """G15: A zip without its list of members is named; the whole members before the cut are read, the next is named."""
    stories = {f"{number}.txt": STORY * 3 + bytes([64 + number]) for number in range(5)}
    data = pack(stories)
    starts = [found.start() for found in re.finditer(rb"PK\x03\x04", data)]
    ends = [*starts[1:], data.index(b"PK\1\2")]
    for at in range(20, len(data), 17):
        records, errors, _ = cut_up(data[:at], "a.zip")
        whole = sum(end <= at for end in ends)
        assert whole <= len(records) <= whole + 1, at  # sizes behind a member are no part of it
        assert [each.data for each in records] == list(stories.values())[: len(records)]
        assert {error.code for error in errors} <= {"packed-damaged", "member-damaged"}
        assert errors[-1].offset == at
        if len(records) < len(starts) and starts[len(records)] <= at - 4:
            assert errors[0].offset == starts[len(records)], at


def test_whatever_byte_of_the_list_is_wrong() -> None:
    """G15: A byte in the list of a zip costs one member, unless it makes them lie over one another."""
    data = zipped({f"{number}.txt": STORY for number in range(5)})
    for place in range(data.index(b"PK\1\2"), len(data)):
        broken = bytearray(data)
        broken[place] ^= 4
        records, errors, left_out = cut_up(bytes(broken), "a.zip")
        if {error.code for error in errors} != {"archive-bomb"}:
            assert len(records) + left_out >= 4, place
            assert {each.data for each in records} <= {STORY}
            assert len(records) + left_out == 5 or errors, place


def test_members_that_are_none() -> None:
    """G15: A file of nothing but signatures is gone through once, and named."""
    (*lost, last) = cut_up(b"PK\3\4" * 2000, "a.zip")[1]
    assert {error.code for error in lost} == {"member-damaged"}
    assert last.code == "packed-damaged"


def test_more_members_than_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """G15: Where a zip without its list has too many members to keep, the error says from where on none was taken."""
    monkeypatch.setattr(zip_list, "MAX_LISTED", 3)
    data = zipped({f"{number}.txt": STORY for number in range(5)})
    starts = [found.start() for found in re.finditer(rb"PK\x03\x04", data)]
    records, errors, _ = cut_up(data[: data.index(b"PK\1\2")], "a.zip")
    assert [each.data for each in records] == [STORY] * 3
    (error,) = errors
    assert (error.code, error.offset) == ("packed-damaged", starts[3])
    assert f"but for those from byte {starts[3]:,} on, as they are too many" in str(error)


def test_a_zip_from_a_pipe() -> None:
    """A zip that cannot be gone through twice is refused with what to do."""
    data = gzip.compress(zipped({"a.txt": STORY}))
    assert code_of(data, "a.zip.gz") == "not-seekable"


def test_an_empty_archive_has_no_article() -> None:
    """There is nothing to read in an archive without members, and that is no error."""
    assert converted(zipped({}), "a.zip") == []

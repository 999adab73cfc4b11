"""Lines that say who wrote an article, in the languages of many newsrooms."""

from __future__ import annotations

import re
from typing import Final

import attrs

from articlekit.model.article import Contributor, Organization
from articlekit.read.archived_text.shape import columns, ends_sentence, is_cjk, is_name

__all__ = ["Byline", "byline", "is_agency", "is_role", "signature"]


@attrs.frozen
class Byline:
    """A line as it is printed, and the people and agencies that it names."""

    printed: str
    authors: tuple[Contributor | Organization, ...]


def byline(text: str) -> Byline | None:
    """A line that begins as bylines do ("By Jane Doe", "Von …", "نویسنده: …"), or ``None``.

    >>> [author.name for author in byline("By Jane Doe and John Roe in Paris").authors]
    ['Jane Doe', 'John Roe']
    >>> byline("By night in Chile the stars are near") is None, byline("Von Jana Müller, Berlin").printed
    (True, 'Von Jana Müller, Berlin')
    """
    if columns(text) > LONGEST or ends_sentence(text.removesuffix(".")):
        return None
    if match := _KOREAN(text):
        return Byline(text, tuple(map(Contributor, re.split("[ ·,]+", match["names"]))))
    if match := _EDITOR(text):
        return Byline(text, (Contributor(match["names"].strip(), role=match["role"]),))
    if match := _IDEOGRAPHS(text) or _PREFIX(text):
        names = match["names"].strip()
        if _STAFF(names):
            return Byline(text, ())
        if authors := _authors(names):
            return Byline(text, authors)
    return None


def signature(text: str) -> Byline | None:
    """A line that is nothing but a name, perhaps with a role, a place or an agency, or ``None``.

    Such a line is a byline only where it stands between a headline and what follows; the caller knows where it stands.

    >>> signature("Jane Doe, Staff Writer").authors
    (Contributor('Jane Doe', role='Staff Writer'),)
    """
    if columns(text) > LONGEST // 2 or text[-1:] in ":;,!?":
        return None
    return Byline(text, authors) if (authors := _authors(text)) else None


LONGEST: Final = 120
"""No byline is longer, in columns."""


# --- words --------------------------------------------------------------------------------------------------------


def _terms(text: str) -> frozenset[str]:
    """Words of a table; ``_`` stands for a space in one."""
    return frozenset(word.replace("_", " ").casefold() for word in text.split())


_AGENCIES: Final = _terms("""
    aap afp agencies agenturen agencias agence_france-presse anadolu anadolu_agency ani ansa antara ap
    associated_press the_associated_press apa belga bernama bloomberg canadian_press dapd dpa efe epa epa-efe
    europa_press fars getty getty_images ians interfax irna isna itar-tass jiji jiji_press kcna keystone kuna kyodo
    kyodo_news lusa mehr mena ntb pa_media pa_wire petra press_association prensa_latina pti reuters ria_novosti
    ritzau sana shutterstock sid sputnik swissinfo tanjug tass tasnim upi wafa xinhua yonhap zuma zuma_press istock
    alamy unsplash nurphoto imago picture_alliance ddp rex_features sipa newscom corbis риа_новости тасс интерфакс
    укринформ أ_ف_ب رويترز د_ب_أ وكالات أسوشيتد_برس اسوشيتد_برس فرانس_برس سانا بترا الأناضول شينخوا ایرنا ایسنا فارس
    تسنیم رویترز خبرگزاری_فرانسه آسوشیتدپرس خبرگزاری_فارس خبرگزاری_مهر 共同 共同通信 共同通信社 時事 時事通信
    時事通信社 ロイター ロイター通信 新华社 新華社 中新社 中央社 法新社 路透社 路透 美联社 美聯社 视觉中国 연합뉴스
    뉴시스
""")

# Words before names. A colon or slash may part them from the names; those of the second table need one.
_BEFORE: Final = """
    by story_by written_by words_by text_by report_by reported_by reporting_by analysis_by opinion_by interview_by
    posted_by review_by compiled_by von ein_bericht_von eine_analyse_von ein_kommentar_von kommentar_von bericht_von
    eine_reportage_von ein_interview_von par propos_recueillis_par por escrito_por di a_cura_di door av af skrevet_av
    de_notre_correspondant napisał przez به_قلم گزارش_از نوشتهٔ نوشته_ی نوشته بقلم كتب كتبت إعداد اعداد מאת
"""
_BEFORE_COLON: Final = """
    author authors writer reporter correspondent text words autor autorin autoren texte auteur auteure autora autores
    texto redacción testo autore tekst teksti yazan haber muhabir автор авторы текст журналист нویسنده نویسنده
    نویسندگان گزارشگر خبرنگار مترجم الكاتب المحرر المراسل تحرير تقرير 文 取材・文 執筆 執筆者 筆者 著者 作者 글
"""


def _prefixes(table: str) -> str:
    return "|".join(re.escape(word.replace("_", " ")) for word in sorted(table.split(), key=len, reverse=True))


_PREFIX: Final = re.compile(
    rf"(?:[-–—*]\s?)?(?:(?:{_prefixes(_BEFORE)})(?:\s?[:：／＝/|]\s?|\s+(?=\S))|(?:{_prefixes(_BEFORE_COLON)})\s?[:：／＝/]\s?)"
    r"(?P<names>\S.*)",
    re.IGNORECASE,
).fullmatch
_IDEOGRAPHS: Final = re.compile(
    "(?:新华社记者|新華社記者|本报记者|本報記者|本台记者|特约记者|通讯员|记者|記者|撰文|采写|特派员|特派員)[ 　:：／/]?"
    "(?P<names>[\u3400-\u9fff]{2,4}(?:[ 　、][\u3400-\u9fff]{2,4})*)"
).fullmatch
_EDITOR: Final = re.compile(
    "(?P<role>责任编辑|責任編輯|编辑|編輯)\\s?[:：]\\s?(?P<names>[\u3400-\u9fff]{2,4})"
).fullmatch
_KOREAN: Final = re.compile(r"(?P<names>[가-힣]{2,4}(?:[ ·,][가-힣]{2,4})*) ?(?:기자|특파원)(?: ?=?)").fullmatch

_ROLES: Final = (
    r"(?:writer|reporter|correspondent|editor|columnist|contributor|journalist|critic|analyst|producer|bureau chief"
    r"|redakteur(?:in)?|korrespondent(?:in)?|reporterin|autorin|corresponsal|redactora?|periodista|enviad[oa] especial"
    r"|journaliste|correspondante?|envoyée? spéciale?|inviat[oa]|staff|corrispondente|giornalista|correspondente"
    r"|repórter|jornalista|redacteur|correspondente|корреспондент|обозреватель|журналист|muhabiri?|yazar[ıi]?)\b"
)
_ROLE: Final = re.compile(rf"\b{_ROLES}", re.IGNORECASE).search
_ROLE_ALONE: Final = re.compile(
    r"(?:(?:staff|senior|chief|special|political|foreign|diplomatic|economics|science|sports|city|news|contributing)\s)*"
    rf"{_ROLES}.{{0,30}}",
    re.IGNORECASE,
).fullmatch
_STAFF: Final = re.compile(
    r"(?:(?:our|the|a|an|una?|unser(?:em|er)?|notre|nuestr[oa]) )?(?:own |special |staff |foreign |chief )?"
    r"(?:staff(?: writers?| reporters?)?|agenc(?:y|ies)|correspondents?|reporters?|editorial (?:board|staff)|newsroom"
    r"|news desk|wire reports|redaktion|redacci[oó]n|r[eé]daction|redazione|redaç[aã]o|redactie|редакция|"
    r"corresponsal|korrespondent(?:in|en)?|correspondant|هیئت تحریریه|تحریریه|قسم التحرير|编辑部|編集部)"
    r"(?:[ ,].{0,60})?",
    re.IGNORECASE,
).fullmatch

_JOINT: Final = re.compile(r"\s*(?:[,;،、，&]|\s(?:and|und|et|y|og|och|with|mit|avec|con|ve|и|و|和)\s)\s*")
_TAIL: Final = re.compile(
    r"\s+[|–—•·-]\s+|\s*[(（/|｜]|\s+(?:in|en|à|a|em|aus|из|в|for|from|at)\s+(?=[^\W\d_])|\s{2,}|\t"
)


def is_role(text: str) -> bool:
    """Whether a line is nothing but what somebody is ("Staff Writer").

    >>> is_role("Staff Writer"), is_role("Jane Doe")
    (True, False)
    """
    return len(text) <= 50 and bool(_ROLE_ALONE(text) or _STAFF(text))


def is_agency(text: str) -> bool:
    """Whether a short text names a news or picture agency, alone or beside a name: "dpa", "Reuters/Jane Doe".

    >>> is_agency("AP Photo/Jane Doe"), is_agency("Jane Doe")
    (True, False)
    """
    if len(text) > 80:
        return False
    parts = (
        part.strip(" .'’\"").removesuffix(" Photo").removesuffix(" Images") for part in re.split("[/／,|–-]", text)
    )
    return text.casefold() in _AGENCIES or any(part.casefold() in _AGENCIES for part in parts)


def _authors(text: str) -> tuple[Contributor | Organization, ...]:
    """The people and agencies at the beginning of a text; what follows them may be a role, a place, an agency."""
    tail = _TAIL.search(text)
    names, rest = (text[: tail.start()], text[tail.end() :].strip(" )）")) if tail else (text, "")
    authors: list[Contributor | Organization] = []
    parts = _JOINT.split(names.strip())
    if all(part and is_cjk(part[0]) for part in parts):
        parts = [name for part in parts for name in re.split("[ \u3000]+", part)]
    for part in parts:
        if _ROLE(part) and len(part) <= 50:
            if authors and isinstance(last := authors[-1], Contributor) and last.role is None:
                authors[-1] = attrs.evolve(last, role=part)
            elif not authors and (named := _named_with_role(part)):
                authors.append(named)
            else:
                return ()
        elif part.casefold() in _AGENCIES:
            authors.append(Organization(part))
        elif is_name(part):
            authors.append(Contributor(part))
        elif not (authors and _is_place(part)):
            return ()
    role = next((part for part in _JOINT.split(rest) if _ROLE(part) and len(part) <= 50), None)
    if role and len(authors) == 1 and isinstance(only := authors[0], Contributor):
        authors[0] = attrs.evolve(only, role=role)
    elif len(rest) > 60 or ends_sentence(rest):
        return ()
    return tuple(authors)


def _named_with_role(part: str) -> Contributor | None:
    """Two or three words of a name, then those of a role: "Jane Doe Staff Writer"."""
    pieces = part.split()
    for length in (2, 3):
        name, role = " ".join(pieces[:length]), " ".join(pieces[length:])
        if is_name(name) and not _ROLE(name) and _ROLE_ALONE(role):
            return Contributor(name, role=role)
    return None


def _is_place(part: str) -> bool:
    return len(part) <= 40 and (part[:1].isupper() or not part[:1].islower()) and not any(map(str.isdigit, part))

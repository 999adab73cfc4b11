# letters and marks of other scripts are meant
"""The words that renderers add to an article, in its own language: "By", "Related", the names of the months.

:func:`labels` finds them by language. To change some of them, evolve them::

    attrs.evolve(labels("en"), related="Read more", byline="Words: {names}")

Dates are of the Gregorian calendar, and the month is spelt out or stands between year and day, so that nobody takes one
date for another. The clock has 24 hours, and names its offset from UTC: the model knows no other name of a zone.
"""

from __future__ import annotations

import datetime as dt
import re
import string
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

import attrs

__all__ = ["LABELS", "Labels", "labels"]

_PUNCTUATION: Final = frozenset({"colon", "comma", "and_"})
_MINUS: Final = "\N{MINUS SIGN}"


def _months(names: str) -> tuple[str, ...]:
    return tuple(names.split(", "))


@attrs.frozen(kw_only=True)
class Labels:
    """The words of one language; English by default.

    Words are used alone, as a title, or before a ``colon``. Patterns have names in braces, which are filled in: each
    can use the names in its default. ``and_`` is put before the last of several names, and ``comma`` between the
    others, both with the spaces that they need. ``and_before`` is a regular expression and the word to use instead of
    ``and_`` before names that match it. ``first_day`` is the number of a month's first day, if it is special;
    ``digits`` are the ten digits of dates.

    A blank word, or a pattern that cannot be filled in, is a ``ValueError``.

    >>> german = labels("de")
    >>> german.byline.format(names=german.names(["Ute Lang", "Jo Roth"]))
    'Von Ute Lang und Jo Roth'
    """

    # About the article.
    by: str = "By"
    byline: str = "By {names}"
    published: str = "Published"
    updated: str = "Updated"
    section: str = "Section"
    source: str = "Source"

    # What a block is, or its title where it has none.
    image: str = "Image"
    photo: str = "Photo"
    gallery: str = "Gallery"
    video: str = "Video"
    audio: str = "Audio"
    transcript: str = "Transcript"
    embed: str = "Embed"
    note: str = "Note"
    details: str = "Details"
    correction: str = "Correction"
    live: str = "Live"
    related: str = "Related"
    links: str = "Links"
    footnotes: str = "Notes"
    back_to_text: str = "Back to text"

    # On the pages of an archive that lead to its articles.
    all_articles: str = "All articles"
    sections: str = "Sections"
    undated: str = "Undated"
    newest: str = "Newest"

    # In place of what cannot be shown.
    view_on: str = "View on {provider}"
    open_link: str = "Open link"
    image_unavailable: str = "Image unavailable"
    video_unavailable: str = "Video unavailable"
    audio_unavailable: str = "Audio unavailable"

    # Punctuation.
    colon: str = ": "
    comma: str = ", "
    and_: str = " and "
    and_before: tuple[str, str] | None = None

    # Dates.
    months: tuple[str, ...] = _months(
        "January, February, March, April, May, June, July, August, September, October, November, December"
    )
    first_day: str | None = None
    digits: str = "0123456789"
    date_pattern: str = "{month} {day}, {year}"
    month_pattern: str = "{month} {year}"
    time_pattern: str = "{hour:02}:{minute:02}"
    seconds_pattern: str = "{hour:02}:{minute:02}:{second:02}"
    moment_pattern: str = "{date}, {time}"
    zone_pattern: str = "{moment} ({zone})"

    def __attrs_post_init__(self) -> None:
        for field in attrs.fields(Labels):
            if isinstance(field.default, str):
                _check(field.name, getattr(self, field.name), field.default)
        if len(self.months) != 12:
            raise ValueError(f"months holds the names of the twelve months, not of {len(self.months)}")
        if len(self.digits) != 10:
            raise ValueError(f"digits holds the ten digits, zero first, not {len(self.digits)}")

    def names(self, names: Iterable[str]) -> str:
        """Several names in one line.

        >>> labels("en").names(["Ann Lee", "Bo Ek", "Cy Gray"])
        'Ann Lee, Bo Ek and Cy Gray'
        >>> labels("es").names(["Ana Gil", "Inés Paz"])
        'Ana Gil e Inés Paz'
        """
        all_names = list(names)
        if len(all_names) < 2:
            return "".join(all_names)
        *others, last = all_names
        and_ = self.and_
        if self.and_before is not None and re.match(self.and_before[0], last):
            and_ = self.and_before[1]
        return self.comma.join(others) + and_ + last

    def date(self, value: dt.date) -> str:
        """A date, or a date and time, as a newspaper of the language prints it.

        Nothing is lost of a value in the model's normal form: seconds are printed unless they are zero, and an offset
        wherever there is one. :meth:`read_date` reads it back.

        >>> from datetime import date, datetime, timedelta, timezone
        >>> labels("en").date(date(2017, 7, 6)), labels("fr").date(date(2017, 7, 1))
        ('July 6, 2017', '1er juillet 2017')
        >>> labels("de").date(datetime(2017, 7, 6, 9, 5, tzinfo=timezone(timedelta(hours=2))))
        '6. Juli 2017, 09:05 Uhr (UTC+2)'
        """
        day = self.first_day if value.day == 1 and self.first_day else str(value.day)
        text = self.date_pattern.format(day=day, month=self.months[value.month - 1], year=value.year)
        if not isinstance(value, dt.datetime):
            return _with_digits(text, "0123456789", self.digits)
        pattern = self.seconds_pattern if value.second else self.time_pattern
        time = pattern.format(hour=value.hour, minute=value.minute, second=value.second)
        text = _with_digits(self.moment_pattern.format(date=text, time=time), "0123456789", self.digits)
        offset = value.utcoffset()
        return text if offset is None else self.zone_pattern.format(moment=text, zone=_zone(offset))

    def month(self, value: dt.date) -> str:
        """The month of a date.

        >>> from datetime import date
        >>> labels("es").month(date(2017, 7, 1)), labels("ja").month(date(2017, 7, 1))
        ('julio de 2017', '2017年7月')
        """
        text = self.month_pattern.format(month=self.months[value.month - 1], year=value.year)
        return _with_digits(text, "0123456789", self.digits)

    def read_date(self, text: str) -> dt.date | None:
        """The date, or date and time, that :meth:`date` prints as this text; ``None`` if there is none.

        >>> labels("ja").read_date("2017年7月6日 14時05分")
        datetime.datetime(2017, 7, 6, 14, 5)
        """
        plain = _with_digits(text, self.digits, "0123456789")
        for form in self._forms():
            match = re.fullmatch(form, plain)
            if match is None:
                continue
            try:
                value = self._read(match.groupdict())
            except (KeyError, ValueError):
                continue
            if self.date(value) == text:
                return value
        return None

    def _forms(self) -> Iterator[str]:
        """Regular expressions for the ways in which a date is printed."""
        number = "[0-9]{1,2}"
        day = f"{re.escape(self.first_day)}|{number}" if self.first_day else number
        month = "|".join(map(re.escape, self.months))
        date = _form(self.date_pattern, day=day, month=month, year="[0-9]{4}")
        yield date
        for pattern in (self.time_pattern, self.seconds_pattern):
            time = _form(pattern, hour=number, minute=number, second=number)
            moment = _form(self.moment_pattern, date=date, time=time)
            yield moment
            yield _form(self.zone_pattern, moment=moment, zone=_ZONE)

    def _read(self, found: Mapping[str, str]) -> dt.date:
        day = 1 if found["day"] == self.first_day else int(found["day"])
        date = dt.date(int(found["year"]), self.months.index(found["month"]) + 1, day)
        if "hour" not in found:
            return date
        offset = _offset(found["zone"]) if "zone" in found else None
        time = dt.time(int(found["hour"]), int(found["minute"]), int(found.get("second", 0)), tzinfo=offset)
        return dt.datetime.combine(date, time)


def _check(name: str, value: str, default: str) -> None:
    if not isinstance(value, str):
        raise TypeError(f"{name} is a str, not {type(value).__name__}")
    if not value.strip() and name not in _PUNCTUATION:
        raise ValueError(f"{name} cannot be blank; give a word, or leave it out for the English one")
    if "{" in default:
        try:
            strange = _blanks(value) - _blanks(default)
        except ValueError as error:
            raise ValueError(f"{name} has a brace too many or too few: {value!r}") from error
        if strange:
            known = ", ".join(f"{{{blank}}}" for blank in sorted(_blanks(default)))
            raise ValueError(f"{name} can hold {known}, not {{{min(strange)}}}: {value!r}")


def _blanks(pattern: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}


def _form(pattern: str, **forms: str) -> str:
    """The regular expression for a pattern, with the forms of what is filled in."""
    form = ""
    for text, name, _, _ in string.Formatter().parse(pattern):
        form += re.escape(text)
        if name is not None:
            form += f"(?P<{name}>{forms[name]})"
    return form


def _with_digits(text: str, old: str, new: str) -> str:
    return text if old == new else text.translate(dict(zip(map(ord, old), new, strict=True)))


_ZONE: Final = rf"UTC(?:[+{_MINUS}][0-9]{{1,2}}(?::[0-9]{{2}})?)?"


def _zone(offset: dt.timedelta) -> str:
    minutes = offset // dt.timedelta(minutes=1)
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else _MINUS}{hours}" + (f":{rest:02}" if rest else "")


def _offset(zone: str) -> dt.timezone:
    sign = -1 if zone.startswith(f"UTC{_MINUS}") else 1
    hours, _, minutes = zone[4:].partition(":")
    return dt.timezone(sign * dt.timedelta(hours=int(hours or 0), minutes=int(minutes or 0)))


# --- the languages ------------------------------------------------------------------------------------------------

_ENGLISH: Final = Labels()
_BRITISH: Final = attrs.evolve(_ENGLISH, date_pattern="{day} {month} {year}")

# Pan-Arab newsrooms write 0 to 9, and both the western and the Levantine name of a month.
_ARABIC: Final = Labels(
    by="بقلم",
    byline="بقلم {names}",
    published="تاريخ النشر",
    updated="آخر تحديث",
    section="القسم",
    source="المصدر",
    image="صورة",
    photo="تصوير",
    gallery="معرض صور",
    video="فيديو",
    audio="تسجيل صوتي",
    transcript="نص التسجيل",
    embed="محتوى مضمّن",
    note="ملاحظة",
    details="التفاصيل",
    correction="تصحيح",
    live="مباشر",
    related="اقرأ أيضًا",
    links="الروابط",
    footnotes="الهوامش",
    back_to_text="العودة إلى النص",
    all_articles="كل المقالات",
    sections="الأقسام",
    undated="بلا تاريخ",
    newest="الأحدث",
    view_on="المشاهدة على {provider}",
    open_link="فتح الرابط",
    image_unavailable="الصورة غير متاحة",
    video_unavailable="الفيديو غير متاح",
    audio_unavailable="التسجيل الصوتي غير متاح",
    comma="، ",
    and_=" و",
    months=_months(
        "يناير/كانون الثاني, فبراير/شباط, مارس/آذار, أبريل/نيسان, مايو/أيار, يونيو/حزيران, "
        "يوليو/تموز, أغسطس/آب, سبتمبر/أيلول, أكتوبر/تشرين الأول, نوفمبر/تشرين الثاني, ديسمبر/كانون الأول"
    ),
    date_pattern="{day} {month} {year}",
    moment_pattern="{date}، {time}",
)

# Persian newsrooms write Persian digits, also in dates of the Gregorian calendar.
_PERSIAN: Final = Labels(
    by="نویسنده",
    byline="نویسنده: {names}",
    published="تاریخ انتشار",
    updated="به‌روزرسانی",
    section="بخش",
    source="منبع",
    image="تصویر",
    photo="عکس",
    gallery="گالری",
    video="ویدئو",
    audio="فایل صوتی",
    transcript="متن پیاده‌شده",
    embed="محتوای جاسازی‌شده",
    note="توضیح",
    details="جزئیات",
    correction="اصلاحیه",
    live="زنده",
    related="بیشتر بخوانید",
    links="پیوندها",
    footnotes="پانویس‌ها",
    back_to_text="بازگشت به متن",
    all_articles="همهٔ مقاله‌ها",
    sections="بخش‌ها",
    undated="بدون تاریخ",
    newest="تازه‌ترین",
    view_on="مشاهده در {provider}",
    open_link="باز کردن پیوند",
    image_unavailable="تصویر در دسترس نیست",
    video_unavailable="ویدئو در دسترس نیست",
    audio_unavailable="فایل صوتی در دسترس نیست",
    comma="، ",
    and_=" و ",
    months=_months("ژانویه, فوریه, مارس, آوریل, مه, ژوئن, ژوئیه, اوت, سپتامبر, اکتبر, نوامبر, دسامبر"),
    digits="۰۱۲۳۴۵۶۷۸۹",
    date_pattern="{day} {month} {year}",
    moment_pattern="{date}، ساعت {time}",
)

_GERMAN: Final = Labels(
    by="Von",
    byline="Von {names}",
    published="Veröffentlicht",
    updated="Aktualisiert",
    section="Ressort",
    source="Quelle",
    image="Bild",
    photo="Foto",
    gallery="Galerie",
    transcript="Transkript",
    embed="Eingebetteter Inhalt",
    note="Hinweis",
    correction="Korrektur",
    related="Mehr zum Thema",
    footnotes="Anmerkungen",
    back_to_text="Zurück zum Text",
    all_articles="Alle Artikel",
    sections="Ressorts",
    undated="Ohne Datum",
    newest="Neueste",
    view_on="Auf {provider} ansehen",
    open_link="Link öffnen",
    image_unavailable="Bild nicht verfügbar",
    video_unavailable="Video nicht verfügbar",
    audio_unavailable="Audio nicht verfügbar",
    and_=" und ",
    months=_months("Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember"),
    date_pattern="{day}. {month} {year}",
    moment_pattern="{date}, {time} Uhr",
)

_FRENCH: Final = Labels(
    by="Par",
    byline="Par {names}",
    published="Publié",
    updated="Mis à jour",
    section="Rubrique",
    gallery="Galerie",
    video="Vidéo",
    transcript="Transcription",
    embed="Contenu intégré",
    details="Détails",
    correction="Rectificatif",
    live="Direct",
    related="À lire aussi",
    links="Liens",
    back_to_text="Retour au texte",
    all_articles="Tous les articles",
    sections="Rubriques",
    undated="Sans date",
    newest="Derniers articles",
    view_on="Voir sur {provider}",
    open_link="Ouvrir le lien",
    image_unavailable="Image non disponible",
    video_unavailable="Vidéo non disponible",
    audio_unavailable="Audio non disponible",
    colon="\N{NO-BREAK SPACE}: ",
    and_=" et ",
    months=_months("janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre"),
    first_day="1er",
    date_pattern="{day} {month} {year}",
    time_pattern="{hour}h{minute:02}",
    seconds_pattern="{hour}h{minute:02}min{second:02}s",
    moment_pattern="{date} à {time}",
)

_SPANISH: Final = Labels(
    by="Por",
    byline="Por {names}",
    published="Publicado",
    updated="Actualizado",
    section="Sección",
    source="Fuente",
    image="Imagen",
    photo="Foto",
    gallery="Galería",
    video="Vídeo",
    transcript="Transcripción",
    embed="Contenido incrustado",
    note="Nota",
    details="Detalles",
    correction="Corrección",
    live="En directo",
    related="Más información",
    links="Enlaces",
    footnotes="Notas",
    back_to_text="Volver al texto",
    all_articles="Todos los artículos",
    sections="Secciones",
    undated="Sin fecha",
    newest="Lo más reciente",
    view_on="Ver en {provider}",
    open_link="Abrir enlace",
    image_unavailable="Imagen no disponible",
    video_unavailable="Vídeo no disponible",
    audio_unavailable="Audio no disponible",
    and_=" y ",
    and_before=("(?i:h?[iíìî](?![aeo])|y(?![aeiouáéíóú]))", " e "),  # Ana e Inés, but Ana y Iago
    months=_months(
        "enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre"
    ),
    date_pattern="{day} de {month} de {year}",
    month_pattern="{month} de {year}",
)

_CHINESE: Final = Labels(
    by="作者",
    byline="作者：{names}",
    published="发布时间",
    updated="更新时间",
    section="栏目",
    source="来源",
    image="图片",
    photo="摄影",
    gallery="图集",
    video="视频",
    audio="音频",
    transcript="文字稿",
    embed="嵌入内容",
    note="说明",
    details="详情",
    correction="更正",
    live="直播",
    related="相关阅读",
    links="链接",
    footnotes="注释",
    back_to_text="返回正文",
    all_articles="全部文章",
    sections="全部栏目",
    undated="日期不明",
    newest="最新",
    view_on="在{provider}上查看",
    open_link="打开链接",
    image_unavailable="图片无法显示",
    video_unavailable="视频无法播放",
    audio_unavailable="音频无法播放",
    colon="：",
    comma="、",
    and_="、",
    months=tuple(map(str, range(1, 13))),
    date_pattern="{year}年{month}月{day}日",
    month_pattern="{year}年{month}月",
    moment_pattern="{date} {time}",
    zone_pattern="{moment}（{zone}）",
)

_TRADITIONAL_CHINESE: Final = attrs.evolve(
    _CHINESE,
    published="發布時間",
    updated="更新時間",
    section="欄目",
    source="來源",
    image="圖片",
    photo="攝影",
    gallery="圖輯",
    video="影片",
    audio="音訊",
    embed="嵌入內容",
    note="說明",
    details="詳情",
    related="延伸閱讀",
    links="連結",
    footnotes="註釋",
    back_to_text="返回內文",
    all_articles="全部文章",
    sections="全部欄目",
    undated="日期不明",
    newest="最新",
    open_link="開啟連結",
    image_unavailable="圖片無法顯示",
    video_unavailable="影片無法播放",
    audio_unavailable="音訊無法播放",
)

_JAPANESE: Final = Labels(
    by="文",
    byline="文：{names}",
    published="公開",
    updated="更新",
    section="カテゴリー",
    source="出典",
    image="画像",
    photo="写真",
    gallery="ギャラリー",
    video="動画",
    audio="音声",
    transcript="文字起こし",
    embed="埋め込み",
    note="補足",
    details="詳細",
    correction="訂正",
    live="速報",
    related="関連記事",
    links="リンク",
    footnotes="注",
    back_to_text="本文に戻る",
    all_articles="すべての記事",
    sections="カテゴリー一覧",
    undated="日付なし",
    newest="最新の記事",
    view_on="{provider}で見る",
    open_link="リンクを開く",
    image_unavailable="画像を表示できません",
    video_unavailable="動画を再生できません",
    audio_unavailable="音声を再生できません",
    colon="：",
    comma="、",
    and_="、",
    months=tuple(map(str, range(1, 13))),
    date_pattern="{year}年{month}月{day}日",
    month_pattern="{year}年{month}月",
    time_pattern="{hour}時{minute:02}分",
    seconds_pattern="{hour}時{minute:02}分{second:02}秒",
    moment_pattern="{date} {time}",
    zone_pattern="{moment}（{zone}）",
)

LABELS: Final[Mapping[str, Labels]] = MappingProxyType(
    {
        "en": _ENGLISH,
        **dict.fromkeys(("en-AU", "en-GB", "en-IE", "en-IN", "en-NZ", "en-ZA"), _BRITISH),
        "ar": _ARABIC,
        "fa": _PERSIAN,
        "de": _GERMAN,
        "fr": _FRENCH,
        "es": _SPANISH,
        "zh": _CHINESE,
        **dict.fromkeys(("zh-Hant", "zh-HK", "zh-MO", "zh-TW"), _TRADITIONAL_CHINESE),
        "ja": _JAPANESE,
    }
)
"""The labels by language tag (BCP 47)."""

_BY_TAG: Final = {tag.lower(): value for tag, value in LABELS.items()}


def labels(language: str | None) -> Labels:
    """The labels for a language (a BCP 47 tag): those of the longest part of the tag that has labels, or else English.

    >>> labels("de-AT").by, labels("zh-Hant-HK").video, labels("tlh").by, labels(None).by
    ('Von', '影片', 'By', 'By')
    """
    tag = (language or "").lower()
    while tag:
        if tag in _BY_TAG:
            return _BY_TAG[tag]
        tag = tag.rpartition("-")[0]
    return _ENGLISH

"""The words with which dates are printed, in the languages of many newsrooms: data for :mod:`articlekit.read.dates`.

Month names in full are those of the Unicode CLDR (calendars gregorian and persian); short forms are those of
newspapers. Words are compared in folded form, so capitals, vowel signs and the two ways to write Persian letters do
not matter.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "DAY_HALVES",
    "ERAS",
    "FILLERS",
    "LABELS",
    "LUNAR_MONTHS",
    "MONTHS",
    "OFFSETS",
    "PERSIAN_MONTHS",
    "RELATIVE",
    "WEEKDAYS",
    "ZONES",
]

# Twelve months a language, separated by white space; "/" parts ways to write one, "_" stands for a space.
MONTHS: Final = {
    "en": """
        january/jan february/feb/febr march/mar april/apr may june/jun july/jul august/aug september/sep/sept
        october/oct november/nov december/dec
    """,
    "de": """
        januar/jänner/jän februar/feber märz/mär/maerz april mai juni juli august september oktober/okt november
        dezember/dez
    """,
    "es": """
        enero/ene febrero marzo abril/abr mayo junio julio agosto/ago septiembre/setiembre/set octubre noviembre
        diciembre/dic
    """,
    "fr": """
        janvier/janv février/févr/fév/fevrier mars avril/avr mai juin juillet/juil août/aout septembre octobre
        novembre décembre/déc/decembre
    """,
    "it": """
        gennaio/gen febbraio marzo aprile maggio/mag giugno/giu luglio/lug agosto settembre/sett ottobre/ott novembre
        dicembre
    """,
    "pt": """
        janeiro fevereiro/fev março/marco abril maio/mai junho julho agosto setembro outubro/out novembro dezembro/dez
    """,
    "nl": """
        januari februari maart/mrt april mei juni juli augustus september oktober november december
    """,
    "sv": """
        januari februari mars april maj juni juli augusti september oktober november december
    """,
    "da": """
        januar februar marts april maj/mai juni juli august september oktober november desember/des
    """,
    "fi": """
        tammikuuta/tammikuu helmikuuta/helmikuu maaliskuuta/maaliskuu huhtikuuta/huhtikuu toukokuuta/toukokuu
        kesäkuuta/kesäkuu heinäkuuta/heinäkuu elokuuta/elokuu syyskuuta/syyskuu lokakuuta/lokakuu
        marraskuuta/marraskuu joulukuuta/joulukuu
    """,
    "pl": """
        stycznia/styczeń lutego/luty marca/marzec kwietnia/kwiecień maja czerwca/czerwiec lipca/lipiec
        sierpnia/sierpień września/wrzesień października/październik listopada/listopad grudnia/grudzień
    """,
    "cs": """
        ledna/leden února/únor března/březen dubna/duben května/květen června/červen července/červenec srpna/srpen
        září října/říjen listopadu prosince/prosinec
    """,
    "tr": """
        ocak/oca şubat/şub mart nisan/nis mayıs haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki kasım/kas
        aralık/ara
    """,
    "ru": """
        января/январь/янв февраля/февраль/фев марта/март/мар апреля/апрель/апр мая/май июня/июнь/июн июля/июль/июл
        августа/август/авг сентября/сентябрь/сен октября/октябрь/окт ноября/ноябрь/ноя декабря/декабрь/дек
    """,
    "uk": """
        січня/січень лютого/лютий березня/березень квітня/квітень травня/травень червня/червень липня/липень
        серпня/серпень вересня/вересень жовтня/жовтень листопада/листопад грудня/грудень
    """,
    "el": """
        ιανουαρίου/ιαν φεβρουαρίου/φεβ μαρτίου/μαρ απριλίου/απρ μαΐου/μαϊ ιουνίου/ιουν ιουλίου/ιουλ αυγούστου/αυγ
        σεπτεμβρίου/σεπ οκτωβρίου/οκτ νοεμβρίου/νοε δεκεμβρίου/δεκ
    """,
    "id": """
        januari februari maret april mei juni juli agustus/agt september oktober november desember
    """,
    "he": """
        ינואר פברואר מרץ/מרס אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
    """,
    "ar": """
        يناير/كانون_الثاني/جانفي فبراير/شباط/فيفري مارس/آذار/اذار أبريل/ابريل/إبريل/نيسان/أفريل مايو/أيار/ايار/ماي
        يونيو/يونيه/حزيران/جوان يوليو/يوليه/تموز/جويلية أغسطس/اغسطس/آب/أوت سبتمبر/أيلول/ايلول
        أكتوبر/اكتوبر/تشرين_الأول/تشرين_الاول نوفمبر/تشرين_الثاني ديسمبر/كانون_الأول/كانون_الاول
    """,
    "fa": """
        ژانویه فوریه مارس آوریل/آپریل مه/می ژوئن/جون ژوئیه/جولای اوت/آگوست/اوگست سپتامبر/سپتمبر اکتبر/اکتوبر
        نوامبر/نومبر دسامبر/دسمبر
    """,
    "hi": """
        जनवरी फरवरी/फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर नवंबर/नवम्बर दिसंबर/दिसम्बर
    """,
}

PERSIAN_MONTHS: Final = "فروردین اردیبهشت خرداد تیر مرداد/امرداد شهریور مهر آبان آذر دی بهمن اسفند"

LUNAR_MONTHS: Final = (
    "محرم صفر ربيع_الأول/ربيع_الاول ربيع_الثاني/ربيع_الآخر جمادى_الأولى/جمادى_الاولى جمادى_الآخرة/جمادى_الثانية رجب "
    "شعبان رمضان شوال ذو_القعدة/ذي_القعدة ذو_الحجة/ذي_الحجة"
)
"""Months of the lunar Hijri calendar; without its place a date of it is no certain day, so it is never converted."""

WEEKDAYS: Final = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
lunes martes miércoles jueves viernes sábado domingo lun mié mie jue vie sáb dom
lundi mardi mercredi jeudi vendredi samedi dimanche
lunedì martedì mercoledì giovedì venerdì sabato domenica
segunda-feira terça-feira quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag
maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina
poniedziałek wtorek środa czwartek piątek sobota niedziela pondělí úterý středa čtvrtek pátek neděle
pazartesi salı çarşamba perşembe cuma cumartesi pazar
понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
понеділок вівторок середа четвер п'ятниця п’ятниця субота неділя
δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή
senin selasa rabu kamis jumat sabtu minggu
الاثنين الإثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت الأحد الاحد
دوشنبه سه‌شنبه سه_شنبه چهارشنبه پنجشنبه پنج‌شنبه پنج_شنبه جمعه شنبه یکشنبه یک‌شنبه
יום_שני יום_שלישי יום_רביעי יום_חמישי יום_שישי שבת יום_ראשון
月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 月 火 水 木 金 土 日
星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 周日 週一 週二 週三 週四 週五
週六 週日
월요일 화요일 수요일 목요일 금요일 토요일 일요일 월 화 수 목 금 토 일
"""

FILLERS: Final = """
the of at on in year time hrs hours hour
uhr um den am der vom ab
de del el la las los a hs hora horas día dia
le à les du l
il alle ore dalle di h
às em o
op om uur te kl klo kello den d
года год г в o'clock
року р godz roku dne v hod saat
στις
يوم في الساعة الموافق م هـ ه بتاريخ
ساعت روز مورخ در هجری شمسی ه‌ش
tanggal pukul
בשעה
時 分 付 付け 年 月 日 の 時点 点 點
년 월 일 시 분
"""
"""Words between the parts of a date that say nothing."""

# What stands before a date, or in Chinese and Japanese after it; longer forms first where one begins another.
LABELS: Final = {
    "published": """
        published_on published_at first_published date_published publication_date published posted_on posted issued_on
        issued release_date released_on date created_on created filed publish_date
        veröffentlicht_am veröffentlicht erstellt_am erstellt erschienen_am erschienen erstveröffentlicht_am
        erstveröffentlicht datum publiziert_am publiziert
        publicado_el publicado fecha_de_publicación fecha publicada
        publié_le publié date_de_publication mis_en_ligne_le paru_le
        pubblicato_il pubblicato data_di_pubblicazione
        publicado_em data_de_publicação data
        gepubliceerd_op gepubliceerd geplaatst_op publicatiedatum
        publicerad_den publicerad publisert udgivet offentliggjort julkaistu
        opublikowano data_publikacji publikováno
        опубликовано дата_публикации дата опубліковано
        yayınlanma_tarihi yayınlanma yayın_tarihi giriş tarih
        δημοσιεύτηκε δημοσίευση ημερομηνία
        diterbitkan
        نشر_في نشرت_في تاريخ_النشر نشر_بتاريخ نشر_يوم نشر التاريخ تاريخ تم_النشر
        تاریخ_انتشار زمان_انتشار منتشر_شده_در منتشر_شده انتشار تاریخ_خبر تاریخ
        פורסם
        公開日時 公開日 公開 掲載日 掲載 配信日時 配信 投稿日 発行 発表
        发布时间 发布日期 发表时间 发布于 发布 发表于 时间 日期 刊登 發布時間 發布日期 發佈 發布 發表時間 時間
        기사입력 입력 등록 승인 게재
    """,
    "modified": """
        last_updated_on last_updated_at last_updated updated_on updated_at last_modified date_modified modified_on
        modified updated update_on revised_on revised last_update
        zuletzt_aktualisiert_am zuletzt_aktualisiert aktualisiert_am aktualisiert letzte_aktualisierung letzte_änderung
        zuletzt_geändert_am stand geändert_am
        actualizado_el actualizado última_actualización ultima_actualización actualizada modificado_el
        mis_à_jour_le mis_à_jour modifié_le mise_à_jour dernière_mise_à_jour
        aggiornato_il aggiornato ultimo_aggiornamento ultima_modifica
        atualizado_em atualizado última_atualização
        bijgewerkt_op bijgewerkt gewijzigd_op gewijzigd laatste_update laatst_bijgewerkt
        uppdaterad_den uppdaterad oppdatert opdateret päivitetty
        zaktualizowano aktualizacja ostatnia_aktualizacja aktualizováno
        обновлено дата_обновления изменено оновлено
        güncellenme_tarihi güncellenme güncelleme son_güncelleme
        ενημερώθηκε ενημέρωση
        diperbarui
        آخر_تحديث تم_التحديث تحديث حدث_في
        آخرین_به‌روزرسانی آخرین_بروزرسانی به‌روزرسانی به‌روز_شده بروزرسانی
        עודכן
        最終更新日時 最終更新日 最終更新 更新日時 更新日 更新
        最后更新 更新时间 更新于 最後更新 更新時間 更新于
        최종수정 수정 업데이트
    """,
    "retrieved": """
        retrieved_on retrieved accessed_on accessed archived_on archived captured_on captured snapshot_of
        abgerufen_am abgerufen archiviert_am consultado_el recuperado_el consulté_le archivé_le
        アクセス日 取得日 检索日期 存档日期
    """,
}

DAY_HALVES: Final = {
    "am": "am a.m. a.m a._m. a_m 午前 上午 오전 ص صباحا ق.ظ ق.ظ. قبل_از_ظهر",
    "pm": "pm p.m. p.m p._m. p_m 午後 下午 오후 م مساء ب.ظ ب.ظ. بعد_از_ظهر",
}

OFFSETS: Final = {
    "z": 0, "gmt": 0, "utc": 0, "ut": 0, "غرينتش": 0, "گرینویچ": 0, "гринвичу": 0, "tu": 0,
    "wet": 0, "west": 60, "cet": 60, "mez": 60, "hnec": 60, "cest": 120, "mesz": 120, "eet": 120, "oez": 120,
    "eest": 180, "oesz": 180,
    "msk": 180, "мск": 180, "irst": 210, "irdt": 270, "hkt": 480, "jst": 540, "kst": 540,
    "aedt": 660, "nzst": 720, "nzdt": 780,
}  # fmt: skip
"""Names of time zones that stand for one offset, in minutes, and for no other."""

ZONES: Final = frozenset(
    "acst adt aest akdt akst art ast awst bdt bst cat cdt cst ct eat edt est et hst ict idt ist mdt mst mt nst pdt pht "
    "pkt pst pt sast sgt trt wat wib wit wita local ortszeit".split()
)
"""Names of time zones that stand for several offsets (BST is British or Bangladesh time): they never give one."""

ERAS: Final = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}
"""The year before an era's first, in the calendars of Japan and of Taiwan."""

RELATIVE: Final = (
    r"\d+ (?:second|sec|minute|min|hour|hr|day|week|month|year)s? ago",
    r"vor \d+ (?:minute|stunde|tag|woche|monat|jahr)\w*",
    r"hace \d+ \w+|il y a \d+ \w+|\d+ \w+ fa|há \d+ \w+",
    r"\d+ \w+ назад|\d+ \w+ önce|\d+ (?:uur|dag|dagen|minuten) geleden",
    r"(?:منذ|قبل) \d+ \w+|\d+ \w+ (?:پیش|قبل)",
    r"\d+ ?(?:分|時間|日|小时|小時|分钟|天|시간|분|일) ?(?:前|전)",
)
"""Times that only their reader's clock could tell; there is none here."""

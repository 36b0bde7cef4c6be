"""What most people in a country have off, where its own list of holidays leaves such days to its parts.

A country's list in the `holidays` library holds what its law gives to everybody. In some countries that is not what
people there live by: nearly everyone in the United Kingdom has Easter Monday off, and the list of the whole does not
name it. Whoever knows no more than the country is served best by what most people have.

Knows how many people live in the parts of the countries that it concerns. Nothing here knows how a day is moved.
"""

from collections import Counter

# Thousands, from the statistical offices: Australia, June 2024; Bosnia and Herzegovina, census of 2013; Canada, census
# of 2021; Switzerland and Germany, end of 2023; Spain, January 2024; United Kingdom, censuses of 2021 and 2022;
# Malaysia, census of 2020; St. Helena, census of 2021. A town that lies within another part stands in none.
PEOPLE = {
    "AU": "NSW 8484 VIC 6982 QLD 5586 WA 2966 SA 1878 TAS 576 ACT 474 NT 255",
    "BA": "BIH 2219 SRP 1228 BRC 83",
    "CA": "ON 14224 QC 8502 BC 5001 AB 4263 MB 1342 SK 1133 NS 969 NB 776 NL 511 PE 154 NT 41 YT 40 NU 37",
    "CH": "ZH 1605 BE 1063 VD 845 AG 727 SG 535 GE 524 LU 432 VS 365 TI 357 FR 341 BL 298 TG 296 SO 286 GR 205 BS 199 "
    "NE 178 SZ 167 ZG 132 SH 86 JU 74 AR 56 NW 45 GL 42 OW 39 UR 38 AI 17",
    "DE": "NW 18190 BY 13435 BW 11339 NI 8161 HE 6420 RP 4174 SN 4090 BE 3662 SH 2966 BB 2582 ST 2181 TH 2122 HH 1910 "
    "MV 1629 SL 992 HB 691",
    "ES": "AN 8632 CT 8012 MD 7009 VC 5319 GA 2705 CL 2391 CN 2238 PV 2228 CM 2104 MC 1569 AR 1352 IB 1232 EX 1054 "
    "AS 1010 NC 678 CB 591 RI 324 ML 86 CE 83",
    "GB": "ENG 56490 SCT 5437 WLS 3108 NIR 1903",
    "MY": "10 6994 01 4009 12 3419 08 2496 13 2453 02 2131 14 1982 03 1792 07 1740 06 1591 05 1199 11 1149 04 998 "
    "09 285 16 109 15 95",
    "SH": "HL 4.4 AC 0.8 TA 0.2",
}


def days_off(code: str, own: dict[str, str], parts: dict[str, dict[str, str]]) -> dict[str, str]:
    """The days, with their names, that most people have off and the country's `own` list lacks.

    A country is one of those concerned where its list lacks a day that two people in three have, or more than half of
    the people in more than half of its parts: the one majority alone may be a chance of how a country is cut. Then
    what more than half of the people have is added. Where nobody has counted the people, each part counts once.

    >>> days_off("XX", {}, {"A": {"2026-04-06": "Easter Monday"}, "B": {"2026-04-06": "Easter Monday"}, "C": {}})
    {'2026-04-06': 'Easter Monday'}
    """
    people = _people(code) or dict.fromkeys(parts, 1)
    heads = {day: share for day, share in _shares(parts, people).items() if day not in own}
    places = _shares(parts, dict.fromkeys(parts, 1))
    concerned = any(share >= 2 / 3 or (share > 1 / 2 and places[day] > 1 / 2) for day, share in heads.items())
    most = sorted(day for day, share in heads.items() if concerned and share > 1 / 2)
    return {day: _name(day, parts, people) for day in most}


def _people(code):
    pairs = PEOPLE.get(code, "").split()
    return dict(zip(pairs[::2], map(float, pairs[1::2]), strict=True))


def _shares(parts, weights):
    """The share of the whole, from 0 to 1, that has each day off."""
    counted = Counter()
    for part, days in parts.items():
        counted.update(dict.fromkeys(days, weights.get(part, 0)))
    whole = sum(weights.get(part, 0) for part in parts)
    return {day: count / whole for day, count in counted.items()}


def _name(day, parts, people):
    """What most of those who have it off call a day."""
    names = Counter()
    for part, days in parts.items():
        if day in days:
            names[days[day]] += people.get(part, 0)
    return names.most_common(1)[0][0]

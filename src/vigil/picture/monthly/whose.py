"""Whose a month's rise is, where two flags allow to tell: a narrow one and the wider one it is counted inside."""

from dataclasses import dataclass

from vigil.picture.expect import expect
from vigil.picture.monthly.reading import BASELINE_MONTHS, compare_month
from vigil.picture.surge import Comparison
from vigil.picture.whose import Part, Share, find_whose, is_whole, split_rise
from vigil.reports.count_series import CountSeries
from vigil.reports.flag import CONTAINED_IN
from vigil.reports.month import Month


@dataclass(frozen=True, slots=True)
class MonthWhose:
    """What share of a wider flag's rise a narrower flag accounts for, and all the rest of the wider one.

    `is_sole` says that the rise is this flag's alone, `is_whole` that it makes up the wider flag's rise besides.
    `why_not` says why it cannot be told; then there is neither share nor rest. `share` is None also when the wider
    flag did not rise.
    """

    flag: str
    within: str
    is_sole: bool = False
    is_whole: bool = False
    share: Share | None = None
    rest: Comparison | None = None
    why_not: str = ""


def find_month_whose(narrow: CountSeries, wide: CountSeries | None, month: Month) -> MonthWhose:
    """Tell whose a month's rise is; says why when it cannot be told.

    The narrower flag is taken as lying wholly inside the wider one, which
    the publisher's counts must bear out in every month that is used.
    """
    if wide is None or CONTAINED_IN.get(narrow.flag) != wide.flag:
        why = "no published flag holds this one whole, and flags that overlap say nothing of each other"
        return MonthWhose(narrow.flag, "", why_not=why)
    compared, total = compare_month(narrow, month), compare_month(wide, month)
    if set(narrow.areas) != set(wide.areas):
        return MonthWhose(narrow.flag, wide.flag, why_not="the two flags are not known of the same areas")
    if compared is None or total is None:
        return MonthWhose(narrow.flag, wide.flag, why_not="the twelve months before are not all known of both flags")
    months = [month.after(-back) for back in range(BASELINE_MONTHS, -1, -1)]
    odd = next((one for one in months if narrow.counts[one] > wide.counts[one]), None)
    if odd is not None:
        why = f"in {odd.words} {narrow.flag} has more offences than {wide.flag}, so it is not a part of it"
        return MonthWhose(narrow.flag, wide.flag, why_not=why)
    *earlier, latest = [wide.counts[one] - narrow.counts[one] for one in months]
    part = Part(narrow.flag, compared, Comparison(latest, expect(earlier)))
    is_sole = find_whose((part,)) is not None
    return MonthWhose(
        narrow.flag,
        wide.flag,
        is_sole=is_sole,
        is_whole=is_sole and is_whole(total, compared, part.others),
        share=next(iter(split_rise(total, (part,))), None),
        rest=part.others,
    )

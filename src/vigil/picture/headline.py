"""A total's headline held against its parts: what would be said of the total alone, and why it would mislead."""

from vigil.picture.surge import Comparison
from vigil.picture.whose import Part, can_divide
from vigil.picture.words import say_change, say_mean, say_ratio


def correct_headline(total: str, compared: Comparison, part: Part) -> str:
    """Give what is wrong with the total's own headline where one part's surge is all there is to it.

    The total's headline says that everybody had a rise, or that nobody had; the parts say otherwise.

    Parameters
    ----------
    total, compared : the total's name, and its count against its mean
    part : the one part whose surge it is (`find_whose`), with all the others together

    Returns
    -------
    a sentence; empty where the total has no ratio to make a headline of
    """
    if compared.ratio is None:
        return ""
    headline = f"“{total}: {say_change(compared.ratio)}”"
    surge = f"{part.series}, {_say_count(part.compared)}"
    others = f"{total} without {part.series} is {_say_count(part.others)}"
    if compared.rise > 0 and can_divide(compared):
        verdict = "no rise" if part.others.rise <= 0 else "no more than chance explains"
        return f"{headline} misleads: {others}, {verdict}. The surge is {surge}."
    return f"{headline} hides a surge: {surge}; {others}."


def _say_count(compared: Comparison) -> str:
    ratio = f" ({say_ratio(compared.ratio)})" if compared.ratio else ""
    return f"{compared.observed:,} against a mean of {say_mean(compared.expected.mean)}{ratio}"

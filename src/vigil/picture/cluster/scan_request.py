"""What the files of a scan come to: a question, and the names of its places and periods."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from vigil.ground.errors import Unreadable, Where
from vigil.picture.cluster.date_stamp import DateStamp, StudyPeriod, TimeStep, parse_stamp
from vigil.picture.cluster.neighbourhood import DiscLimits
from vigil.picture.cluster.problem import ScanKind, ScanModel
from vigil.picture.cluster.question import ScanQuestion

Word = TypeVar("Word", bound=StrEnum)

DAYS_A_PERIOD: Final = {TimeStep.DAY: 1.0, TimeStep.MONTH: 365.2425 / 12, TimeStep.YEAR: 365.2425}
"""How long a period is on average, by which SaTScan too turns periods into days."""

LARGEST_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file's content, and what to call it."""

    content: bytes
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanFiles:
    """The files of a scan."""

    cases: InputFile
    places: InputFile
    population: InputFile | None = None
    controls: InputFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanRequest:
    """How the files are to be scanned; `first` and `last` bound the study period, from the cases when None."""

    model: ScanModel
    kind: ScanKind
    step: TimeStep = TimeStep.DAY
    first: DateStamp | None = None
    last: DateStamp | None = None
    max_days: int | None = None
    discs: DiscLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanOptions:
    """How the files are to be scanned, as it is written on the command line; empty is as if left out."""

    model: str
    kind: str
    time_step: str = "day"
    begins: str = ""
    ends: str = ""
    max_days: int | None = None
    max_share: float = 0.5
    max_radius_m: float | None = None
    nearest: int | None = None


def parse_request(options: ScanOptions) -> ScanRequest:
    """Read the options of a scan.

    Raises
    ------
    Unreadable : one of them is not among its words, is not a date, or is out of range
    """
    if not 0 < options.max_share <= LARGEST_SHARE:
        why = f"is not above 0 and at most {LARGEST_SHARE}: beyond half of all, the rest would be the cluster"
        raise Unreadable(Where("--max-share"), why, f"{options.max_share:g}")
    if options.max_radius_m is not None and not options.max_radius_m > 0:
        raise Unreadable(Where("--max-radius-m"), "is not above 0", f"{options.max_radius_m:g}")
    return ScanRequest(
        model=_word("--model", options.model, ScanModel),
        kind=_word("--kind", options.kind, ScanKind),
        step=_word("--time-step", options.time_step, TimeStep),
        first=_stamp("--from", options.begins),
        last=_stamp("--to", options.ends),
        max_days=options.max_days,
        discs=DiscLimits(share=options.max_share, radius_m=options.max_radius_m, nearest=options.nearest),
    )


def _word(option: str, text: str, words: type[Word]) -> Word:
    try:
        return words(text.casefold())
    except ValueError:
        raise Unreadable(Where(option), f"is not one of {', '.join(words)}", text) from None


def _stamp(option: str, text: str) -> DateStamp | None:
    if not text:
        return None
    try:
        return parse_stamp(text)
    except ValueError as problem:
        raise Unreadable(Where(option), str(problem), text) from None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReadScan:
    """A question read from files; `names` and `coordinates` are by place number; `study` is None where no date is."""

    question: ScanQuestion
    names: tuple[str, ...]
    system: str
    study: StudyPeriod | None


def check_request(files: ScanFiles, request: ScanRequest) -> None:
    """Refuse what does not go together, in the words of the command line.

    Raises
    ------
    Unreadable : a model with a kind or files that it has no use for, or without those it needs
    """
    model, kind = request.model, request.kind
    if model is ScanModel.PERMUTATION and kind is ScanKind.SPATIAL:
        why = "the permutation model is in space and time; ask for prospective or retrospective, or for another model"
        raise Unreadable(Where("--kind"), why, kind)
    if model is ScanModel.BERNOULLI and kind is not ScanKind.SPATIAL:
        raise Unreadable(Where("--kind"), "the Bernoulli model is purely spatial: its controls have no dates", kind)
    _check_file("--population", files.population, is_needed=model is ScanModel.POISSON, model=ScanModel.POISSON)
    _check_file("--controls", files.controls, is_needed=model is ScanModel.BERNOULLI, model=ScanModel.BERNOULLI)
    if kind is ScanKind.SPATIAL and request.max_days is not None:
        raise Unreadable(Where("--max-days"), "a purely spatial scan has no length; leave this out")


def longest_of(request: ScanRequest, study: StudyPeriod) -> int | None:
    """Give how many periods a cluster may last, or None for half of the study period.

    Raises
    ------
    Unreadable : `--max-days` is shorter than a period, or longer than the study
    """
    if request.max_days is None or request.kind is ScanKind.SPATIAL:
        return None
    longest = int((request.max_days + 0.5) / DAYS_A_PERIOD[study.step])
    if longest < 1:
        why = f"is shorter than one period; with --time-step {study.step} give a whole one at least"
        raise Unreadable(Where("--max-days"), why, str(request.max_days))
    if longest > study.periods:
        why = f"is longer than the study period, {study.first_of(0)} to {study.last_of(study.periods - 1)}"
        raise Unreadable(Where("--max-days"), why, str(request.max_days))
    return longest


def _check_file(option: str, file: InputFile | None, *, is_needed: bool, model: ScanModel) -> None:
    if is_needed and file is None:
        raise Unreadable(Where(option), f"the {model} model needs this file")
    if file is not None and not is_needed:
        raise Unreadable(Where(option), f"only the {model} model reads this file; leave it out", file.source)

"""What the files of a scan come to: a question, and the names of its places and periods."""

from dataclasses import dataclass
from typing import Final

from vigil.ground.errors import Unreadable, Where
from vigil.picture.cluster.date_stamp import DateStamp, StudyPeriod, TimeStep
from vigil.picture.cluster.neighbourhood import DiscLimits
from vigil.picture.cluster.problem import ScanKind, ScanModel
from vigil.picture.cluster.question import ScanQuestion

DAYS_A_PERIOD: Final = {TimeStep.DAY: 1.0, TimeStep.MONTH: 365.2425 / 12, TimeStep.YEAR: 365.2425}
"""How long a period is on average, by which SaTScan too turns periods into days."""

MOST_CELLS: Final = 50_000_000
"""No more places times periods than fit into memory comfortably."""


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
        why = f"is longer than the study period, {study.name_of(0)} to {study.name_of(study.periods - 1)}"
        raise Unreadable(Where("--max-days"), why, str(request.max_days))
    return longest


def _check_file(option: str, file: InputFile | None, *, is_needed: bool, model: ScanModel) -> None:
    if is_needed and file is None:
        raise Unreadable(Where(option), f"the {model} model needs this file")
    if file is not None and not is_needed:
        raise Unreadable(Where(option), f"only the {model} model reads this file; leave it out", file.source)

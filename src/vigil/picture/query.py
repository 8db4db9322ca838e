"""What can be asked of the picture."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PictureQuery:
    """Asks for the picture in an area, or in all areas together, as known at a moment; now when none is given."""

    area: str = ""
    at: datetime | None = None

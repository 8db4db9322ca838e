"""Which share of a place's capacity comes to each kind of service: usual, at least, at most."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Share:
    """The share of capacity that comes; above 1 people stand outside. `when` completes “… × 0.8 on Fridays”.

    Raises
    ------
    ValueError : not 0 ≤ low ≤ usual ≤ high
    """

    usual: float
    low: float
    high: float
    when: str

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.usual <= self.high:
            raise ValueError(f"shares {self.low} ≤ {self.usual} ≤ {self.high} are out of order")


_DAILY: Final = Share(0.08, 0.02, 0.25, "at a daily prayer")
_EID: Final = Share(1.0, 0.5, 1.5, "at Eid")
_YOM_TOV: Final = Share(0.5, 0.2, 0.9, "on a festival")
_HIGH_HOLY: Final = Share(0.9, 0.6, 1.2, "on the High Holy Days")
_EVENING: Final = Share(0.25, 0.1, 0.5, "on the eve of a festival")
_GURPURAB: Final = Share(0.8, 0.4, 1.5, "at a gurpurab")
_TEMPLE: Final = Share(0.7, 0.3, 1.3, "at a festival")
_WEEKDAY_FEAST: Final = Share(0.15, 0.05, 0.4, "at a feast on a working day")
_HOLY_WEEK: Final = Share(0.3, 0.1, 0.6, "in Holy Week")

SHARES: Final[Mapping[str, Share]] = MappingProxyType(
    {
        # Muslim: Jumu'ah fills a mosque, a weekday noon does not.
        "fajr": Share(0.05, 0.01, 0.15, "at dawn"),
        "dhuhr": _DAILY,
        "asr": _DAILY,
        "maghrib": Share(0.12, 0.03, 0.3, "at sunset"),
        "isha": Share(0.1, 0.03, 0.3, "at night"),
        "jumuah": Share(0.85, 0.5, 1.2, "on Fridays"),
        "tarawih": Share(0.5, 0.2, 1.0, "in Ramadan nights"),
        "laylat-al-qadr": Share(0.8, 0.4, 1.2, "in the Night of Power"),
        "holy-night": Share(0.25, 0.05, 0.7, "in a holy night"),
        "majlis": Share(0.6, 0.2, 1.2, "in the nights of Muharram"),
        "ashura": Share(0.9, 0.4, 1.5, "at Ashura"),
        "eid-al-fitr": _EID,
        "eid-al-adha": _EID,
        # Jewish: most seats were bought for three days of the year.
        "kabbalat-shabbat": Share(0.2, 0.05, 0.4, "on Friday evenings"),
        "shabbat-morning": Share(0.4, 0.15, 0.7, "on Shabbat mornings"),
        "havdalah": Share(0.1, 0.02, 0.25, "as Shabbat ends"),
        "rosh-hashanah-eve": Share(0.5, 0.2, 0.9, "on the eve of Rosh Hashanah"),
        "rosh-hashanah": _HIGH_HOLY,
        "kol-nidre": _HIGH_HOLY,
        "yom-kippur": _HIGH_HOLY,
        "neilah": _HIGH_HOLY,
        "sukkot-eve": _EVENING,
        "sukkot": _YOM_TOV,
        "shemini-atzeret-eve": _EVENING,
        "shemini-atzeret": _YOM_TOV,
        "simchat-torah-eve": Share(0.5, 0.2, 0.9, "at Simchat Torah"),
        "simchat-torah": _YOM_TOV,
        "pesach-eve": Share(0.15, 0.05, 0.3, "before the seder, which is at home"),
        "pesach": _YOM_TOV,
        "shavuot-eve": _EVENING,
        "shavuot": _YOM_TOV,
        "purim-eve": Share(0.5, 0.2, 0.9, "at the reading of Esther"),
        "purim": Share(0.2, 0.05, 0.4, "on Purim morning"),
        "chanukah": Share(0.15, 0.0, 0.6, "at the lighting of candles"),
        "tisha-bav-eve": Share(0.2, 0.05, 0.4, "at the fast"),
        "yom-hashoah-eve": Share(0.2, 0.0, 0.8, "at the commemoration"),
        # Christian: a usual Sunday fills a quarter of the seats, Christmas most of them.
        "sunday": Share(0.25, 0.08, 0.6, "on Sundays"),
        "saturday-vigil": Share(0.3, 0.1, 0.6, "on Saturday evenings"),
        "sabbath": Share(0.4, 0.15, 0.8, "on Sabbath mornings"),
        "vespers": Share(0.1, 0.02, 0.25, "at vespers"),
        "daily-mass": Share(0.06, 0.02, 0.15, "at a weekday Mass"),
        "ash-wednesday": _WEEKDAY_FEAST,
        "maundy-thursday": _HOLY_WEEK,
        "good-friday": _HOLY_WEEK,
        "easter-vigil": _HOLY_WEEK,
        "easter-sunday": Share(0.5, 0.2, 0.9, "at Easter"),
        "ascension": _WEEKDAY_FEAST,
        "epiphany": _WEEKDAY_FEAST,
        "all-saints": _WEEKDAY_FEAST,
        "christmas-eve": Share(0.7, 0.3, 1.0, "on Christmas Eve"),
        "christmas-day": Share(0.5, 0.2, 0.9, "at Christmas"),
        # Sikh
        "diwan": Share(0.5, 0.2, 1.0, "on Sundays"),
        "gurpurab": _GURPURAB,
        "vaisakhi": Share(1.0, 0.5, 2.0, "at Vaisakhi"),
        "bandi-chhor-divas": _GURPURAB,
        # Hindu
        "arti": Share(0.3, 0.1, 0.7, "at the weekly arti"),
        "diwali": Share(1.0, 0.5, 2.0, "at Diwali"),
        "holi": _TEMPLE,
        "navaratri": _TEMPLE,
        "dussehra": _TEMPLE,
        "janmashtami": _TEMPLE,
        "ganesh-chaturthi": _TEMPLE,
        "ram-navami": _TEMPLE,
        "maha-shivaratri": _TEMPLE,
        # Buddhist
        "weekly-meeting": Share(0.4, 0.1, 0.8, "at the weekly meeting"),
        "vesak": Share(0.9, 0.4, 1.5, "at Vesak"),
    }
)
"""By kind of service. Working assumptions, none of them counted: see docs/learn/worship-calendar.md."""

OTHER_SHARE: Final = Share(0.2, 0.05, 0.6, "at a service of its own")
"""For kinds that only a place's own times know."""

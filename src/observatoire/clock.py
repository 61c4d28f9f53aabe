"""The only source of time: naive UTC instants, so that both engines store the same value and tests can freeze it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
_fige: datetime | None = None


def maintenant() -> datetime:
    """Return the present instant, naive, in UTC, to the microsecond."""
    return _fige if _fige is not None else datetime.now(UTC).replace(tzinfo=None)


def aujourd_hui() -> date:
    """Return today's date in Paris."""
    return a_paris(maintenant()).date()


def a_paris(instant: datetime) -> datetime:
    """Return a naive UTC instant as an aware one of Europe/Paris."""
    return instant.replace(tzinfo=UTC).astimezone(PARIS)


@contextmanager
def temps_fige(instant: datetime) -> Iterator[None]:
    """Freeze `maintenant()` at a naive UTC instant; for tests."""
    global _fige  # noqa: PLW0603 - one clock for the process, by design
    avant, _fige = _fige, instant
    try:
        yield
    finally:
        _fige = avant

"""The stages of a space as an iCalendar (RFC 5545), for the calendar of a telephone."""

from datetime import UTC, datetime

from .models import Space, Stage


def calendar_of(space: Space, *, page: str) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tinkuy//ES", f"X-WR-CALNAME:{_text(space.title)}"]
    for stage in space.stages.all():
        lines += _event(space, stage, page)
    return "".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _event(space: Space, stage: Stage, page: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{space.slug}-{stage.kind}@tinkuy",
        f"DTSTAMP:{_instant(space.created_at)}",
        f"DTSTART:{_instant(stage.opens_at)}",
        f"DTEND:{_instant(stage.closes_at)}",
        f"SUMMARY:{_text(f'{stage.title} · {space.title}')}",
        f"URL:{page}",
        "END:VEVENT",
    ]


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    """Backslashes, commas and semicolons are escaped; line ends become spaces (section 3.3.11)."""
    escaped = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return " ".join(escaped.split())


def _folded(line: str) -> str:
    """Lines of at most 75 bytes, never cutting a letter; the rest goes on after a space (section 3.1)."""
    parts, current = [], ""
    for letter in line:
        if len((current + letter).encode()) > 73:
            parts.append(current)
            current = ""
        current += letter
    return "\r\n ".join([*parts, current]) + "\r\n"

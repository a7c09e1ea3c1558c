"""Scores the headers of the running pages by the rules of Mozilla's Observatory (baseline 100, modifiers as published).

.venv/bin/python benchmarks/bench_headers.py     last line: the score of the worst page, its grade
"""

import os
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
folder = tempfile.mkdtemp(prefix="tinkuy-headers-")
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.production"
os.environ.setdefault("TINKUY_SECRET_KEY", "only-to-measure-" + "x" * 40)
os.environ["TINKUY_VAR_DIR"] = folder
os.environ["DATABASE_URL"] = f"sqlite:///{folder}/db.sqlite3"
os.environ["TINKUY_HOSTS"] = "tinkuy.example"
os.environ["TINKUY_DEMO"] = "0"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

PAGES = ["/", "/cuenta/login/", "/cuenta/signup/", "/buscar/", "/espacios/", "/no-existe/"]
GRADES = [(100, "A+"), (90, "A"), (85, "A-"), (80, "B+"), (70, "B"), (65, "B-"), (60, "C+"), (50, "C"), (0, "F")]


def directives(header: str) -> dict[str, list[str]]:
    parts = [part.split() for part in header.split(";") if part.strip()]
    return {part[0]: part[1:] for part in parts}


def csp(headers) -> int:
    policy = directives(headers.get("Content-Security-Policy", ""))
    if not policy:
        return -25
    scripts = policy.get("script-src", policy.get("default-src", ["*"]))
    styles = policy.get("style-src", policy.get("default-src", ["*"]))
    if {"'unsafe-inline'", "data:", "*", "https:"} & set(scripts):
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if "'unsafe-inline'" in styles:
        return 0
    return 10 if policy.get("default-src") == ["'none'"] else 5


def hsts(headers) -> int:
    header = headers.get("Strict-Transport-Security", "")
    age = re.search(r"max-age=(\d+)", header)
    if not age or int(age[1]) < 15768000:
        return -20
    return 5 if "preload" in header and "includeSubDomains" in header else 0


def cookies(response) -> int:
    """Every cookie Secure, HttpOnly and SameSite."""
    if not response.cookies:
        return 0
    whole = all(cookie["secure"] and cookie["httponly"] and cookie["samesite"] for cookie in response.cookies.values())
    return 5 if whole else -40


def frames(headers) -> int:
    ancestors = directives(headers.get("Content-Security-Policy", "")).get("frame-ancestors")
    if ancestors in (["'none'"], ["'self'"]):
        return 5
    return 0 if headers.get("X-Frame-Options") in ("DENY", "SAMEORIGIN") else -20


def subresource_integrity(response) -> int:
    scripts = re.findall(r"<script[^>]*\bsrc=[^>]*>", response.content.decode())
    if any(re.search(r"src=\"(?:https?:)?//", tag) for tag in scripts):
        return -50
    return 5 if scripts and all("integrity=" in tag for tag in scripts) else 0


def score(response) -> dict[str, int]:
    headers = response.headers
    private = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
    return {
        "content security policy": csp(headers),
        "cookies": cookies(response),
        "strict transport security": hsts(headers),
        "frames": frames(headers),
        "content type options": 0 if headers.get("X-Content-Type-Options") == "nosniff" else -5,
        "referrer policy": 5 if headers.get("Referrer-Policy") in private else 0,
        "resource policy": 10 if headers.get("Cross-Origin-Resource-Policy") == "same-origin" else 0,
        "subresource integrity": subresource_integrity(response),
        "sharing with other origins": -50 if headers.get("Access-Control-Allow-Origin") == "*" else 0,
    }


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    client = Client(SERVER_NAME="tinkuy.example", headers={"x-forwarded-proto": "https"})
    worst = 1000
    for page in PAGES:
        parts = score(client.get(page, secure=True))
        total = 100 + sum(parts.values())
        worst = min(worst, total)
        print(f"{page:<18} {total}  " + ", ".join(f"{name} {value:+d}" for name, value in parts.items() if value))
    grade = next(name for least, name in GRADES if worst >= least)
    print(f"{worst} {grade}")


main()

"""One small machine, no other service: what `make run` uses. The secret key is made once and kept in var/keys."""

import secrets

from .base import *  # noqa: F403
from .base import DEMO, KEYS_DIR, env


def _local_secret() -> str:
    KEYS_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = KEYS_DIR / "django-secret"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(48))
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = env.str("TINKUY_SECRET_KEY", default="") or _local_secret()
# allauth accepts the bypass code only with DEBUG; the demonstration has its own check in the accounts adapter.
DEMO_SECOND_FACTOR = "246810" if DEMO else ""
DEMO_PASSWORD = "cajamarca-2027"  # noqa: S105 - of the invented accounts that `seed --profile demo` makes

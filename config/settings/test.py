"""What the tests run on: SQLite by default, PostgreSQL when DATABASE_URL says so."""

import atexit
import shutil
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import DATABASES

SECRET_KEY = "only-for-tests"  # noqa: S105
# A folder of its own for each process, so that two runs never share a database.
VAR_DIR = Path(tempfile.mkdtemp(prefix="tinkuy-tests-"))
atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)
KEYS_DIR = VAR_DIR / "keys"
MEDIA_ROOT = VAR_DIR / "files"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
ACCOUNT_RATE_LIMITS = {}
DEMO_SECOND_FACTOR = ""
DEMO_PASSWORD = "cajamarca-2027"  # noqa: S105
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Nothing here must survive a power cut; what must is measured by benchmarks/bench_kills.py on the real settings.
    pragmas = DATABASES["default"]["OPTIONS"]["init_command"]
    DATABASES["default"]["OPTIONS"]["init_command"] = pragmas.replace("synchronous=FULL", "synchronous=OFF")
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}

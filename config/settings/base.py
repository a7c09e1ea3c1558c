"""Settings every deployment shares. The environment is read here, once; a wrong word is refused.

Every variable is documented in docs/howto/settings.md, which a test compares with this file.
"""

import re
from pathlib import Path
from urllib.parse import unquote

import environ
from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()

VAR_DIR = Path(env.str("TINKUY_VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
KEYS_DIR = Path(env.str("TINKUY_KEYS_DIR", default=str(VAR_DIR / "keys"))).resolve()
DEMO = env.bool("TINKUY_DEMO", default=False)
BASE_URL = env.str("TINKUY_BASE_URL", default=f"http://127.0.0.1:{env.int('PORT', default=8000)}")

DEBUG = False
ALLOWED_HOSTS = env.list("TINKUY_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("TINKUY_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "csp",
    "tinkuy.foundation.territory",
    "tinkuy.foundation.files",
    "tinkuy.foundation.mailing",
    "tinkuy.foundation.workdays",
    "tinkuy.foundation.audit",
    "tinkuy.foundation.documents",
    "tinkuy.foundation.jobs",
    "tinkuy.foundation.keys",
    "tinkuy.foundation.ui",
    "tinkuy.foundation.accounts",
    "tinkuy.foundation.notices",
    "tinkuy.foundation.dossiers",
    "tinkuy.foundation.organizations",
    "tinkuy.foundation.spaces",
    "tinkuy.commons.accreditation",
    "tinkuy.commons.bodies",
    "tinkuy.commons.investments",
    "tinkuy.commons.meetings",
    "tinkuy.commons.voting",
    "tinkuy.components.budgeting",
    "tinkuy.components.oversight",
    "tinkuy.components.training",
    "tinkuy.faces.demo",
    "tinkuy.faces.opendata",
    "tinkuy.faces.panel",
    "tinkuy.faces.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "tinkuy.foundation.ui.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tinkuy.foundation.ui.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "tinkuy" / "foundation" / "ui" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tinkuy.foundation.ui.context.site",
                "tinkuy.foundation.accounts.context.people",
                "tinkuy.foundation.notices.context.unread",
            ],
            "builtins": ["tinkuy.foundation.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
    "PRAGMA cache_size=-20000; PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=67108864;"
)
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'tinkuy.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = None
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: deferred transactions answered half of the concurrent votes with an error (INTEGRITY 1.3).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": _SQLITE_PRAGMAS,
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A database that does not answer must be noticed at once: the page says so, and comes back by itself.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 1)
    # A folder with a Unix socket is written postgres://user@%2Fvar%2Frun/name.
    DATABASES["default"]["HOST"] = unquote(DATABASES["default"]["HOST"])
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_cache_url = env.str("TINKUY_CACHE_URL", default="")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": _cache_url}
    if _cache_url
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# People ---------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:my_requests"
LOGOUT_REDIRECT_URL = "web:home"
ACCOUNT_ADAPTER = "tinkuy.foundation.accounts.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "tinkuy.foundation.accounts.adapters.NationalIdentityAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "tinkuy.foundation.accounts.forms.signup.SignupForm"
MFA_FORMS = {
    "authenticate": "tinkuy.foundation.accounts.forms.second_factor.AuthenticateForm",
    "reauthenticate": "tinkuy.foundation.accounts.forms.second_factor.ReauthenticateForm",
}
ACCOUNT_EMAIL_VERIFICATION = "optional" if DEMO else "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/5m/key,30/5m/ip", "signup": "20/h/ip"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Tinkuy: "
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Tinkuy"
# The national identity (law.md 7.3: OpenID Connect). Without an agreement there is no provider: the button hides.
IDENTITY_ISSUER = env.str("TINKUY_IDENTITY_ISSUER", default="")
IDENTITY_ORIGIN = "/".join(IDENTITY_ISSUER.split("/")[:3])
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "idperu",
                "name": "ID Perú",
                "client_id": env.str("TINKUY_IDENTITY_CLIENT_ID", default=""),
                "secret": env.str("TINKUY_IDENTITY_SECRET", default=""),
                "settings": {"server_url": IDENTITY_ISSUER, "token_auth_method": "client_secret_basic"},
            }
        ]
        if IDENTITY_ISSUER
        else [],
    }
}
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_AUTO_SIGNUP = False  # the consents are asked in the form
SOCIALACCOUNT_STORE_TOKENS = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TINKUY_TRUSTED_PROXIES", default=0)

# Words and calendar ---------------------------------------------------------------------------------
LANGUAGE_CODE = "es-pe"
# Quechua is offered once somebody has translated it (docs/howto/translate.md); until then nobody is sent to it.
_QUECHUA = BASE_DIR / "locale" / "qu" / "LC_MESSAGES" / "django.mo"
LANGUAGES = [("es-pe", "Español"), *([("qu", "Runasimi")] if _QUECHUA.exists() else [])]
# The second path puts in our own words what Django and allauth say.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "tinkuy" / "foundation" / "ui" / "words"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = "America/Lima"

# Files and pages ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000


def WHITENOISE_IMMUTABLE_FILE_TEST(path: str, url: str) -> bool:
    return bool(re.search(r"\.[0-9a-f]{12}\.", url))


# Security -------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *([IDENTITY_ORIGIN] if IDENTITY_ORIGIN else [])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "tinkuy.faces.web.views.csrf_failure"
# auth.W004: the e-mail is unique by a constraint on lower(email), which the check does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]

# Mail -----------------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email_url("TINKUY_EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# A mail server that says nothing is left alone soon: others wait behind.
EMAIL_TIMEOUT = env.int("TINKUY_EMAIL_TIMEOUT", default=10)
DEFAULT_FROM_EMAIL = env.str("TINKUY_FROM_EMAIL", default="Tinkuy <no-responder@localhost>")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("TINKUY_LOG_LEVEL", default="WARNING")},
}

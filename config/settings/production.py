"""A server that people reach over HTTPS. Refuses to start without what it needs."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import DEMO, env

if DEMO:
    raise ImproperlyConfigured("TINKUY_DEMO no se admite en producción: abre una puerta sin segundo factor real.")

SECRET_KEY = env.str("TINKUY_SECRET_KEY")
DEMO_SECOND_FACTOR = ""
DEMO_PASSWORD = ""
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 63072000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"

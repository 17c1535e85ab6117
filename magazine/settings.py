"""Settings, all from the environment. With nothing set: SQLite, this machine only. With DEBUG=0: production."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from magazine.editor import CKEDITOR_CONFIGS  # noqa: F401  a setting
from magazine.environment import allowed_hosts, one_line_of_refusal, review_stages, script_source, secret_key
from magazine.unfold import UNFOLD  # noqa: F401  a setting

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env", overwrite=False)
VAR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

# DEBUG=0 said aloud means production; unset means a developer's or editor's own machine, without debug pages.
PRODUCTION = "DEBUG" in env.ENVIRON and not env.bool("DEBUG")
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = secret_key(env, VAR, PRODUCTION)
ALLOWED_HOSTS = allowed_hosts(env, PRODUCTION)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

REVIEW_STAGES = review_stages(env)

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.simple_history",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "csp",
    "axes",
    "taggit",
    "ckeditor",
    "simple_history",
    "media",
    "articles",
    "events",
    "magazine",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "magazine.desk.policy.DeskPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

if not PRODUCTION:
    MIDDLEWARE.insert(0, "magazine.compressing.compressed_static")

ROOT_URLCONF = "magazine.urls"
WSGI_APPLICATION = "magazine.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- Data -------------------------------------------------------------------------------------------------------
VAR.mkdir(parents=True, exist_ok=True)
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'gongkan.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Deferred transactions fail at once with "database is locked"; IMMEDIATE waits its turn.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}

# --- Files: originals are never served; what readers get are renditions with unguessable names -------------------
MEDIA_URL = env.str("MEDIA_URL", default="/media/")
MEDIA_ROOT = VAR / "uploads" / "renditions"
ORIGINALS_ROOT = VAR / "uploads" / "originals"
# Where nginx finds the renditions that it may hand out only on our word (deploy/nginx.conf.template).
PHOTO_DOOR = "/behind-the-door/" if PRODUCTION and env.bool("BEHIND_PROXY", default=False) else ""
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "originals": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(ORIGINALS_ROOT), "base_url": None},
    },
    # What was exported is kept for a week and handed out by the desk alone.
    "exports": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(VAR / "exports"), "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not PRODUCTION
PHOTO_MAX_BYTES = 20 * 1024 * 1024
PHOTO_MAX_PIXELS = 50_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- Language and time: the language is a setting, not the browser's wish ----------------------------------------
LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="zh-hans")
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("英文"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- Who may come in ---------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
SESSION_COOKIE_AGE = 14 * 24 * 3600
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1 / 12  # hours: five minutes
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_MESSAGE = _("连续输错密码，账号停用5分钟。过5分钟再登录，或找管理员重设密码。")
AXES_PERMALOCK_MESSAGE = AXES_COOLOFF_MESSAGE
AXES_LOCKOUT_CALLABLE = "magazine.desk.accounts.locked_out"
# Forwarded headers count only where our nginx is in front and nobody else can reach us; it writes them anew.
BEHIND_PROXY = PRODUCTION and env.bool("BEHIND_PROXY", default=False)
AXES_CLIENT_IP_CALLABLE = "magazine.proxy.client_address"
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

# --- What a browser may do: strict for readers, relaxed for the desk alone (see magazine/urls.py) ----------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        # Written into every page, so that type size and theme hold before the first paint and no request waits for it.
        "script-src": [SELF, script_source(BASE_DIR / "templates" / "site" / "reading.js")],
        "style-src": [SELF],
        "img-src": [SELF, MEDIA_URL] if MEDIA_URL.startswith("http") else [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# A page that the desk shows in a frame of its own says so itself, with xframe_options_sameorigin.
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Letters, words, packages ------------------------------------------------------------------------------------
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 10
# Under which address the site is reached, as https://magazine.example; letters lead there.
SITE_ADDRESS = env.str("SITE_ADDRESS", default="").rstrip("/")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="desk@localhost")
TAGGIT_TAGS_FROM_STRING = "articles.tagging.split_tags"
TAGGIT_STRING_FROM_TAGS = "articles.tagging.join_tags"
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = False
TAGGIT_CASE_INSENSITIVE = True
SIMPLE_HISTORY_REVERT_DISABLED = True
# CKEditor 4.22.1 has known holes; docs/decisions/0003 tells the fence that we put round it.
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "filters": {"refusals": {"()": "django.utils.log.CallbackFilter", "callback": one_line_of_refusal}},
    # Of what somebody may not do, one line says enough; what broke keeps its traceback.
    "loggers": {"django.request": {"filters": ["refusals"]}},
    "root": {"handlers": ["console"], "level": "INFO" if PRODUCTION else "WARNING"},
}

"""Reads the environment into settings, and stops the start with one sentence where something is missing."""

import hashlib
import logging
import secrets
from base64 import b64encode
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]


def secret_key(env: environ.Env, var: Path, production: bool) -> str:
    """SECRET_KEY, or on a developer's machine a random one kept in var/secret_key (mode 0600)."""
    key = env.str("SECRET_KEY", default="")
    if key:
        return key
    if production:
        raise ImproperlyConfigured("缺少 SECRET_KEY：正式运行（DEBUG=0）须在环境变量中给出一个不少于 50 位的随机串。")
    path = var / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def allowed_hosts(env: environ.Env, production: bool) -> list[str]:
    """ALLOWED_HOSTS, comma-separated; on a developer's machine only this machine's own names."""
    hosts = env.list("ALLOWED_HOSTS", default=[])
    if production and not hosts:
        raise ImproperlyConfigured(
            "缺少 ALLOWED_HOSTS：正式运行（DEBUG=0）须在环境变量中给出网站域名，多个域名用英文逗号分隔。"
        )
    return hosts or LOCAL_HOSTS


def review_stages(env: environ.Env) -> tuple[str, ...]:
    """REVIEW_STAGES, the number of review stages (3, 2 or 1), as the states that a manuscript passes, in order."""
    tables = {3: ("first", "second", "final"), 2: ("first", "final"), 1: ("final",)}
    number = env.int("REVIEW_STAGES", default=3)
    if number not in tables:
        raise ImproperlyConfigured(f"REVIEW_STAGES 应为 3、2 或 1（审次数），现为 {number}。")
    return tables[number]


def script_source(path: Path) -> str:
    """The Content-Security-Policy source of the one script that stands in the pages themselves: `'sha256-…'`."""
    return f"'sha256-{b64encode(hashlib.sha256(path.read_bytes()).digest()).decode('ascii')}'"


def one_line_of_refusal(record: logging.LogRecord) -> bool:
    """Takes the traceback off the record of a 403, which somebody was told on a page; lets every record through."""
    if getattr(record, "status_code", None) == 403:
        record.exc_info = None
    return True

"""Settings of the tests: the product's own, with files in a throw-away folder and cheap password hashing."""

import os
import tempfile
from pathlib import Path

# Tests that run side by side inherit the folder's name; each worker keeps to a room of its own.
base = Path(os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="gongkan-tests-")))
os.environ["VAR_DIR"] = str(base / os.environ.get("PYTEST_XDIST_WORKER", "alone"))

from magazine.settings import *  # noqa: E402,F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Lock-out has tests of its own that switch it on.
AXES_ENABLED = False

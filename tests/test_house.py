"""The house rules that a machine can keep: floors, sizes, names, pins, settings, translations."""

import ast
import re
import subprocess
import sys
from itertools import chain
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(settings.BASE_DIR)
FLOORS = ["media", "articles", "events", "magazine"]
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "services", "service", "manager", "misc"}
AT_THE_TOP = {
    "manage.py",
    "magazine",
    "articles",
    "events",
    "media",
    "templates",
    "static",
    "locale",
    "tests",
    "docs",
    "deploy",
    "benchmarks",
    "requirements.txt",
    "requirements-dev.txt",
    "docker-compose.yml",
    "Dockerfile",
    "Makefile",
    "README.md",
    "README.zh-CN.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "LICENSE",
    "pyproject.toml",
    ".ci",
    ".dockerignore",
    ".editorconfig",
    ".env.example",
    ".gitattributes",
    ".gitignore",
}


def files_in_git() -> list[Path]:
    """Every file that belongs to the repository and is there, relative to its root."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git clone: what belongs to the repository is not known here")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file()]


def sources() -> list[Path]:
    """Python files of the floors and the tests, without migrations."""
    found = chain.from_iterable((ROOT / folder).rglob("*.py") for folder in [*FLOORS, "tests"])
    return sorted(path for path in found if "migrations" not in path.parts)


def in_git_text() -> list[tuple[Path, str]]:
    texts = []
    for path in files_in_git():
        data = (ROOT / path).read_bytes()
        if b"\0" not in data:
            texts.append((path, data.decode("utf-8")))
    return texts


# --- Floors -------------------------------------------------------------------------------------------------------
def test_imports_go_down_only():
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS


def test_no_import_is_excused_from_the_floors():
    assert "ignore_imports" not in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_foreign_keys_go_down_only():
    upward = []
    for model in apps.get_models(include_auto_created=True):
        floor = model._meta.app_label
        for field in model._meta.get_fields():
            target = field.related_model if field.concrete and field.is_relation else None
            other = target._meta.app_label if target else None
            if floor in FLOORS and other in FLOORS and FLOORS.index(other) > FLOORS.index(floor):
                upward.append(f"{model.__name__}.{field.name} → {other}")
    assert upward == []


def test_no_import_stands_inside_a_function():
    inside = []
    for path in sources():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for node in ast.walk(function):
                # Django asks for exactly this in apps.py, where checks are registered.
                if isinstance(node, ast.Import | ast.ImportFrom) and path.name != "apps.py":
                    inside.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert inside == []


# --- Sizes and names ----------------------------------------------------------------------------------------------
def test_no_file_is_too_long():
    long = []
    for path in sources():
        limit = 600 if path.is_relative_to(ROOT / "tests") else 400
        length = len(path.read_text(encoding="utf-8").splitlines())
        if length > limit:
            long.append(f"{path.relative_to(ROOT)}: {length} lines")
    assert long == []


def test_no_function_is_too_long():
    long = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > 60:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {length} lines")
    assert long == []


def test_no_file_has_a_name_that_says_nothing():
    # A template that stands in for one of Unfold's must bear the path that Unfold gave it.
    ours = [path for path in files_in_git() if path.parts[:2] != ("templates", "unfold")]
    nameless = [path for path in ours if FORBIDDEN_NAMES & {part.split(".")[0] for part in path.parts}]
    assert nameless == []


def test_every_module_says_what_it_owns():
    silent = []
    for path in sources():
        text = path.read_text(encoding="utf-8")
        # apps.py says nothing that its name does not say.
        if text.strip() and path.name != "apps.py" and not ast.get_docstring(ast.parse(text)):
            silent.append(str(path.relative_to(ROOT)))
    assert silent == []


def test_migrations_carry_names():
    nameless = [path for path in files_in_git() if "migrations" in path.parts and "_auto_" in path.name]
    assert nameless == []


def test_the_top_level_is_as_planned():
    assert {path.parts[0] for path in files_in_git()} - AT_THE_TOP == set()


# --- What is written in the files -----------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned(name):
    lines = [line.strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]
    loose = [
        line
        for line in lines
        if line and not line.startswith("#") and not re.fullmatch(r"(-r \S+|[\w.-]+(\[\w+\])?==[\w.]+)", line)
    ]
    assert loose == []


def test_the_five_packages_asked_for_come_first():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    names = [line.split("==")[0] for line in lines if "==" in line]
    assert names[:5] == ["Django", "django-taggit", "Pillow", "psycopg2-binary", "django-ckeditor"]


def test_no_address_of_a_machine_or_a_registry_is_written_down():
    # Put together here, so that this file does not find itself.
    homes = "|".join(["home", "root", "Users", "work"])
    foreign = re.compile(
        rf"(?<![\w.~-])/(?:{homes})/\w|files\.python" + r"hosted\.org|registry\.npm" + r"js\.org|/pypi/" + "simple"
    )
    found = [f"{path}: {hit.group()}" for path, text in in_git_text() for hit in foreign.finditer(text)]
    assert found == []


def test_translations_are_compiled():
    stale = []
    for source in (ROOT / "locale").rglob("*.po"):
        compiled = source.with_suffix(".mo")
        wanted = {
            (entry.msgctxt, entry.msgid): entry.msgstr for entry in polib.pofile(str(source)).translated_entries()
        }
        there = (
            {(entry.msgctxt, entry.msgid): entry.msgstr for entry in polib.mofile(str(compiled))}
            if compiled.exists()
            else {}
        )
        if wanted != there:
            stale.append(str(source.relative_to(ROOT)))
    assert stale == []


# --- Settings -------------------------------------------------------------------------------------------------------
def start(tmp_path: Path, code: str = "import django; django.setup()", **environment: str):
    """A process of its own that reads the settings in `environment` and nothing else."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "magazine.settings", "VAR_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


PRINT_SETTINGS = (
    "from django.conf import settings as s; "
    "print(s.DEBUG, s.PRODUCTION, s.ALLOWED_HOSTS, s.DATABASES['default']['ENGINE'], len(s.SECRET_KEY) > 50)"
)


def test_an_empty_environment_is_this_machine_only(tmp_path):
    answer = start(tmp_path, PRINT_SETTINGS)
    assert answer.stdout == ("False False ['127.0.0.1', 'localhost', '[::1]'] django.db.backends.sqlite3 True\n"), (
        answer.stderr
    )
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("missing", "environment"),
    [
        ("SECRET_KEY", {"ALLOWED_HOSTS": "magazine.example"}),
        ("ALLOWED_HOSTS", {"SECRET_KEY": "k" * 60}),
    ],
)
def test_production_names_what_is_missing(tmp_path, missing, environment):
    answer = start(tmp_path, DEBUG="0", **environment)
    assert answer.returncode == 1
    assert f"缺少 {missing}：" in answer.stderr.splitlines()[-1]


def test_a_command_says_what_is_missing_and_nothing_else(tmp_path):
    code = "import runpy, sys; sys.argv = ['manage.py', 'migrate']; runpy.run_path('manage.py', run_name='__main__')"
    answer = start(tmp_path, code, DEBUG="0")
    assert answer.returncode == 1
    assert answer.stderr.startswith("缺少 SECRET_KEY：")
    assert len(answer.stderr.splitlines()) == 1


def test_production_starts_with_both_and_is_strict(tmp_path):
    code = (
        "from django.conf import settings as s; "
        "print(s.PRODUCTION, s.ALLOWED_HOSTS, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS)"
    )
    answer = start(tmp_path, code, DEBUG="0", SECRET_KEY="k" * 60, ALLOWED_HOSTS="magazine.example")
    assert answer.stdout == "True ['magazine.example'] True True 31536000\n", answer.stderr


@pytest.mark.django_db
def test_models_and_migrations_agree(capsys):
    call_command("makemigrations", "--check", "--dry-run")
    assert capsys.readouterr().out == "No changes detected\n"

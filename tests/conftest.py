"""The people of the desk, each with a sentence, and what every test gets."""

import gc

import pytest
from hypothesis import HealthCheck, settings

from articles import procedure
from media.renditions import FORMATS
from tests.builders import make_person

# A machine that has much else to do is slow, and no fault of what is tested.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


# Django makes millions of small objects that die by themselves; looking for rings among them took a quarter of the time.
gc.freeze()
gc.set_threshold(100_000, 50, 100)


def pytest_addoption(parser):
    parser.addoption(
        "--database", action="store_true", help="only the tests that ask the database, for the second of two databases"
    )


def pytest_collection_modifyitems(config, items):
    """With --database, leave out what would run the same on every database."""
    if not config.getoption("--database"):
        return
    asks = [item for item in items if _asks_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in asks])
    items[:] = asks


# What is written into files from rows that other tests ask for; one run of these is enough.
WRITERS = ("magazine/exports/", "magazine/ledgers/", "magazine/intake/", "magazine/sample/")


def _asks_the_database(item):
    asked = {"db", "transactional_db"} & set(item.fixturenames) or item.get_closest_marker("django_db")
    return asked and not item.get_closest_marker("once") and not any(room in item.nodeid for room in WRITERS)


@pytest.fixture(autouse=True, scope="session")
def pictures_cost_little():
    """Pictures are encoded as fast as may be: a few more bytes in a file that no reader sees."""
    for form in FORMATS:
        form.options.update({"AVIF": {"speed": 10}, "WEBP": {"method": 0}}.get(form.name, {}))


@pytest.fixture(autouse=True)
def settings_of_the_procedure():
    """Each test begins without a row of 审校规程 read by an earlier one, and pays no query to know."""
    procedure.keep(None)
    procedure._Kept.until = float("inf")


@pytest.fixture
def author(db):
    """苏晓 writes; she sees and changes only her own drafts."""
    return make_person("苏晓", "作者")


@pytest.fixture
def other_author(db):
    """陶然 writes too, and must never see 苏晓's drafts."""
    return make_person("陶然", "作者")


@pytest.fixture
def editor(db):
    """周敏 edits, composes the issue and signs the 初审."""
    return make_person("周敏", "责任编辑")


@pytest.fixture
def other_editor(db):
    """何川 is the second 责任编辑, for drafts that 周敏 has changed."""
    return make_person("何川", "责任编辑")


@pytest.fixture
def head(db):
    """罗启明 heads the desk and signs the 复审."""
    return make_person("罗启明", "部主任")


@pytest.fixture
def chief(db):
    """郑国华 is the chief editor: 终审, publishing and withdrawing."""
    return make_person("郑国华", "总编")


@pytest.fixture
def photo_editor(db):
    """林岚 keeps the photo library and no text."""
    return make_person("林岚", "图片编辑")


@pytest.fixture
def exporter(db):
    """梁工 hands the contents page over to the printer and changes nothing."""
    return make_person("梁工", "出版")


@pytest.fixture
def manager(db):
    """唐静 keeps accounts and sections and reviews nothing."""
    return make_person("唐静", "管理员")


@pytest.fixture
def superuser(db):
    """系统员 may do all that Django allows, and still may not sign what he edited."""
    return make_person("系统员", is_superuser=True)


@pytest.fixture
def proofreader(db):
    """方宁 reads proofs and signs no review."""
    return make_person("方宁", "校对")

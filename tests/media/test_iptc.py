"""IPTC-IIM: the blocks, and text in the encodings that press software really writes."""

import pytest

from media.iptc import datasets, decode, texts, tidy
from tests.media.files import dataset

CHARSET_UTF_8 = dataset(90, b"\x1b%G", record=1)


def test_datasets_keep_their_order_and_repeat():
    block = dataset(80, b"one") + dataset(80, b"two") + dataset(120, b"words")
    assert datasets(block) == {(2, 80): [b"one", b"two"], (2, 120): [b"words"]}


def test_an_extended_dataset_is_read():
    block = bytes([0x1C, 2, 120, 0x80, 4]) + (5).to_bytes(4) + b"words" + dataset(90, b"city")
    assert datasets(block) == {(2, 120): [b"words"], (2, 90): [b"city"]}


@pytest.mark.parametrize(
    "tail",
    [
        pytest.param(b"\x1c\x02", id="cut in the head"),
        pytest.param(b"\x1c\x02\x5a\x00\x09short", id="longer than the block"),
        pytest.param(b"\x1c\x02\x5a\xff\xff" + b"\xff" * 20, id="absurd extended length"),
        pytest.param(b"garbage", id="no marker"),
    ],
)
def test_a_broken_block_is_read_up_to_the_break(tail):
    assert datasets(dataset(80, b"one") + tail) == {(2, 80): [b"one"]}


def test_text_that_cannot_be_read_is_left_out():
    read = datasets(dataset(80, "林景余".encode("gbk")) + dataset(80, b"\xff\xfe\xfd"))
    assert texts(read, 80) == ["林景余"]


def test_a_block_that_says_utf_8_is_not_read_as_gbk():
    read = datasets(CHARSET_UTF_8 + dataset(80, "林景余".encode("gbk")) + dataset(90, "河源".encode()))
    assert texts(read, 80) == []
    assert texts(read, 90) == ["河源"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("全媒体记者林景余".encode(), "全媒体记者林景余", id="UTF-8"),
        pytest.param("全媒体记者林景余".encode("gbk"), "全媒体记者林景余", id="GBK"),
        pytest.param("朱镕基、张堃".encode("gb18030"), "朱镕基、张堃", id="rare characters in names"),
        pytest.param("一".encode("gbk"), "一", id="GBK that is legal UTF-8 for a Cyrillic letter"),
        pytest.param("河源工会".encode()[:-1], "河源工", id="UTF-8 cut in a character"),
        pytest.param("河源工会".encode("gbk")[:-1], "河源工", id="GBK cut in a character"),
        pytest.param("José María".encode(), "José María", id="Latin in UTF-8"),
        pytest.param("José María".encode("latin-1"), "", id="Latin-1 is not guessed at"),
        pytest.param("Übergröße".encode("latin-1"), "", id="Latin-1 that is legal GBK"),
        pytest.param("José".encode("latin-1"), "", id="Latin-1 that looks like cut UTF-8"),
        pytest.param("工會".encode("big5"), "", id="Big5 is not guessed at"),
        pytest.param(b"\xef\xbf\xbd\xef\xbf\xbd", "", id="already destroyed before us"),
        pytest.param(b"DSC_0042\0\0\0", "DSC_0042", id="padded ASCII"),
        pytest.param(b"", "", id="nothing"),
    ],
)
def test_text_is_read_for_certain_or_not_at_all(value, text):
    assert decode(value) == text


def test_a_caption_of_several_lines_becomes_one():
    assert (
        tidy("10月9日，工人\r\n在检修设备。\n\nPhoto by\nLin  Lan\0\x07") == "10月9日，工人在检修设备。Photo by Lin Lan"
    )

"""What is read out of a picture file, in which order of trust."""

from datetime import date

import pytest
from PIL import PngImagePlugin

from media.camera import Written, read
from tests.media.files import (
    dataset,
    exif,
    iptc_segment,
    segment,
    two_halves,
    windows_text,
    with_segments,
    written,
    xmp_packet,
    xmp_segment,
)


def jpeg(*segments: bytes, **options) -> bytes:
    return with_segments(written(two_halves(40, 30), **options), *segments)


def press(*pairs: tuple[int, str], encoding: str = "utf-8") -> bytes:
    return iptc_segment(*(dataset(number, text.encode(encoding)) for number, text in pairs))


def test_a_bare_picture_says_nothing():
    assert read(jpeg()) == Written()


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_press_picture_says_everything(encoding):
    data = jpeg(
        press(
            (120, "10月8日，工人在检修设备。"),
            (80, "桑茜"),
            (80, "丁玲"),
            (55, "20241008"),
            (101, "中国"),
            (95, "广东省"),
            (90, "河源市"),
            (92, "源城区"),
            encoding=encoding,
        )
    )
    assert read(data) == Written(
        caption="10月8日，工人在检修设备。",
        credit_name="桑茜、丁玲",
        credit_kind="摄",
        taken_on=date(2024, 10, 8),
        place="广东省河源市源城区",
    )


def test_a_provider_stands_for_a_photographer_who_is_not_named():
    assert read(jpeg(press((110, "河源工会")))) == Written(credit_name="河源工会", credit_kind="供图")
    assert read(jpeg(press((110, "河源工会供图")))) == Written(credit_name="河源工会", credit_kind="供图")
    assert read(jpeg(press((80, "林景余"), (110, "新华社")))) == Written(credit_name="林景余", credit_kind="摄")


def test_press_words_go_before_the_packet_and_the_packet_before_the_camera():
    block = exif({0x9C9B: windows_text("相机的题")}, taken="2024:01:03 10:00:00")
    packet = xmp_segment(xmp_packet('photoshop:DateCreated="2024-01-02T09:00:00" photoshop:City="惠州市">'))
    assert read(jpeg(press((55, "20240101")), packet, exif=block)) == Written(
        caption="相机的题", taken_on=date(2024, 1, 1), place="惠州市"
    )
    assert read(jpeg(packet, exif=block)).taken_on == date(2024, 1, 2)
    assert read(jpeg(exif=block)).taken_on == date(2024, 1, 3)


def test_a_name_that_iptc_cut_is_taken_whole_from_the_packet():
    whole = "全媒体记者林景余　通讯员徐凤妹"
    packet = xmp_segment(xmp_packet(f"><dc:creator><rdf:Seq><rdf:li>{whole}</rdf:li></rdf:Seq></dc:creator>"))
    cut = iptc_segment(dataset(80, whole.encode()[:32]))
    assert read(jpeg(cut, packet)).credit_name == "全媒体记者林景余 通讯员徐凤妹"


def test_exif_gives_words_in_any_of_its_encodings():
    assert read(jpeg(exif=exif({0x010E: "检修现场".encode("gbk"), 0x013B: "Lin Lan"}))) == Written(
        caption="检修现场", credit_name="Lin Lan", credit_kind="摄"
    )
    assert read(jpeg(exif=exif({0x9C9C: windows_text("检修现场"), 0x9C9D: windows_text("林岚")}))) == Written(
        caption="检修现场", credit_name="林岚", credit_kind="摄"
    )


@pytest.mark.parametrize("said", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "oznor", "DCIM", "Screenshot"])
def test_what_a_machine_says_is_no_caption(said):
    assert read(jpeg(exif=exif({0x010E: said}))).caption == ""


@pytest.mark.parametrize(
    "said", ["0000:00:00 00:00:00", "1980:01:01 00:00:00", "1970:01:01 08:00:00", "2024:13:40 00:00:00", "gestern"]
)
def test_a_clock_that_was_never_set_gives_no_date(said):
    assert read(jpeg(exif=exif({}, taken=said))).taken_on is None


def test_a_place_does_not_say_a_part_twice():
    assert read(jpeg(press((95, "广东"), (90, "广东河源"), (92, "河源")))).place == "广东河源"
    assert read(jpeg(press((101, "越南"), (90, "河内")))).place == "越南河内"
    assert read(jpeg(press((101, "中国")))).place == ""


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_the_packet_is_read_in_other_formats(form):
    packet = xmp_packet('photoshop:Credit="河源工会">')
    if form == "WEBP":
        data = written(two_halves(40, 30), form, xmp=packet)
    else:
        data = written(two_halves(40, 30), form, pnginfo=png_xmp(packet))
    assert read(data) == Written(credit_name="河源工会", credit_kind="供图")


def png_xmp(packet: bytes):
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt("XML:com.adobe.xmp", packet.decode())
    return notes


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(segment(0xE1, b"Exif\0\0II*\0\xff\xff\xff\xff"), id="EXIF that points nowhere"),
        pytest.param(segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\x41" * 60), id="EXIF of rubbish"),
        pytest.param(segment(0xED, b"Photoshop 3.0\x008BIM\x04\x05\0\0\xff\xff\xff\xff"), id="resource without end"),
        pytest.param(segment(0xED, b"Photoshop 3.0\0" + b"8BIM" * 40), id="resources of rubbish"),
        pytest.param(xmp_segment(b"<x:xmpmeta"), id="half a packet"),
    ],
)
@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
def test_a_broken_block_says_nothing_and_hides_nothing_else(broken):
    assert read(jpeg(press((90, "河源市")), broken)).place == "河源市"


def test_what_is_no_picture_says_nothing():
    assert read(b"") == Written()
    assert read(b"MZ" + b"\0" * 100) == Written()

"""XMP packets, honest and hostile."""

import time

from media.xmp import MAX_BYTES, read
from tests.media.files import xmp_packet

LISTS = """>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Workers at work</rdf:li>
<rdf:li xml:lang="zh-CN">工人在检修设备。</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>桑茜</rdf:li><rdf:li>丁玲</rdf:li></rdf:Seq></dc:creator>
<photoshop:City>河源市</photoshop:City>"""


def test_lists_and_elements_are_read_and_chinese_comes_first():
    found = read(xmp_packet(LISTS))
    assert found["dc:description"] == ["工人在检修设备。", "Workers at work"]
    assert found["dc:creator"] == ["桑茜", "丁玲"]
    assert found["photoshop:City"] == ["河源市"]


def test_properties_written_as_attributes_are_read():
    found = read(xmp_packet('photoshop:Credit="河源工会供图" Iptc4xmpCore:Location="源城区">'))
    assert found == {"photoshop:Credit": ["河源工会供图"], "iptc:Location": ["源城区"]}


def test_an_outside_entity_is_never_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("canary-71", encoding="utf-8")
    packet = xmp_packet("><photoshop:City>&secret;</photoshop:City>").decode()
    hostile = f'<!DOCTYPE x [<!ENTITY secret SYSTEM "file://{secret}">]>' + packet.split("?>", 1)[1]
    assert read(hostile.encode()) == {}


def test_a_packet_with_entities_of_its_own_says_nothing():
    packet = xmp_packet("><photoshop:City>&place;</photoshop:City>").decode().split("?>", 1)[1]
    assert read(f'<!DOCTYPE x [<!ENTITY place "河源">]>{packet}'.encode()) == {}
    assert read(packet.replace("&place;", "河源").encode()) == {"photoshop:City": ["河源"]}


def test_entities_that_grow_are_refused_at_once():
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    hostile = f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><x>&a11;</x>'
    started = time.monotonic()
    assert read(hostile.encode()) == {}
    assert time.monotonic() - started < 0.5


def test_what_is_no_xmp_says_nothing():
    assert read(b"") == {}
    assert read(b"<x") == {}
    assert read("河源".encode("gbk")) == {}
    assert read("<x>河源</x>".encode("utf-16")) == {}


def test_an_overlong_packet_is_not_parsed():
    packet = xmp_packet(LISTS)
    assert read(packet + b" " * (MAX_BYTES - len(packet))) != {}
    assert read(packet + b" " * MAX_BYTES) == {}

"""The check that pictures can be kept."""

from media.checks import folders_take_pictures


def test_folders_that_are_only_missing_are_made(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "var" / "renditions"
    assert folders_take_pictures() == []
    assert (tmp_path / "var" / "renditions").is_dir()


def test_a_folder_that_cannot_be_written_is_named(settings, tmp_path):
    (tmp_path / "full").write_text("a file where the folder should be", encoding="utf-8")
    settings.MEDIA_ROOT = tmp_path / "full" / "renditions"
    (warning,) = folders_take_pictures()
    assert warning.id == "media.W001"
    assert warning.msg == f"图片写不进{tmp_path}/full/renditions。"
    assert "VAR_DIR" in warning.hint

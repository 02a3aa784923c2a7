"""What memory held before doesn't stay in Chroma's files."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from tests.vectorstore.material import addition, random_report
from vectorstore.hnsw_files import blank_spare_room
from vectorstore.library import Library


def write(folder: Path, present: int, room: int, size: int, version: int = 1) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "header.bin").write_bytes(struct.pack("<IQQQQ", version, 0, room, present, size) + b"rest")
    (folder / "data_level0.bin").write_bytes(b"x" * room * size)
    (folder / "length.bin").write_bytes(b"y" * room * 4)


def test_only_the_room_behind_the_last_element_is_blanked(tmp_path: Path) -> None:
    write(tmp_path / "a", 2, 5, 10)
    blank_spare_room(tmp_path)
    assert (tmp_path / "a/data_level0.bin").read_bytes() == b"x" * 20 + bytes(30)
    assert (tmp_path / "a/length.bin").read_bytes() == b"y" * 8 + bytes(12)


@pytest.mark.parametrize(("present", "room", "version"), [(5, 5, 1), (9, 5, 1), (2, 5, 7)])
def test_a_full_or_unknown_file_is_left_alone(tmp_path: Path, present: int, room: int, version: int) -> None:
    write(tmp_path / "a", present, room, 10, version)
    blank_spare_room(tmp_path)
    assert (tmp_path / "a/data_level0.bin").read_bytes() == b"x" * room * 10


def test_a_short_header_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "header.bin").write_bytes(b"1")
    blank_spare_room(tmp_path)
    assert (tmp_path / "header.bin").read_bytes() == b"1"


def test_a_closed_library_has_blank_room(library: Library, folder: Path) -> None:
    library.add_many([addition(random_report(i)) for i in range(3)])
    library.close()
    (header,) = folder.rglob("header.bin")
    _, _, room, present, size = struct.unpack("<IQQQQ", header.read_bytes()[:36])
    data = header.with_name("data_level0.bin").read_bytes()
    assert len(data) == room * size
    assert not any(data[present * size :])

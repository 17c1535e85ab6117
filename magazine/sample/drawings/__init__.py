"""The pictures of the sample issue, drawn in code: name → function that draws it, and the cover."""

from collections.abc import Callable

from PIL import Image

from magazine.sample.drawings.front import cover
from magazine.sample.drawings.highlands import power_line, tea_terraces
from magazine.sample.drawings.indoors import classroom, idea_wall, workshop
from magazine.sample.drawings.shore import fishing_harbour, harbour, kites
from magazine.sample.drawings.street import bus_depot, rider, steamers, sweeper

DRAWINGS: dict[str, Callable[[], Image.Image]] = {
    "kites": kites,
    "classroom": classroom,
    "workshop": workshop,
    "tea_terraces": tea_terraces,
    "rider": rider,
    "power_line": power_line,
    "harbour": harbour,
    "idea_wall": idea_wall,
    "sweeper": sweeper,
    "steamers": steamers,
    "bus_depot": bus_depot,
    "fishing_harbour": fishing_harbour,
}

__all__ = ["DRAWINGS", "cover"]

"""The fonts are small, complete for what we print, and the same every time."""

import pytest
from django.core.management import call_command
from fontTools.ttLib import TTFont

from planner.services import fonts
from planner.services.fonts import RECIPES, build_fonts

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    built = tmp_path_factory.mktemp("fonts")
    build_fonts(folder=built)
    return built


def contents(folder):
    return {recipe.name: (folder / recipe.name).read_bytes() for recipe in RECIPES}


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("public-sans.woff2", 25_000),
        ("fraunces.woff2", 18_000),
        ("arimo-regular.ttf", 25_000),
        ("arimo-bold.ttf", 25_000),
        ("arimo-italic.ttf", 25_000),
        ("arimo-names.ttf", 150_000),
    ],
)
def test_each_file_stays_small(folder, name, most):
    assert 5_000 < (folder / name).stat().st_size <= most


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_each_typeface_prints_english_names_and_amounts(folder, recipe):
    cmap = TTFont(folder / recipe.name).getBestCmap()
    needed = "AZaz09$%,.()-–—‘’“”•…½×÷−±§¶\u00a0Éñü"
    assert [character for character in needed if ord(character) not in cmap] == []


def test_public_sans_keeps_its_weights_and_both_ways_to_set_figures(folder):
    font = TTFont(folder / "public-sans.woff2")
    (axis,) = font["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"tnum", "pnum", "liga"} <= features


def test_fraunces_is_pinned(folder):
    font = TTFont(folder / "fraunces.woff2")
    assert "fvar" not in font
    assert font["OS/2"].usWeightClass == 560


def test_the_pdf_typeface_is_named_for_its_cut(folder):
    names = [TTFont(folder / f"arimo-{cut}.ttf")["name"] for cut in ("regular", "bold", "italic")]
    assert [name.getDebugName(4) for name in names] == [
        "Arimo Regular",
        "Arimo Bold",
        "Arimo Italic",
    ]


def test_the_pdf_prints_names_in_four_alphabets(folder):
    cmap = TTFont(folder / "arimo-names.ttf").getBestCmap()
    assert [character for character in "ŁşňỲΩξЖяאש" if ord(character) not in cmap] == []


def test_another_build_writes_the_same_bytes(folder, settings):
    build_fonts(folder=settings.BUILT_DIR)  # long done, in another process
    assert contents(folder) == contents(settings.BUILT_DIR)


@pytest.fixture
def one_recipe(monkeypatch):
    """Only the quickest font, where it matters whether and not what is built."""
    monkeypatch.setattr(fonts, "RECIPES", RECIPES[-1:])


def test_nothing_is_rebuilt_while_nothing_changed(one_recipe, tmp_path):
    assert len(build_fonts(folder=tmp_path)) == 1
    assert build_fonts(folder=tmp_path) == []


def test_a_missing_file_is_built_again(one_recipe, tmp_path):
    (path,) = build_fonts(folder=tmp_path)
    path.unlink()
    assert build_fonts(folder=tmp_path) == [path]


def test_another_version_of_a_package_is_built_again(one_recipe, tmp_path, monkeypatch):
    build_fonts(folder=tmp_path)
    monkeypatch.setattr(fonts, "version", lambda package: "next")
    assert len(build_fonts(folder=tmp_path)) == 1


def test_the_command_says_what_it_wrote(one_recipe, tmp_path, settings, capsys):
    settings.BUILT_DIR = tmp_path
    call_command("build_fonts")
    assert capsys.readouterr().out.startswith("arimo-italic.ttf: ")
    call_command("build_fonts")
    assert capsys.readouterr().out == ""
    call_command("build_fonts", "--force")
    assert capsys.readouterr().out.startswith("arimo-italic.ttf: ")

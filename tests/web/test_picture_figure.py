from dataclasses import replace
from datetime import date

from tests.web import boards
from tests.web.visiting import parsed
from vigil.register.area import Area, AreaKind
from vigil.web.picture_figure import KEY, figure_of_clusters, figure_of_forecasts, figure_of_series, write_figure
from vigil.web.picture_plot import DatedLine, plot_of
from vigil.web.svg import element

SVG = "{http://www.w3.org/2000/svg}"
SQUARE = '{"type":"Polygon","coordinates":[[[-0.2,51.4],[0.1,51.4],[0.1,51.6],[-0.2,51.6],[-0.2,51.4]]]}'
HACKNEY = Area("a1", "Hackney", AreaKind.DISTRICT, SQUARE, "tests")


def words(file: bytes) -> list[str]:
    return [text.text or "" for text in parsed(file.decode()).iter(f"{SVG}text")]


def test_a_figure_of_a_series_says_everything_by_itself() -> None:
    series = next(one for one in boards.a_board().series if one.breaks)
    plotted = plot_of(series, [DatedLine("A", date(2017, 6, 3), "London Bridge")], periods=48)
    assert plotted is not None
    file = write_figure(figure_of_series(plotted, boards.AS_OF))
    assert file.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<svg ')
    said = " ".join(words(file))
    assert "Islamophobic offences, all areas together, by month" in said
    assert "As known at the end of Tuesday 12 March 2019. Source: A police force. Each count is held against" in said
    assert series.sentence in said
    assert KEY in said
    assert "A: Saturday 3 June 2017, London Bridge" in said
    assert "1: counted differently from Friday 1 April 2016, a new form <asks> for the motive" in said


def test_a_figure_brings_its_own_styles_and_asks_nothing_of_anybody() -> None:
    file = write_figure(figure_of_clusters(boards.a_board(), [HACKNEY])).decode()
    tree = parsed(file)
    styles = [style.text or "" for style in tree.iter(f"{SVG}style")]
    assert ".disc{" in styles[0]
    assert all(word not in file for word in ("url(", "href", "<script", "@import"))


def test_a_figure_of_clusters_has_a_sentence_each_and_stays_inside_its_edges() -> None:
    board = boards.a_board()
    file = write_figure(figure_of_clusters(board, [HACKNEY]))
    said = " ".join(words(file))
    for number, cluster in enumerate(board.clusters, start=1):
        assert f"{number}. {cluster.sentence}" in said
    assert "Source: A police force." in said
    assert "Open Government Licence v3.0" in said
    (group,) = parsed(file.decode()).findall(f"{SVG}g")
    assert (group.get("transform") or "").endswith("scale(0.960)")


def test_a_figure_without_a_cluster_says_so() -> None:
    said = " ".join(words(write_figure(figure_of_clusters(replace(boards.a_board(), clusters=()), [HACKNEY]))))
    assert "No cluster." in said
    assert "Source: the counts known to this desk." in said


def test_a_figure_of_forecasts_says_how_such_forecasts_did() -> None:
    file = write_figure(figure_of_forecasts(boards.a_board()))
    said = " ".join(words(file))
    assert "The next days, as known at the end of Tuesday 12 March 2019" in said
    assert "Source: community line. Hollow diamond: how many are expected." in said
    assert said.count("Of 52 such forecasts 47 held.") == 2
    assert "the others stand in the table" not in said
    many = tuple(boards.a_forecast(boards.a_name(area=f"Area {number}"), 7) for number in range(30))
    told = " ".join(words(write_figure(figure_of_forecasts(boards.a_board(forecasts=many)))))
    assert "The first 24 of 30 forecasts; the others stand in the table." in told
    empty = " ".join(words(write_figure(figure_of_forecasts(boards.a_board(forecasts=())))))
    assert "Source: the counts known to this desk." in empty
    assert "No series has enough daily events for a forecast." in empty


def test_a_figure_is_as_high_as_its_words_need() -> None:
    figure = figure_of_clusters(boards.a_board(), [HACKNEY])
    longer = replace(figure, notes=["word " * 200], parts=[element("g")])
    heights = [float(parsed(write_figure(one).decode()).get("height", "")) for one in (figure, longer)]
    lowest = max(float(text.get("y", "")) for text in parsed(write_figure(longer).decode()).iter(f"{SVG}text"))
    assert heights[1] > heights[0]
    assert lowest < heights[1]

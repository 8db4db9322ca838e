import codecs
import csv
import io
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.register.town import a_row
from vigil.ground.errors import Unreadable, Where
from vigil.register.import_report import Rejected
from vigil.register.read_table import (
    LARGEST_FILE_BYTES,
    Numbered,
    Reading,
    Row,
    Table,
    decode,
    read_cells,
    read_each,
    read_rows,
    read_table,
    refuse_oversize,
    reject_doubles,
    spell_out,
)


def read(text: str | bytes, *columns: str) -> Table:
    content = text if isinstance(text, bytes) else text.encode()
    return read_table(content, "town.csv", columns=tuple((column,) for column in columns))


def refusal(text: str | bytes, *columns: str) -> str:
    with pytest.raises(Unreadable) as caught:
        read(text, *columns)
    return caught.value.says


def test_a_table_is_read_by_the_names_of_its_columns():
    table = read("Name, Lat \n Al Noor ,51.5\n", "name", "lat")

    assert table.columns == ("name", "lat")
    assert table.rows == (Row("town.csv", 2, {"name": "Al Noor", "lat": "51.5"}),)
    assert table.rejected == ()


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_every_common_dialect_is_read(mark: bytes, end: str, between: str):
    lines = (("name", "lat"), ("Nūr", "1"), ("“Hall”", "2"))

    table = read(mark + end.join(between.join(line) for line in lines).encode(), "name", "lat")

    assert [(row.line, row.cells["name"]) for row in table.rows] == [(2, "Nūr"), (3, "“Hall”")]


def test_a_column_may_go_by_another_name():
    table = read_table(b"latitude\n1\n", "town.csv", columns=(("lat", "latitude"),))

    assert table.rows[0].cell("lat", "latitude") == "1"
    assert table.rows[0].cell("nothing") == ""


def test_lines_are_counted_as_an_editor_counts_them():
    table = read('name,notes\n\n"A","one\ntwo"\n\nB,three\nC\n', "name")

    assert [row.line for row in table.rows] == [3, 6]
    assert table.rows[0].cells["notes"] == "one two"
    assert table.rejected == (Rejected(7, "", "1", "the row has 1 fields, the header 2"),)


def test_empty_fields_too_many_do_no_harm_and_filled_ones_do():
    table = read("name,lat\nA,1,,\nB,2,x\n", "name")

    assert [row.cells for row in table.rows] == [{"name": "A", "lat": "1"}]
    assert table.rejected[0].line == 3


def test_a_column_without_a_name_is_left_out():
    assert read("name,\nA,1\n", "name").rows[0].cells == {"name": "A"}


def test_marks_of_direction_are_dropped_and_joiners_kept():
    table = read("name\n\u202egnirts\u2069 می\u200cخواهم\n", "name")

    assert table.rows[0].cells["name"] == "gnirts می\u200cخواهم"


def test_a_row_with_control_characters_or_an_endless_field_is_set_aside():
    table = read(f"name\na\x1bb\n{'x' * 10_001}\n", "name")

    assert [(one.line, one.value[:8], one.reason) for one in table.rejected] == [
        (2, "a\\x1bb", "holds a character that cannot be printed"),
        (3, "xxxxxxxx", "is longer than 10,000 characters"),
    ]


def test_what_a_row_says_is_cleaned_in_the_same_way_for_every_kind_of_file():
    row = read_cells(Where("town.osm.pbf", 4), {"na\u202eme": " Al\n\u2066Noor  Hall"})

    assert row == Row("town.osm.pbf", 4, {"name": "Al Noor Hall"})
    assert read_cells(Where("town.csv"), {}).line == 0


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ({"name": "a\x1b[31mb"}, "name", "a\\x1b[31mb"),
        ({"name": "a\0b"}, "name", "a\\x00b"),
        ({"name": "Nūr \ud800"}, "name", "Nūr \\ud800"),
        ({"n\x1bme": "x"}, "", "n\\x1bme"),
        ({"name": "\x1b" + "x" * 10_000}, "name", "\\x1b" + "x" * 79),
    ],
)
def test_what_cannot_be_printed_is_refused_and_spelt_out(said: dict[str, str], field: str, value: str):
    with pytest.raises(Unreadable) as caught:
        read_cells(Where("town.geojson", 1), said)

    assert (caught.value.where.field, caught.value.value) == (field, value)


@given(st.text())
def test_whatever_is_spelt_out_can_be_printed_and_encoded(text: str):
    shown = spell_out(text)

    assert shown.encode().decode() == shown
    assert shown.translate({0x200C: None, 0x200D: None}).isprintable()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "town.csv: is empty"),
        (b" \r\n\n", "town.csv: is empty"),
        (codecs.BOM_UTF8, "line 1, field name: the column is missing; the file has: "),
        ("name\nA\n".encode("utf-16"), "line 1: is UTF-16; save it as “CSV UTF-8”"),
        (b"name\nA\0B\n", "line 2: byte 6 is NUL: this is not a text file"),
        ("name\nNür\n".encode("latin-1"), "line 2: byte 6 is not UTF-8; save the file as “CSV UTF-8” (found “0xfc”)"),
        (codecs.BOM_UTF8 + b"name\nN\xfcr\n", "line 2: byte 9 is not UTF-8"),
        (b"lat,lon\n1,2\n", "line 1, field name: the column is missing; the file has: lat, lon"),
        (b"name,n\x1bme\n", "line 1: the name of a column holds a character that cannot be printed (found “n\\x1bme”)"),
        (b"name,Name \nA,B\n", "line 1, field name: two columns have this name"),
        (
            b'name\nA\n"B\nC\n',
            "line 3: cannot be read from here on (unexpected end of data); look for a quotation mark",
        ),
        (b'name\n"A"x\n', "line 2: cannot be read from here on"),
        (b"name\n" + b"x" * 200_000 + b"\n", "line 2: cannot be read from here on"),
    ],
)
def test_what_is_no_table_is_refused_with_its_place(content: bytes, says: str):
    assert says in refusal(content, "name")


def test_a_file_of_more_than_two_hundred_megabytes_is_refused_without_reading_it():
    content = bytes(LARGEST_FILE_BYTES + 1)
    tracemalloc.start()
    with pytest.raises(Unreadable, match="is larger than 200 MB"):
        refuse_oversize(content, "town.csv")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 1_000_000
    refuse_oversize(b"small", "town.csv")


def test_rows_that_cannot_be_read_are_set_aside_in_the_order_of_lines():
    def whole(row: Row) -> int:
        if not row.cells["n"].isdecimal():
            raise row.wrong("n", "is not whole")
        return int(row.cells["n"])

    reading = read_rows(read("n\n1\nx\n2,3\n4\n", "n"), whole)

    assert reading.found == (Numbered(2, 1), Numbered(5, 4))
    assert [(one.line, one.value) for one in reading.rejected] == [(3, "x"), (4, "2")]
    assert read_each((), whole).found == ()


def test_the_second_of_two_rows_with_one_identity_is_set_aside():
    reading = Reading((Numbered(2, "a"), Numbered(3, "b"), Numbered(4, "a")), remarks=("kept",))

    once = reject_doubles(reading, lambda value: value)

    assert [one.value for one in once.found] == ["a", "b"]
    assert once.rejected == (Rejected(4, "id", "a", "stands in line 2 already"),)
    assert once.remarks == ("kept",)


def test_an_error_about_a_field_shows_its_value_or_another():
    row = a_row(lat="x")

    assert row.wrong("lat", "is wrong").says == "town.csv, line 3, field lat: is wrong (found “x”)"
    assert row.wrong("lat", "is wrong", "y").value == "y"


cells = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=12)


@given(st.lists(st.tuples(cells, cells), max_size=8))
def test_whatever_is_written_is_read_again(lines: list[tuple[str, str]]):
    written = io.StringIO()
    csv.writer(written).writerows([("a", "b"), *lines])

    table = read(written.getvalue(), "a", "b")

    expected = [(" ".join(a.split()), " ".join(b.split())) for a, b in lines if a.strip() or b.strip()]
    assert [(row.cells["a"], row.cells["b"]) for row in table.rows] == expected
    assert table.rejected == ()


@given(st.binary(max_size=200))
def test_no_file_whatever_breaks_the_reader(content: bytes):
    with suppress(Unreadable):
        assert "a" in read(content, "a").columns


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@given(before=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20))
def test_the_byte_named_is_the_one_that_is_wrong(mark: bytes, before: str):
    right = mark + b"x" + before.encode()

    with pytest.raises(Unreadable) as caught:
        decode(right + b"\xff\n", "town.csv")

    assert caught.value.why.startswith(f"byte {len(right)} is not UTF-8")
    assert caught.value.where.line == right.count(b"\n") + 1

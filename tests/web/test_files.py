from vigil.web.files import attach


def test_a_file_is_saved_under_its_name() -> None:
    answer = attach(b"a,b\n", "picture-2019-03-12-series.csv", "text/csv; charset=utf-8")
    assert answer.body == b"a,b\n"
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''picture-2019-03-12-series.csv"


def test_no_name_can_break_the_header() -> None:
    disposition = attach(b"", 'Nūr "a"\r\nset-cookie: x=1;', "image/svg+xml").headers["content-disposition"]
    name = disposition.removeprefix("attachment; filename*=UTF-8''")
    assert name == "N%C5%ABr%20%22a%22%0D%0Aset-cookie%3A%20x%3D1%3B"

"""The page of commands is what the commands say."""

from tools.reference import PAGE, write_page


def test_the_page_of_commands_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == write_page(), "run `make fix`"


def test_the_page_shows_arguments_options_and_defaults():
    page = write_page()
    assert "## `vigil user add USER_ID`" in page
    assert "| `--limit` | how many lines | `20` |" in page
    assert "| `--role` | coordinator, analyst, officer, custodian, caseworker or admin | must be given |" in page
    assert "| `--worker`, `--no-worker` | also start the worker that does long work | `--worker` |" in page

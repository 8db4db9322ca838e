"""The clock, and one that replays."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from vigil.desk import clock


def test_now_is_aware_and_in_utc():
    assert clock.now().tzinfo is UTC


def test_a_replay_begins_at_its_moment_and_runs_on(monkeypatch):
    present = datetime(2026, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: present)
    replay = clock.running_from(datetime(2019, 3, 15, 8, tzinfo=UTC))
    assert replay() == datetime(2019, 3, 15, 8, tzinfo=UTC)
    present += timedelta(minutes=5)
    assert replay() == datetime(2019, 3, 15, 8, 5, tzinfo=UTC)


def test_processor_time_only_grows():
    before = clock.cpu_s()
    assert sum(range(1000)) == 499500
    assert clock.cpu_s() >= before


def test_all_threads_of_the_process_are_counted_together():
    before = clock.process_cpu_s()
    with ThreadPoolExecutor(1) as pool:
        spent = pool.submit(lambda: (sum(range(300_000)), clock.cpu_s())[1]).result()
    assert clock.process_cpu_s() - before >= spent > 0

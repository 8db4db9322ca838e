from vigil.patrol.roads.write_times import write_times


def test_each_way_is_a_line_and_none_leads_to_itself():
    assert write_times(("a", 'the "b"'), ((0, 3), (4, 0))) == 'from,to,minutes\na,"the ""b""",3\n"the ""b""",a,4\n'

"""Road times: minutes between the places and bases of a request, from a road map or from a file.

Stations   what a request needs ways between, by name                                        stations.py
Block      a part of a large table, worked out at one go                                     block.py
Table      seconds on the road made into the whole minutes of a request                      table.py
Files      `from,to,minutes` in CSV                                                          read_times, write_times
Straight   what the roads say against what the straight line with a detour would have said   straight.py

The map itself is read by `vigil patrol roads` (cli/roads.py), with the extra `vigil-desk[roads]`.
"""

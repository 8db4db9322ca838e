"""How fast and how good the desk is, measured: `python -m benchmarks.NAME`, or `make bench` for all.

Each prints one JSON object a case and a last line `{"summary": …}`, and explains itself with `--help`.
The figures we stand by are in docs/look-up/benchmarks.md, each with its command.
"""

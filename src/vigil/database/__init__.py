"""One connection, one metadata, two dialects: SQLite and PostgreSQL.

Read `metadata.py` first. Tables are declared in the `store.py` of each capability and in the
desk; how they change over time stands in `vigil.migrations`.
"""

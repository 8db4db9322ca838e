"""The desk: users, sessions, links, the audit, the queue."""

import sqlalchemy as sa
from alembic import op

from vigil.database.metadata import Moment

SQLITE_APPEND_ONLY = (
    (
        "CREATE TRIGGER audit_line_no_update BEFORE UPDATE ON audit_line "
        "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
    ),
    (
        "CREATE TRIGGER audit_line_no_delete BEFORE DELETE ON audit_line "
        "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
    ),
)
POSTGRESQL_APPEND_ONLY = (
    (
        "CREATE FUNCTION audit_line_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$"
    ),
    (
        "CREATE TRIGGER audit_line_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_line "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_line_is_append_only()"
    ),
)


def upgrade() -> None:
    """Make the tables of the desk."""
    op.create_table(
        "audit_line",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("recorded_at", Moment, nullable=False),
        sa.Column("actor_id", sa.String(64), nullable=False),
        sa.Column("actor_name", sa.Text, nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("seed", sa.String(40), nullable=False),
        sa.Column("before", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit_line"),
    )
    op.create_index("ix_audit_line_action_recorded_at", "audit_line", ["action", "recorded_at"])
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_APPEND_ONLY if is_sqlite else POSTGRESQL_APPEND_ONLY:
        op.execute(statement)
    op.create_table(
        "desk_user",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("added_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_desk_user"),
    )
    op.create_table(
        "sign_in_session",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("user_id", sa.String(64), nullable=False),
        sa.Column("began_at", Moment, nullable=False),
        sa.Column("ends_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sign_in_session"),
        sa.ForeignKeyConstraint(["user_id"], ["desk_user.id"], name="fk_sign_in_session_user_id_desk_user"),
    )
    op.create_table(
        "sign_in_link",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("user_id", sa.String(64), nullable=False),
        sa.Column("ends_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sign_in_link"),
        sa.ForeignKeyConstraint(["user_id"], ["desk_user.id"], name="fk_sign_in_link_user_id_desk_user"),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("argument", sa.Text, nullable=False),
        sa.Column("actor_id", sa.String(64), nullable=False),
        sa.Column("actor_name", sa.Text, nullable=False),
        sa.Column("actor_role", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("queued_at", Moment, nullable=False),
        sa.Column("heard_at", Moment, nullable=False),
        sa.Column("share", sa.Float, nullable=False),
        sa.Column("says", sa.Text, nullable=False),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("trouble", sa.Text, nullable=False),
        sa.Column("stop_asked", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
    )
    op.create_index("ix_job_state", "job", ["state"])

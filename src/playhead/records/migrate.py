"""Bringing a database to the tables of this version, whichever version made it, by Alembic; nobody has to run anything."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from playhead.errors import BadInput
from playhead.records.engine import writing
from playhead.records.tables import METADATA

HEAD = "0003"
"""The newest step; a database that is there already needs no look at the others."""
_LOCK = 7_474_001  # any number that nobody else locks
_STEPS = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Take every step that the database has not taken. Several servers may do this at once; one of them does.

    A database from before there were steps is taken over as it is. Raises BadInput for one from a newer version.
    """
    with engine.connect() as connection:
        if _step(connection) == HEAD:
            return
    with writing(engine).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        if _step(connection) != HEAD:
            _upgrade(connection)


def _step(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def _upgrade(connection: Connection) -> None:
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells of all it does, from its import on
    # Imported late: it is needed once in a database's life.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(_STEPS))
    script = ScriptDirectory.from_config(config)

    def steps(now: Any, _context: Any) -> Any:
        return script._upgrade_revs("head", now)

    try:
        with EnvironmentContext(config, script, fn=steps, destination_rev="head") as context:
            context.configure(connection=connection, target_metadata=METADATA)
            context.run_migrations()
    except CommandError as error:
        raise BadInput(
            f"the database was made by a newer version of Playhead ({_step(connection)}; this one knows {HEAD}): {error}",
        ) from None

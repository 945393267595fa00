"""The database: films, revisions, screenings, their append-only event logs, and consents.

SQLite in WAL mode by SQLAlchemy 2 core. Any thread may read; everything is written by one thread, which commits what
has gathered in one transaction, so that many screenings cost one flush. What a screening lists was written here first.
"""

from playhead.records.database import Records
from playhead.records.rows import Consent, Event, Revision, ScreeningRow

__all__ = ["Consent", "Event", "Records", "Revision", "ScreeningRow"]

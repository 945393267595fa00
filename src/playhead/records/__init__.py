"""The database: films, revisions, screenings, their append-only event logs, consents, what was spent, and which server has what.

SQLite in WAL mode, or PostgreSQL by address, by SQLAlchemy 2 core. Any thread may read; everything is written by one thread,
which commits what has gathered in one transaction, so that many screenings cost one flush. What a screening lists was
written here first.
"""

from playhead.records.database import Records
from playhead.records.engine import RecordsAway
from playhead.records.leases import RENEW_S, Fenced, Lease, Leases
from playhead.records.rows import Consent, Event, Revision, ScreeningRow, Spending

__all__ = ["RENEW_S", "Consent", "Event", "Fenced", "Lease", "Leases", "Records", "RecordsAway", "Revision", "ScreeningRow", "Spending"]

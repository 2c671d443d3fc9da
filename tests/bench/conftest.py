from tests.app.conftest import database, database_url, migrated_file, postgresql

__all__ = ["database", "database_url", "migrated_file", "postgresql"]

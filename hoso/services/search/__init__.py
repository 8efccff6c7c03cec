"""Full text search with the conditions people think in, at any day and in any version."""

from hoso.services.search._answer import Answer, Group, Query, search

__all__ = ["Answer", "Group", "Query", "search"]

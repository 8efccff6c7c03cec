"""Frozen values of the domain. Code names are English, stored keys Vietnamese ASCII: the mapping is here."""

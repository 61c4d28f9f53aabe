"""Questions over several notions at once: what pratiques, partners, structures and territories say together."""

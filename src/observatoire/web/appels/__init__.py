"""Calls for projects on the screens: the list, the document, the form of who writes one."""

"""What the import screen takes: sorts of file, each with its columns, its preview and its recording."""

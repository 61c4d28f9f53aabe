"""Running the observatory: prepare it, check it, command it while it runs."""

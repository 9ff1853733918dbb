"""Parts of the reading of actors: names, roles, chains."""

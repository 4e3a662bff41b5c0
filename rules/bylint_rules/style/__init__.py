"""Does it read as if someone had meant it? Signs of prose that nobody read again, never of authors."""

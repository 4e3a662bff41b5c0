"""A plugin for bylint to start from: one rule, one new language."""

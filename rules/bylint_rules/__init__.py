"""The rules, languages and presets that bylint ships with: its first plugin."""

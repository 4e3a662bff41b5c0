"""Do markers and references agree?"""

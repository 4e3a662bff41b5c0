"""Is the comparison short?"""

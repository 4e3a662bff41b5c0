"""Is there a structured summary?"""

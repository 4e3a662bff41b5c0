"""Does the article say that AI took part?"""

"""Did the chatbot leave something behind?"""

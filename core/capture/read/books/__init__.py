"""What is in a workbook beside the values its library gives: errors, merged cells, passwords.

One module a format. Each looks at the bytes before python-calamine does, refuses what is too big,
locked or no workbook, and says what the library would leave out without a word.
"""

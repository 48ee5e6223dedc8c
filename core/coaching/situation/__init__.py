"""What a question is about: the situation, the account, the people, and what it follows up."""

"""Tasks on screen: the list on Today, that of an account, one task, and making one."""

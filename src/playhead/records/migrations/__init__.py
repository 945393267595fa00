"""The steps by which a database came to be what it is; each is taken once, in order, and never changed afterwards."""

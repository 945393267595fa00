"""Remote: renderers that are servers over the network. What a server says is bounded in size and time, and never believed further than that."""

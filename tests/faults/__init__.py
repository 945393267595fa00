"""What can go wrong while films play, with real servers, real workers and players that count what they miss."""

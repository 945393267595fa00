"""A farm on real Ray clusters of this machine."""

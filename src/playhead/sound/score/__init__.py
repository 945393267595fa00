"""The score: composed bar by bar on a grid that runs through the film, from a theme that is the film's own.

A bar is a pure function of the film's seed, the mood, the tension and its number, so any window can be played alone.
"""

"""The paper theatre: draws a shot from its data alone, as layers of cut paper under one light, on any CPU."""

"""Paint: the theatre's pictures painted over in the manner of pictures on canvas, by a small neural network on any CPU."""

"""Models in this process: diffusers pipelines repaint the theatre or make a shot from its words. Needs `playhead[neural]`.

`known` is light and tells what there is; everything that loads torch is imported only by a worker that makes such a renderer.
"""

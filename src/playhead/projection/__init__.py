"""What to render next, by when and how fine, and where: jobs, the planner that admits them, and the farm that does them."""

from playhead.projection.farm import Capacity, Farm, Flight, Making
from playhead.projection.jobs import GRADES, Job, Made, PictureJob, SoundJob, SpeechJob
from playhead.projection.local import LocalFarm
from playhead.projection.ray_farm import RayFarm

__all__ = [
    "GRADES",
    "Capacity",
    "Farm",
    "Flight",
    "Job",
    "LocalFarm",
    "Made",
    "Making",
    "PictureJob",
    "RayFarm",
    "SoundJob",
    "SpeechJob",
]

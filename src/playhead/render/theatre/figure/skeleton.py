"""From a stance to joints: a small skeleton turned about its upright axis and laid flat on the picture.

Body axes are forward f, left s and up u. A body that faces `yaw` degrees (0 toward us, 90 to the right) shows f and s as
x = f sin(yaw) + s cos(yaw), and z = f cos(yaw) - s sin(yaw) is how near a point is to us. What is nearer stands a little
lower in the picture, as from a seat in the stalls. Arms and legs are two bones each, solved in space.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin, sqrt

from playhead.render.theatre.figure.build import Build
from playhead.render.theatre.figure.stance import Stance

TILT = 0.13
"""How much lower a point is drawn for each unit it is nearer."""

Vec = tuple[float, float, float]
Joint = tuple[float, float, float]
"""x, y in the picture (y down, 0 at the floor), and z toward us."""


@dataclass(frozen=True, slots=True)
class Arm:
    """Shoulder, elbow, wrist, and a point a hand's length beyond the wrist."""

    shoulder: Joint
    elbow: Joint
    wrist: Joint
    hand: Joint


@dataclass(frozen=True, slots=True)
class Leg:
    """Hip, knee, ankle, heel and toe."""

    hip: Joint
    knee: Joint
    ankle: Joint
    heel: Joint
    toe: Joint


@dataclass(frozen=True, slots=True)
class Bones:
    """All joints of one moment, in stage units from the feet; yaws of hips, chest and head in degrees."""

    pelvis: Joint
    waist: Joint
    chest: Joint
    nape: Joint  # base of the neck
    head: Joint  # centre of the head
    left_arm: Arm
    right_arm: Arm
    left_leg: Leg
    right_leg: Leg
    yaw: float
    chest_yaw: float
    head_yaw: float
    lean: float  # degrees clockwise that the trunk leans in the picture
    nod: float  # degrees clockwise that the head leans in the picture
    bow: float  # degrees the head is bowed toward or from us, seen from the front


def two_bones(a: Vec, b: Vec, upper: float, lower: float, pole: Vec) -> tuple[Vec, Vec]:
    """The middle joint between `a` and `b`, bent toward `pole`, and the end that is reached.

    Elementary two-bone inverse kinematics by the law of cosines; a target out of reach is approached.
    """
    dx, dy, dz = b[0] - a[0], b[1] - a[1], b[2] - a[2]
    d = sqrt(dx * dx + dy * dy + dz * dz) or 1e-6
    ux, uy, uz = dx / d, dy / d, dz / d
    reach = min(d, (upper + lower) * 0.9995)
    reach = max(reach, abs(upper - lower) + 0.01)
    end = (a[0] + ux * reach, a[1] + uy * reach, a[2] + uz * reach)
    along = (upper * upper - lower * lower + reach * reach) / (2 * reach)
    high = sqrt(max(0.0, upper * upper - along * along))
    dot = pole[0] * ux + pole[1] * uy + pole[2] * uz
    px, py, pz = pole[0] - ux * dot, pole[1] - uy * dot, pole[2] - uz * dot
    long = sqrt(px * px + py * py + pz * pz)
    if long < 1e-6:
        px, py, pz, long = 0.0, 0.0, -1.0, 1.0
    k = high / long
    return (a[0] + ux * along + px * k, a[1] + uy * along + py * k, a[2] + uz * along + pz * k), end


def bones(stance: Stance, build: Build, yaw: float) -> Bones:
    """The joints of a stance; `yaw` is the facing of the hips."""
    L, A, T = build.leg, build.arm, build.torso
    sy, cy = sin(radians(yaw)), cos(radians(yaw))
    fall = radians(stance.fall)
    spin = (1.0 if sy >= 0 else -1.0) * fall
    sfall, cfall = sin(spin), cos(spin)

    def flat(p: Vec) -> Joint:
        x = p[0] * sy + p[1] * cy
        z = p[0] * cy - p[1] * sy
        y = -p[2] + TILT * z
        if fall:
            # about the middle of the body, so that who lies is centred on the origin
            mid = -0.5 * build.height
            lift = mid * cfall - build.depth * 0.9 * abs(sfall)
            dy = y - mid
            x, y = x * cfall + dy * sfall, -x * sfall + dy * cfall + lift
        return x, y, z

    lean, roll = radians(stance.pitch), radians(stance.roll)
    up = (sin(lean), sin(roll), cos(lean) * cos(roll))
    pelvis = (stance.hip_f * L, stance.hip_s * L, L * (1 + stance.hip_u))
    stoop = radians(stance.pitch * 1.18 + build.stoop)
    up2 = (sin(stoop), sin(roll * 1.2), cos(stoop) * cos(roll))
    rise = T * (1 + 0.008 * stance.breath)

    def add(p: Vec, d: Vec, k: float) -> Vec:
        return p[0] + d[0] * k, p[1] + d[1] * k, p[2] + d[2] * k

    waist = add(pelvis, up, rise * 0.36)
    chest = add(waist, up2, rise * 0.38)
    nape = add(chest, up2, rise * 0.26)
    nod = radians(stance.pitch * 0.7 + build.stoop * 0.55 + stance.neck * 0.55)
    side = radians(stance.roll * 0.8 + stance.tilt * 0.7)
    head = add(nape, (sin(nod), sin(side), cos(nod) * cos(side)), build.neck + build.head * 0.48)
    head = (head[0] + build.head * 0.07, head[1], head[2])

    tw = radians(stance.twist)
    fwd, left = (cos(tw), sin(tw), 0.0), (-sin(tw), cos(tw), 0.0)

    def arm(sign: float, f: float, s: float, u: float, bend: float, hang: float) -> Arm:
        root = add(add(nape, left, sign * (build.shoulder - 5.4 * build.limb)), up2, -rise * 0.185 + stance.shrug * A)
        target = add(add((root[0], root[1], root[2] + u * A), fwd, f * A), left, sign * s * A)
        pole = (-fwd[0] * (1 - bend) + left[0] * sign * (0.35 + bend), -fwd[1] * (1 - bend) + left[1] * sign * (0.35 + bend), -0.55)
        elbow, wrist = two_bones(root, target, A * 0.5, A * 0.5, pole)
        dx, dy, dz = wrist[0] - elbow[0], wrist[1] - elbow[1], wrist[2] - elbow[2]
        long = sqrt(dx * dx + dy * dy + dz * dz) or 1.0
        hx, hy, hz = dx / long, dy / long, dz / long - hang * 0.9
        long = sqrt(hx * hx + hy * hy + hz * hz) or 1.0
        k = A * 0.215 / long
        return Arm(flat(root), flat(elbow), flat(wrist), flat((wrist[0] + hx * k, wrist[1] + hy * k, wrist[2] + hz * k)))

    def leg(sign: float, f: float, s: float, u: float, toes: float) -> Leg:
        root = (pelvis[0], pelvis[1] + sign * build.hip * 0.52, pelvis[2] - 1.0)
        ankle_up = 0.055 * L
        target = (f * L, s * L, u * L + ankle_up)
        pole = (1.0, sign * stance.knees, 0.25)
        bone = (L - ankle_up) * 0.502
        knee, ankle = two_bones(root, target, bone, bone, pole)
        pitch = radians(toes)
        out = sign * 0.22
        fl = 0.21 * L * 0.5 + 8.0 * build.limb
        dirf, dirs, diru = cos(pitch) * cos(out), sin(out) * cos(pitch), sin(pitch)
        toe = (ankle[0] + dirf * fl * 0.72 + diru * ankle_up * 0.3, ankle[1] + dirs * fl * 0.72,
               ankle[2] + diru * fl * 0.72 - ankle_up * cos(pitch) * 0.62)
        heel = (ankle[0] - dirf * fl * 0.22 + diru * ankle_up * 0.6, ankle[1] - dirs * fl * 0.22,
                ankle[2] - diru * fl * 0.22 - ankle_up * cos(pitch) * 0.55)
        return Leg(flat(root), flat(knee), flat(ankle), flat(heel), flat(toe))

    pitch_seen = stance.pitch * sy + stance.roll * cy
    head_yaw = yaw + stance.swivel
    hs, hc = sin(radians(head_yaw)), cos(radians(head_yaw))
    bent = stance.pitch * 0.55 + build.stoop * 0.25 + stance.neck
    return Bones(
        flat(pelvis), flat(waist), flat(chest), flat(nape), flat(head),
        arm(1, stance.lf, stance.ls, stance.lu, stance.lbend, stance.lhang),
        arm(-1, stance.rf, stance.rs, stance.ru, stance.rbend, stance.rhang),
        leg(1, stance.alf, stance.als, stance.alu, stance.alp), leg(-1, stance.arf, stance.ars, stance.aru, stance.arp),
        yaw, yaw + stance.twist, head_yaw, pitch_seen, bent * hs + (stance.tilt + stance.roll * 0.5) * hc - _deg(spin), bent * hc,
    )


def _deg(angle: float) -> float:
    return angle * 57.29577951308232

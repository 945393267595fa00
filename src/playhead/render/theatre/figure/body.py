"""The body below the head as parts of paper: legs, shoes, the garment's trunk and skirt, arms."""

from __future__ import annotations

from math import cos, hypot, radians, sin, sqrt

import skia

from playhead.render.theatre.figure.build import Build
from playhead.render.theatre.figure.garment import Cut
from playhead.render.theatre.figure.pen import Pen, line
from playhead.render.theatre.figure.shapes import Pt, capsule, hull_path, limb, spline
from playhead.render.theatre.figure.skeleton import Arm, Bones, Joint, Leg
from playhead.render.theatre.figure.tones import Tones
from playhead.render.theatre.light import mix


def extents(wide: float, front: float, back: float, yaw: float) -> tuple[float, float]:
    """Half-widths to the left and right in the picture of an oval turned by `yaw`: half-width, depth in front and behind."""
    s, c = sin(radians(yaw)), cos(radians(yaw))
    right, left = (front, back) if s >= 0 else (back, front)
    w = wide * c
    return sqrt(w * w + (left * s) ** 2), sqrt(w * w + (right * s) ** 2)


def leg(pen: Pen, it: Leg, build: Build, cut: Cut, tones: Tones, near: bool) -> None:
    """A leg and its shoe."""
    k = build.limb
    ra, rb, rc = cut.leg
    dark = 1.0 if near else 0.0
    shoe_color = tones.shoe
    big = 1.18 if cut.boots else 1.0
    ankle, heel, toe = it.ankle, it.heel, it.toe
    ball = ((toe[0] * 2 + ankle[0]) / 3, (toe[1] * 2 + ankle[1]) / 3 + 0.6 * k)
    sole = capsule((ankle[0], ankle[1] + 0.3 * k), 3.5 * k * big, ball, 2.8 * k * big)
    sole.addPath(capsule(heel[:2], 2.6 * k * big, toe[:2], 2.2 * k * big))
    sole.addPath(capsule((ankle[0], ankle[1] + 0.3 * k), 3.3 * k * big, heel[:2], 2.6 * k * big))
    pen.part(sole, shoe_color, 0.35)
    color = tones.second if cut.trousers else (tones.second if tones.day < 0.3 else tones.skin_dark)
    if not near and tones.day > 0.2:
        color = tones.cloth_dark if cut.trousers else color
    path = limb(it.hip[:2], it.knee[:2], (ankle[0], ankle[1] + (0.8 if cut.trousers else 0.0)), ra * k, rb * k, rc * k)
    pen.part(path, color, 0.45 * dark + 0.15)
    if cut.boots:
        mid = (it.knee[0] + (ankle[0] - it.knee[0]) * 0.45, it.knee[1] + (ankle[1] - it.knee[1]) * 0.45)
        pen.part(capsule(mid, 5.6 * k, ankle[:2], 4.4 * k), shoe_color, 0.3)


def trunk(pen: Pen, bones: Bones, build: Build, cut: Cut, tones: Tones, sway: float, seated: bool) -> tuple[list[Pt], list[Pt]]:
    """The garment's trunk, with its skirt where it has one; returns its left and right outlines from neck to hem."""
    yaw = bones.chest_yaw
    k = build.limb
    d = build.depth + cut.loose * 0.6
    L = build.leg
    neck_r = build.head * 0.17
    sh = (build.shoulder + 0.4) * cut.shoulder
    skirted = cut.hem < 0.8
    levels: list[tuple[Joint, float, float, float]] = []

    def along(a: Joint, b: Joint, part: float) -> Joint:
        return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part

    nape, chest, waist, pelvis = bones.nape, bones.chest, bones.waist, bones.pelvis
    levels.append((along(chest, nape, 1.05), neck_r * 1.05, neck_r, neck_r))
    levels.append((along(chest, nape, 0.78), sh * 0.58, d * 0.66, d * 0.84))
    levels.append((along(chest, nape, 0.36), sh * 0.96, d * 1.0, d * 1.12))
    levels.append((along(chest, nape, 0.0), build.chest + cut.loose + 1.2, d * 1.07, d * 1.08))
    levels.append((along(waist, chest, 0.35), (build.waist + cut.loose) * cut.waist, d * 0.96 * (0.35 + 0.65 * cut.waist) + build.belly, d * 0.86 * cut.waist))
    levels.append((along(pelvis, waist, 0.25), build.hip + cut.loose * 0.7, d * 0.95 + build.belly * 0.6, d * 1.02))
    if not skirted or seated:
        drop = max(0.0, 0.98 - cut.hem) * L if not seated else 2.0
        end = (pelvis[0], pelvis[1] + drop + 1.0, pelvis[2])
        if seated:
            end = along(waist, pelvis, 1.1)
        levels.append((end, build.hip + cut.loose * 0.8 + cut.flare * (0.4 if not seated else 0.0), d * 0.98, d * 1.04))
    left: list[Pt] = []
    right: list[Pt] = []
    n = len(levels)
    for i, (c, w, f, b) in enumerate(levels):
        p, q = levels[max(0, i - 1)][0], levels[min(n - 1, i + 1)][0]
        tx, ty = p[0] - q[0], p[1] - q[1]
        long = sqrt(tx * tx + ty * ty) or 1.0
        nx, ny = -ty / long, tx / long
        lo, ro = extents(w, f, b, yaw if i < 4 else bones.yaw)
        left.append((c[0] - nx * lo, c[1] - ny * lo))
        right.append((c[0] + nx * ro, c[1] + ny * ro))
    corners = {0, n - 1, n, 2 * n - 1}
    if skirted and not seated:
        base = -cut.hem * L + (pelvis[1] + L) * 0.8
        lo, ro = extents(build.hip + cut.flare * k, d + cut.flare * 0.75 * k, d + cut.flare * 0.85 * k, bones.yaw)
        mid = pelvis[0] * 0.6 + (bones.left_leg.knee[0] + bones.right_leg.knee[0]) * 0.2
        xs = [pelvis[0] * (1 - cut.hem) * 0 + _at_height(g, base) for g in (bones.left_leg, bones.right_leg)]
        pad = (cut.leg[1] + 2.2) * k
        ends = mid - lo + sway, mid + ro + sway
        lx, rx = min(ends[0], min(xs) - pad), max(ends[1], max(xs) + pad)
        half = base + (pelvis[1] - base) * 0.5
        knees = [_at_height(g, half) for g in (bones.left_leg, bones.right_leg)]
        hl, hr = left[-1], right[-1]
        ml = min(hl[0] + (lx - hl[0]) * 0.44, min(knees) - pad)
        mr = max(hr[0] + (rx - hr[0]) * 0.44, max(knees) + pad)
        left += [(ml, half), (lx, base - 0.8)]
        right += [(mr, half), (rx, base - 0.8)]
        n += 2
        w = rx - lx
        dip = 1.6 * k
        hem = [(rx - w * 0.17, base + dip * 1.2), (rx - w * 0.38, base + dip * 0.5), (rx - w * 0.60, base + dip * 1.3), (rx - w * 0.82, base + dip * 0.8)]
        corners = {0, n - 1, n + len(hem), 2 * n + len(hem) - 1}
        outline = right + hem + left[::-1]
    else:
        outline = right + left[::-1]
    path = spline(outline, corners=corners)
    if skirted and seated:
        pen.part(_lap(bones, build, cut), tones.cloth, 0.4, glow=trunk_glow(bones, build))
    pen.part(path, tones.cloth, 0.5 if not seated else 0.3, glow=trunk_glow(bones, build))
    return left, right


def trunk_glow(bones: Bones, build: Build) -> tuple[float, float, float]:
    """Over what the light falls off across the trunk and the arm that lies on it."""
    return bones.chest[0], bones.chest[1] + 16.0, (build.chest + build.depth) * 2.1


def _at_height(it: Leg, y: float) -> float:
    """Where a leg is at a height of the picture."""
    a, b, c = it.hip, it.knee, it.ankle
    if y <= b[1]:
        part = (y - a[1]) / (b[1] - a[1]) if b[1] - a[1] > 1 else 1.0
        return a[0] + (b[0] - a[0]) * max(0.0, min(1.0, part))
    part = (y - b[1]) / (c[1] - b[1]) if c[1] - b[1] > 1 else 1.0
    return b[0] + (c[0] - b[0]) * max(0.0, min(1.0, part))


def _lap(bones: Bones, build: Build, cut: Cut) -> skia.Path:
    """The skirt over bent legs: the hull of hips, knees and as much shin as it covers."""
    k = build.limb
    left, right = extents(build.hip + cut.loose, build.depth * 0.8, build.depth, bones.yaw)
    x, y, _ = bones.pelvis
    circles = [(x - left + 5 * k, y, 5.0 * k), (x + right - 5 * k, y, 5.0 * k), (x, y + 1.5 * k, 7 * k)]
    over = max(0.06, 0.52 - cut.hem) * 1.5
    for it in (bones.left_leg, bones.right_leg):
        circles.append((it.knee[0], it.knee[1], (cut.leg[1] + 2.2) * k))
        part = min(0.92, over)
        circles.append((it.knee[0] + (it.ankle[0] - it.knee[0]) * part, it.knee[1] + (it.ankle[1] - it.knee[1]) * part, (cut.leg[1] + 1.5) * k))
    return hull_path(circles, 12)


def arm(pen: Pen, it: Arm, bones: Bones, build: Build, cut: Cut, tones: Tones, near: bool, over: bool = True) -> None:
    """A sleeve, `over` the trunk or behind it; hands are drawn by `hands`. Its edge is lit along its length, not round the shoulder it grows from."""
    k = build.limb
    a, b, c = (r * k for r in cut.sleeve)
    cuff = (it.elbow[0] + (it.wrist[0] - it.elbow[0]) * 0.94, it.elbow[1] + (it.wrist[1] - it.elbow[1]) * 0.94)
    shoulder, elbow = it.shoulder[:2], it.elbow[:2]
    near = near or over
    color = tones.cloth if near else tones.cloth_dark
    pen.part(limb(shoulder, elbow, cuff, a, b, c), color, 0.0, glow=trunk_glow(bones, build) if near else None)
    shadow = line(mix(color, tones.ink, 0.62), max(0.55, 1.5 / pen.detail), 170)
    soft = line(mix(color, tones.ink, 0.5), max(1.2, 3.6 * k), 46)
    strokes: list[tuple[skia.Path, skia.Paint]] = []
    ux, uy, vx, vy = elbow[0] - shoulder[0], elbow[1] - shoulder[1], cuff[0] - elbow[0], cuff[1] - elbow[1]
    lu, lv = hypot(ux, uy) or 1.0, hypot(vx, vy) or 1.0
    cross = (ux * vy - uy * vx) / (lu * lv)
    crook = b * 1.5 * min(1.0, abs(cross) + (1.0 if ux * vx + uy * vy < 0 else 0.0))  # lines stop where the bent arm meets itself
    for p, q, rp, rq, start in ((shoulder, elbow, a, b, 0.42), (elbow, cuff, b, c, 0.0)):
        dx, dy = q[0] - p[0], q[1] - p[1]
        long = hypot(dx, dy)
        if long < 3:
            continue
        nx, ny = -dy / long, dx / long
        for side in (1.0, -1.0):
            facing = (nx * pen.toward[0] + ny * pen.toward[1]) * side
            ra, rb = rp + (rq - rp) * start - 0.3, rq - 0.3
            inside = side * cross > 0
            t0 = start + (crook / long if inside and start == 0.0 else 0.0)
            t1 = 1.0 - (crook / long if inside and start > 0.0 else 0.0)
            if t1 - t0 < 0.1:
                continue
            path = skia.Path()
            path.moveTo(p[0] + dx * t0 + nx * side * ra, p[1] + dy * t0 + ny * side * ra)
            path.lineTo(p[0] + dx * t1 + nx * side * rb, p[1] + dy * t1 + ny * side * rb)
            if near:
                strokes.append((path, shadow))
                if facing < -0.1 and pen.detail > 1.4:
                    inner = skia.Path()
                    inner.moveTo(p[0] + dx * start + nx * side * (ra - 1.9 * k), p[1] + dy * start + ny * side * (ra - 1.9 * k))
                    inner.lineTo(q[0] + nx * side * (rb - 1.9 * k), q[1] + ny * side * (rb - 1.9 * k))
                    strokes.append((inner, soft))
    if pen.detail > 1.6:  # the crook of the elbow, and the cuff
        strokes += [(path, shadow) for path in _creases(shoulder, elbow, cuff, b, c)]

    def run(canvas: skia.Canvas) -> None:
        for path, paint in strokes:
            canvas.drawPath(path, paint)

    pen.free(run)


def cape(pen: Pen, bones: Bones, left: list[Pt], right: list[Pt], build: Build, tones: Tones, sway: float) -> None:
    """A cloak's cape, over the shoulders and the upper arms."""
    k = build.limb
    arms = (bones.left_arm, bones.right_arm)
    low = max(left[3][1], min(a.elbow[1] for a in arms)) + 7.0 * k
    xs = [x for a in arms for x in (a.shoulder[0], a.shoulder[0] + (a.elbow[0] - a.shoulder[0]) * 0.8)]
    lx, rx = min(min(xs) - 7.0 * k, left[3][0] - 3), max(max(xs) + 7.0 * k, right[3][0] + 3)
    mid = (lx + rx) / 2 + sway * 0.6
    outline = [
        (left[0][0] - 1, left[0][1] + 2), ((left[0][0] + right[0][0]) / 2, left[0][1] + 4), (right[0][0] + 1, right[0][1] + 2), (right[1][0] + 1.0, right[1][1]),
        (max(right[2][0], rx - 3.0), right[2][1] + 1.0), (rx + sway * 0.5, (right[2][1] + low) / 2), (rx + 2.0 + sway, low), (mid + (rx - mid) * 0.5, low + 3.4), (mid, low + 1.6),
        (mid + (lx - mid) * 0.5, low + 3.6), (lx - 2.0 + sway, low), (lx + sway * 0.5, (left[2][1] + low) / 2), (min(left[2][0], lx + 3.0), left[2][1] + 1.0), (left[1][0] - 1.0, left[1][1]),
    ]
    pen.part(spline(outline, corners=(0, 2, 6, 10), tension=0.34), mix(tones.cloth, tones.cloth_light, 0.25), 0.6, glow=trunk_glow(bones, build))


def _creases(shoulder: Pt, elbow: Pt, cuff: Pt, b: float, c: float) -> list[skia.Path]:
    ux, uy = shoulder[0] - elbow[0], shoulder[1] - elbow[1]
    vx, vy = cuff[0] - elbow[0], cuff[1] - elbow[1]
    lu, lv = hypot(ux, uy) or 1.0, hypot(vx, vy) or 1.0
    ux, uy, vx, vy = ux / lu, uy / lu, vx / lv, vy / lv
    ix, iy = ux + vx, uy + vy
    long = hypot(ix, iy)
    out: list[skia.Path] = []
    if long > 0.75:  # bent: two creases run out from the crook
        ix, iy = ix / long, iy / long
        for turn in (0.45, -0.45):
            path = skia.Path()
            path.moveTo(elbow[0] + ix * b * 0.95, elbow[1] + iy * b * 0.95)
            path.quadTo(elbow[0] + ix * b * 0.5 - iy * turn * 0.4 * b, elbow[1] + iy * b * 0.5 + ix * turn * 0.4 * b,
                        elbow[0] + ix * b * 0.1 - iy * turn * 1.6 * b, elbow[1] + iy * b * 0.1 + ix * turn * 1.6 * b)
            out.append(path)
    path = skia.Path()
    px, py = cuff[0] - vx * 3.2, cuff[1] - vy * 3.2
    path.moveTo(px - vy * c, py + vx * c)
    path.lineTo(px + vy * c, py - vx * c)
    out.append(path)
    return out


def neck(pen: Pen, bones: Bones, build: Build, tones: Tones, chin: Pt) -> None:
    """The neck, from within the collar up behind the jaw."""
    r = build.head * 0.165
    pen.part(capsule((bones.nape[0], bones.nape[1] + 2), r * 1.12, chin, r * 0.98), tones.skin_dark, 0.2)


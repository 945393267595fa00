// Simulated players over real HTTP: each polls and downloads as hls.js does in our own player, keeps a buffer, watches at
// the speed of time, tells where it is, and chooses. Run by load.py, which speaks to it in lines of JSON:
//   in:  {"players": 50, "ramp_s": 30}   how many are to watch, and in how long a time more of them come
//        {"report": true}                say what happened since the last report
//        {"stop": true}                  end
// Nothing is decoded; a player checks that what it is sent is whole, and has stalled when its playhead meets the end of
// what it has.
import http from "node:http";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { Wire } from "./load_wire.mjs";

const { values: given } = parseArgs({
  options: {
    origin: { type: "string" },
    film: { type: "string" },
    seed: { type: "string", default: "1" },
    number: { type: "string", default: "0" }, // of this process, where there are several
    choosing: { type: "string", default: "0.7" }, // chance that a viewer chooses rather than let the default come
    pausing: { type: "string", default: "0.1" }, // chance that a viewer pauses once, for 5 to 30 s
    leaving: { type: "string", default: "0.1" }, // chance that a viewer leaves before the end
    plain: { type: "string", default: "0.25" }, // share of players that poll without asking the server to wait
    captions: { type: "string", default: "0.3" }, // share of viewers who have captions on; our player loads none otherwise
    profiles: { type: "boolean", default: false }, // whether viewers differ: what they like, whether they waited
  },
});
const origin = new URL(given.origin);
const TARGET_S = 2;
const BUFFER_S = 20;
const TICK_MS = 50;
const RESUME_S = 0.3; // a player that ran dry goes on when it has so much
const RETRY_MS = 500;
const PATIENCE_MS = 30_000;
const LIKES = [["songs"], ["stars"], ["animals"], ["songs", "stars"], []];
const OPTIONS = /^#EXT-X-MEDIA:TYPE=(AUDIO|SUBTITLES).*URI="([^"]+)"/gm;

/** Seeded randomness (mulberry32), so that a run can be had again. */
function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Wait; less long if the player leaves. */
const sleep = (ms, player) =>
  new Promise((done) => {
    const ended = () => { clearTimeout(timer); player.waits.delete(ended); done(); };
    const timer = setTimeout(ended, ms);
    player.waits.add(ended);
  });

/** What happened since the last report; `played` and `asked` are kept for the whole run. */
const played = { picture: new Map(), sound: new Map() }; // hash -> seconds, each once
let sums = fresh();
function fresh() {
  return {
    requests: {}, bytes: 0, errors: {}, playlist_ms: [], blocked_ms: [], segment_ms: [], beat_ms: [], open_ms: [], startup_s: [],
    stalls: 0, stalled_s: 0, stalled_at: [], watched_s: 0, played: { picture: 0, sound: 0 }, opened: 0, ended: 0, left: 0, chosen: 0, asked: 0, torn: 0, lag_ms: 0,
  };
}

class Refused extends Error {}

/** One request; resolves with status, headers, body (a Buffer, or its length when `count`), and how long it took. */
async function ask(player, method, path, { body, count = false, kind } = {}) {
  const began = performance.now();
  sums.requests[kind] = (sums.requests[kind] ?? 0) + 1;
  try {
    const answer = await player.wire.ask(method, path, body === undefined ? undefined : JSON.stringify(body), count);
    sums.bytes += answer.length;
    return { ...answer, ms: performance.now() - began };
  } catch (problem) {
    if (problem.message === "torn" && !player.gone) sums.torn++;
    throw problem;
  }
}

/** As `ask`, again and again while it fails, as hls.js's load policy does; null when the player has gone. */
async function insist(player, method, path, options) {
  for (let tries = 0; !player.gone; tries++) {
    try {
      const answer = await ask(player, method, path, options);
      if (answer.status < 300) return answer;
      error(`${options.kind} ${answer.status}`);
      if (answer.status === 404 && tries > 3) throw new Refused(path);
      await sleep(Number(answer.headers["retry-after"] ?? 0) * 1000 || RETRY_MS, player);
    } catch (problem) {
      if (problem instanceof Refused) throw problem;
      if (player.gone) return null;
      error(`${options.kind} ${problem.code ?? problem.message}`);
      await sleep(Math.min(4000, RETRY_MS * 2 ** tries), player);
    }
  }
  return null;
}

const error = (what) => (sums.errors[what] = (sums.errors[what] ?? 0) + 1);

/** One rendition: its playlist polled, its segments downloaded one after another, as far ahead as a player buffers. */
class Track {
  constructor(player, name, path) {
    this.player = player;
    this.name = name;
    this.path = path;
    this.base = path.slice(0, path.lastIndexOf("/") + 1);
    this.segments = []; // {uri, start, seconds}
    this.listed = 0;
    this.loaded = 0;
    this.shown = 0; // how many the playhead has gone past
    this.end = 0; // seconds downloaded without a gap
    this.complete = false;
    this.wake = () => {};
  }

  async poll() {
    const { player } = this;
    let msn = null;
    while (!player.gone && !this.complete) {
      const asked = performance.now();
      const blocking = msn !== null && !player.plain;
      const answer = await insist(player, "GET", blocking ? `${this.path}?_HLS_msn=${msn}` : this.path, { kind: "playlist" });
      if (!answer) return;
      const held = Number(/held;dur=([\d.]+)/.exec(answer.headers["server-timing"] ?? "")?.[1] ?? 0);
      if (this.segments.length) (blocking ? sums.blocked_ms : sums.playlist_ms).push(Math.max(0, answer.ms - held));
      const advanced = this.read(answer.body.toString("latin1"));
      if (advanced) this.wake();
      msn = advanced ? this.segments.length : null;
      // hls.js: at once while it asks the server to wait; else after a segment's length, or half a target when nothing came.
      const last = this.segments.at(-1)?.seconds ?? TARGET_S;
      const pause = advanced ? (player.plain ? Math.min(TARGET_S, last) * 1000 : 0) : TARGET_S * 500;
      const left = pause - (performance.now() - asked);
      if (left > 0) await sleep(left, player);
    }
  }

  /** Take in what is new in a playlist; whether anything is. */
  read(text) {
    const lines = text.split("\n");
    let n = 0;
    const before = this.segments.length;
    for (let i = 0; i < lines.length; i++) {
      if (lines[i].startsWith("#EXT-X-SKIP:")) n = Number(/SKIPPED-SEGMENTS=(\d+)/.exec(lines[i])[1]);
      if (lines[i].startsWith("#EXT-X-MAP:") && !this.map) this.map = /URI="([^"]+)"/.exec(lines[i])[1];
      if (!lines[i].startsWith("#EXTINF:")) continue;
      if (n++ < this.segments.length) continue;
      const seconds = parseFloat(lines[i].slice(8));
      this.segments.push({ uri: lines[i + 1], start: this.listed, seconds });
      this.listed += seconds;
    }
    if (n < before) error(`${this.name} playlist went back`);
    if (text.includes("#EXT-X-ENDLIST")) this.complete = true;
    return this.segments.length > before || this.complete;
  }

  async load() {
    const { player } = this;
    let map = false;
    while (!player.gone) {
      const next = this.segments[this.loaded];
      if (!next) {
        if (this.complete) return;
        await this.waited();
        continue;
      }
      if (this.map && !map) {
        await insist(player, "GET", new URL(this.map, `http://x${this.base}`).pathname, { kind: "init", count: true });
        map = true;
      }
      if (this.end - player.head > BUFFER_S) {
        await sleep(500, player);
        continue;
      }
      const path = next.uri.startsWith("/") ? next.uri : this.base + next.uri;
      const answer = await insist(player, "GET", path, { kind: this.name, count: true });
      if (!answer) return;
      sums.segment_ms.push(answer.ms);
      this.loaded++;
      this.end = next.start + next.seconds;
    }
  }

  waited() {
    return new Promise((done) => {
      this.wake = done;
    });
  }

  /** Count what the playhead has come to. */
  pass(head) {
    const seen = played[this.name];
    for (let next; (next = this.segments[this.shown]) && this.shown < this.loaded && next.start <= head; this.shown++) {
      const hash = /\/m\/([0-9a-f]+)/.exec(next.uri)?.[1];
      if (!seen || !hash) continue;
      sums.played[this.name] += next.seconds;
      if (!seen.has(hash)) seen.set(hash, next.seconds);
    }
  }
}

class Player {
  constructor(number) {
    this.roll = dice(Number(given.seed) * 1_000_003 + Number(given.number) * 7919 + number);
    this.wire = new Wire(origin, 5, PATIENCE_MS); // with its event stream as many connections as a browser opens to one server
    this.waits = new Set();
    this.open = new Set();
    this.gone = false;
    this.plain = this.roll() < Number(given.plain);
    this.captioned = this.roll() < Number(given.captions);
    this.head = 0;
    this.playing = false;
    this.started = false;
    this.pauses = this.roll() < Number(given.pausing) ? [this.roll() * 300, 5 + this.roll() * 25] : null;
    this.leaves = this.roll() < Number(given.leaving) ? 10 + this.roll() * 300 : Infinity;
    this.still = 0; // seconds left of a pause
    this.asks = new Map();
  }

  async watch() {
    try {
      await this.begin();
    } catch (problem) {
      error(`gave up: ${problem.message.replace(/[0-9a-f]{16,}/g, "...").slice(0, 80)}`);
      this.leave("left");
    }
  }

  async begin() {
    const viewer = given.profiles ? { likes: LIKES[Math.floor(this.roll() * LIKES.length)], waited: this.roll() < 0.5 } : {};
    this.since = performance.now();
    const opened = await insist(this, "POST", "/api/screenings", { body: { film: given.film, viewer, now: { hour: 21, month: 10 } }, kind: "open" });
    if (!opened) return;
    sums.opened++;
    sums.open_ms.push(opened.ms);
    const screening = JSON.parse(opened.body);
    this.token = screening.token;
    this.listen(screening.events);
    const master = await insist(this, "GET", screening.playlist, { kind: "master" });
    if (!master) return;
    const text = master.body.toString();
    const base = screening.playlist.slice(0, screening.playlist.lastIndexOf("/") + 1);
    const found = {};
    for (const [, type, uri] of text.matchAll(OPTIONS)) found[type] ??= uri;
    const picture = text.split("\n").find((line) => line && !line.startsWith("#"));
    this.picture = new Track(this, "picture", base + picture);
    this.sound = new Track(this, "sound", base + found.AUDIO);
    this.tracks = [this.picture, this.sound];
    if (found.SUBTITLES && this.captioned) this.tracks.push(new Track(this, "captions", base + found.SUBTITLES));
    this.beat();
    await Promise.all(this.tracks.flatMap((track) => [track.poll(), track.load()]));
  }

  /** The event stream, opened again when it ends before the film does; choices are answered at a moment of the viewer's own. */
  listen(path) {
    if (this.gone) return;
    const request = http.get({ host: origin.hostname, port: origin.port, path, agent: false, headers: { accept: "text/event-stream" } });
    this.open.add(request);
    let rest = "";
    request.on("response", (response) => {
      if (response.statusCode !== 200) error(`events ${response.statusCode}`);
      response.setEncoding("utf8");
      response.on("data", (part) => {
        rest += part;
        const blocks = rest.split("\n\n");
        rest = blocks.pop();
        for (const block of blocks) this.hear(block);
      });
      response.on("error", () => {});
    });
    request.on("error", () => {});
    request.on("close", () => {
      this.open.delete(request);
      if (!this.gone && !this.over) sleep(2000, this).then(() => this.listen(path));
    });
  }

  hear(block) {
    const kind = /^event: (\w+)/m.exec(block)?.[1];
    if (kind === "end") this.over = true;
    if (kind !== "choice") return;
    const told = JSON.parse(/^data: (.*)$/m.exec(block)[1]);
    if (!this.asks.has(told.id)) {
      sums.asked++;
      const open = told.options.filter((each) => each.open);
      const wants = this.roll() < Number(given.choosing) && open.length ? open[Math.floor(this.roll() * open.length)].n : null;
      this.asks.set(told.id, { wants, when: 0.1 + 0.7 * this.roll(), told });
    }
    this.asks.get(told.id).told = told;
  }

  async beat() {
    while (!this.gone) {
      const paused = !this.playing && !(this.started && this.still <= 0);
      try {
        const answer = await ask(this, "POST", `/s/${this.token}/playhead`, { body: { seconds: Math.round(this.head * 1000) / 1000, paused: this.started && paused }, kind: "heartbeat" });
        sums.beat_ms.push(answer.ms);
        if (answer.status >= 300) error(`heartbeat ${answer.status}`);
      } catch (problem) {
        if (!this.gone) error(`heartbeat ${problem.code ?? problem.message}`);
      }
      await sleep(1000, this);
    }
  }

  /** `seconds` have passed. */
  tick(seconds) {
    if (this.gone || !this.picture) return;
    const complete = this.picture.complete && this.sound.complete && this.picture.loaded === this.picture.segments.length;
    const end = complete ? this.picture.end : Math.min(this.picture.end, this.sound.end);
    if (this.still > 0) {
      this.still -= seconds;
      if (this.still <= 0) this.playing = true;
      return;
    }
    if (!this.playing) {
      if (end - this.head > (this.started ? RESUME_S : 0)) {
        this.playing = true;
        if (!this.started) {
          this.started = true;
          sums.startup_s.push((performance.now() - this.since) / 1000);
        }
      } else if (this.started) sums.stalled_s += seconds;
      return;
    }
    this.head += seconds;
    sums.watched_s += seconds;
    if (this.head >= end) {
      sums.watched_s -= this.head - end;
      this.head = end;
      if (complete) return this.leave("ended");
      this.playing = false;
      sums.stalls++;
      sums.stalled_at.push([Math.round(end * 10) / 10, this.picture.end <= this.sound.end ? "picture" : "sound", this.plain ? "plain" : "blocking"]);
    }
    for (const track of this.tracks) track.pass(this.head);
    if (this.pauses && this.head > this.pauses[0]) {
      this.still = this.pauses[1];
      this.playing = false;
      this.pauses = null;
    }
    for (const each of this.asks.values()) {
      const { told, wants, when } = each;
      if (wants === null || each.done || this.head < told.opens_s + when * (told.locks_s - told.opens_s)) continue;
      each.done = true;
      ask(this, "POST", `/s/${this.token}/choices/${told.id}`, { body: { option: wants }, kind: "choose" }).then(
        (answer) => (answer.status < 300 ? sums.chosen++ : error(`choose ${answer.status}`)),
        (problem) => !this.gone && error(`choose ${problem.code ?? problem.message}`),
      );
    }
    if (this.head > this.leaves) this.leave("left");
  }

  leave(how) {
    if (this.gone) return;
    this.gone = true;
    sums[how]++;
    players.delete(this);
    for (const ended of [...this.waits]) ended();
    for (const track of this.tracks ?? []) track.wake();
    for (const request of this.open) request.destroy();
    this.wire.destroy();
  }
}

// The house of players: as many as are wanted, come one by one; whoever ends is followed by another.

const players = new Set();
let made = 0;
let wanted = 0;
let perTick = Infinity;
let credit = 0;
let last = performance.now();

function turn() {
  const now = performance.now();
  const passed = (now - last) / 1000;
  last = now;
  sums.lag_ms = Math.max(sums.lag_ms, passed * 1000 - TICK_MS);
  for (const player of players) player.tick(passed);
  credit = Math.min(credit + perTick * passed, 50);
  while (players.size < wanted && credit >= 1) {
    credit--;
    const player = new Player(made++);
    players.add(player);
    player.watch();
  }
  for (const player of players) {
    if (players.size <= wanted) break;
    player.leave("left");
  }
}
const turning = setInterval(turn, TICK_MS);

function percentiles(all) {
  const sorted = Float64Array.from(all).sort();
  const at = (share) => (sorted.length ? Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] * 10) / 10 : null);
  return { n: sorted.length, p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
}

function report() {
  const { playlist_ms, blocked_ms, segment_ms, beat_ms, open_ms, startup_s, ...rest } = sums;
  const cpu = process.cpuUsage();
  const told = {
    ...rest, players: players.size, started: [...players].filter((each) => each.started).length, cpu_s: (cpu.user + cpu.system) / 1e6,
    memory_bytes: process.memoryUsage().rss,
    playlist_ms: percentiles([...playlist_ms, ...blocked_ms]), polled_ms: percentiles(playlist_ms), blocked_ms: percentiles(blocked_ms),
    segment_ms: percentiles(segment_ms), beat_ms: percentiles(beat_ms), open_ms: percentiles(open_ms), startup_s: percentiles(startup_s),
    distinct: Object.fromEntries(Object.entries(played).map(([name, seen]) => [name, [...seen.keys()]])),
    distinct_s: Object.fromEntries(Object.entries(played).map(([name, seen]) => [name, [...seen.values()].reduce((a, b) => a + b, 0)])),
  };
  sums = fresh();
  process.stdout.write(`${JSON.stringify(told)}\n`);
}

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const order = JSON.parse(line);
    if (order.players !== undefined) {
      perTick = order.ramp_s ? Math.max(0.2, Math.abs(order.players - players.size) / order.ramp_s) : Infinity;
      wanted = order.players;
    }
    if (order.report) report();
    if (order.stop) end();
  })
  .on("close", end);

function end() {
  clearInterval(turning);
  for (const player of [...players]) player.leave("left");
  process.stdout.write("", () => process.exit(0));
}

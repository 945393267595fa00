// Watches a film in Chromium as a viewer would and prints what was seen and heard as one line of JSON.
// Usage: node watch.mjs ADDRESS SECONDS [SCREENSHOT_FOLDER]
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const [address, wanted, shots] = [process.argv[2], Number(process.argv[3] ?? 21), process.argv[4]];
const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (path) => path && existsSync(path),
);
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--autoplay-policy=no-user-gesture-required", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const report = { errors: [], requests_elsewhere: [] };
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 760 } });
  page.on("pageerror", (error) => report.errors.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(new URL(address).origin) && !/^(blob|data):/.test(request.url())) report.requests_elsewhere.push(request.url());
  });
  await page.goto(address);
  const play = page.getByRole("button", { name: "Play", exact: true });
  await play.waitFor();
  if (shots) await page.screenshot({ path: `${shots}/poster.png` });
  await page.evaluate(() => {
    const video = document.querySelector("video");
    const seen = { stalls: [], playing: false, loudest: 0, started: 0 };
    window.seen = seen;
    video.addEventListener("playing", () => { seen.playing = true; });
    video.addEventListener("waiting", () => { if (seen.playing && !video.seeking && !video.ended) seen.stalls.push(video.currentTime); });
    video.addEventListener("loadeddata", () => { seen.first_picture_ms = performance.now() - seen.started; }, { once: true });
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 2048;
    const source = context.createMediaElementSource(video);
    source.connect(analyser);
    analyser.connect(context.destination);
    const samples = new Float32Array(analyser.fftSize);
    setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const rms = Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
      seen.loudest = Math.max(seen.loudest, rms);
      seen.captions_shown ||= document.querySelector(".captions p") !== null;
    }, 100);
    window.picture = () => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [64, 36];
      const context = canvas.getContext("2d");
      context.drawImage(video, 0, 0, 64, 36);
      return Array.from(context.getImageData(0, 0, 64, 36).data);
    };
  });
  await page.evaluate(() => { window.seen.started = performance.now(); });
  await play.click();
  await page.keyboard.press("x"); // a key that means nothing changes nothing
  const until = (seconds) => page.waitForFunction((s) => document.querySelector("video").currentTime >= s, seconds, { timeout: 90_000, polling: 100 });
  await until(1);
  report.first_picture_ms = await page.evaluate(() => window.seen.first_picture_ms);
  await page.keyboard.press("c");
  const pictures = [];
  for (let at = 2; at < wanted; at += 3) {
    await until(at);
    pictures.push(await page.evaluate(() => window.picture()));
    if (shots && (at === 2 || at === 14)) {
      await page.mouse.move(600 + at, 300);
      await page.screenshot({ path: `${shots}/playing-${at}.png` });
    }
  }
  await until(wanted);
  const differs = (a, b) => a.reduce((sum, x, i) => sum + Math.abs(x - b[i]), 0) / a.length;
  report.pictures_differ_by = pictures.slice(1).map((picture, i) => differs(picture, pictures[i]));
  report.brightest = Math.max(...pictures.map((picture) => Math.max(...picture.filter((_, i) => i % 4 !== 3))));
  report.stalls = await page.evaluate(() => window.seen.stalls);
  report.loudest_rms = await page.evaluate(() => window.seen.loudest);
  report.captions = await page.evaluate(() =>
    Array.from(document.querySelector("video").textTracks).flatMap((track) => Array.from(track.cues ?? []).map((cue) => cue.text)));
  report.captions_shown = await page.waitForFunction(() => window.seen.captions_shown, undefined, { timeout: 30_000 }).then(() => true, () => false);
  const before = await page.evaluate(() => document.querySelector("video").currentTime);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("j");
  await page.waitForTimeout(1500);
  report.sought_back_s = before - (await page.evaluate(() => document.querySelector("video").currentTime));
  await page.keyboard.press("k");
  report.paused = await page.evaluate(() => document.querySelector("video").paused);
  await page.keyboard.press("k");
  await page.keyboard.press("k");
  report.paused_after_two_presses = await page.evaluate(() => document.querySelector("video").paused);
  await page.context().setOffline(true);
  await page.keyboard.press("k");
  report.told_that_the_connection_is_lost = await page.getByText("The connection is lost").waitFor({ timeout: 15_000 }).then(() => true, () => false);
  const left = await page.evaluate(() => document.querySelector("video").currentTime);
  await page.context().setOffline(false);
  await page.evaluate(() => { document.querySelector("video").playbackRate = 1.5; });
  await until(left + 12); // more than the player had in hand
  report.went_on = true;
  await page.keyboard.press("k");
  report.label = await page.getByText("Generated").first().isVisible();
  await page.setViewportSize({ width: 390, height: 760 });
  await page.waitForTimeout(300);
  report.phone_overflow_px = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (shots) await page.screenshot({ path: `${shots}/phone.png` });
} catch (error) {
  report.errors.push(String(error));
} finally {
  await browser.close();
}
console.log(JSON.stringify(report));

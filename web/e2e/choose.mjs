// Two viewers of one film in Chromium: one chooses by keyboard and later goes back and takes the other way, one says what they like
// and lets the choice pass. Prints what each was shown as one line of JSON. Usage: node choose.mjs ADDRESS [SCREENSHOT_FOLDER]
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const [address, shots] = process.argv.slice(2);
const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (path) => path && existsSync(path),
);
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--autoplay-policy=no-user-gesture-required", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const errors = [];
const viewers = [];

class Viewer {
  async open(name) {
    this.name = name;
    viewers.push(this);
    this.page = await (await browser.newContext({ viewport: { width: 960, height: 540 } })).newPage();
    this.page.on("pageerror", (error) => errors.push(`${name}: ${error}`));
    this.page.on("response", async (answer) => {
      if (answer.url().endsWith("/api/screenings") && answer.ok()) this.token = (await answer.json()).token;
    });
    await this.page.goto(address);
    this.play = this.page.getByRole("button", { name: "Play", exact: true });
    await this.play.waitFor();
    await this.page.evaluate(() => {
      const video = document.querySelector("video");
      window.stalls = [];
      let playing = false;
      video.addEventListener("playing", () => { playing = true; });
      video.addEventListener("emptied", () => { playing = false; });
      video.addEventListener("waiting", () => { if (playing && !video.seeking && !video.ended) window.stalls.push(video.currentTime); });
    });
    return this;
  }

  /** Until so long after a moment of the choice ("opens_s", "locks_s", "seam_s"): a hold before it moves it. */
  async until(moment, and_s) {
    const there = ([moment, and_s]) => {
      const kept = Object.keys(localStorage).find((key) => key.startsWith("playhead:screening:"));
      const asked = kept && JSON.parse(localStorage[kept]).asked[0];
      return asked && document.querySelector("video").currentTime >= asked[moment] + and_s ? asked : null;
    };
    return (await this.page.waitForFunction(there, [moment, and_s], { timeout: 60_000, polling: 50 })).jsonValue();
  }

  picture() {
    return this.page.evaluate(() => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [64, 36];
      const context = canvas.getContext("2d");
      context.drawImage(document.querySelector("video"), 0, 0, 64, 36);
      return Array.from(context.getImageData(0, 0, 64, 36).data);
    });
  }

  labels() {
    return this.page.locator(".choice .label").allTextContents();
  }

  marked() {
    return this.page.locator(".choice button[aria-pressed=true] .label").allTextContents();
  }

  async shot(name) {
    if (shots) await this.page.screenshot({ path: `${shots}/choose-${this.name}-${name}.png` });
  }

  async cut() {
    return (await this.page.request.get(new URL(`/s/${this.token}/cut`, address).href)).json();
  }
}

const differs = (a, b) => a.reduce((sum, x, i) => sum + Math.abs(x - b[i]), 0) / a.length;
const beats = (cut) => cut.parts.filter((part) => part.kind === "beat").map((part) => part.id);
const shown = (cut, before_s) =>
  cut.parts.flatMap((part) => part.shots.flatMap((shot) => shot.takes)).filter((take) => take.at_s < before_s - 0.01).map((take) => take.hash);

async function chooser() {
  const viewer = await new Viewer().open("chooser");
  await viewer.play.click();
  await viewer.until("opens_s", 0.5);
  const told = { labels: await viewer.labels() };
  await viewer.page.keyboard.press("ArrowRight");
  await viewer.page.keyboard.press("ArrowRight");
  await viewer.page.keyboard.press("Enter");
  await viewer.page.locator(".choice button[aria-pressed=true]").waitFor();
  told.marked = await viewer.marked();
  told.said = await viewer.page.locator("[aria-live=assertive]").textContent();
  await viewer.shot("choice");
  await viewer.until("locks_s", 0.3);
  told.asked_after_lock = await viewer.page.locator(".choice").count();
  await viewer.until("seam_s", -0.5);
  const before = await viewer.picture();
  const { seam_s } = await viewer.until("seam_s", 1.5);
  const wood = await viewer.picture();
  told.changes_by = differs(before, wood);
  await viewer.shot("after-seam");
  told.stalls = await viewer.page.evaluate(() => window.stalls);
  const first = await viewer.cut();
  told.beats = beats(first);

  // Back to where it was asked, by its mark on the seek bar; the other way by its number.
  const token = viewer.token;
  await viewer.page.mouse.move(400, 200);
  await viewer.page.getByRole("button", { name: "Back to the choice" }).click();
  await viewer.page.locator(".choice").waitFor();
  told.marked_again = await viewer.marked();
  await viewer.shot("again");
  await viewer.page.evaluate(() => {
    const video = document.querySelector("video");
    window.crossing = {};
    video.addEventListener("emptied", () => { window.crossing.left = performance.now(); }, { once: true });
    video.addEventListener("playing", () => { window.crossing.there ??= performance.now(); });
  });
  await viewer.page.keyboard.press("1");
  await viewer.page.waitForFunction(() => window.crossing.left && window.crossing.there > window.crossing.left, undefined, { timeout: 20_000 });
  told.crossing_ms = await viewer.page.evaluate(() => window.crossing.there - window.crossing.left);
  told.back_at = await viewer.page.evaluate(() => document.querySelector("video").currentTime);
  await viewer.until("seam_s", 1.5);
  told.other_way_differs_by = differs(wood, await viewer.picture());
  await viewer.shot("other-way");
  const second = await viewer.cut();
  told.beats_again = beats(second);
  told.new_cut = viewer.token !== token;
  told.same_before_seam = JSON.stringify(shown(first, seam_s)) === JSON.stringify(shown(second, seam_s));

  await viewer.page.evaluate(() => { document.querySelector("video").playbackRate = 2; });
  await viewer.page.waitForFunction(() => document.querySelector("video").ended, undefined, { timeout: 60_000 });
  await viewer.page.getByText("What you chose").waitFor();
  told.after = await viewer.page.locator(".after").innerText();
  told.map_seen = await viewer.page.locator(".map li.seen > span").allTextContents();
  told.map_blank = await viewer.page.locator(".map li:not(.seen)").count();
  await viewer.shot("after");
  await viewer.page.close();
  return told;
}

async function listener() {
  const viewer = await new Viewer().open("listener");
  await viewer.page.getByRole("button", { name: "storms" }).click();
  await viewer.page.getByLabel("What may the film call you?").fill("Ada");
  await viewer.shot("poster");
  await viewer.page.getByRole("button", { name: "How you watch" }).click();
  await viewer.page.getByText("Large captions").click();
  await viewer.page.getByText("Audio descriptions").click();
  await viewer.page.getByRole("button", { name: "Done" }).click();
  await viewer.play.click();
  await viewer.page.evaluate(() => { document.querySelector("video").playbackRate = 1.4; });
  const told = { captioned: await viewer.page.locator(".captions.large p:not(.described)").first().textContent({ timeout: 60_000 }) };
  told.described = await viewer.page.locator(".captions.large p.described").first().textContent({ timeout: 60_000 });
  await viewer.until("opens_s", 0.5);
  told.labels = await viewer.labels();
  await viewer.until("seam_s", 1.5);
  return { ...told, beats: beats(await viewer.cut()), stalls: await viewer.page.evaluate(() => window.stalls) };
}

const report = { errors };
try {
  report.chooser = await chooser();
  report.listener = await listener();
} catch (error) {
  errors.push(String(error));
  for (const viewer of viewers) {
    await viewer.shot("failed");
    errors.push(`${viewer.name} at ${await viewer.page.evaluate(() => document.querySelector("video").currentTime)} s`);
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(report));

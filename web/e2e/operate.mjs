// Looks at the owner's page as it is on a desk and on a phone, while somebody watches, and prints what is there as one line of JSON.
// Usage: node operate.mjs ORIGIN [SCREENSHOT_FOLDER]
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const [origin, shots] = [process.argv[2], process.argv[3]];
const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (path) => path && existsSync(path),
);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"] });
const report = { errors: [], requests_elsewhere: [], overflow_px: [] };
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on("pageerror", (error) => report.errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && report.errors.push(message.text()));
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !/^(blob|data):/.test(request.url())) report.requests_elsewhere.push(request.url());
  });
  await page.goto(`${origin}/operate`);
  await page.getByRole("status").waitFor();
  report.state = await page.getByRole("status").textContent().then((text) => text.trim());
  await page.locator("svg path[d^=M]").first().waitFor({ state: "attached", timeout: 20_000 }); // a plot has a line
  report.plots = await page.getByRole("img").count();
  report.viewers = await page.getByRole("img", { name: /^Viewers/ }).getAttribute("aria-label");
  report.rows = await page.locator("tbody tr").allTextContents();
  for (const [name, width, height] of [["desk", 1440, 900], ["phone", 390, 844]]) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(200);
    report.overflow_px.push(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth));
    if (shots) await page.screenshot({ path: `${shots}/operate-${name}.png`, fullPage: true });
  }
} catch (error) {
  report.errors.push(String(error));
} finally {
  await browser.close();
}
console.log(JSON.stringify(report));

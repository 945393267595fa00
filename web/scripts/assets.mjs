// Copies what the engine needs from npm packages (fonts, soundfont) to where `playhead.assets` looks.
import { cp, mkdir, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const out = join(web, "..", "src", "playhead", "_assets");
await mkdir(join(out, "fonts"), { recursive: true });
await mkdir(join(out, "soundfonts"), { recursive: true });
for (const family of ["cormorant-garamond", "source-sans-3"]) {
  const from = join(web, "node_modules", "@fontsource", family, "files");
  for (const weight of ["400", "600"]) {
    for (const set of ["latin", "latin-ext", "cyrillic", "greek"]) {
      const file = `${family}-${set}-${weight}-normal.woff`;
      if (!(await readdir(from)).includes(file)) continue;
      await cp(join(from, file), join(out, "fonts", set === "latin" ? `${family}-${weight}.woff` : `${family}-${set}-${weight}.woff`));
    }
  }
}
// One file a script, in one weight: titles in Japanese, Chinese and Korean.
for (const [family, set] of [["sawarabi-mincho", "japanese"], ["zcool-xiaowei", "chinese-simplified"], ["gowun-batang", "korean"]]) {
  await cp(join(web, "node_modules", "@fontsource", family, "files", `${family}-${set}-400-normal.woff`), join(out, "fonts", `${family}-400.woff`));
}
const sf3 = join(web, "node_modules", "@librescore", "sf3");
for (const file of await readdir(sf3)) {
  if (file.startsWith("FluidR3Mono") && file.endsWith(".sf3.wasm")) await cp(join(sf3, file), join(out, "soundfonts", "FluidR3Mono.sf3"));
}

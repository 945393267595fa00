import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// `npm run dev` proxies to a running `playhead serve`; `npm run build` writes what the server hands out.
const engine = process.env.PLAYHEAD_URL ?? "http://127.0.0.1:7474";

export default defineConfig({
  plugins: [svelte({ compilerOptions: { customElement: false } })],
  build: { outDir: "../src/playhead/_assets/web", emptyOutDir: true, target: "es2022", chunkSizeWarningLimit: 900, rollupOptions: { input: ["index.html", "operate.html"] } },
  server: { proxy: { "/api": engine, "/s": engine, "/m": engine, "/operate/data": engine } },
});

import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";
import { land } from "./land";
import { licences } from "./licences";

// The explorer goes into one page that loads nothing: one script, one style sheet, and the engine of
// its SPARQL screen as bytes. `kg/explorer` puts them into explorer.html, `kg serve` sends them.
export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [
    licences({ banner: "explorer.js", also: ["node_modules/oxigraph", "node_modules/world-atlas"] }),
    land(),
    bytes("oxigraph.wasm", "node_modules/oxigraph/web_bg.wasm"),
  ],
  worker: { format: "iife", plugins: () => [noAddress()] },
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: {
    outDir: "../kg/explorer/static",
    emptyOutDir: true,
    target: "es2022",
    chunkSizeWarningLimit: 2000,
    cssCodeSplit: false,
    modulePreload: false,
    rollupOptions: {
      input: "src/explorer/main.tsx",
      output: {
        format: "iife",
        inlineDynamicImports: true,
        entryFileNames: "explorer.js",
        assetFileNames: "explorer[extname]",
      },
    },
  },
});

function bytes(fileName: string, from: string): Plugin {
  return {
    name: "bytes",
    generateBundle() {
      this.emitFile({ type: "asset", fileName, source: readFileSync(from) });
    },
  };
}

/** The engine is given its bytes: it need not know an address for them, which would put them into the script, too. */
function noAddress(): Plugin {
  return {
    name: "no-address",
    enforce: "pre",
    transform(code, id) {
      return id.includes("oxigraph/web.js") ? code.replace(/new URL\('web_bg\.wasm', import\.meta\.url\)/, "undefined") : null;
    },
  };
}

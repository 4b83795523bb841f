import { defineConfig } from "vite";
import { licences } from "./licences";

// One entry a front end: src/NAME/main.ts becomes static/NAME.js and static/NAME.css. The pages that
// load them are templates of kg.serve, so that their content security policy stands in one place.
const entries = ["editor"];

export default defineConfig({
  base: "/static/",
  publicDir: false,
  plugins: [licences()],
  build: {
    outDir: "../kg/serve/static",
    emptyOutDir: true,
    target: "es2022",
    chunkSizeWarningLimit: 2000,
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: {
      input: Object.fromEntries(entries.map((name) => [name, `src/${name}/main.ts`])),
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
});

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

interface Locked {
  packages: Record<string, { version?: string; license?: string; dev?: boolean }>;
}

/** Writes LICENCES.txt: the libraries whose code is in the output, with the texts of their licences. */
export function licences(): Plugin {
  return {
    name: "licences",
    generateBundle() {
      const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as Locked;
      const parts = Object.entries(packages)
        .filter(([path, { dev }]) => path && !dev && existsSync(path))
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([path, { version, license }]) => {
          const name = path.replace(/^.*node_modules\//, "");
          return `${name} ${version} (${license ?? "see below"})\n\n${text(path)}`;
        });
      this.emitFile({ type: "asset", fileName: "LICENCES.txt", source: parts.join("\n\n----\n\n") });
    },
  };
}

function text(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  return file ? readFileSync(join(folder, file), "utf8").trim() : "The package holds no text.";
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

interface Package {
  version?: string;
  license?: string;
  dependencies?: Record<string, string>;
}

type Packages = Record<string, Package>;

/**
 * Writes LICENCES.txt: the libraries whose code is in the output, with the texts of their licences.
 * With `banner` they also stand as a comment at the head of that script, which goes into pages alone.
 * `also`: packages whose code is not among the script's modules.
 */
export function licences({ banner = "", also = [] as string[] } = {}): Plugin {
  return {
    name: "licences",
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((part) => (part.type === "chunk" ? part.moduleIds : []));
      const source = libraries(modules, also).map(described).join("\n\n----\n\n");
      this.emitFile({ type: "asset", fileName: "LICENCES.txt", source });
      const script = banner && bundle[banner];
      if (script && script.type === "chunk") {
        script.code = `/*!\n${source.replaceAll("*/", "* /")}\n*/\n${script.code}`;
      }
    },
  };
}

/**
 * The folders of packages that code came from, of those that are in the page as bytes, and of what
 * they depend on: some packages hold the code of others.
 */
function libraries(modules: string[], also: string[]): [string, Package][] {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Packages };
  const used = (path: string) => modules.some((module) => module.replaceAll("\\", "/").includes(`/${path}/`));
  const found = new Set(Object.keys(packages).filter((path) => path && (used(path) || also.includes(path))));
  for (const path of found) {
    for (const name of Object.keys(packages[path]?.dependencies ?? {})) {
      found.add(folder(packages, path, name));
    }
  }
  return [...found]
    .filter((path) => existsSync(path))
    .sort()
    .map((path) => [path, packages[path] ?? {}]);
}

/** Where a package finds another: in its own folder, else in the shared one. */
function folder(packages: Packages, path: string, name: string): string {
  const own = `${path}/node_modules/${name}`;
  return own in packages ? own : `node_modules/${name}`;
}

function described([path, { version, license }]: [string, Package]): string {
  const name = path.replace(/^.*node_modules\//, "");
  return `${name} ${version} (${license ?? "see below"})\n\n${text(path)}`;
}

function text(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  return file ? readFileSync(join(folder, file), "utf8").trim() : "The package holds no text.";
}

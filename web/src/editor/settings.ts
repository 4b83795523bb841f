/** What the server tells the editor about its build (`/editor.json`). */
export interface Settings {
  base: string;
  prefixes: Record<string, string>;
  templates: Template[];
  classes: Term[];
  predicates: Term[];
}

/** A saved query of `kg query`. */
export interface Template {
  name: string;
  zh: string;
  en: string;
  about: string;
  query: string;
}

/** A class or property that the build uses; labels are empty where the vocabulary has none. */
export interface Term {
  iri: string;
  zh: string;
  en: string;
}

/** An entity found by part of a name (`/complete`). */
export interface Entity {
  label: string;
  iri: string;
  type: string;
}

export const isChinese = document.documentElement.lang.startsWith("zh");

/** A JSON resource of this server. */
export async function fetchJson<T>(path: string): Promise<T> {
  const response = await fetch(path, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as T;
}

/** A query with declarations of the prefixes that it uses: so it runs anywhere. */
export function declared(query: string, prefixes: Record<string, string>): string {
  const used = Object.entries(prefixes).filter(([name]) =>
    new RegExp(`(^|[^\\w:])${name}:`, "m").test(query),
  );
  return used.map(([name, iri]) => `PREFIX ${name}: <${iri}>\n`).join("") + query;
}

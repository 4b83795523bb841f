import type { State } from "./state";

/** Texts of a part of the page in both languages: `const t = words({ close: ["关闭", "Close"] })`. */
export function words<Key extends string>(table: Record<Key, readonly [zh: string, en: string]>) {
  return (language: State["language"], key: Key): string => table[key][language === "zh" ? 0 : 1];
}

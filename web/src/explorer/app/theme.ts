import { effect, signal, type ReadonlySignal } from "@preact/signals";
import type { State } from "../contract/state";

/** "light" or "dark", whatever is asked for: what is drawn on a canvas must be drawn anew with it. */
export const shownTheme = signal<"light" | "dark">("light");

/** Puts theme and language on the root element, where the style sheet and screen readers look. */
export function keepTheme(state: ReadonlySignal<State>): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const system = signal(dark.matches);
  dark.addEventListener("change", () => (system.value = dark.matches));
  effect(() => {
    const { theme, language } = state.value;
    const shown = theme === "auto" ? (system.value ? "dark" : "light") : theme;
    const root = document.documentElement;
    root.lang = language === "zh" ? "zh-CN" : "en";
    root.dataset.theme = shown;
    shownTheme.value = shown;
  });
}

export function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

import type { State } from "../contract/state";

/** Instead of the page, where it cannot open. */
export function Failure({ error, language }: { error: unknown; language: State["language"] }) {
  const text = error instanceof Error ? error.message : String(error);
  return (
    <main class="shell-failure">
      <h1>{language === "zh" ? "无法打开图谱" : "The graph cannot be opened"}</h1>
      <p role="alert">{text}</p>
    </main>
  );
}

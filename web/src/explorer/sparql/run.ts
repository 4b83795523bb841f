import { signal } from "@preact/signals";
import type { App } from "../contract/app";
import type { Answer } from "../contract/source";
import { QueryError, type Problem } from "./place";
import { StoppedError } from "./session";

/** What became of the last query; kept while another screen is shown. */
export type Outcome =
  | { kind: "none" }
  | { kind: "running"; since: number }
  | { kind: "stopped" }
  | { kind: "failed"; problem: Problem; at?: number }
  | { kind: "done"; answer: Answer; ms: number };

export const outcome = signal<Outcome>({ kind: "none" });

let latest = 0;

export async function run(app: App, query: string): Promise<void> {
  const number = ++latest;
  const since = performance.now();
  const end = (what: Outcome) => {
    if (number === latest) {
      outcome.value = what;
    }
  };
  outcome.value = { kind: "running", since };
  try {
    const answer = await app.source.query(query);
    end({ kind: "done", answer, ms: performance.now() - since });
  } catch (error) {
    end(failure(error));
  }
}

export function stop(app: App): void {
  latest++;
  app.source.stop();
  outcome.value = { kind: "stopped" };
}

function failure(error: unknown): Outcome {
  if (error instanceof StoppedError) {
    return { kind: "stopped" };
  }
  if (error instanceof QueryError) {
    return { kind: "failed", problem: error.problem, at: error.at };
  }
  const text = error instanceof Error ? error.message : String(error);
  return { kind: "failed", problem: [text, text] };
}

import type { State } from "../contract/state";

const MOST = 100;

/** The states before and after the present one; the oldest are forgotten. */
export interface History {
  readonly past: readonly State[];
  readonly future: readonly State[];
}

export const NO_HISTORY: History = { past: [], future: [] };

export function after(history: History, left: State): History {
  return { past: [...history.past.slice(1 - MOST), left], future: [] };
}

export function undone(history: History, present: State): { history: History; state: State } | null {
  const back = history.past.at(-1);
  return back
    ? {
        history: { past: history.past.slice(0, -1), future: [present, ...history.future] },
        state: kept(back, present),
      }
    : null;
}

export function redone(history: History, present: State): { history: History; state: State } | null {
  const [next, ...future] = history.future;
  return next ? { history: { past: [...history.past, present], future }, state: kept(next, present) } : null;
}

/** What is no step of its own stays as it is. */
function kept(state: State, { camera, language, theme }: State): State {
  return { ...state, camera, language, theme };
}

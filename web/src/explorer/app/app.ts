import { computed, effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { App } from "../contract/app";
import type { Source } from "../contract/source";
import type { State } from "../contract/state";
import { START, ownLanguage } from "./defaults";
import { NO_HISTORY, after, redone, undone, type History } from "./history";
import { read, written } from "./link";
import type { Mask } from "./mask";
import { visibleOf } from "./visible";
import { appWords } from "./words";

/** What the stage does for the other parts, once it is there. */
export interface Stage {
  goTo(nodes: readonly number[]): void;
  picture(scale: number): Promise<Blob>;
}

/** The whole of the page's state: what `App` tells all parts, and what only the shell and the stage ask. */
export interface Core extends App {
  readonly visible: ReadonlySignal<{ readonly nodes: Mask; readonly facts: Mask }>;
  readonly message: ReadonlySignal<string>;
  readonly stage: Signal<Stage | null>;
  /** The link to the state as it is. */
  link(): string;
}

export function createApp(source: Source): Core {
  const start = { ...START, language: ownLanguage() };
  const first = read(location.hash, start);
  const state = signal(first.state);
  const history = signal<History>(NO_HISTORY);
  const message = signal("");
  const stage = signal<Stage | null>(null);
  const asked = parts(state, ["filter", "hidden", "focus"]);
  const app: Core = {
    source,
    state,
    visible: computed(() => (source.graph.changed.value, visibleOf(source.graph, asked.value))),
    set(change, how = {}) {
      const present = state.peek();
      const next = { ...present, ...change };
      if (same(present, next)) {
        return;
      }
      if (!how.silent) {
        history.value = after(history.peek(), present);
      }
      state.value = next;
    },
    undo: () => step(undone(history.peek(), state.peek())),
    redo: () => step(redone(history.peek(), state.peek())),
    canUndo: computed(() => history.value.past.length > 0),
    canRedo: computed(() => history.value.future.length > 0),
    say: (text) => (message.value = text),
    goTo: (nodes) => stage.peek()?.goTo(nodes),
    picture(scale = 2) {
      const at = stage.peek();
      return at ? at.picture(scale) : Promise.reject(new Error(words("noPicture")));
    },
    message,
    stage,
    link: () => `${location.href.replace(/#.*$/s, "")}#${written(state.peek(), start)}`,
  };
  keepLink(state, start, app);
  if (first.bad) {
    app.say(words("badLink"));
  }
  return app;

  function step(to: { history: History; state: State } | null): void {
    if (to) {
      history.value = to.history;
      state.value = to.state;
    }
  }

  function words(key: Parameters<typeof appWords>[1]): string {
    return appWords(state.peek().language, key);
  }
}

/** Some fields of the state, as one value that changes only when one of them does. */
export function parts<K extends keyof State>(state: ReadonlySignal<State>, names: readonly K[]) {
  let last: Pick<State, K> | undefined;
  return computed(() => {
    const now = state.value;
    if (!last || names.some((name) => now[name] !== last![name])) {
      last = Object.fromEntries(names.map((name) => [name, now[name]])) as Pick<State, K>;
    }
    return last;
  });
}

function same(one: State, other: State): boolean {
  return (Object.keys(other) as (keyof State)[]).every(
    (name) => one[name] === other[name] || JSON.stringify(one[name]) === JSON.stringify(other[name]),
  );
}

/** The address always tells the state; a link that is opened in the same page changes the state. */
function keepLink(state: Signal<State>, start: State, app: Core): void {
  let timer = 0;
  let own = "";
  effect(() => {
    const hash = written(state.value, start);
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      own = hash;
      replaceHash(hash);
    }, 250);
  });
  addEventListener("hashchange", () => {
    const hash = location.hash;
    if (hash === `#${own}` || hash === "" || decoded(hash) === decoded(`#${own}`)) {
      return;
    }
    const link = read(hash, start);
    app.set(link.state);
    if (link.bad) {
      app.say(appWords(state.peek().language, "badLink"));
    }
  });
}

function replaceHash(hash: string): void {
  try {
    history.replaceState(null, "", hash ? `#${hash}` : location.href.replace(/#.*$/s, ""));
  } catch {
    // A page inside another one, as in a notebook, has no address of its own.
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

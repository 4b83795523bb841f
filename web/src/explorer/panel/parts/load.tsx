import { useEffect, useState } from "preact/hooks";
import type { App } from "../../contract/app";
import { t } from "../words";

/** What is being fetched: from the page at once, from a server after a while or not at all. */
export type Loaded<T> =
  | { state: "waiting" }
  | { state: "ready"; value: T }
  | { state: "failed"; message: string; retry: () => void };

const WAITING = { state: "waiting" } as const;

/** Loads again whenever one of `keys` changes; what an earlier key asked for is dropped. */
export function useLoaded<T>(load: () => Promise<T>, keys: readonly unknown[]): Loaded<T> {
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<{ keys: readonly unknown[]; loaded: Loaded<T> }>();
  const all = [...keys, attempt];
  useEffect(() => {
    let dropped = false;
    const keep = (loaded: Loaded<T>) => dropped || setFound({ keys: all, loaded });
    const retry = () => setAttempt((number) => number + 1);
    started(load).then(
      (value) => keep({ state: "ready", value }),
      (error: unknown) => keep({ state: "failed", message: messageOf(error), retry }),
    );
    return () => {
      dropped = true;
    };
  }, all);
  return found && same(found.keys, all) ? found.loaded : WAITING;
}

/** Nodes by IRI: at once where the graph has them, else from the source; -1 for what there is not. */
export function useNodes(app: App, iris: readonly string[]): Loaded<number[]> {
  const { graph } = app.source;
  const known = iris.map((iri) => graph.byIri(iri));
  const here = known.every((node) => node !== undefined);
  const loaded = useLoaded(() => (here ? Promise.resolve([]) : app.source.find([...iris])), [here, ...iris]);
  return here ? { state: "ready", value: known as number[] } : loaded;
}

/** The number of a document; a server tells of them a moment after the page has opened. */
export function documentNumber(app: App, id: string): Loaded<number> {
  const { documents, changed } = app.source.graph;
  void changed.value;
  const at = documents.findIndex((document) => document.id === id);
  return at < 0 && documents.some((document) => !document.id) ? WAITING : { state: "ready", value: at };
}

export function Waiting({ app, lines = 2 }: { app: App; lines?: number }) {
  return (
    <div class="panel-waiting" role="status">
      <span class="out-of-sight">{t(app.state.value.language, "loading")}</span>
      {Array.from({ length: lines }, (_, at) => (
        <span key={at} class="panel-bone" />
      ))}
    </div>
  );
}

export function Failed({ app, failure }: { app: App; failure: { message: string; retry: () => void } }) {
  const { language } = app.state.value;
  return (
    <div class="panel-failed" role="alert">
      <p>
        {t(language, "failed")} <bdi>{failure.message}</bdi>
      </p>
      <button type="button" class="panel-button" onClick={failure.retry}>
        {t(language, "retry")}
      </button>
    </div>
  );
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function started<T>(load: () => Promise<T>): Promise<T> {
  return load();
}

function same(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, at) => Object.is(value, other[at]));
}

import { signal } from "@preact/signals";
import type { QueriesBlock } from "../contract/blocks";
import type { Answer } from "../contract/source";
import { blockText, hasBlock, readBlock } from "../sources/blocks";
import { answerOf } from "./answers";
import { spaced, syntaxError } from "./place";
import { prepare, type Prepared } from "./prepare";
import { EngineError, Session } from "./session";

/** How much of the statements is loaded, 0 to 1; null where none are being loaded. */
export const loading = signal<number | null>(null);

/** Whether the page holds statements: those of a very large graph are left out. */
export function hasStatements(): boolean {
  return hasBlock("statements");
}

const FORMS = { table: "json", boolean: "json", graph: "application/n-triples" };

/** The statements that the page holds, and an engine for them in a worker, started when it is first asked. */
export class PageEngine {
  #session: Session | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #queries: Promise<QueriesBlock> | undefined;

  /** Rejects with a `QueryError` for what is wrong with the query, a `StoppedError` where it was stopped. */
  query(sparql: string): Promise<Answer> {
    const next = this.#turn.then(() => this.#answer(sparql));
    this.#turn = next.catch(() => undefined);
    return next;
  }

  /** Ends a query that goes on; the statements are loaded again for the next one. */
  stop(): void {
    this.#session?.end();
    this.#session = undefined;
    loading.value = null;
  }

  async #answer(sparql: string): Promise<Answer> {
    this.#queries ??= readBlock<QueriesBlock>("queries");
    const { prefixes } = await this.#queries;
    const prepared = prepare(sparql, prefixes);
    try {
      const text = await (await this.#loaded()).query({
        text: `${prepared.head}\n${sparql}`,
        spaced: `${prepared.head}\n${spaced(prepared.tokens).text}`,
        form: FORMS[prepared.kind],
      });
      return answerOf(text, prepared, prefixes);
    } catch (error) {
      throw this.#explained(error, prepared);
    }
  }

  async #loaded(): Promise<Session> {
    this.#session ??= new Session(pageBlocks(), (done) => (loading.value = done));
    try {
      await this.#session.ready;
    } finally {
      loading.value = null;
    }
    return this.#session;
  }

  #explained(error: unknown, { written, tokens }: Prepared): unknown {
    if (error instanceof EngineError) {
      return syntaxError(written, tokens, error.spaced || error.message);
    }
    this.stop(); // whatever it was, the worker is of no use any more
    return error;
  }
}

function pageBlocks() {
  return {
    wasm: blockText("wasm"),
    statements: blockText("statements"),
    evidence: blockText("evidence"),
    texts: hasBlock("texts") ? blockText("texts") : null,
  };
}

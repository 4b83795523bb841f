import type { FromWorker, ToWorker } from "./messages";
import EngineWorker from "./worker?worker&inline";

/** A query was stopped by the person who asked it. */
export class StoppedError extends Error {}

/** What the engine has against a query; `spaced` is the same with space between the tokens. */
export class EngineError extends Error {
  constructor(
    message: string,
    readonly spaced: string,
  ) {
    super(message);
  }
}

/** A worker with the statements loaded, which answers one query at a time. */
export class Session {
  readonly ready: Promise<string>;
  readonly #worker = new EngineWorker();
  #resolve: (text: string) => void = () => undefined;
  #reject: (reason: Error) => void = () => undefined;

  constructor(blocks: Extract<ToWorker, { kind: "load" }>["blocks"], progress: (done: number) => void) {
    this.#worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#heard(data, progress);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#reject(new Error(event.message || "the engine ended; it may have run out of memory"));
    };
    this.ready = this.#ask({ kind: "load", blocks });
  }

  /** The results as text, in the form asked for. */
  async query(question: Omit<Extract<ToWorker, { kind: "query" }>, "kind">): Promise<string> {
    await this.ready;
    return this.#ask({ kind: "query", ...question });
  }

  end(): void {
    this.#worker.terminate();
    this.#reject(new StoppedError("stopped"));
  }

  #ask(what: ToWorker): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      this.#worker.postMessage(what);
    });
  }

  #heard(said: FromWorker, progress: (done: number) => void): void {
    switch (said.kind) {
      case "progress":
        return progress(said.done);
      case "ready":
        return this.#resolve("");
      case "answer":
        return this.#resolve(said.text);
      case "failed":
        return this.#reject(new EngineError(said.message, said.spaced));
    }
  }
}

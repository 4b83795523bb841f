/// <reference lib="webworker" />
import { initSync, Store } from "oxigraph/web.js";
import type { EvidenceBlock, StatementsBlock, TextsBlock } from "../contract/blocks";
import { unpacked } from "../sources/blocks";
import { datasetLines } from "./dataset";
import type { FromWorker, ToWorker } from "./messages";

declare const self: DedicatedWorkerGlobalScope;

let store: Store | undefined;

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  try {
    if (data.kind === "load") {
      store = await loaded(data);
      say({ kind: "ready" });
    } else {
      say({ kind: "answer", text: answered(data) });
    }
  } catch (error) {
    say({ kind: "failed", message: message(error), spaced: data.kind === "query" ? spacedMessage(data) : "" });
  }
};

function say(what: FromWorker): void {
  self.postMessage(what);
}

async function loaded({ blocks }: Extract<ToWorker, { kind: "load" }>): Promise<Store> {
  const json = async <T>(text: string) => JSON.parse(await new Response(unpacked(text)).text()) as T;
  say({ kind: "progress", done: 0 });
  initSync({ module: await new Response(unpacked(blocks.wasm)).arrayBuffer() });
  const statements = await json<StatementsBlock>(blocks.statements);
  const evidence = await json<EvidenceBlock>(blocks.evidence);
  const texts = blocks.texts === null ? null : await json<TextsBlock>(blocks.texts);
  const made = new Store();
  const lines = told(datasetLines(statements, evidence, texts), statements.count);
  made.load(lines as Iterable<string>, { format: "application/n-quads", lenient: true, no_transaction: true });
  return made;
}

function* told(pieces: Iterable<{ text: string; statements: number }>, count: number): Generator<string> {
  let done = 0;
  for (const { text, statements } of pieces) {
    yield text;
    done += statements;
    say({ kind: "progress", done: Math.min(done / count, 1) });
  }
}

function answered({ text, form }: Extract<ToWorker, { kind: "query" }>): string {
  const found = store!.query(text, { results_format: form });
  return typeof found === "string" ? found : String(found);
}

function spacedMessage({ spaced, form }: Extract<ToWorker, { kind: "query" }>): string {
  try {
    store!.query(spaced, { results_format: form });
    return "";
  } catch (error) {
    return message(error);
  }
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

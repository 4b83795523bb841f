declare module "oxigraph/web.js" {
  export function initSync(module: { module: BufferSource }): unknown;
  export class Store {
    readonly size: number;
    load(
      input: Iterable<string>,
      options: { format: string; lenient?: boolean; no_transaction?: boolean },
    ): void;
    query(query: string, options: { results_format: string }): unknown;
  }
}

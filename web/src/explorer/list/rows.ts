import type { App } from "../contract/app";
import { factColumns, nodeColumns, type Column } from "./columns";
import { matching, sorted, type Sorting } from "./order";
import type { Table } from "./ticked";
import type { State } from "../contract/state";
import { predicateName, typeName } from "../panel/parts/names";

type Language = State["language"];
type Text = (id: number) => string;

/** Finds the rows of a table; what it works out for sorting and filtering is kept until the graph grows. */
export class Rows {
  readonly #keys = new Map<string, ReturnType<Column<never>["keys"]>>();
  readonly #texts = new Map<string, string[]>();
  #version = -1;

  constructor(private readonly app: App) {}

  find(table: Table, visible: Iterable<number>, words: string, sorting: Sorting, language: Language): number[] {
    this.#forget();
    const ids = matching(visible, words.trim() ? this.#text(table, language) : () => "", words);
    const column = this.#columns(table).find(({ key }) => key === sorting.column);
    if (!column) {
      return ids;
    }
    const name = `${table} ${column.key} ${language}`;
    const keys = this.#keys.get(name) ?? column.keys(language);
    this.#keys.set(name, keys);
    return sorted(ids, keys, sorting.descending);
  }

  #columns(table: Table): Column<never>[] {
    return table === "nodes" ? nodeColumns(this.app) : factColumns(this.app);
  }

  #forget(): void {
    const version = this.app.source.graph.changed.value;
    if (version !== this.#version) {
      this.#version = version;
      this.#keys.clear();
      this.#texts.clear();
    }
  }

  #text(table: Table, language: Language): Text {
    const name = `${table} ${language}`;
    const texts = this.#texts.get(name) ?? (table === "nodes" ? this.#nodes(language) : this.#facts(language));
    this.#texts.set(name, texts);
    return (id) => texts[id]!;
  }

  #nodes(language: Language): string[] {
    const { graph } = this.app.source;
    return graph.nodes.map(({ names, type, subtype }) =>
      [...names, typeName(graph, type, language), subtype && typeName(graph, subtype, language)]
        .join("\n")
        .toLowerCase(),
    );
  }

  #facts(language: Language): string[] {
    const { graph } = this.app.source;
    const names = graph.nodes.map((node) => node.names.join("\n").toLowerCase());
    const words = (name: string) => predicateName(graph, name, language);
    return graph.facts.map(({ subject, predicate, object, finer, roles, times }) =>
      [names[subject], words(predicate), ...finer.map(words), names[object], ...roles, ...times]
        .join("\n")
        .toLowerCase(),
    );
  }
}

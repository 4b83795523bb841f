import type { App } from "../contract/app";
import type { FactRow, Graph, NodeRow } from "../contract/graph";
import type { State } from "../contract/state";
import { dayOf, labelOf, period, predicateName, typeName } from "../panel/parts/names";
import { t as modality } from "../panel/words";
import { collated, type Keys } from "./order";
import type { t } from "./words";

type Language = State["language"];

export interface Column<Row> {
  readonly key: string;
  readonly title: Parameters<typeof t>[1];
  /** Pixels at which it is wide enough to show it, and its share of the width. */
  readonly from: number;
  readonly width: string;
  /** Where it stands on a card, as a grid area; on none where it has none. */
  readonly card?: string;
  readonly numeric?: boolean;
  /** Of a document or a name: in Chinese. */
  readonly chinese?: boolean;
  text(row: Row, language: Language): string;
  /** By id. */
  keys(language: Language): Keys;
}

export function nodeColumns(app: App): Column<NodeRow>[] {
  const { graph } = app.source;
  const rows = graph.nodes;
  const texts = (of: (row: NodeRow) => string) => () => collated(rows.map(of));
  const numbers = (of: (row: NodeRow) => number) => () => Float64Array.from(rows, of);
  const figure = (key: "mentions" | "degree", from: number, card?: string): Column<NodeRow> => ({
    ...{ key, title: key, from, card, width: "minmax(56px, 90px)", numeric: true },
    text: (row, language) => count(row[key], language),
    keys: numbers((row) => row[key]),
  });
  const centrality = (key: "pagerank" | "betweenness", from: number): Column<NodeRow> => ({
    ...{ key, title: key, from, width: "minmax(84px, 110px)", numeric: true },
    text: (row) => perMille(row[key]),
    keys: numbers((row) => (row[key] < 0 ? NaN : row[key])),
  });
  const type = (row: NodeRow, language: Language) => typeName(graph, row.subtype || row.type, language);
  return [
    {
      ...{ key: "name", title: "name", from: 0, width: "minmax(120px, 3fr)", card: "1 / 2 / 2 / 4", chinese: true },
      text: labelOf,
      keys: texts(labelOf),
    },
    {
      ...{ key: "type", title: "type", from: 0, width: "minmax(84px, 1fr)", card: "2 / 2" },
      text: type,
      keys: (language) => collated(rows.map((row) => type(row, language))),
    },
    figure("degree", 0, "2 / 3"),
    figure("mentions", 560),
    {
      ...{ key: "documents", title: "documents", from: 640, width: "minmax(56px, 90px)", numeric: true },
      text: (row, language) => count(row.documents.length, language),
      keys: numbers((row) => row.documents.length),
    },
    {
      ...{ key: "community", title: "community", from: 900, width: "minmax(96px, 1.5fr)", chinese: true },
      text: (row) => communityName(graph, row.community),
      keys: numbers((row) => (row.community < 0 ? NaN : row.community)),
    },
    centrality("pagerank", 740),
    centrality("betweenness", 1080),
    {
      ...{ key: "dates", title: "dates", from: 860, width: "minmax(156px, 1.4fr)", card: "3 / 2" },
      text: (row) => dates(graph, row.documents),
      keys: () => rows.map((row) => days(graph, row.documents)[0] ?? ""),
    },
  ];
}

export function factColumns(app: App): Column<FactRow>[] {
  const { graph } = app.source;
  const rows = graph.facts;
  const end = (key: "subject" | "object", card: string): Column<FactRow> => ({
    ...{ key, title: key, from: 0, width: "minmax(96px, 2fr)", card, chinese: true },
    text: (row) => labelOf(graph.nodes[row[key]]!),
    keys: () => {
      const names = collated(graph.nodes.map(labelOf));
      return rows.map((row) => names[row[key]]!);
    },
  });
  const relation = (row: FactRow, language: Language) =>
    (row.finer.length ? row.finer : [row.predicate]).map((name) => predicateName(graph, name, language)).join(" · ");
  return [
    end("subject", "1 / 2 / 2 / 4"),
    {
      ...{ key: "predicate", title: "predicate", from: 0, width: "minmax(72px, 1.1fr)", card: "2 / 2" },
      text: relation,
      keys: (language) => collated(rows.map((row) => relation(row, language))),
    },
    end("object", "3 / 2 / 4 / 4"),
    {
      ...{ key: "modality", title: "modality", from: 700, width: "minmax(64px, 90px)" },
      text: (row, language) => modality(language, row.modality),
      keys: (language) => collated(rows.map((row) => modality(language, row.modality))),
    },
    {
      ...{ key: "role", title: "role", from: 640, width: "minmax(72px, 1.2fr)", chinese: true },
      text: (row) => row.roles.join(" · "),
      keys: () => collated(rows.map((row) => row.roles.join(" · "))),
    },
    {
      ...{ key: "time", title: "time", from: 820, width: "minmax(88px, 1fr)" },
      text: (row) => row.times.map(period).join(" · "),
      keys: () => rows.map((row) => row.times[0] ?? ""),
    },
    {
      ...{ key: "score", title: "score", from: 560, width: "minmax(64px, 90px)", card: "2 / 3", numeric: true },
      text: (row) => `${Math.round(row.score * 100)}%`,
      keys: () => Float64Array.from(rows, (row) => row.score),
    },
    {
      ...{ key: "proofs", title: "proofs", from: 480, width: "minmax(56px, 80px)", numeric: true },
      text: (row, language) => count(row.proofs, language),
      keys: () => Float64Array.from(rows, (row) => row.proofs),
    },
  ];
}

export function communityName(graph: Graph, community: number): string {
  const node = graph.nodes[graph.communities[community]?.node ?? -1];
  return node ? labelOf(node) : "";
}

function count(value: number, language: Language): string {
  return value.toLocaleString(language === "zh" ? "zh-CN" : "en");
}

/** Parts per million as parts per thousand; "–" where not computed. */
function perMille(value: number): string {
  return value < 0 ? "–" : (value / 1000).toFixed(value < 10_000 ? 2 : 1);
}

function dates(graph: Graph, documents: readonly number[]): string {
  const known = days(graph, documents);
  const [first = "", last = first] = [known[0], known.at(-1)];
  const sameYear = first.slice(0, 5) === last.slice(0, 5);
  return first === last ? first : `${first} – ${sameYear ? last.slice(5) : last}`;
}

function days(graph: Graph, documents: readonly number[]): string[] {
  return documents
    .map((document) => dayOf(graph.documents[document]?.published ?? ""))
    .filter(Boolean)
    .sort();
}

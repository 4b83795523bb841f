import type { Meta } from "../contract/blocks";
import type { Graph, NodeRow } from "../contract/graph";
import type { State } from "../contract/state";
import { labelOf } from "./parts/names";
import { say, t } from "./words";

type Language = State["language"];

/** One line of a node's figures: what it is, in words, and the number behind it. */
export interface Figure {
  readonly name: string;
  readonly words: string;
  readonly number: string;
  /** What the number is. */
  readonly measure?: string;
}

/** Community, centrality and coordinates, as far as they are known. */
export function figuresOf(graph: Graph, meta: Meta, node: NodeRow, language: Language): Figure[] {
  return [
    communityOf(graph, node, language),
    centralityOf(node, meta, language),
    betweenOf(node, meta, language),
    placeOf(node, language),
  ].filter((figure) => figure !== null);
}

function communityOf(graph: Graph, node: NodeRow, language: Language): Figure | null {
  const community = graph.communities[node.community];
  const middle = community && graph.nodes[community.node];
  return middle && community.size > 1
    ? {
        name: t(language, "community"),
        words: say.group(language, labelOf(middle), community.size),
        number: "",
      }
    : null;
}

function centralityOf({ pagerank }: NodeRow, meta: Meta, language: Language): Figure | null {
  const times = timesAverage(pagerank, meta);
  if (times < 0) {
    return null;
  }
  const word =
    times >= 10 ? "veryCentral" : times >= 3 ? "central" : times >= 1 ? "aboveAverage" : "belowAverage";
  return {
    name: t(language, "centrality"),
    words: t(language, word),
    number: `${rounded(times)}×`,
    measure: `PageRank: ${say.average(language, rounded(times))}`,
  };
}

function betweenOf({ betweenness }: NodeRow, meta: Meta, language: Language): Figure | null {
  const times = timesAverage(betweenness, meta);
  if (times < 0) {
    return null;
  }
  const word = times >= 3 ? "bridges" : times >= 0.5 ? "bridgesSometimes" : "bridgesNever";
  return {
    name: t(language, "between"),
    words: t(language, word),
    number: `${rounded(times)}×`,
    measure: `Betweenness: ${say.average(language, rounded(times))}`,
  };
}

function placeOf({ place }: NodeRow, language: Language): Figure | null {
  if (!place) {
    return null;
  }
  const degrees = (value: number, positive: string, negative: string) =>
    `${Math.abs(value).toFixed(2)}° ${value < 0 ? negative : positive}`;
  return {
    name: t(language, "coordinates"),
    words: `${degrees(place.lat, "N", "S")}, ${degrees(place.lon, "E", "W")}`,
    number: "",
  };
}

/** A share in parts per million, against that of a node in the middle; -1 where not computed. */
function timesAverage(share: number, meta: Meta): number {
  return share < 0 ? -1 : (share * meta.counts.nodes) / 1e6;
}

function rounded(times: number): string {
  return times >= 10 ? String(Math.round(times)) : times.toFixed(1);
}

import type { Filter, Selection, State } from "../contract/state";
import { MODALITIES } from "../sources/table";
import { EVERYTHING } from "./defaults";

/**
 * The state as the fragment of a link: `#node=Person/…&hide=Place&at=12,40,2`. Only what differs from
 * the start is written; lists are parted by commas, and what stands in them is percent-encoded.
 * Whatever a link says is checked: what does not fit is left out, and `bad` is true.
 */
export function written(state: State, start: State): string {
  const parts: string[] = [];
  const put = (key: string, value: string) => value && parts.push(`${key}=${value}`);
  const choice = <K extends "screen" | "colour" | "size" | "language" | "theme">(name: K, key: string = name) =>
    put(key, state[name] === start[name] ? "" : state[name]);
  choice("screen", "view");
  put(...selectionPart(state.selection));
  put("of", state.selection.kind === "document" ? escaped(state.selection.node ?? "") : "");
  filterParts(state.filter, put);
  put("hidden", list(state.hidden));
  put("only", list(state.focus));
  choice("colour");
  choice("size");
  put("marked", list(state.marked));
  put("sparql", escaped(state.sparql));
  put("at", state.camera ? [state.camera.x, state.camera.y, state.camera.zoom].map(short).join(",") : "");
  choice("language", "lang");
  choice("theme");
  return parts.join("&");
}

function selectionPart(selection: Selection): [string, string] {
  switch (selection.kind) {
    case "node":
      return ["node", escaped(selection.iri)];
    case "fact":
      return ["fact", list([selection.subject, selection.predicate, selection.object, selection.modality])];
    case "paths":
      return ["paths", list([selection.from, selection.to, String(selection.number)])];
    case "document": {
      const { id, start, end = start, node } = selection;
      const stretch = start === undefined ? (node ? ["", ""] : []) : [String(start), String(end)];
      return ["doc", list([id, ...stretch, ...(node ? [node] : [])])];
    }
    default:
      return ["", ""];
  }
}

function filterParts(filter: Filter, put: (key: string, value: string) => unknown): void {
  put("hide", list(filter.types));
  put("without", list(filter.predicates));
  put("not", list(filter.modalities));
  put("docs", list(filter.documents));
  put("groups", list(filter.communities.map(String)));
  put("from", escaped(filter.from));
  put("to", escaped(filter.to));
  put("score", filter.score ? short(filter.score) : "");
  put("degree", filter.degree ? String(filter.degree) : "");
}

const list = (values: readonly string[]): string => values.map(escaped).join(",");

/** Chinese and slashes stay readable; browsers encode what they must. */
function escaped(value: string): string {
  return value.replace(/[^\p{Script=Han}\w/.:~-]/gu, (character) => {
    const whole = /[\ud800-\udfff]/.test(character) && character.length === 1 ? "\ufffd" : character;
    return encodeURIComponent(whole).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  });
}

const short = (value: number): string => String(Number(value.toPrecision(6)));

const LONGEST = 200_000;
const MOST = 5_000;

/** What a link says, over the start. */
export function read(hash: string, start: State): { state: State; bad: boolean } {
  const link = new Link(hash);
  const state: State = {
    screen: link.one("view", ["graph", "list", "map", "sparql"], start.screen),
    selection: readSelection(link),
    filter: readFilter(link),
    hidden: link.list("hidden"),
    focus: link.list("only"),
    colour: link.one("colour", ["type", "community"], start.colour),
    size: link.one("size", ["degree", "mentions", "pagerank", "betweenness"], start.size),
    marked: link.list("marked"),
    sparql: link.text("sparql"),
    camera: readCamera(link),
    language: link.one("lang", ["zh", "en"], start.language),
    theme: link.one("theme", ["auto", "light", "dark"], start.theme),
  };
  return { state, bad: link.bad };
}

function readSelection(link: Link): Selection {
  const node = link.text("node");
  const fact = link.list("fact");
  const paths = link.row("paths");
  const [id = "", start = "", end = "", followed = ""] = link.row("doc");
  if (node) {
    return { kind: "node", iri: node };
  }
  if (fact.length) {
    const [subject = "", predicate = "", object = "", word = ""] = fact;
    const modality = MODALITIES.find((one) => one === word);
    if (fact.length === 4 && modality) {
      return { kind: "fact", subject, predicate, object, modality };
    }
    link.bad = true;
  }
  if (paths.length) {
    const [from = "", to = "", number = "0"] = paths;
    return { kind: "paths", from, to, number: link.whole(number) };
  }
  if (!id) {
    return { kind: "none" };
  }
  return {
    kind: "document",
    id,
    ...(start && { start: link.whole(start), end: link.whole(end || start) }),
    ...(followed && { node: followed }),
  };
}

function readFilter(link: Link): Filter {
  const modalities = link.list("not");
  const known = MODALITIES.filter((modality) => modalities.includes(modality));
  link.bad ||= known.length !== modalities.length;
  return {
    ...EVERYTHING,
    types: link.list("hide"),
    predicates: link.list("without"),
    modalities: known,
    documents: link.list("docs"),
    communities: link.list("groups").map((number) => link.whole(number)),
    from: link.date("from"),
    to: link.date("to"),
    score: Math.min(1, link.number(link.text("score") || "0")),
    degree: link.whole(link.text("degree") || "0"),
  };
}

function readCamera(link: Link): State["camera"] {
  const numbers = link.list("at").map(Number);
  if (!numbers.length) {
    return null;
  }
  const [x = NaN, y = NaN, zoom = NaN] = numbers;
  const good = numbers.length === 3 && [x, y, zoom].every((value) => Math.abs(value) < 1e9) && zoom > 0;
  link.bad ||= !good;
  return good ? { x, y, zoom } : null;
}

class Link {
  bad = false;
  readonly #values = new Map<string, string>();

  constructor(hash: string) {
    const text = hash.replace(/^#/, "");
    this.bad = text.length > LONGEST;
    for (const part of this.bad ? [] : text.split("&").filter(Boolean)) {
      const at = part.indexOf("=");
      this.#values.set(at < 0 ? part : part.slice(0, at), at < 0 ? "" : part.slice(at + 1));
      this.bad ||= at < 0;
    }
  }

  text(key: string): string {
    return this.#decoded(this.#values.get(key) ?? "");
  }

  list(key: string): string[] {
    return this.row(key).filter(Boolean);
  }

  /** Values of which some may be empty. */
  row(key: string): string[] {
    const values = (this.#values.get(key) || null)?.split(",") ?? [];
    this.bad ||= values.length > MOST;
    return values.slice(0, MOST).map((value) => this.#decoded(value));
  }

  one<T extends string>(key: string, choices: readonly T[], otherwise: T): T {
    const value = this.text(key);
    const found = choices.find((choice) => choice === value);
    this.bad ||= value !== "" && !found;
    return found ?? otherwise;
  }

  date(key: string): string {
    const value = this.text(key);
    const good = value === "" || /^\d{4}(-\d{2}(-\d{2})?)?$/.test(value);
    this.bad ||= !good;
    return good ? value : "";
  }

  whole(value: string): number {
    const number = this.number(value);
    this.bad ||= !Number.isInteger(number);
    return Math.floor(number);
  }

  number(value: string): number {
    const number = Number(value);
    const good = Number.isFinite(number) && number >= 0 && number < 1e9;
    this.bad ||= !good;
    return good ? number : 0;
  }

  #decoded(value: string): string {
    try {
      return decodeURIComponent(value);
    } catch {
      this.bad = true;
      return "";
    }
  }
}

import type { NodeRow } from "../contract/graph";
import type { State } from "../contract/state";

const TYPES = ["Person", "Organization", "Place", "Program", "Award", "Work"];

/** Twelve hues that the eye tells apart on both grounds; smaller communities share a grey. */
const COMMUNITIES = [
  "#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#b07aa1", "#2f9da0",
  "#d4a72c", "#9c755f", "#ff7fa0", "#7f7fd5", "#8cb33c", "#c0609c",
] as const;

export interface Palette {
  readonly ground: string;
  readonly surface: string;
  readonly text: string;
  readonly soft: string;
  readonly line: string;
  readonly accent: string;
  readonly mark: string;
  readonly other: string;
  readonly font: string;
  /** By core type. */
  readonly types: Readonly<Record<string, string>>;
}

/** The colours of the theme as it is now. */
export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ground: token("ground"),
    surface: token("raised"),
    text: token("text"),
    soft: token("soft"),
    line: token("line"),
    accent: token("accent"),
    mark: token("mark"),
    other: token("other"),
    font: token("font"),
    types: Object.fromEntries(TYPES.map((type) => [type, token(type.toLowerCase())])),
  };
}

/** For style sheets: the colour of a core type as it is in either theme. */
export function typeToken(type: string): string {
  return TYPES.includes(type) ? `var(--${type.toLowerCase()})` : "var(--other)";
}

export function communityColour(community: number): string {
  return COMMUNITIES[community] ?? "#8b93a1";
}

export function nodeColour(node: NodeRow, by: State["colour"], colours: Palette): string {
  return by === "community" ? communityColour(node.community) : (colours.types[node.type] ?? colours.other);
}

/** "#rrggbb" as four bytes. */
export function rgba(colour: string, alpha = 255): [number, number, number, number] {
  const value = Number.parseInt(colour.replace(/^#(.)(.)(.)$/, "#$1$1$2$2$3$3").slice(1, 7), 16) || 0;
  return [value >> 16, (value >> 8) & 255, value & 255, alpha];
}

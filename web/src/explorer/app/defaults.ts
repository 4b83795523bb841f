import type { Filter, State } from "../contract/state";

export const EVERYTHING: Filter = {
  types: [],
  predicates: [],
  modalities: [],
  documents: [],
  communities: [],
  from: "",
  to: "",
  score: 0,
  degree: 0,
};

export const START: State = {
  screen: "graph",
  selection: { kind: "none" },
  filter: EVERYTHING,
  hidden: [],
  focus: [],
  colour: "type",
  size: "degree",
  marked: [],
  sparql: "",
  camera: null,
  language: "zh",
  theme: "auto",
};

/** The language that the browser asks for, as far as the page speaks it. */
export function ownLanguage(): State["language"] {
  const asked = navigator.languages?.[0] ?? navigator.language ?? "zh";
  return asked.toLowerCase().startsWith("zh") ? "zh" : "en";
}

import { Yasgui } from "@zazuko/yasgui";
import { type Entity, fetchJson, type Settings, type Term } from "./settings";

type Yasqe = InstanceType<typeof Yasgui.Yasqe>;
type Completer = Parameters<typeof Yasgui.Yasqe.registerAutocompleter>[0];

// A suggestion is what to insert and what to show; the editor's library knows one string only.
const SEPARATOR = "\u0000";
const MOST = 60;

interface Completion {
  insert: string;
  show: string;
}

/** Classes, properties and entities of the build, in place of look-ups at public services. */
export function useCompletions(settings: Settings): void {
  const { Yasqe } = Yasgui;
  const terms = [...settings.classes, ...settings.predicates].map((term) =>
    termCompletion(term, settings),
  );
  const { variables, prefixes } = Yasqe.Autocompleters;
  Yasqe.Autocompleters = {
    variables: variables!,
    // Adds the declaration of a prefix when it is used.
    prefixes: { ...prefixes!, get: () => declarations(settings), persistenceId: null },
  };
  Yasqe.defaults.autocompleters = ["variables", "prefixes"];
  register({
    name: "terms",
    isValidCompletionPosition: (yasqe) => isPrefixedName(yasqe.getCompleteToken().string),
    get: (_yasqe, token) => matching(terms, token?.string ?? "").map(packed),
  });
  register({
    name: "entities",
    isValidCompletionPosition: (yasqe) => nameBefore(yasqe) !== null,
    // The grammar knows no bare Chinese word, and makes a token of each character.
    preProcessToken: (yasqe, token) => ({ ...token, ...nameBefore(yasqe) }),
    get: async (_yasqe, token) => (await entities(token?.string ?? "")).map(packed),
  });
}

function declarations(settings: Settings): string[] {
  return Object.entries(settings.prefixes).map(([name, iri]) => `${name}: <${iri}>`);
}

function register(completer: Omit<Completer, "bulk" | "autoShow" | "postprocessHints">): void {
  Yasgui.Yasqe.registerAutocompleter(
    {
      ...completer,
      bulk: false,
      autoShow: true,
      postprocessHints: (_yasqe, hints) =>
        hints.map((hint) => {
          const [text, displayText] = hint.text.split(SEPARATOR);
          return { ...hint, text: text ?? "", displayText: displayText ?? "" };
        }),
    },
    true,
  );
}

function packed({ insert, show }: Completion): string {
  return insert + SEPARATOR + show;
}

/** A prefixed name, whole or begun: `kg:`, `kg:mem`. */
function isPrefixedName(word: string): boolean {
  return /^[A-Za-z]\w*:[\w-]*$/.test(word);
}

/** The name with Chinese characters that ends at the cursor, its quote included; null if none. */
function nameBefore(yasqe: Yasqe) {
  const { line, ch } = yasqe.getDoc().getCursor();
  const before = yasqe.getDoc().getLine(line).slice(0, ch);
  const string = /["']?[^\s"'<>{}()?$;,.#/:]+$/.exec(before)?.[0] ?? "";
  if (!/\p{Script=Han}/u.test(string)) return null;
  const start = ch - string.length;
  if (/[<?$:/#]$/.test(before.slice(0, start))) return null;
  return { string, start, end: ch, from: { line, ch: start }, to: { line, ch } };
}

function termCompletion(term: Term, settings: Settings): Completion {
  const labels = [term.zh, term.en].filter(Boolean).join(" · ");
  const insert = shortened(term.iri, settings.prefixes);
  return { insert, show: labels ? `${insert}  ${labels}` : insert };
}

function matching(terms: Completion[], word: string): Completion[] {
  const wanted = word.toLowerCase();
  const starting = terms.filter((term) => term.insert.toLowerCase().startsWith(wanted));
  return starting.filter((term) => term.insert !== word).slice(0, MOST);
}

async function entities(word: string): Promise<Completion[]> {
  const name = word.replace(/^["']+|["']+(@[\w-]*)?$/g, "");
  const found = await fetchJson<Entity[]>(`/complete?q=${encodeURIComponent(name)}`);
  return found.map(({ label, iri, type }) => ({
    insert: `<${iri}>`,
    show: [label, type].filter(Boolean).join("  "),
  }));
}

function shortened(iri: string, prefixes: Record<string, string>): string {
  for (const [name, namespace] of Object.entries(prefixes)) {
    const local = iri.slice(namespace.length);
    if (iri.startsWith(namespace) && /^\w[\w-]*$/.test(local)) return `${name}:${local}`;
  }
  return `<${iri}>`;
}

import { unfocus } from "../app/actions";
import type { Core } from "../app/app";
import type { Kind } from "../contract/graph";
import { Icon } from "../shell/icons";
import { change } from "./change";
import { filterWords } from "./words";

interface Chip {
  key: string;
  text: string;
  remove(): void;
}

/** What is filtered out just now, each with a way to take it back. */
export function Chips({ app }: { app: Core }) {
  const { language } = app.state.value;
  const chips = chipsOf(app);
  if (!chips.length) {
    return null;
  }
  return (
    <ul class="filters-chips" aria-label={filterWords(language, "active")}>
      {chips.map(({ key, text, remove }) => (
        <li key={key}>
          <button type="button" onClick={remove} title={filterWords(language, "remove")}>
            <bdi>{text}</bdi>
            <Icon name="close" size={13} />
            <span class="out-of-sight">{filterWords(language, "remove")}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

const MANY = 4;

function chipsOf(app: Core): Chip[] {
  const { filter, focus, hidden, marked, language } = app.state.value;
  const { graph } = app.source;
  const word = (key: Parameters<typeof filterWords>[1]) => filterWords(language, key);
  const chips: Chip[] = [];
  const add = (when: unknown, key: string, text: string, remove: () => void) =>
    when && chips.push({ key, text, remove });
  const several = (key: "types" | "predicates" | "documents", sign: string, name: (value: string) => string) => {
    const values = filter[key];
    const each = values.length <= MANY;
    for (const value of each ? values : []) {
      add(true, `${key} ${value}`, `${sign} ${name(value)}`, () =>
        change(app, { [key]: values.filter((one) => one !== value) }),
      );
    }
    add(!each, key, `${sign} ${values.length} ${word(key)}`, () => change(app, { [key]: [] }));
  };
  add(focus.length, "focus", `${word("only")} ${focus.length} ${word("focusOf")}`, () => unfocus(app));
  add(hidden.length, "hidden", `${hidden.length} ${word("hiddenCount")}`, () => app.set({ hidden: [] }));
  add(marked.length, "marked", `${marked.length} ${word("marked")}`, () => app.set({ marked: [] }));
  several("types", word("without"), (name) => kindName(graph.types, name, language, word("plain")));
  several("predicates", word("without"), (name) => kindName(graph.predicates, name, language, word("plain")));
  for (const modality of filter.modalities) {
    add(true, modality, `${word("without")} ${word(modality)}`, () =>
      change(app, { modalities: filter.modalities.filter((one) => one !== modality) }),
    );
  }
  several("documents", word("only"), (id) => graph.documents.find((document) => document.id === id)?.title || id);
  for (const number of filter.communities) {
    const name = graph.nodes[graph.communities[number]?.node ?? -1]?.names[0] ?? String(number);
    add(true, `community ${number}`, `${word("only")} ${word("community")} ${name}`, () =>
      change(app, { communities: filter.communities.filter((one) => one !== number) }),
    );
  }
  add(filter.from, "from", `${word("since")} ${filter.from}`, () => change(app, { from: "" }));
  add(filter.to, "to", `${word("until")} ${filter.to}`, () => change(app, { to: "" }));
  add(filter.score, "score", `${word("score")} ${filter.score}`, () => change(app, { score: 0 }));
  add(filter.degree, "degree", `${word("least")} ${filter.degree}`, () => change(app, { degree: 0 }));
  return chips;
}

function kindName(kinds: ReadonlyMap<string, Kind>, name: string, language: "zh" | "en", plain: string): string {
  const bare = name.replace(/\/$/, "");
  const kind = kinds.get(bare);
  return `${kind?.[language] ?? bare}${bare === name ? "" : ` (${plain})`}`;
}

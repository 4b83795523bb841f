import { useState } from "preact/hooks";
import type { App } from "../contract/app";
import type { QueriesBlock, SavedQuery } from "../contract/blocks";
import { bound } from "./prepare";
import { t } from "./words";

const MODALITIES = ["planned", "denied", "doubtful", "ended"];
const OFFERED = 8;

interface Props {
  app: App;
  queries: QueriesBlock;
  use: (query: string) => void;
}

/** The library of queries: one is chosen, its parameters are filled in, and it goes into the editor. */
export function Saved({ app, queries, use }: Props) {
  const { language } = app.state.value;
  const [chosen, setChosen] = useState<SavedQuery | undefined>();
  const [values, setValues] = useState<Record<string, string>>({});
  const choose = (name: string) => {
    const query = queries.saved.find((each) => each.name === name);
    setChosen(query);
    setValues({});
    if (query && !query.parameters.length) {
      use(filled(query, {}));
    }
  };
  return (
    <form
      class="sparql-saved"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen) {
          use(filled(chosen, values));
        }
      }}
    >
      <label>
        {t(language, "saved")}
        <select value={chosen?.name ?? ""} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">{t(language, "choose")}</option>
          {queries.saved.map((query) => (
            <option key={query.name} value={query.name}>
              {query[language]}
            </option>
          ))}
        </select>
      </label>
      {chosen && <p class="sparql-about">{chosen.about[language]}</p>}
      {chosen?.parameters.map((parameter) => (
        <Field
          key={`${chosen.name} ${parameter.name}`}
          app={app}
          parameter={parameter}
          onInput={(value) => setValues((before) => ({ ...before, [parameter.name]: value }))}
        />
      ))}
      {chosen && chosen.parameters.length > 0 && <button type="submit">{t(language, "fill")}</button>}
    </form>
  );
}

function filled(query: SavedQuery, values: Readonly<Record<string, string>>): string {
  const given = query.parameters.map(({ name, default: own }) => [name, values[name] || (own ?? "")]);
  return bound(query.text, Object.fromEntries(given) as Record<string, string>);
}

interface FieldProps {
  app: App;
  parameter: SavedQuery["parameters"][number];
  onInput: (value: string) => void;
}

function Field({ app, parameter, onInput }: FieldProps) {
  const { language } = app.state.value;
  const [offers, setOffers] = useState<string[]>([]);
  const list = `sparql-offers-${parameter.name}`;
  const changed = (text: string) => {
    onInput(text);
    void offered(app, parameter.name, text).then(setOffers, () => setOffers([]));
  };
  return (
    <label>
      {parameter.about[language]}
      <input
        type="text"
        list={list}
        required={parameter.default === null}
        placeholder={parameter.default ?? t(language, "needed")}
        onFocus={(event) => changed(event.currentTarget.value)}
        onInput={(event) => changed(event.currentTarget.value)}
      />
      <datalist id={list}>
        {offers.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </label>
  );
}

async function offered(app: App, name: string, text: string): Promise<string[]> {
  if (name === "modality") {
    return MODALITIES;
  }
  if (name === "predicate") {
    return [...app.source.graph.predicates.keys()];
  }
  const hits = text.trim() ? await app.source.search(text, OFFERED) : [];
  return [...new Set(hits.map((hit) => hit.name))];
}

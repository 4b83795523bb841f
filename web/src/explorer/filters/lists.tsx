import { useState } from "preact/hooks";
import type { Core } from "../app/app";
import { Icon } from "../shell/icons";
import { communityColour } from "../stage/colours";
import { change, toggled } from "./change";
import { nodeCounts } from "./counts";
import { Section } from "./section";
import { Check } from "./tree";
import { filterWords } from "./words";

const ROWS = 40;

/** Documents to look at alone; those that are chosen first. */
export function Documents({ app }: { app: Core }) {
  const { filter, language } = app.state.value;
  const { documents } = app.source.graph;
  const [asked, setAsked] = useState("");
  const [rows, setRows] = useState(ROWS);
  const words = asked.trim().toLowerCase();
  const found = documents.filter(({ id, title, publisher }) =>
    [title, id, publisher].some((text) => text.toLowerCase().includes(words)),
  );
  const chosen = found.filter(({ id }) => filter.documents.includes(id));
  const others = found.filter(({ id }) => !filter.documents.includes(id));
  return (
    <div class="filters-looks">
      <input
        class="field"
        type="search"
        aria-label={filterWords(language, "findDocument")}
        placeholder={filterWords(language, "findDocument")}
        value={asked}
        onInput={(event) => setAsked(event.currentTarget.value)}
      />
      <ul>
        {[...chosen, ...others].slice(0, rows).map(({ id, title, published }) => (
          <li key={id}>
            <label class="filters-check">
              <input
                type="checkbox"
                checked={filter.documents.includes(id)}
                onChange={() => change(app, { documents: toggled(filter.documents, id) })}
              />
              <bdi>{title || id}</bdi>
              <small>{published.slice(0, 10)}</small>
            </label>
          </li>
        ))}
      </ul>
      {found.length > rows && <More app={app} onClick={() => setRows(rows + ROWS * 5)} />}
    </div>
  );
}

/** Communities to look at alone, each by its best-connected node. */
export function Communities({ app }: { app: Core }) {
  const { filter } = app.state.value;
  const { graph } = app.source;
  const [rows, setRows] = useState(ROWS / 2);
  const { shown } = nodeCounts(app).value;
  return (
    <div class="filters-looks">
      <ul>
        {graph.communities.slice(0, rows).map(({ node, size }, number) => (
          <li key={number}>
            <Check
              label={graph.nodes[node]?.names[0] ?? String(number + 1)}
              checked={filter.communities.includes(number)}
              all={size}
              shown={filter.communities.length ? (shown.get(`#${number}`) ?? 0) : size}
              dot={communityColour(number)}
              onChange={() => change(app, { communities: toggled(filter.communities, number) })}
            />
          </li>
        ))}
      </ul>
      {graph.communities.length > rows && <More app={app} onClick={() => setRows(rows + ROWS * 5)} />}
    </div>
  );
}

/** Nodes that were hidden by hand. */
export function Hidden({ app }: { app: Core }) {
  const { hidden, language } = app.state.value;
  const { graph } = app.source;
  if (!hidden.length) {
    return null;
  }
  return (
    <Section title={`${filterWords(language, "hidden")} (${hidden.length})`} open>
      <ul>
        {hidden.slice(0, ROWS).map((iri) => (
          <li key={iri} class="filters-hidden">
            <bdi>{graph.nodes[graph.byIri(iri) ?? -1]?.names[0] ?? iri}</bdi>
            <button
              type="button"
              class="button icon plain"
              aria-label={`${filterWords(language, "showAgain")}: ${iri}`}
              onClick={() => app.set({ hidden: hidden.filter((one) => one !== iri) })}
            >
              <Icon name="show" size={16} />
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="button" onClick={() => app.set({ hidden: [] })}>
        {filterWords(language, "showAgain")}
      </button>
    </Section>
  );
}

function More({ app, onClick }: { app: Core; onClick(): void }) {
  return (
    <button type="button" class="button" onClick={onClick}>
      {filterWords(app.state.value.language, "moreRows")}
    </button>
  );
}

import { useEffect, useRef } from "preact/hooks";
import type { Core } from "../app/app";
import { EVERYTHING } from "../app/defaults";
import { Icon } from "../shell/icons";
import { typeToken } from "../stage/colours";
import { change, toggled } from "./change";
import { factCounts, nodeCounts } from "./counts";
import { Communities, Documents, Hidden } from "./lists";
import { Looks, Strength } from "./looks";
import { Section } from "./section";
import { TimeRange } from "./time";
import { Check, Tree } from "./tree";
import { filterWords } from "./words";
import "./filters.css";

/** What is shown of the graph and how, in a drawer on the left. */
export function Filters({ app, onClose }: { app: Core; onClose(): void }) {
  const { language } = app.state.value;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
  };
  return (
    <aside class="filters" aria-label={filterWords(language, "filters")} onKeyDown={onKeyDown}>
      <div class="filters-head">
        <h2 tabIndex={-1} ref={heading}>
          {filterWords(language, "filters")}
        </h2>
        <button
          type="button"
          class="button plain"
          onClick={() => app.set({ filter: EVERYTHING, hidden: [], focus: [] })}
        >
          {filterWords(language, "reset")}
        </button>
        <button type="button" class="button icon plain" aria-label={filterWords(language, "close")} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div class="filters-body">
        <Section title={filterWords(language, "looks")} open>
          <Looks app={app} />
        </Section>
        <Section title={filterWords(language, "types")} open>
          <Types app={app} />
        </Section>
        <Section title={filterWords(language, "predicates")} open>
          <Predicates app={app} />
        </Section>
        <Section title={filterWords(language, "time")} open>
          <TimeRange app={app} />
        </Section>
        <Section title={filterWords(language, "modality")}>
          <Modalities app={app} />
        </Section>
        <Section title={filterWords(language, "strength")}>
          <Strength app={app} />
        </Section>
        <Section title={filterWords(language, "documents")}>
          <Documents app={app} />
        </Section>
        <Section title={filterWords(language, "communities")}>
          <Communities app={app} />
        </Section>
        <Hidden app={app} />
      </div>
    </aside>
  );
}

function Types({ app }: { app: Core }) {
  const { filter } = app.state.value;
  return (
    <Tree
      app={app}
      kinds={app.source.graph.types}
      counts={nodeCounts(app).value}
      off={filter.types}
      onChange={(types) => change(app, { types })}
      dot={typeToken}
    />
  );
}

function Predicates({ app }: { app: Core }) {
  const { filter } = app.state.value;
  return (
    <Tree
      app={app}
      kinds={app.source.graph.predicates}
      counts={factCounts(app).value}
      off={filter.predicates}
      onChange={(predicates) => change(app, { predicates })}
    />
  );
}

const MODALITIES = ["asserted", "planned", "denied", "doubtful", "ended"] as const;

function Modalities({ app }: { app: Core }) {
  const { filter, language } = app.state.value;
  const { all, shown } = factCounts(app).value;
  return (
    <ul>
      {MODALITIES.filter((modality) => all.get(`modality:${modality}`)).map((modality) => (
        <li key={modality}>
          <Check
            label={filterWords(language, modality)}
            checked={!filter.modalities.includes(modality)}
            all={all.get(`modality:${modality}`) ?? 0}
            shown={shown.get(`modality:${modality}`) ?? 0}
            onChange={() => change(app, { modalities: toggled(filter.modalities, modality) })}
          />
        </li>
      ))}
    </ul>
  );
}

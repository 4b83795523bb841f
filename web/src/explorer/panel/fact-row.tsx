import { useId, useState } from "preact/hooks";
import type { App } from "../contract/app";
import type { FactRow } from "../contract/graph";
import { Icon } from "../shell/icons";
import { selectFact, period, predicateName } from "./parts/names";
import { NodeLink } from "./parts/node-link";
import { Proofs } from "./parts/proofs";
import { say, t } from "./words";

interface Props {
  app: App;
  fact: FactRow;
  node: number;
  dimmed: boolean;
  open: boolean;
}

/** A fact of a node: its other end, what is said of it, and where. */
export function FactLine({ app, fact, node, dimmed, open: openAtFirst }: Props) {
  const { graph } = app.source;
  const { language } = app.state.value;
  const [open, setOpen] = useState(openAtFirst);
  const id = useId();
  const other = graph.nodes[fact.subject === node ? fact.object : fact.subject]!;
  return (
    <li class={`panel-fact${dimmed ? " panel-dimmed" : ""}`} data-modality={fact.modality}>
      <div class="panel-fact-line">
        <NodeLink app={app} node={other} />
        <Tags app={app} fact={fact} />
        <button
          type="button"
          class="panel-places"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {say.places(language, fact.proofs)}
          <Icon name="down" size={13} />
        </button>
      </div>
      <div id={id} hidden={!open}>
        {open && <Proofs app={app} fact={fact} first={1} />}
        {open && (
          <button
            type="button"
            class="panel-jump panel-open-fact"
            onClick={() => app.set({ selection: selectFact(graph, fact) })}
          >
            {t(language, "thisFact")}
          </button>
        )}
      </div>
    </li>
  );
}

/** Role, modality, finer predicates and times of a fact. */
export function Tags({ app, fact }: { app: App; fact: FactRow }) {
  const { language } = app.state.value;
  const { graph } = app.source;
  return (
    <>
      {fact.roles.map((role) => (
        <bdi key={`role ${role}`} class="panel-tag panel-role" lang="zh">
          {role}
        </bdi>
      ))}
      {fact.finer.map((name) => (
        <bdi key={`finer ${name}`} class="panel-tag">
          {predicateName(graph, name, language)}
        </bdi>
      ))}
      {fact.times.map((time) => (
        <time key={`time ${time}`} class="panel-tag panel-time">
          {period(time)}
        </time>
      ))}
      {fact.modality !== "asserted" && (
        <span class="panel-tag panel-modality">{t(language, fact.modality)}</span>
      )}
    </>
  );
}

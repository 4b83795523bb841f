import { useMemo, useState } from "preact/hooks";
import type { App } from "../contract/app";
import type { NodeRow } from "../contract/graph";
import { Icon } from "../shell/icons";
import { FactLine } from "./fact-row";
import { groupsOf, type Group, type Order } from "./facts";
import { More, PAGE } from "./parts/more";
import { predicateName } from "./parts/names";
import { digits, say, t } from "./words";

const FEW = 4; // facts whose sentences are shown without asking
const ORDERS = { score: "byScore", time: "byTime", proofs: "byProofs", name: "byName" } as const;
const ARROWS = { outgoing: "forward", incoming: "back", both: "both" } as const;

/** The facts of a node by predicate and direction. */
export function FactGroups({ app, node }: { app: App; node: NodeRow }) {
  const { graph } = app.source;
  const { language } = app.state.value;
  const [order, setOrder] = useState<Order>("score");
  const visible = app.visible.value.facts;
  const changed = graph.changed.value;
  const groups = useMemo(() => groupsOf(graph, node.id, visible, order), [graph, node.id, visible, order, changed]);
  const count = graph.factsOf(node.id).length;
  if (!count) {
    return <p class="panel-soft panel-note">{t(language, "noFacts")}</p>;
  }
  return (
    <section class="panel-facts" aria-label={t(language, "facts")}>
      <div class="panel-facts-head">
        <h3>{say.facts(language, count)}</h3>
        {count > 1 && <OrderChoice app={app} order={order} onChange={setOrder} />}
      </div>
      {groups.map((group) => (
        <FactGroup key={group.key} app={app} node={node} group={group} open={count <= FEW} />
      ))}
    </section>
  );
}

function OrderChoice({ app, order, onChange }: { app: App; order: Order; onChange: (order: Order) => void }) {
  const { language } = app.state.value;
  return (
    <label class="panel-order">
      <span>{t(language, "sortBy")}</span>
      <select value={order} onChange={(event) => onChange(event.currentTarget.value as Order)}>
        {(Object.keys(ORDERS) as Order[]).map((name) => (
          <option key={name} value={name}>
            {t(language, ORDERS[name])}
          </option>
        ))}
      </select>
    </label>
  );
}

interface GroupProps {
  app: App;
  node: NodeRow;
  group: Group;
  open: boolean;
}

function FactGroup({ app, node, group, open }: GroupProps) {
  const { graph } = app.source;
  const { language } = app.state.value;
  const [shown, setShown] = useState(PAGE);
  const [all, setAll] = useState(false);
  const facts = all ? [...group.shown, ...group.hidden] : group.shown;
  return (
    <section class="panel-group" data-predicate={group.predicate} data-direction={group.direction}>
      <h4>
        <span class="panel-arrow">
          <Icon name={ARROWS[group.direction]} size={15} />
        </span>
        {predicateName(graph, group.predicate, language)}
        <span class="panel-soft panel-direction">{t(language, group.direction)}</span>
        <span class="panel-count">{digits(group.shown.length + group.hidden.length)}</span>
      </h4>
      <ul class="panel-list">
        {facts.slice(0, shown).map((id, at) => (
          <FactLine
            key={id}
            app={app}
            fact={graph.facts[id]!}
            node={node.id}
            dimmed={at >= group.shown.length}
            open={open}
          />
        ))}
      </ul>
      <More app={app} left={facts.length - shown} onMore={() => setShown(shown + PAGE)} />
      {group.hidden.length > 0 && (
        <p class="panel-filtered">
          {say.filtered(language, group.hidden.length)}
          <button type="button" class="panel-jump" aria-expanded={all} onClick={() => setAll(!all)}>
            {t(language, all ? "conceal" : "show")}
          </button>
        </p>
      )}
    </section>
  );
}

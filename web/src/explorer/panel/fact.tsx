import type { App } from "../contract/app";
import type { FactRow, Graph } from "../contract/graph";
import type { Selection } from "../contract/state";
import { LinkAction } from "./actions";
import { EditTools } from "../editing/tools";
import { Tags } from "./fact-row";
import { NotFound } from "./node";
import { FactButton } from "./parts/fact-button";
import { Failed, useNodes, Waiting } from "./parts/load";
import { predicateName } from "./parts/names";
import { NodeLink } from "./parts/node-link";
import { Proofs } from "./parts/proofs";
import { say, t } from "./words";

type Chosen = Selection & { kind: "fact" };

/** A fact with all places that state it, and what else joins its ends. */
export function FactPanel({ app, selection }: { app: App; selection: Chosen }) {
  const { language } = app.state.value;
  const { graph } = app.source;
  const found = useNodes(app, [selection.subject, selection.object]);
  void graph.changed.value;
  if (found.state === "waiting") {
    return <Waiting app={app} lines={6} />;
  }
  if (found.state === "failed") {
    return <Failed app={app} failure={found} />;
  }
  const [subject = -1, object = -1] = found.value;
  const fact = factBetween(graph, subject, object, selection);
  if (!fact) {
    const what = `${selection.subject} ${selection.predicate} ${selection.object}`;
    return <NotFound app={app} what={what} text={t(language, "notFound")} />;
  }
  return <Details key={fact.id} app={app} fact={fact} />;
}

function Details({ app, fact }: { app: App; fact: FactRow }) {
  const { graph } = app.source;
  const { language } = app.state.value;
  const predicate = graph.predicates.get(fact.predicate);
  return (
    <article class="panel-fact-details">
      <header class="panel-head">
        <h2 class="panel-triple">
          <NodeLink app={app} node={graph.nodes[fact.subject]!} />
          <span class="panel-predicate" data-symmetric={predicate?.symmetric ?? false}>
            {predicateName(graph, fact.predicate, language)}
          </span>
          <NodeLink app={app} node={graph.nodes[fact.object]!} />
        </h2>
        <p class="panel-tags">
          {fact.modality === "asserted" && <span class="panel-tag">{t(language, "asserted")}</span>}
          <Tags app={app} fact={fact} />
        </p>
        <p class="panel-counts">
          <span>{say.places(language, fact.proofs)}</span>
          <span>{say.documents(language, fact.documents.length)}</span>
          <span>{say.confidence(language, fact.score)}</span>
        </p>
      </header>
      <div class="panel-actions">
        <LinkAction app={app} />
        <EditTools app={app} />
      </div>
      <section aria-label={t(language, "places")}>
        <h3>{t(language, "places")}</h3>
        <Proofs app={app} fact={fact} first={30} />
      </section>
      <Others app={app} fact={fact} />
    </article>
  );
}

/** Other facts between the same two nodes, in either direction. */
function Others({ app, fact }: { app: App; fact: FactRow }) {
  const { graph } = app.source;
  const { language } = app.state.value;
  const others = factsBetween(graph, fact.subject, fact.object).filter(({ id }) => id !== fact.id);
  if (!others.length) {
    return null;
  }
  return (
    <section class="panel-others">
      <h3>{t(language, "alsoBetween")}</h3>
      <ul class="panel-list">
        {others.map((other) => (
          <li key={other.id} data-modality={other.modality}>
            <FactButton app={app} fact={other} />
            <Tags app={app} fact={other} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function factsBetween(graph: Graph, one: number, other: number): FactRow[] {
  const [few, many] =
    graph.factsOf(one).length < graph.factsOf(other).length ? [one, other] : [other, one];
  return graph
    .factsOf(few)
    .map((id) => graph.facts[id]!)
    .filter((fact) => (fact.subject === few ? fact.object : fact.subject) === many);
}

function factBetween(graph: Graph, subject: number, object: number, wanted: Chosen): FactRow | undefined {
  if (subject < 0 || object < 0) {
    return undefined;
  }
  return factsBetween(graph, subject, object).find(
    (fact) =>
      fact.subject === subject &&
      fact.object === object &&
      fact.predicate === wanted.predicate &&
      fact.modality === wanted.modality,
  );
}

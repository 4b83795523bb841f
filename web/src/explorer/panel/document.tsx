import { useMemo, useState } from "preact/hooks";
import type { App } from "../contract/app";
import type { FactRow } from "../contract/graph";
import type { Selection } from "../contract/state";
import { LinkAction } from "./actions";
import { Tags } from "./fact-row";
import { NotFound } from "./node";
import { FactButton } from "./parts/fact-button";
import { documentNumber, messageOf, useLoaded, Waiting } from "./parts/load";
import { More, PAGE } from "./parts/more";
import { titleOf } from "./parts/names";
import { NodeLink } from "./parts/node-link";
import { bestFirst, stretchOf } from "./parts/proofs";
import { digits, say, t } from "./words";

type Open = Selection & { kind: "document" };

/** What the open document names and states. */
export function DocumentPanel({ app, selection }: { app: App; selection: Open }) {
  const { language } = app.state.value;
  const { graph } = app.source;
  const found = documentNumber(app, selection.id);
  if (found.state !== "ready") {
    return <Waiting app={app} lines={6} />;
  }
  const document = graph.documents[found.value];
  if (!document) {
    return <NotFound app={app} what={selection.id} text={t(language, "notFound")} />;
  }
  return (
    <article class="panel-document-details">
      <header class="panel-head">
        <p class="panel-kind" lang="zh">
          <bdi>{titleOf(document)}</bdi>
        </p>
        <h2>{t(language, "contents")}</h2>
      </header>
      <div class="panel-actions">
        <LinkAction app={app} />
      </div>
      <Entities app={app} document={found.value} selection={selection} />
      <Facts app={app} document={found.value} selection={selection} />
    </article>
  );
}

interface PartProps {
  app: App;
  document: number;
  selection: Open;
}

function Entities({ app, document, selection }: PartProps) {
  const { graph } = app.source;
  const { language } = app.state.value;
  const [shown, setShown] = useState(PAGE);
  const changed = graph.changed.value;
  const text = useLoaded(() => app.source.text(document), [document]);
  const counts = useMemo(
    () => countsOf(app, document, text.state === "ready" ? text.value?.mentions : undefined),
    [document, changed, text],
  );
  return (
    <section class="panel-entities">
      <h3>
        {t(language, "entities")} <span class="panel-count">{digits(counts.length)}</span>
      </h3>
      {!counts.length && <p class="panel-soft">{t(language, "noneHere")}</p>}
      <ul class="panel-list">
        {counts.slice(0, shown).map(([node, count]) => (
          <li key={node} class="panel-entity">
            <NodeLink
              app={app}
              node={graph.nodes[node]!}
              onChoose={() =>
                app.set({
                  selection: { kind: "document", id: selection.id, node: graph.nodes[node]!.iri },
                })
              }
            />
            {count > 0 && <span class="panel-soft">{say.times(language, count)}</span>}
          </li>
        ))}
      </ul>
      <More app={app} left={counts.length - shown} onMore={() => setShown(shown + PAGE)} />
    </section>
  );
}

/** Nodes that a document names, and how often where its text tells; the most often named first. */
function countsOf(
  app: App,
  document: number,
  mentions: readonly { node: number }[] | undefined,
): [node: number, count: number][] {
  const { nodes } = app.source.graph;
  const counts = new Map<number, number>();
  for (const { node } of mentions ?? []) {
    counts.set(node, (counts.get(node) ?? 0) + 1);
  }
  for (const node of mentions ? [] : nodes) {
    if (node.documents.includes(document)) {
      counts.set(node.id, 0);
    }
  }
  return [...counts].sort(
    ([a, often], [b, oftener]) => oftener - often || nodes[b]!.degree - nodes[a]!.degree || a - b,
  );
}

function Facts({ app, document, selection }: PartProps) {
  const { graph } = app.source;
  const { language } = app.state.value;
  const [shown, setShown] = useState(PAGE);
  const changed = graph.changed.value;
  const facts = useMemo(
    () => graph.facts.filter((fact) => fact.documents.includes(document)),
    [document, changed],
  );
  return (
    <section class="panel-others">
      <h3>
        {t(language, "factsHere")} <span class="panel-count">{digits(facts.length)}</span>
      </h3>
      {!facts.length && <p class="panel-soft">{t(language, "noneHere")}</p>}
      <ul class="panel-list">
        {facts.slice(0, shown).map((fact) => (
          <li key={fact.id} data-modality={fact.modality}>
            <FactButton
              app={app}
              fact={fact}
              title={t(language, "jumpToFact")}
              onChoose={() => void jump(app, fact, document, selection)}
            />
            <Tags app={app} fact={fact} />
          </li>
        ))}
      </ul>
      <More app={app} left={facts.length - shown} onMore={() => setShown(shown + PAGE)} />
    </section>
  );
}

/** Shows the surest place in this document that states the fact. */
async function jump(app: App, fact: FactRow, document: number, selection: Open): Promise<void> {
  const { language } = app.state.value;
  try {
    const proofs = await app.source.proofs(fact.id);
    const proof = bestFirst(proofs).find((one) => one.document === document);
    if (proof) {
      app.set({ selection: stretchOf(selection.id, proof) });
    }
  } catch (error) {
    app.say(`${t(language, "failed")} ${messageOf(error)}`);
  }
}

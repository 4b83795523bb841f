import { useState } from "preact/hooks";
import type { App } from "../contract/app";
import type { NodeRow } from "../contract/graph";
import { Actions } from "./actions";
import { FactGroups } from "./fact-groups";
import { figuresOf } from "./figures";
import { Copied } from "./parts/copy";
import { Failed, messageOf, useNodes, Waiting } from "./parts/load";
import { More, PAGE } from "./parts/more";
import { dayOf, kindOf, labelOf, titleOf } from "./parts/names";
import { TypeDot } from "./parts/node-link";
import { digits, say, t } from "./words";

/** All that is known of a node. */
export function NodePanel({ app, iri }: { app: App; iri: string }) {
  const { language } = app.state.value;
  const found = useNodes(app, [iri]);
  if (found.state === "waiting") {
    return <Waiting app={app} lines={6} />;
  }
  if (found.state === "failed") {
    return <Failed app={app} failure={found} />;
  }
  const node = app.source.graph.nodes[found.value[0] ?? -1];
  return node ? <Details app={app} node={node} /> : <NotFound app={app} what={iri} text={t(language, "notFound")} />;
}

export function NotFound({ text, what }: { app: App; text: string; what: string }) {
  return (
    <div class="panel-failed">
      <p>{text}</p>
      <p class="panel-iri">
        <bdi>{what}</bdi>
      </p>
    </div>
  );
}

function Details({ app, node }: { app: App; node: NodeRow }) {
  void app.source.graph.changed.value;
  return (
    <article class="panel-node-details">
      <Head app={app} node={node} />
      <Actions app={app} node={node} />
      <Figures app={app} node={node} />
      <Documents app={app} node={node} />
      <FactGroups app={app} node={node} />
      <FetchMore app={app} node={node} />
    </article>
  );
}

function Head({ app, node }: { app: App; node: NodeRow }) {
  const { graph } = app.source;
  const { language } = app.state.value;
  const others = node.names.slice(1);
  return (
    <header class="panel-head">
      <p class="panel-kind">
        <TypeDot type={node.type} />
        {kindOf(graph, node, language)}
      </p>
      <h2 lang="zh">
        <Copied app={app} text={labelOf(node)} />
      </h2>
      {others.length > 0 && (
        <div class="panel-also">
          <span>{t(language, "also")}</span>
          <ul>
            {others.map((name) => (
              <li key={name} lang="zh">
                <Copied app={app} text={name} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <p class="panel-counts">
        <span>{say.facts(language, node.degree)}</span>
        <span>{say.mentions(language, node.mentions)}</span>
        <span>{say.documents(language, node.documents.length)}</span>
      </p>
    </header>
  );
}

function Figures({ app, node }: { app: App; node: NodeRow }) {
  const { graph, meta } = app.source;
  const { language } = app.state.value;
  return (
    <dl class="panel-figures">
      {figuresOf(graph, meta, node, language).map(({ name, words, number, measure }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <bdi>{words}</bdi>
            {number && (
              <span class="panel-number" title={measure}>
                {number}
              </span>
            )}
          </dd>
        </div>
      ))}
      <div>
        <dt>{t(language, "identifier")}</dt>
        <dd class="panel-iri">
          <Copied app={app} text={graph.base + node.iri} />
        </dd>
      </div>
    </dl>
  );
}

const FEW = 2; // documents that are listed without asking

function Documents({ app, node }: { app: App; node: NodeRow }) {
  const { language } = app.state.value;
  const { documents } = app.source.graph;
  const [shown, setShown] = useState(PAGE);
  const named = node.documents
    .flatMap((id) => documents[id] ?? [])
    .sort((a, b) => (a.published < b.published ? 1 : a.published > b.published ? -1 : 0));
  if (!named.length) {
    return null;
  }
  return (
    <details class="panel-documents" open={named.length <= FEW}>
      <summary>
        <h3>{t(language, "documents")}</h3> <span class="panel-count">{digits(named.length)}</span>
      </summary>
      <ul class="panel-list">
        {named.slice(0, shown).map((document) => (
          <li key={document.id}>
            <button
              type="button"
              class="panel-document"
              onClick={() => app.set({ selection: { kind: "document", id: document.id, node: node.iri } })}
            >
              <bdi lang="zh">{titleOf(document)}</bdi>
              <span class="panel-day">{dayOf(document.published)}</span>
            </button>
          </li>
        ))}
      </ul>
      <More app={app} left={named.length - shown} onMore={() => setShown(shown + PAGE)} />
    </details>
  );
}

/** Where there are more facts of the node than are here: a server may have them. */
function FetchMore({ app, node }: { app: App; node: NodeRow }) {
  const { language } = app.state.value;
  const [busy, setBusy] = useState(false);
  const known = app.source.graph.factsOf(node.id).length;
  if (known >= node.degree) {
    return null;
  }
  const fetchMore = async () => {
    setBusy(true);
    try {
      await app.source.expand(node.id);
    } catch (error) {
      app.say(`${t(language, "failed")} ${messageOf(error)}`);
    }
    setBusy(false);
  };
  return (
    <p class="panel-filtered">
      {say.known(language, known, node.degree)}
      {app.source.hasMore(node.id) && (
        <button type="button" class="panel-button" disabled={busy} onClick={() => void fetchMore()}>
          {t(language, busy ? "loading" : "fetchMore")}
        </button>
      )}
    </p>
  );
}

import { useState } from "preact/hooks";
import type { App } from "../../contract/app";
import type { FactRow } from "../../contract/graph";
import type { Proof } from "../../contract/source";
import type { State } from "../../contract/state";
import { say, t } from "../words";
import { Failed, useLoaded, Waiting } from "./load";
import { More } from "./more";
import { dayOf, period, predicateName, titleOf } from "./names";
import { Quote } from "./quote";

interface Props {
  app: App;
  fact: FactRow;
  /** How many to show at first. */
  first: number;
}

/** The places that state a fact, the surest first. */
export function Proofs({ app, fact, first }: Props) {
  const [shown, setShown] = useState(first);
  const loaded = useLoaded(() => app.source.proofs(fact.id), [fact.id]);
  if (loaded.state === "waiting") {
    return <Waiting app={app} />;
  }
  if (loaded.state === "failed") {
    return <Failed app={app} failure={loaded} />;
  }
  const proofs = bestFirst(loaded.value);
  if (!proofs.length) {
    return <p class="panel-soft">{t(app.state.value.language, "noProofs")}</p>;
  }
  return (
    <div class="panel-proofs">
      {proofs.slice(0, shown).map((proof, at) => (
        <ProofView key={at} app={app} fact={fact} proof={proof} />
      ))}
      <More places app={app} left={proofs.length - shown} onMore={() => setShown(shown + 30)} />
    </div>
  );
}

export function bestFirst(proofs: readonly Proof[]): Proof[] {
  return [...proofs].sort(
    (a, b) => b.score - a.score || a.document - b.document || a.offset + a.start - b.offset - b.start,
  );
}

/** One place: the sentence, where it stands and what found it. */
export function ProofView({ app, fact, proof }: { app: App; fact: FactRow; proof: Proof }) {
  const { graph } = app.source;
  const names = [fact.subject, fact.object].flatMap((node) => graph.nodes[node]!.names);
  return (
    <figure class="panel-proof">
      <Quote proof={proof} names={names} />
      <figcaption>
        <Origin app={app} proof={proof} />
        <How app={app} fact={fact} proof={proof} />
      </figcaption>
    </figure>
  );
}

function Origin({ app, proof }: { app: App; proof: Proof }) {
  const { language, selection } = app.state.value;
  const document = app.source.graph.documents[proof.document];
  if (!document) {
    return null;
  }
  const followed = selection.kind === "node" ? { node: selection.iri } : {};
  const open = () => app.set({ selection: { ...followed, ...stretchOf(document.id, proof) } });
  return (
    <div class="panel-origin">
      <span class="panel-title" lang="zh">
        <bdi>{titleOf(document)}</bdi>
      </span>
      <span class="panel-day">{dayOf(document.published) || t(language, "noDate")}</span>
      <button type="button" class="panel-jump" onClick={open}>
        {t(language, "inText")}
      </button>
    </div>
  );
}

export function stretchOf(id: string, proof: Proof) {
  const { offset } = proof;
  return { kind: "document", id, start: offset + proof.start, end: offset + proof.end } as const;
}

/** What found it; of what it says, only that in which the places differ. */
function How({ app, fact, proof }: { app: App; fact: FactRow; proof: Proof }) {
  const { language } = app.state.value;
  const parts = [
    fact.roles.length > 1 && proof.role,
    fact.proofs > 1 && proof.finer && predicateName(app.source.graph, proof.finer, language),
    fact.proofs > 1 && period(proof.time),
    say.confidence(language, proof.score),
    foundBy(proof.by, language),
  ];
  return (
    <p class="panel-how" title={proof.by}>
      {parts.filter(Boolean).map((part, at) => (
        <bdi key={at}>{part}</bdi>
      ))}
    </p>
  );
}

/** "pattern:wins" as "sentence pattern wins", "curator:Li" as "a curator: Li". */
export function foundBy(by: string, language: State["language"]): string {
  const [kind = "", ...rest] = by.split(":");
  const name = rest.join(":");
  switch (kind) {
    case "pattern":
      return `${t(language, "byPattern")} ${name}`;
    case "model":
      return t(language, "byModel");
    case "curator":
      return name ? `${t(language, "byCurator")}: ${name}` : t(language, "byCurator");
    default:
      return by;
  }
}

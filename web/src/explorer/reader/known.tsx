import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { App } from "../contract/app";
import type { FactRow } from "../contract/graph";
import type { Proof } from "../contract/source";
import { cut, type Span } from "../panel/parts/cut";
import { FactButton } from "../panel/parts/fact-button";
import { Failed, useLoaded, Waiting } from "../panel/parts/load";
import { More } from "../panel/parts/more";
import type { Open } from "./reader";
import { t } from "./words";

const FACTS = 300; // whose sentences are asked for at a time

interface Known {
  readonly sentence: string;
  readonly offset: number;
  readonly evidence: readonly (Span & { fact: FactRow })[];
}

/** Where the text is not at hand: what the graph quotes from it. */
export function KnownSentences({ app, document, selection }: { app: App; document: number; selection: Open }) {
  const { language } = app.state.value;
  const changed = app.source.graph.changed.value;
  const [asked, setAsked] = useState(FACTS);
  const facts = useMemo(
    () => app.source.graph.facts.filter((fact) => fact.documents.includes(document)),
    [document, changed],
  );
  const loaded = useLoaded(() => quoted(app, document, facts.slice(0, asked)), [document, facts, asked]);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.querySelector("[data-current=true]")?.scrollIntoView({ block: "center" });
  }, [loaded, selection]);
  if (loaded.state === "waiting") {
    return <Waiting app={app} lines={8} />;
  }
  if (loaded.state === "failed") {
    return <Failed app={app} failure={loaded} />;
  }
  return (
    <>
      <p class="reader-note">{t(language, loaded.value.length ? "noText" : "noSentences")}</p>
      <ol class="reader-known" ref={list}>
        {loaded.value.map((known) => (
          <Sentence key={`${known.offset} ${known.sentence}`} app={app} known={known} selection={selection} />
        ))}
      </ol>
      <More app={app} page={FACTS} left={facts.length - asked} onMore={() => setAsked(asked + FACTS)} />
    </>
  );
}

function Sentence({ app, known, selection }: { app: App; known: Known; selection: Open }) {
  const { sentence, offset, evidence } = known;
  const pieces = useMemo(() => cut(0, sentence.length, evidence), [known]);
  const facts = [...new Set(evidence.map(({ fact }) => fact))];
  const asked = evidence.some(({ start, end }) => selection.start === offset + start && selection.end === offset + end);
  return (
    <li data-current={asked}>
      <blockquote lang="zh">
        {pieces.map(({ start, end, spans }) =>
          spans.length ? <mark key={start}>{sentence.slice(start, end)}</mark> : sentence.slice(start, end),
        )}
      </blockquote>
      <ul>
        {facts.map((fact) => (
          <li key={fact.id}>
            <FactButton app={app} fact={fact} />
          </li>
        ))}
      </ul>
    </li>
  );
}

async function quoted(app: App, document: number, facts: readonly FactRow[]): Promise<Known[]> {
  const proofs = await Promise.all(facts.map((fact) => app.source.proofs(fact.id)));
  const known = new Map<string, Known & { evidence: (Span & { fact: FactRow })[] }>();
  const add = (fact: FactRow, { sentence, offset, start, end }: Proof) => {
    const key = `${offset} ${sentence}`;
    const here = known.get(key) ?? { sentence, offset, evidence: [] };
    here.evidence.push({ start, end, fact });
    known.set(key, here);
  };
  facts.forEach((fact, at) =>
    proofs[at]!.filter((proof) => proof.document === document).forEach((proof) => add(fact, proof)),
  );
  return [...known.values()].sort((a, b) => a.offset - b.offset);
}

import type { App } from "../contract/app";
import type { FactRow } from "../contract/graph";
import { otherEnd } from "../sources/ways";
import { Tags } from "../panel/fact-row";
import { Failed, useLoaded, Waiting } from "../panel/parts/load";
import { labelOf, predicateName, selectFact } from "../panel/parts/names";
import { NodeLink } from "../panel/parts/node-link";
import { Icon } from "../shell/icons";
import { bestFirst, ProofView } from "../panel/parts/proofs";
import { say, t as panelWords } from "../panel/words";

/** The nodes of a way, one more than its facts. */
export function nodesOf(app: App, from: number, row: readonly number[]): number[] {
  const nodes = [from];
  for (const fact of row) {
    nodes.push(otherEnd(app.source.graph, fact, nodes.at(-1)!));
  }
  return nodes;
}

/** A way as a chain: each node, and what joins it to the next, with the surest sentence. */
export function Chain({ app, from, row }: { app: App; from: number; row: readonly number[] }) {
  const { graph } = app.source;
  const nodes = nodesOf(app, from, row);
  return (
    <ol class="paths-chain">
      {nodes.map((node, at) => (
        <li key={at}>
          <div class="paths-node">
            <NodeLink app={app} node={graph.nodes[node]!} />
          </div>
          {row[at] !== undefined && <Step app={app} fact={graph.facts[row[at]]!} from={node} />}
        </li>
      ))}
    </ol>
  );
}

function Step({ app, fact, from }: { app: App; fact: FactRow; from: number }) {
  const { graph } = app.source;
  const { language } = app.state.value;
  const symmetric = graph.predicates.get(fact.predicate)?.symmetric;
  const direction = symmetric ? "both" : fact.subject === from ? "down" : "up";
  const loaded = useLoaded(() => app.source.proofs(fact.id), [fact.id]);
  const [best] = loaded.state === "ready" ? bestFirst(loaded.value) : [];
  return (
    <div class="paths-step" data-direction={direction} data-modality={fact.modality}>
      <p class="paths-predicate">
        <span class="panel-arrow">
          <Icon name={ARROWS[direction]} size={15} />
        </span>
        <strong>{predicateName(graph, fact.predicate, language)}</strong>
        <Tags app={app} fact={fact} />
        {fact.proofs > 1 && (
          <button
            type="button"
            class="panel-jump"
            title={panelWords(language, "thisFact")}
            onClick={() => app.set({ selection: selectFact(graph, fact) })}
          >
            {say.places(language, fact.proofs)}
          </button>
        )}
      </p>
      {loaded.state === "waiting" && <Waiting app={app} />}
      {loaded.state === "failed" && <Failed app={app} failure={loaded} />}
      {best && <ProofView app={app} fact={fact} proof={best} />}
    </div>
  );
}

const ARROWS = { down: "arrowDown", up: "arrowUp", both: "arrowBoth" } as const;

/** A way in one line. */
export function wayInWords(app: App, from: number, row: readonly number[]): string {
  const { graph } = app.source;
  const { language } = app.state.value;
  const nodes = nodesOf(app, from, row).map((node) => labelOf(graph.nodes[node]!));
  const joints = row.map((id) => predicateName(graph, graph.facts[id]!.predicate, language));
  return nodes.map((name, at) => (at ? `— ${joints[at - 1]} — ${name}` : name)).join(" ");
}

import type { App } from "../../contract/app";
import type { FactRow } from "../../contract/graph";
import { labelOf, predicateName, selectFact } from "./names";

interface Props {
  app: App;
  fact: FactRow;
  title?: string;
  /** Instead of selecting the fact. */
  onChoose?: () => void;
}

/** A fact in one line; a click selects it. */
export function FactButton({ app, fact, title, onChoose }: Props) {
  const { graph } = app.source;
  const end = (node: number) => <bdi lang="zh">{labelOf(graph.nodes[node]!)}</bdi>;
  return (
    <button
      type="button"
      class="panel-other"
      title={title}
      onClick={onChoose ?? (() => app.set({ selection: selectFact(graph, fact) }))}
    >
      {end(fact.subject)}
      <span class="panel-soft"> {predicateName(graph, fact.predicate, app.state.value.language)} </span>
      {end(fact.object)}
    </button>
  );
}

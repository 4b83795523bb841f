import { select } from "../../app/actions";
import type { App } from "../../contract/app";
import type { NodeRow } from "../../contract/graph";
import { kindOf, labelOf } from "./names";

/** The sign of a core type: its colour, and a shape for who cannot tell the colours apart. */
export function TypeDot({ type }: { type: string }) {
  return <span class="panel-dot" data-type={type} aria-hidden="true" />;
}

interface Props {
  app: App;
  node: NodeRow;
  /** Instead of selecting the node. */
  onChoose?: () => void;
}

/** A node by its label; a click selects it. */
export function NodeLink({ app, node, onChoose }: Props) {
  const kind = kindOf(app.source.graph, node, app.state.value.language);
  return (
    <button
      type="button"
      class="panel-node"
      title={kind}
      onClick={onChoose ?? (() => follow(app, node))}
    >
      <TypeDot type={node.type} />
      <bdi lang="zh">{labelOf(node)}</bdi>
    </button>
  );
}

/** Selects a node and looks at it, together with the one that it was come to from. */
function follow(app: App, node: NodeRow): void {
  const { selection } = app.state.peek();
  const from = selection.kind === "node" ? app.source.graph.byIri(selection.iri) : undefined;
  const { nodes } = app.visible.peek();
  select(app, node.id);
  app.goTo([node.id, ...(from === undefined ? [] : [from])].filter((id) => nodes.has(id)));
}

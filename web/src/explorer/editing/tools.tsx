import type { App } from "../contract/app";
import type { FactRow } from "../contract/graph";
import { Icon, type IconName } from "../shell/icons";
import { editingOf, type Open } from "./session";
import { canSplit } from "./split";
import { t } from "./words";
import "./editing.css";

/** What can be edited of the node or the fact that is selected; nothing where the server takes no edits. */
export function EditTools({ app }: { app: App }) {
  const editing = editingOf(app);
  const { selection, language } = app.state.value;
  if (editing.access.value !== "open") {
    return null;
  }
  const { graph } = app.source;
  void graph.changed.value;
  const iri = selection.kind === "node" ? selection.iri : selection.kind === "document" ? selection.node : undefined;
  const node = iri === undefined ? undefined : graph.nodes[graph.byIri(iri) ?? -1];
  const fact = selection.kind === "fact" ? selectedFact(app) : undefined;
  const tools: readonly [IconName, Open][] = node
    ? [
        ["edit", { kind: "rename", node: node.id }],
        ["both", { kind: "merge", node: node.id }],
        ...(canSplit(node) ? [["path", { kind: "split", node: node.id }] as [IconName, Open]] : []),
        ["filter", { kind: "retype", node: node.id }],
        ["plus", { kind: "add", node: node.id }],
        ["close", { kind: "hide", node: node.id }],
      ]
    : fact
      ? [["close", { kind: "reject", fact: fact.id }]]
      : [];
  return tools.length ? (
    <div class="editing-tools" role="group" aria-label={t(language, "editing")}>
      {tools.map(([sign, open]) => (
        <button
          type="button"
          key={open.kind}
          class="panel-action"
          data-edit={open.kind}
          aria-haspopup="dialog"
          onClick={() => (editing.open.value = open)}
        >
          <Icon name={sign} size={15} />
          {t(language, open.kind as Exclude<Open["kind"], "list" | "token">)}
        </button>
      ))}
    </div>
  ) : null;
}

function selectedFact(app: App): FactRow | undefined {
  const { selection } = app.state.value;
  const { graph } = app.source;
  if (selection.kind !== "fact") {
    return undefined;
  }
  const subject = graph.byIri(selection.subject);
  const object = graph.byIri(selection.object);
  return (subject === undefined ? [] : graph.factsOf(subject))
    .map((id) => graph.facts[id]!)
    .find(
      (fact) =>
        fact.subject === subject &&
        fact.object === object &&
        fact.predicate === selection.predicate &&
        fact.modality === selection.modality,
    );
}

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { App } from "../contract/app";
import type { Selection } from "../contract/state";
import { closeDocument } from "../reader/origin";
import { DocumentPanel } from "./document";
import { FactPanel } from "./fact";
import { Icon } from "../shell/icons";
import { NodePanel } from "./node";
import { CloseButton } from "./parts/close";
import { onEscape } from "./parts/keys";
import { labelOf } from "./parts/names";
import { TypeDot } from "./parts/node-link";
import "./panel.css";
import { t } from "./words";

/** What is known of what is selected; beside an open document, of what it names. */
export function Panel({ app }: { app: App }) {
  const { selection, language } = app.state.value;
  const top = useRef<HTMLDivElement>(null);
  const what = identity(selection);
  useEffect(() => {
    top.current?.closest(".shell-panel, aside")?.scrollTo(0, 0);
    top.current?.scrollTo(0, 0);
  }, [what]);
  if (selection.kind === "none" || selection.kind === "paths") {
    return null;
  }
  return (
    <div
      class={`panel${selection.kind === "document" ? " panel-document-open" : ""}`}
      ref={top}
      onKeyDown={onEscape(() => close(app))}
    >
      <CloseButton label={t(language, "close")} onClick={() => close(app)} />
      <Foldable app={app} selection={selection}>
        <Content key={what} app={app} selection={selection} />
      </Foldable>
    </div>
  );
}

interface Props {
  app: App;
  selection: Selection;
  children?: ComponentChildren;
}

/** On a phone the panel would cover the open document: there it opens when it is asked for. */
function Foldable({ app, selection, children }: Props) {
  const [open, setOpen] = useState(false);
  const { graph } = app.source;
  if (selection.kind !== "document") {
    return <div>{children}</div>;
  }
  const row = graph.nodes[graph.byIri(selection.node ?? "") ?? -1];
  return (
    <div class={open ? undefined : "panel-is-folded"}>
      <button type="button" class="panel-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        {row && <TypeDot type={row.type} />}
        <bdi>{row ? labelOf(row) : t(app.state.value.language, "contents")}</bdi>
        <Icon name={open ? "down" : "up"} size={16} />
      </button>
      {children}
    </div>
  );
}

function close(app: App): void {
  if (app.state.peek().selection.kind === "document") {
    closeDocument(app);
  } else {
    app.set({ selection: { kind: "none" } });
  }
}

function Content({ app, selection }: Props) {
  switch (selection.kind) {
    case "fact":
      return <FactPanel app={app} selection={selection} />;
    case "document":
      return selection.node ? (
        <NodeWithWayBack app={app} iri={selection.node} selection={selection} />
      ) : (
        <DocumentPanel app={app} selection={selection} />
      );
    case "node":
      return <NodeWithWayBack app={app} iri={selection.iri} selection={selection} />;
    default:
      return null;
  }
}

/** A node; beside an open document with a way back to what else that names. */
function NodeWithWayBack({ app, iri, selection }: { app: App; iri: string; selection: Selection }) {
  const back = () => {
    if (selection.kind === "document") {
      const { node: _, ...document } = selection;
      app.set({ selection: document });
    }
  };
  return (
    <>
      {selection.kind === "document" && (
        <button type="button" class="panel-jump panel-back" onClick={back}>
          ‹ {t(app.state.value.language, "contents")}
        </button>
      )}
      <NodePanel app={app} iri={iri} />
    </>
  );
}

/** The same for states that show the same panel: a node stays as it was when a document opens beside it. */
function identity(selection: Selection): string {
  const node = selection.kind === "node" ? selection.iri : selection.kind === "document" && selection.node;
  if (node) {
    return JSON.stringify(["node", node]);
  }
  return JSON.stringify(selection.kind === "document" ? ["document", selection.id] : Object.values(selection));
}

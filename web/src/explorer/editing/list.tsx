import { useState } from "preact/hooks";
import type { App } from "../contract/app";
import { Failed, messageOf, useLoaded, Waiting } from "../panel/parts/load";
import { NodeLink } from "../panel/parts/node-link";
import type { ListedEdit } from "./api";
import { Dialog } from "./dialog";
import { Saying } from "./line";
import { editingOf, type Editing } from "./session";
import { t } from "./words";

const PAGE = 50;

/** All lines of the curation file, the newest first. */
export function EditList({ app }: { app: App }) {
  const { language } = app.state.value;
  const editing = editingOf(app);
  const [problem, setProblem] = useState("");
  const served = editing.status.value?.served ?? 0;
  const loaded = useLoaded(() => editing.refresh(), [served]);
  const list = editing.list.value;
  const close = () => (editing.open.value = null);
  const attempt = (action: () => Promise<void>) => {
    setProblem("");
    action().catch((error: unknown) => setProblem(messageOf(error)));
  };
  return (
    <Dialog title={t(language, "edits")} closeLabel={t(language, "close")} onClose={close} wide>
      <div class="editing-list">
        <div class="editing-list-head">
          <p class="panel-soft">
            {list && (
              <>
                {t(language, "fileOf")} <bdi>{list.file}</bdi>
              </>
            )}
          </p>
          <button type="button" class="button" disabled={!list?.undo} onClick={() => attempt(() => editing.undo())}>
            {t(language, "undo")}
          </button>
        </div>
        {problem && (
          <p class="editing-problem" role="alert">
            <bdi>{problem}</bdi>
          </p>
        )}
        <p class="editing-list-head" role="status">
          {editing.status.value?.state === "building" && t(language, "building")}
          {editing.newer.value && (
            <>
              {t(language, "readyNow")}
              <button type="button" class="button" onClick={close}>
                {t(language, "show")}
              </button>
            </>
          )}
        </p>
        {loaded.state === "failed" && <Failed app={app} failure={loaded} />}
        {loaded.state === "waiting" && !list && <Waiting app={app} lines={4} />}
        {list && loaded.state !== "failed" && (
          <Lines app={app} editing={editing} edits={list.edits} attempt={attempt} />
        )}
      </div>
    </Dialog>
  );
}

interface LinesProps {
  app: App;
  editing: Editing;
  edits: readonly ListedEdit[];
  attempt(action: () => Promise<void>): void;
}

function Lines({ app, editing, edits, attempt }: LinesProps) {
  const { language } = app.state.value;
  const [shown, setShown] = useState(PAGE);
  const newest = [...edits].reverse().slice(0, shown);
  // Brings the nodes that the lines are about into the graph, for their labels.
  const { base } = app.source.graph;
  const iris = [...new Set(newest.flatMap(({ nodes }) => nodes))].map((iri) => iri.slice(base.length));
  useLoaded(() => app.source.find(iris), iris);
  if (!edits.length) {
    return <p class="panel-note panel-soft">{t(language, "none")}</p>;
  }
  return (
    <>
      <ol class="editing-lines">
        {newest.map((edit) => (
          <Line
            key={`${edit.line} ${edit.action} ${edit.name}`}
            app={app}
            editing={editing}
            edit={edit}
            onRemove={() => attempt(() => editing.drop(edit.line))}
          />
        ))}
      </ol>
      {shown < edits.length && (
        <button type="button" class="button" onClick={() => setShown(shown + PAGE)}>
          {t(language, "more")}
        </button>
      )}
    </>
  );
}

interface LineProps {
  app: App;
  editing: Editing;
  edit: ListedEdit;
  onRemove(): void;
}

function Line({ app, editing, edit, onRemove }: LineProps) {
  const { language } = app.state.value;
  const { graph } = app.source;
  void graph.changed.value;
  const [sure, setSure] = useState(false);
  const nodes = edit.nodes.flatMap((iri) => graph.nodes[graph.byIri(iri.slice(graph.base.length)) ?? -1] ?? []);
  const select = (iri: string) => {
    editing.open.value = null;
    app.set({ selection: { kind: "node", iri } });
  };
  const number = language === "zh" ? `第 ${edit.line} 行` : `line ${edit.line}`;
  return (
    <li data-state={edit.state} data-line={edit.line}>
      <div class="editing-line">
        <Saying app={app} edit={edit} />
        <span class="editing-state" data-state={edit.state}>
          {t(language, edit.state)}
        </span>
      </div>
      {edit.problem && (
        <p class="editing-warning">
          <bdi>{edit.problem}</bdi>
        </p>
      )}
      {edit.reason && (
        <p>
          <bdi lang="zh">{edit.reason}</bdi>
        </p>
      )}
      <div class="editing-line">
        <p class="panel-soft">
          {[number, edit.by, edit.date].filter(Boolean).map((each) => (
            <bdi key={each}>{each}</bdi>
          ))}
        </p>
        {nodes.map((node) => (
          <NodeLink key={node.id} app={app} node={node} onChoose={() => select(node.iri)} />
        ))}
        <button
          type="button"
          class={`panel-jump${sure ? " editing-sure" : ""}`}
          aria-label={`${t(language, sure ? "reallyRemove" : "remove")}: ${number} ${edit.name}`}
          onClick={() => (sure ? onRemove() : setSure(true))}
          onBlur={() => setSure(false)}
        >
          {t(language, sure ? "reallyRemove" : "remove")}
        </button>
      </div>
    </li>
  );
}

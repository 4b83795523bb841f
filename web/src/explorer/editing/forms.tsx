import { useState } from "preact/hooks";
import type { App } from "../contract/app";
import type { FactRow, NodeRow } from "../contract/graph";
import { labelOf, predicateName, typeName } from "../panel/parts/names";
import type { Entity } from "./api";
import { Choice, TextField, Title } from "./fields";
import { EditForm } from "./form";
import { t } from "./words";

export interface NodeForm {
  app: App;
  node: NodeRow;
}

/** A node of the graph as the server wants it. */
export function entity(app: App, node: NodeRow): Entity {
  return { iri: app.source.graph.base + node.iri };
}

export function Named({ node }: { node: NodeRow }) {
  return <bdi lang="zh">{labelOf(node)}</bdi>;
}

export function RenameForm({ app, node }: NodeForm) {
  const { language } = app.state.value;
  const [name, setName] = useState(labelOf(node));
  const filled = () => {
    const other = name.trim();
    if (!other || other === labelOf(node)) {
      return { field: "name", message: t(language, other ? "noChange" : "needed") };
    }
    return { edits: [{ action: "rename" as const, name: entity(app, node), other }], about: [node.iri] };
  };
  return (
    <EditForm
      app={app}
      title={
        <Title sign="edit">
          {t(language, "rename")} · <Named node={node} />
        </Title>
      }
      about={t(language, "renameAbout")}
      texts={{ name }}
      filled={filled}
    >
      {(problemAt) => (
        <>
          <TextField
            label={t(language, "newName")}
            value={name}
            onChange={setName}
            problem={problemAt("name")}
            isFirst
          />
          {node.names.length > 1 && (
            <p class="editing-close">
              {node.names.slice(1, 8).map((other) => (
                <button type="button" class="button" key={other} lang="zh" onClick={() => setName(other)}>
                  <bdi>{other}</bdi>
                </button>
              ))}
            </p>
          )}
        </>
      )}
    </EditForm>
  );
}

export function RetypeForm({ app, node }: NodeForm) {
  const { language } = app.state.value;
  const { types } = app.source.graph;
  const now = node.subtype || node.type;
  const [type, setType] = useState(now);
  const filled = () =>
    type === now
      ? { field: "type", message: t(language, "noChange") }
      : { edits: [{ action: "retype" as const, name: entity(app, node), other: type }], about: [node.iri] };
  const all = [...types.values()];
  const choices = all
    .filter(({ parent }) => !parent)
    .flatMap((core) => [core, ...all.filter(({ parent }) => parent === core.name)])
    .map((kind) => {
      const text = <span class={kind.parent ? "editing-finer" : "editing-core"}>{kind[language]}</span>;
      return [kind.name, text] as const;
    });
  return (
    <EditForm
      app={app}
      title={
        <Title sign="edit">
          {t(language, "retype")} · <Named node={node} />
        </Title>
      }
      about={`${t(language, "now")}${typeName(app.source.graph, now, language)}`}
      texts={{ type }}
      filled={filled}
    >
      {(problemAt) => (
        <Choice
          legend={t(language, "retypeAbout")}
          name="type"
          value={type}
          choices={choices}
          onChange={setType}
          problem={problemAt("type")}
          isFirst
        />
      )}
    </EditForm>
  );
}

export function HideForm({ app, node }: NodeForm) {
  const { language } = app.state.value;
  return (
    <EditForm
      app={app}
      title={
        <Title sign="hide">
          {t(language, "hide")} · <Named node={node} />
        </Title>
      }
      about={`${t(language, "hideAbout")} (${node.degree} ${t(language, "facts")})`}
      filled={() => ({ edits: [{ action: "hide", name: entity(app, node) }], about: [node.iri] })}
      isDanger
    />
  );
}

export function RejectForm({ app, fact }: { app: App; fact: FactRow }) {
  const { language } = app.state.value;
  const { graph } = app.source;
  const [relation, setRelation] = useState(fact.predicate);
  const subject = graph.nodes[fact.subject]!;
  const object = graph.nodes[fact.object]!;
  const filled = () => ({
    edits: [{ action: "reject" as const, name: entity(app, subject), relation, other: entity(app, object) }],
    about: [subject.iri, object.iri],
  });
  const finer = fact.finer.map(
    (name) => [name, `${t(language, "rejectFiner")} ${predicateName(graph, name, language)}`] as const,
  );
  return (
    <EditForm
      app={app}
      title={<Title sign="close">{t(language, "reject")}</Title>}
      about={t(language, "rejectAbout")}
      filled={filled}
      isDanger
    >
      {() => (
        <>
          <p class="editing-statement">
            <Named node={subject} /> <span class="panel-soft">{predicateName(graph, fact.predicate, language)}</span>{" "}
            <Named node={object} />
          </p>
          {finer.length > 0 && (
            <Choice
              legend={t(language, "relation")}
              name="relation"
              value={relation}
              choices={[[fact.predicate, t(language, "rejectAll")] as const, ...finer]}
              onChange={setRelation}
            />
          )}
        </>
      )}
    </EditForm>
  );
}

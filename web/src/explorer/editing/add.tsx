import { useId, useState } from "preact/hooks";
import type { App } from "../contract/app";
import type { NodeRow } from "../contract/graph";
import { predicateName } from "../panel/parts/names";
import { useLoaded } from "../panel/parts/load";
import { edits as requests, type Entity, type NewEdit, type Relation } from "./api";
import { Choice, EntityField, NOBODY, TextField, Title, type Chosen } from "./fields";
import { EditForm, type Filled, type Problem } from "./form";
import { entity, Named, type NodeForm } from "./forms";
import { t } from "./words";

const TIME = /^\d{4}(-\d{2}(-\d{2})?)?(\/\d{4}(-\d{2}(-\d{2})?)?)?$/;

/** A relation, and which end of it the node is. */
interface Side {
  relation: Relation;
  isSubject: boolean;
  /** Core types of the other end. */
  types: readonly string[];
}

/** A fact that a person knows: from this node to another, or the other way round. */
export function AddForm({ app, node }: NodeForm) {
  const { language } = app.state.value;
  const terms = useLoaded(() => requests.terms(), []);
  const sides = terms.state === "ready" ? sidesOf(terms.value.relations, node) : [];
  const [key, setKey] = useState("");
  const [isNew, setIsNew] = useState<"known" | "unknown">("known");
  const [chosen, setChosen] = useState<Chosen>(NOBODY);
  const [type, setType] = useState("");
  const [name, setName] = useState("");
  const [role, setRole] = useState("");
  const [time, setTime] = useState("");
  const side = sides.find((each) => keyOf(each) === key) ?? sides[0];
  const newType = side?.types.includes(coreOf(app, type)) ? type : (side?.types[0] ?? "");
  const hasRole = side !== undefined && (side.relation.parent || side.relation.name) === "memberOf";

  const filled = (): Filled => {
    if (!side) {
      return { field: "relation", message: t(language, "needed") };
    }
    const end = isNew === "unknown" ? newEnd(newType, name) : knownEnd(app, side, chosen);
    if (!end.ok) {
      return { field: end.field, message: t(language, end.message) };
    }
    if (time.trim() && !TIME.test(time.trim())) {
      return { field: "time", message: t(language, "badTime") };
    }
    const [subject, other] = side.isSubject ? [entity(app, node), end.entity] : [end.entity, entity(app, node)];
    const fact: NewEdit = {
      action: "add",
      name: subject,
      relation: side.relation.name,
      other,
      ...(hasRole && role.trim() && { role: role.trim() }),
      ...(time.trim() && { time: time.trim() }),
    };
    const about = [node.iri, ...(isNew === "known" && chosen.node ? [chosen.node.iri] : [])];
    return { edits: isNew === "unknown" ? [{ action: "new", name: end.entity }, fact] : [fact], about };
  };
  return (
    <EditForm
      app={app}
      title={
        <Title sign="plus">
          {t(language, "add")} · <Named node={node} />
        </Title>
      }
      about={t(language, "addAbout")}
      texts={isNew === "unknown" ? { name, role, time } : { other: chosen.words, role, time }}
      filled={filled}
      wide
    >
      {(problemAt) => (
        <>
          <RelationField app={app} sides={sides} value={side ? keyOf(side) : ""} onChange={setKey} problem={problemAt("relation")} />
          <Choice
            legend={t(language, "otherEnd")}
            name="isNew"
            value={isNew}
            choices={(["known", "unknown"] as const).map((each) => [each, t(language, each)] as const)}
            onChange={(each) => setIsNew(each)}
          />
          {isNew === "known" ? (
            <EntityField
              app={app}
              label={t(language, "otherEnd")}
              chosen={chosen}
              onChoose={setChosen}
              problem={problemAt("other")}
            />
          ) : (
            <div class="editing-pair">
              <TypeField app={app} types={side?.types ?? []} value={newType} onChange={setType} />
              <TextField label={t(language, "name")} value={name} onChange={setName} problem={problemAt("name")} />
            </div>
          )}
          <div class="editing-pair">
            {hasRole && (
              <TextField
                label={`${t(language, "role")}${t(language, "optional")}`}
                value={role}
                onChange={setRole}
                problem={problemAt("role")}
              />
            )}
            <TextField
              label={`${t(language, "time")}${t(language, "optional")}`}
              value={time}
              onChange={setTime}
              problem={problemAt("time")}
              hint={t(language, "timeHint")}
            />
          </div>
        </>
      )}
    </EditForm>
  );
}

type End = { ok: true; entity: Entity } | { ok: false; field: string; message: "needed" | "wrongType" };

function newEnd(type: string, name: string): End {
  return name.trim() && type
    ? { ok: true, entity: `${type}/${name.trim()}` }
    : { ok: false, field: "name", message: "needed" };
}

function knownEnd(app: App, side: Side, chosen: Chosen): End {
  if (!chosen.words.trim()) {
    return { ok: false, field: "other", message: "needed" };
  }
  if (chosen.node && !side.types.includes(chosen.node.type)) {
    return { ok: false, field: "other", message: "wrongType" };
  }
  return { ok: true, entity: chosen.node ? entity(app, chosen.node) : chosen.words.trim() };
}

function sidesOf(relations: readonly Relation[], node: NodeRow): Side[] {
  const types = (all: readonly string[], relation: Relation) =>
    relation.one_type ? all.filter((type) => type === node.type) : all;
  const out = relations
    .filter(({ domain }) => domain.includes(node.type))
    .map((relation) => ({ relation, isSubject: true, types: types(relation.range, relation) }));
  const back = relations
    .filter(({ range, symmetric }) => !symmetric && range.includes(node.type))
    .map((relation) => ({ relation, isSubject: false, types: types(relation.domain, relation) }));
  return [...out, ...back].filter((side) => side.types.length);
}

const keyOf = ({ relation, isSubject }: Side): string => `${isSubject ? "out" : "in"} ${relation.name}`;

function coreOf(app: App, type: string): string {
  return app.source.graph.types.get(type)?.parent || type;
}

interface RelationProps {
  app: App;
  sides: readonly Side[];
  value: string;
  onChange(value: string): void;
  problem: Problem | undefined;
}

function RelationField({ app, sides, value, onChange, problem }: RelationProps) {
  const { language } = app.state.value;
  const id = useId();
  const group = (isSubject: boolean) => inOrder(sides.filter((side) => side.isSubject === isSubject));
  return (
    <div class="editing-field">
      <label for={id}>{t(language, "relation")}</label>
      <select
        id={id}
        class="field"
        data-first=""
        value={value}
        aria-invalid={problem !== undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {([true, false] as const).map((isSubject) => (
          <optgroup key={String(isSubject)} label={t(language, isSubject ? "outward" : "inward")}>
            {group(isSubject).map((side) => (
              <option key={keyOf(side)} value={keyOf(side)}>
                {side.relation.parent ? "　" : ""}
                {predicateName(app.source.graph, side.relation.name, language)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

/** Each core relation with its finer ones behind it. */
function inOrder(sides: readonly Side[]): Side[] {
  const core = (side: Side) => side.relation.parent || side.relation.name;
  const order = [...new Set(sides.map(core))];
  return order.flatMap((name) => {
    const own = sides.filter((side) => core(side) === name);
    return [...own.filter(({ relation }) => !relation.parent), ...own.filter(({ relation }) => relation.parent)];
  });
}

interface TypeProps {
  app: App;
  types: readonly string[];
  value: string;
  onChange(value: string): void;
}

function TypeField({ app, types, value, onChange }: TypeProps) {
  const { language } = app.state.value;
  const id = useId();
  const all = [...app.source.graph.types.values()].filter(({ name, parent }) => types.includes(parent || name));
  const cores = all.filter(({ parent }) => !parent);
  return (
    <div class="editing-field">
      <label for={id}>{t(language, "type")}</label>
      <select id={id} class="field" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {cores
          .flatMap((core) => [core, ...all.filter(({ parent }) => parent === core.name)])
          .map((kind) => (
            <option key={kind.name} value={kind.name}>
              {kind.parent ? "　" : ""}
              {kind[language]}
            </option>
          ))}
      </select>
    </div>
  );
}

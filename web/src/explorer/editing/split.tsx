import { useState } from "preact/hooks";
import { dayOf, titleOf } from "../panel/parts/names";
import { called } from "./called";
import { Choice, TextField, Title } from "./fields";
import { EditForm, type Filled, type Problem } from "./form";
import { entity, Named, type NodeForm } from "./forms";
import { t } from "./words";
import type { DocumentRow, NodeRow } from "../contract/graph";
import type { App } from "../contract/app";

const MANY = 10; // documents above which one wants to find them by title

export function canSplit(node: NodeRow): boolean {
  return node.documents.length > 1 || node.names.length > 1;
}

/** What a name means in some documents, or one of the names, is another entity. */
export function SplitForm({ app, node }: NodeForm) {
  const { language } = app.state.value;
  const byDocument = node.documents.length > 1;
  const [way, setWay] = useState<"documents" | "name">(byDocument ? "documents" : "name");
  const [documents, setDocuments] = useState<readonly string[]>([]);
  const [name, setName] = useState(node.names[1] ?? "");
  const [other, setOther] = useState("");
  const filled = async (): Promise<Filled> => {
    const called = other.trim() && { other: other.trim() };
    if (way === "name") {
      const text = await ownText(node, name);
      return text
        ? { edits: [{ action: "split", name: text, ...called }], about: [node.iri] }
        : { field: "name", message: t(language, "severalSo") };
    }
    if (!documents.length || documents.length === node.documents.length) {
      return { field: "documents", message: t(language, "someDocuments") };
    }
    const document = documents.join(" | ");
    return { edits: [{ action: "split", name: entity(app, node), document, ...called }], about: [node.iri] };
  };
  const ways: (readonly ["documents" | "name", string])[] = [
    ...(byDocument ? [["documents", t(language, "byDocuments")] as const] : []),
    ...(node.names.length > 1 ? [["name", t(language, "byName")] as const] : []),
  ];
  return (
    <EditForm
      app={app}
      title={
        <Title sign="path">
          {t(language, "split")} · <Named node={node} />
        </Title>
      }
      about={t(language, "splitAbout")}
      texts={way === "name" ? { other, name } : { other }}
      filled={filled}
      wide
    >
      {(problemAt) => (
        <>
          {ways.length > 1 && (
            <Choice legend={t(language, "splitBy")} name="way" value={way} choices={ways} onChange={(each) => setWay(each)} />
          )}
          {way === "documents" ? (
            <Documents
              app={app}
              node={node}
              ticked={documents}
              onChange={setDocuments}
              problem={problemAt("documents")}
            />
          ) : (
            <Choice
              legend={t(language, "byName")}
              name="name"
              value={name}
              choices={node.names.map((each) => [each, <bdi lang="zh">{each}</bdi>] as const)}
              onChange={setName}
              problem={problemAt("name")}
            />
          )}
          <TextField
            label={`${t(language, "itsName")}${t(language, "optional")}`}
            value={other}
            onChange={setOther}
            problem={problemAt("other")}
          />
        </>
      )}
    </EditForm>
  );
}

/** The name as it means this node among all that have it; `""` where it cannot. */
async function ownText(node: NodeRow, name: string): Promise<string> {
  const others = (await called(name)).filter((iri) => iri !== node.iri);
  if (others.some((iri) => iri.startsWith(`${node.type}/`))) {
    return "";
  }
  return others.length ? `${node.type}/${name}` : name;
}

interface DocumentsProps extends NodeForm {
  app: App;
  ticked: readonly string[];
  onChange(ticked: readonly string[]): void;
  problem: Problem | undefined;
}

function Documents({ app, node, ticked, onChange, problem }: DocumentsProps) {
  const { language } = app.state.value;
  void app.source.graph.changed.value; // titles may still be on their way
  const [words, setWords] = useState("");
  const all = node.documents.flatMap((at) => app.source.graph.documents[at] ?? []).filter(({ id }) => id);
  const shown = all.filter((row) => titleOf(row).includes(words.trim()) || ticked.includes(row.id));
  const toggle = (id: string) =>
    onChange(ticked.includes(id) ? ticked.filter((each) => each !== id) : [...ticked, id]);
  return (
    <fieldset class="editing-choice">
      <legend>{t(language, "byDocuments")}</legend>
      {all.length > MANY && (
        <input
          class="field"
          type="search"
          aria-label={t(language, "filterDocuments")}
          placeholder={t(language, "filterDocuments")}
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      )}
      <div class="editing-choices editing-documents">
        {shown.map((row) => (
          <Document key={row.id} row={row} isTicked={ticked.includes(row.id)} onToggle={() => toggle(row.id)} />
        ))}
      </div>
      {problem && (
        <p class="editing-problem" role="alert">
          {problem.message}
        </p>
      )}
    </fieldset>
  );
}

function Document({ row, isTicked, onToggle }: { row: DocumentRow; isTicked: boolean; onToggle(): void }) {
  return (
    <label>
      <input type="checkbox" checked={isTicked} onChange={onToggle} />
      <bdi lang="zh">{titleOf(row)}</bdi>
      <span class="panel-day">{dayOf(row.published)}</span>
    </label>
  );
}

import { useState } from "preact/hooks";
import type { NodeRow } from "../contract/graph";
import { Card, Choice, EntityField, NOBODY, Title, type Chosen } from "./fields";
import { EditForm, type Filled } from "./form";
import { entity, Named, type NodeForm } from "./forms";
import { t } from "./words";

/** Two nodes are one: both side by side before it is written. */
export function MergeForm({ app, node }: NodeForm) {
  const { language } = app.state.value;
  const [chosen, setChosen] = useState<Chosen>(NOBODY);
  const [stays, setStays] = useState("");
  const other = chosen.node;
  const staying = stays || (other ? better(node, other).iri : "");
  const filled = (): Filled => {
    if (!chosen.words.trim()) {
      return { field: "other", message: t(language, "needed") };
    }
    if (other?.id === node.id) {
      return { field: "other", message: t(language, "itself") };
    }
    if (!other) {
      const named = chosen.words.trim();
      return { edits: [{ action: "merge", name: entity(app, node), other: named }], about: [node.iri] };
    }
    const [goes, holds] = staying === node.iri ? [other, node] : [node, other];
    const edit = { action: "merge" as const, name: entity(app, goes), other: entity(app, holds) };
    return { edits: [edit], about: [goes.iri, holds.iri] };
  };
  return (
    <EditForm
      app={app}
      title={
        <Title sign="edit">
          {t(language, "merge")} · <Named node={node} />
        </Title>
      }
      about={t(language, "mergeAbout")}
      texts={{ other: chosen.words }}
      filled={filled}
      wide
    >
      {(problemAt) => (
        <>
          <EntityField
            app={app}
            label={t(language, "mergeWith")}
            chosen={chosen}
            onChoose={(next) => (setChosen(next), setStays(""))}
            problem={problemAt("other")}
          />
          {other && other.id !== node.id && (
            <>
              <Choice
                legend={t(language, "whichStays")}
                name="stays"
                value={staying}
                choices={[node, other].map((each) => [each.iri, <Card app={app} node={each} />] as const)}
                onChange={setStays}
              />
              {other.type !== node.type && <p class="editing-warning">{t(language, "typesDiffer")}</p>}
            </>
          )}
        </>
      )}
    </EditForm>
  );
}

/** The one that is named more often; where neither is, the one that is merged with. */
function better(node: NodeRow, other: NodeRow): NodeRow {
  return node.mentions > other.mentions ? node : other;
}

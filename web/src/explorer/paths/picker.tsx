import { useEffect } from "preact/hooks";
import type { App } from "../contract/app";
import { Failed, useNodes, Waiting } from "../panel/parts/load";
import { NodeLink } from "../panel/parts/node-link";
import { SearchBox } from "../search/box";
import { t } from "./words";

interface Props {
  app: App;
  end: "from" | "to";
  /** The chosen node, or "". */
  iri: string;
  onChoose: (iri: string) => void;
  focus: boolean;
}

/** One end of a path: the node, or a search for one. */
export function End({ app, end, iri, onChoose, focus }: Props) {
  const { language } = app.state.value;
  const { nodes } = app.source.graph;
  const field = `paths-${end}`;
  useEffect(() => {
    if (focus) {
      document.getElementById(field)?.focus();
    }
  }, [focus]);
  return (
    <div class="paths-end">
      <span class="paths-label">{t(language, end)}</span>
      {iri ? (
        <>
          <ChosenNode app={app} iri={iri} />
          <button type="button" class="panel-jump" onClick={() => onChoose("")}>
            {t(language, "clear")}
          </button>
        </>
      ) : (
        <SearchBox
          app={app}
          id={field}
          label={`${t(language, end)}: ${t(language, "search")}`}
          onChoose={(node) => onChoose(nodes[node]!.iri)}
        />
      )}
    </div>
  );
}

function ChosenNode({ app, iri }: { app: App; iri: string }) {
  const found = useNodes(app, [iri]);
  if (found.state === "waiting") {
    return <Waiting app={app} lines={1} />;
  }
  if (found.state === "failed") {
    return <Failed app={app} failure={found} />;
  }
  const node = app.source.graph.nodes[found.value[0] ?? -1];
  return node ? <NodeLink app={app} node={node} /> : <bdi class="panel-soft">{iri}</bdi>;
}

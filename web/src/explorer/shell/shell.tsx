import { useEffect, useState } from "preact/hooks";
import { select } from "../app/actions";
import type { Core } from "../app/app";
import { EditingHost } from "../editing/host";
import { Chips } from "../filters/chips";
import { Filters } from "../filters/filters";
import { ListScreen } from "../list/list";
import { MapScreen } from "../map/map";
import { Panel } from "../panel/panel";
import { PathsPanel } from "../paths/paths";
import { Reader } from "../reader/reader";
import { SparqlScreen } from "../sparql/screen";
import { StageView } from "../stage/stage";
import { Header } from "./header";
import { globalKeys } from "./keys";
import { Legend } from "./legend";
import { Status } from "./status";
import { shellWords } from "./words";
import "./shell.css";


export function Shell({ app }: { app: Core }) {
  const { screen, selection, language } = app.state.value;
  const [drawer, setDrawer] = useState(false);
  useEffect(() => globalKeys(app), [app]);
  const choose = (node: number) => {
    select(app, node);
    if (screen === "graph") {
      app.goTo([node]);
    }
  };
  return (
    <div class={`shell${drawer ? " with-drawer" : ""}${selection.kind === "none" ? "" : " with-panel"}`}>
      <a class="shell-skip" href="#shell-main" onClick={skip}>
        {shellWords(language, "skip")}
      </a>
      <Header app={app} drawer={drawer} onDrawer={() => setDrawer(!drawer)} onFound={choose} />
      <div class="shell-body">
        {drawer && <Filters app={app} onClose={() => setDrawer(false)} />}
        <main class={`shell-main${screen === "graph" ? "" : " with-screen"}`} id="shell-main" tabIndex={-1}>
          <StageView app={app} shown={screen === "graph"} />
          {screen === "graph" && <Legend app={app} />}
          {screen === "list" && <ListScreen app={app} />}
          {screen === "map" && <MapScreen app={app} />}
          {screen === "sparql" && <SparqlScreen app={app} />}
          <Chips app={app} />
          {selection.kind === "document" && <Reader app={app} />}
        </main>
        {selection.kind !== "none" && (
          <aside class="shell-panel" aria-label={shellWords(language, "details")}>
            {selection.kind === "paths" ? <PathsPanel app={app} /> : <Panel app={app} />}
          </aside>
        )}
      </div>
      <Status app={app} />
      <EditingHost app={app} />
    </div>
  );
}

/** A link of the page would change its state, which stands in the same place. */
function skip(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById("shell-main")?.focus();
}


import { Yasgui } from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import "./editor.css";
import { useCompletions } from "./completion";
import { declared, fetchJson, type Settings } from "./settings";
import { templateMenu } from "./templates";

const FIRST = `SELECT ?entity ?label ?type WHERE {
  ?entity a kg:Entity ; rdfs:label ?label ; a ?type .
}
LIMIT 50
`;

async function start(): Promise<void> {
  const settings = await fetchJson<Settings>("/editor.json");
  const endpoint = new URL("/sparql", location.href).href;
  useCompletions(settings);
  Yasgui.Yasqe.defaults.value = declared(FIRST, settings.prefixes);
  Yasgui.Yasqe.defaults.requestConfig = { ...Yasgui.Yasqe.defaults.requestConfig, endpoint };
  Yasgui.Yasqe.defaults.createShareableLink = sharedLink;
  // Names of the build in tables: its prefixes are known to the server without being declared.
  Yasgui.Yasr.defaults.prefixes = settings.prefixes;
  const place = document.getElementById("editor")!;
  const yasgui = new Yasgui(place, {
    autofocus: true,
    copyEndpointOnNewTab: false,
    persistenceId: `kg ${endpoint}`,
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    requestConfig: { endpoint, method: "POST" },
  });
  const tools = document.getElementById("tools")!;
  tools.append(
    templateMenu(settings.templates, (chosen) => {
      const tab = yasgui.addTab(true, { name: chosen.name });
      tab.getYasqe().setValue(declared(chosen.query, settings.prefixes));
    }),
  );
  place.addEventListener("click", (event) => followHere(event, settings.base), true);
  document.body.dataset["ready"] = "true";
}

/** A link of this server, whatever endpoint a tab of an older day has stored. */
function sharedLink(yasqe: { getValue(): string }): string {
  return `${location.origin}/sparql#query=${encodeURIComponent(yasqe.getValue())}`;
}

/** Entities have pages on this server: their links in results lead there. */
function followHere(event: MouseEvent, base: string): void {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const iri = link?.getAttribute("href") ?? "";
  if (!iri.startsWith(base)) return;
  event.preventDefault();
  event.stopPropagation();
  // Per cent forms of an IRI are part of it, and stay as they are.
  const path = encodeURI(iri.slice(base.length)).replace(/%25/g, "%");
  window.open(`/entity/${path}`, "_blank", "noopener");
}

void start();

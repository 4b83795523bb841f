import { signal, type Signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { select } from "../app/actions";
import type { Size } from "../app/size";
import type { App } from "../contract/app";
import { PlaceList } from "./place-list";
import { Picture } from "./picture";
import { radii, ranked, visiblePlaces, type Place, type SizeBy } from "./places";
import { fromScreen, type View } from "./projection";
import { say, t } from "./words";
import "./map.css";

/** What the map shows; `fitted` where that is all places, and nobody has moved it since. */
export interface Seen {
  readonly view: View;
  readonly fitted: boolean;
}

/** What stays as it is while another screen is shown. */
interface Kept {
  readonly seen: Signal<Seen | null>;
  readonly size: Signal<Size>;
  readonly by: Signal<SizeBy>;
}

const known = new WeakMap<App, Kept>();

function keptOf(app: App): Kept {
  const kept = known.get(app) ?? { seen: signal(null), size: signal({ width: 0, height: 0 }), by: signal<SizeBy>("facts") };
  known.set(app, kept);
  return kept;
}

export function MapScreen({ app }: { app: App }) {
  const kept = keptOf(app);
  const { language, selection, marked } = app.state.value;
  const { graph } = app.source;
  const visible = app.visible.value;
  const { places, without } = useMemo(() => visiblePlaces(app), [visible]);
  const by = kept.by.value;
  const order = useMemo(() => ranked(places, by), [places, by]);
  const radius = useMemo(() => radii(order, by), [order, by]);
  const markedNodes = useMemo(() => new Set(marked.flatMap((iri) => graph.byIri(iri) ?? [])), [marked]);
  const selected = selection.kind === "node" ? (graph.byIri(selection.iri) ?? -1) : -1;
  return (
    <section class="map-screen" aria-label={t(language, "title")}>
      <Picture
        app={app}
        places={order}
        radius={radius}
        selected={selected}
        marked={markedNodes}
        seen={kept.seen.value}
        onView={(seen) => (kept.seen.value = seen)}
        onSize={(size) => (kept.size.value = size)}
        onSelect={(node) => select(app, node)}
      />
      <div class="map-side">
        <Summary app={app} places={places} without={without} kept={kept} />
        <PlaceList app={app} places={order} selected={selected} onSelect={(node) => select(app, node)} />
        <p class="map-source">{t(language, "outline")}</p>
      </div>
    </section>
  );
}

function Summary({ app, places, without, kept }: { app: App; places: readonly Place[]; without: number; kept: Kept }) {
  const { language } = app.state.value;
  const now = kept.seen.value;
  const size = kept.size.value;
  const inView = useMemo(
    () => (now && !now.fitted ? places.filter(within(now.view, size)) : places),
    [now, size, places],
  );
  const entities = useMemo(() => new Set(inView.flatMap((place) => [...place.entities])).size, [inView]);
  return (
    <div class="map-summary">
      <h2>{t(language, "places")}</h2>
      <p role="status" class="map-count">
        {places.length ? say.inView(language, inView.length, entities) : t(language, "none")}
      </p>
      {without > 0 && <p class="map-without">{say.without(language, without)}</p>}
      <label class="map-by">
        {t(language, "sizeBy")}
        <select class="field" value={kept.by.value} onChange={(event) => (kept.by.value = event.currentTarget.value as SizeBy)}>
          <option value="facts">{t(language, "byFacts")}</option>
          <option value="entities">{t(language, "byEntities")}</option>
          <option value="mentions">{t(language, "byMentions")}</option>
        </select>
      </label>
    </div>
  );
}

function within(view: View, size: Size): (place: Place) => boolean {
  const first = fromScreen({ x: 0, y: 0 }, view, size);
  const last = fromScreen({ x: size.width, y: size.height }, view, size);
  return ({ at }) => at.x >= first.x && at.x <= last.x && at.y >= first.y && at.y <= last.y;
}

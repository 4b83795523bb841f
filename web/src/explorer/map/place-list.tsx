import { useState } from "preact/hooks";
import type { App } from "../contract/app";
import { labelOf } from "../panel/parts/names";
import type { Place } from "./places";
import { say, t } from "./words";

interface Props {
  app: App;
  /** The heaviest first. */
  places: readonly Place[];
  selected: number;
  onSelect(node: number): void;
}

const PAGE = 100;

/** The places of the map as a list, for the keyboard and for screen readers. */
export function PlaceList({ app, places, selected, onSelect }: Props) {
  const { language } = app.state.value;
  const [most, setMost] = useState(PAGE);
  return (
    <>
      <ul class="map-list">
        {places.slice(0, most).map((place) => (
          <li key={place.node.id}>
            <button
              type="button"
              class="map-place"
              aria-pressed={place.node.id === selected}
              onClick={() => onSelect(place.node.id)}
            >
              <bdi lang="zh">{labelOf(place.node)}</bdi>
              <span>{say.place(language, place.facts, place.entities.size)}</span>
            </button>
          </li>
        ))}
      </ul>
      {places.length > most && (
        <button type="button" class="map-more" onClick={() => setMost(most + PAGE)}>
          {t(language, "more")}
        </button>
      )}
    </>
  );
}

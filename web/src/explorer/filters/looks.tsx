import type { Core } from "../app/app";
import { change } from "./change";
import { filterWords } from "./words";

const COLOURS = ["type", "community"] as const;
const SIZES = ["degree", "mentions", "pagerank", "betweenness"] as const;

export function Looks({ app }: { app: Core }) {
  const { colour, size, language } = app.state.value;
  const computed = app.source.graph.nodes.some(({ betweenness }) => betweenness >= 0);
  return (
    <div class="filters-looks">
      <div class="filters-choice" role="group" aria-label={filterWords(language, "colour")}>
        <span>{filterWords(language, "colour")}</span>
        {COLOURS.map((name) => (
          <button
            type="button"
            key={name}
            aria-pressed={colour === name}
            onClick={() => app.set({ colour: name })}
          >
            {filterWords(language, name)}
          </button>
        ))}
      </div>
      <label class="filters-row">
        <span>{filterWords(language, "size")}</span>
        <select
          class="field"
          value={size}
          onChange={(event) => app.set({ size: event.currentTarget.value as (typeof SIZES)[number] })}
        >
          {SIZES.filter((name) => name !== "betweenness" || computed).map((name) => (
            <option value={name} key={name}>
              {filterWords(language, name)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

export function Strength({ app }: { app: Core }) {
  const { filter, language } = app.state.value;
  return (
    <div class="filters-looks">
      <label class="filters-row">
        <span>
          {filterWords(language, "score")} <output>{filter.score.toFixed(2)}</output>
        </span>
        <input
          type="range"
          min="0"
          max="1"
          step="0.05"
          value={filter.score}
          onChange={(event) => change(app, { score: Number(event.currentTarget.value) })}
        />
      </label>
      <label class="filters-row">
        <span>{filterWords(language, "least")}</span>
        <input
          class="field filters-number"
          type="number"
          min="0"
          max="100000"
          value={filter.degree}
          onChange={(event) =>
            change(app, { degree: Math.max(0, Math.floor(Number(event.currentTarget.value) || 0)) })
          }
        />
      </label>
    </div>
  );
}

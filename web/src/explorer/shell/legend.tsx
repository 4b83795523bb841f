import { useState } from "preact/hooks";
import type { Core } from "../app/app";
import { communityColour, typeToken } from "../stage/colours";
import { nodeCounts } from "../filters/counts";
import { toggled } from "../filters/change";
import { Icon } from "./icons";
import { count } from "./numbers";
import { shellWords } from "./words";

/** What the colours mean; a type is shown and hidden by its name. */
export function Legend({ app }: { app: Core }) {
  const { language, colour } = app.state.value;
  const [open, setOpen] = useState(() => !matchMedia("(max-width: 720px)").matches);
  const word = (key: Parameters<typeof shellWords>[1]) => shellWords(language, key);
  return (
    <section class={`shell-legend${open ? "" : " folded"}`} aria-label={word("legend")}>
      <button type="button" class="shell-legend-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        {word("legend")}
        <Icon name={open ? "down" : "up"} size={14} />
      </button>
      {open && (
        <>
          {colour === "type" ? <Types app={app} /> : <Communities app={app} />}
          <p class="shell-legend-note">
            <svg width="26" height="8" aria-hidden="true">
              <path d="M0 4h26" stroke="currentColor" stroke-width="1.5" stroke-dasharray="5 4" />
            </svg>
            {word("unsure")}
          </p>
          <p class="shell-legend-note">{word("hint")}</p>
        </>
      )}
    </section>
  );
}

function Types({ app }: { app: Core }) {
  const { language, filter } = app.state.value;
  const counts = nodeCounts(app).value;
  const { types } = app.source.graph;
  return (
    <ul>
      {[...types.values()]
        .filter(({ parent, name }) => !parent && counts.all.get(name))
        .map((kind) => {
          const off = filter.types.includes(kind.name);
          return (
            <li key={kind.name}>
              <button
                type="button"
                aria-pressed={!off}
                title={shellWords(language, "toggle")}
                onClick={() => app.set({ filter: { ...filter, types: toggled(filter.types, kind.name) } })}
              >
                <span class="dot" data-type={kind.name} style={{ background: typeToken(kind.name) }} />
                <span>{kind[language]}</span>
                <small>{count(off ? (counts.all.get(kind.name) ?? 0) : (counts.shown.get(kind.name) ?? 0))}</small>
              </button>
            </li>
          );
        })}
    </ul>
  );
}

function Communities({ app }: { app: Core }) {
  const { graph } = app.source;
  const { language } = app.state.value;
  return (
    <>
      <p class="shell-legend-note">{shellWords(language, "communities")}</p>
      <ul>
        {graph.communities.slice(0, 8).map(({ node, size }, at) => (
          <li key={at}>
            <span class="shell-legend-item">
              <span class="dot" style={{ background: communityColour(at) }} />
              <bdi>{graph.nodes[node]?.names[0] ?? at + 1}</bdi>
              <small>{count(size)}</small>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

import { useEffect } from "preact/hooks";
import type { Core } from "../app/app";
import { Control } from "../stage/control";
import { count } from "./numbers";
import { shellWords } from "./words";

const READABLE = 8000;

/** At the foot: how much of the graph is shown, and what the page has to say. */
export function Status({ app }: { app: Core }) {
  const { language, screen } = app.state.value;
  const { nodes, facts } = app.visible.value;
  const { meta, graph } = app.source;
  const word = (key: Parameters<typeof shellWords>[1]) => shellWords(language, key);
  const message = app.message.value;
  useEffect(() => {
    const timer = message ? setTimeout(() => app.say(""), READABLE) : undefined;
    return () => clearTimeout(timer);
  }, [message]);
  const all = meta.counts.nodes;
  const partly = app.source.kind === "embedded" && graph.facts.length < meta.counts.facts;
  return (
    <footer class="shell-status">
      <p>
        {word("shown")} {count(nodes.size)} {word("of")} {count(all)} {word("nodes")}
        {language === "zh" ? "，" : ", "}
        {count(facts.size)} {word("of")} {count(meta.counts.facts)} {word("facts")}
        {screen === "graph" && <Drawn app={app} />}
        {partly && ` · ${word("part")}`}
      </p>
      <p class="shell-message" role="status" aria-live="polite">
        {message}
      </p>
    </footer>
  );
}

/** Where not all lines are drawn, how many are. */
function Drawn({ app }: { app: Core }) {
  const { language } = app.state.value;
  const stage = app.stage.value;
  const drawn = stage instanceof Control ? stage.drawn.value : null;
  if (!drawn || drawn.lines >= drawn.ofLines) {
    return null;
  }
  const word = (key: Parameters<typeof shellWords>[1]) => shellWords(language, key);
  return (
    <>
      {" · "}
      {word("lines")} {count(drawn.lines)} {word("linesOf")} {count(drawn.ofLines)} {word("linesEnd")}
    </>
  );
}

import type { App } from "../contract/app";
import { predicateName, typeName } from "../panel/parts/names";
import type { EditLine } from "./api";
import { t } from "./words";

/** An edit in one line of plain text. */
export function spoken(app: App, edit: EditLine): string {
  return [t(app.state.peek().language, edit.action), edit.name, joiner(app, edit), second(app, edit)]
    .filter(Boolean)
    .join(" ");
}

/** What an edit says. */
export function Saying({ app, edit }: { app: App; edit: EditLine }) {
  const between = joiner(app, edit);
  const other = second(app, edit);
  return (
    <p class="editing-saying">
      <span class="panel-tag editing-action">{t(app.state.value.language, edit.action)}</span>{" "}
      <bdi lang="zh">{edit.name}</bdi>
      {between && <span class="panel-soft"> {between} </span>}
      {other && <bdi lang="zh">{other}</bdi>}
      {[edit.role, edit.time, edit.document].filter(Boolean).map((more) => (
        <bdi key={more} class="panel-tag" lang="zh">
          {more}
        </bdi>
      ))}
    </p>
  );
}

function joiner(app: App, edit: EditLine): string {
  if (edit.relation) {
    return predicateName(app.source.graph, edit.relation, app.state.peek().language);
  }
  return edit.other ? "→" : "";
}

function second(app: App, edit: EditLine): string {
  const { language } = app.state.peek();
  return edit.action === "retype" ? typeName(app.source.graph, edit.other, language) : edit.other;
}

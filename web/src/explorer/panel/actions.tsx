import type { ComponentChildren } from "preact";
import { expand, focusOn, hide, neighbours, pathFrom } from "../app/actions";
import type { App } from "../contract/app";
import type { NodeRow } from "../contract/graph";
import { EditTools } from "../editing/tools";
import { Icon, type IconName } from "../shell/icons";
import { copyText } from "./parts/copy";
import { messageOf } from "./parts/load";
import { say, t } from "./words";

/** What can be done with a node. */
export function Actions({ app, node }: { app: App; node: NodeRow }) {
  const { language } = app.state.value;
  return (
    <div class="panel-actions">
      <Action sign="expand" onClick={() => void widen(app, node)}>
        {t(language, "expand")}
      </Action>
      <Action sign="hide" onClick={() => putAway(app, node)}>
        {t(language, "hide")}
      </Action>
      <Action sign="focus" onClick={() => focusOn(app, [node.id])}>
        {t(language, "focus")}
      </Action>
      <Action sign="path" onClick={() => pathFrom(app, node.id)}>
        {t(language, "pathTo")}
      </Action>
      <LinkAction app={app} />
      <EditTools app={app} />
    </div>
  );
}

export function LinkAction({ app }: { app: App }) {
  return (
    <Action sign="share" onClick={() => void copyText(app, app.link())}>
      {t(app.state.value.language, "link")}
    </Action>
  );
}

interface Props {
  sign: IconName;
  onClick: () => void;
  children: ComponentChildren;
}

function Action({ sign, onClick, children }: Props) {
  return (
    <button type="button" class="panel-action" data-action={sign} onClick={onClick}>
      <Icon name={sign} size={15} />
      {children}
    </button>
  );
}

async function widen(app: App, node: NodeRow): Promise<void> {
  const { language } = app.state.value;
  const shown = () => neighbours(app, node.id).filter((id) => app.visible.peek().nodes.has(id)).length;
  const before = shown();
  try {
    await expand(app, node.id);
    const more = shown() - before;
    app.say(more > 0 ? say.expanded(language, more) : t(language, "nothingMore"));
  } catch (error) {
    app.say(`${t(language, "failed")} ${messageOf(error)}`);
  }
}

function putAway(app: App, node: NodeRow): void {
  hide(app, [node.id]);
  app.say(t(app.state.value.language, "hidden"));
}

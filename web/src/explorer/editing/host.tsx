import { useEffect } from "preact/hooks";
import type { App } from "../contract/app";
import { AddForm } from "./add";
import { HideForm, RejectForm, RenameForm, RetypeForm } from "./forms";
import { EditList } from "./list";
import { MergeForm } from "./merge";
import { Progress } from "./progress";
import { editingOf, type Open } from "./session";
import { SplitForm } from "./split";
import { TokenForm } from "./token-form";

/** The dialog that is open, and the line that says how far the build is. */
export function EditingHost({ app }: { app: App }) {
  const editing = editingOf(app);
  useEffect(() => {
    if (editing.arrived()) {
      focusPanel();
    }
  }, [editing]);
  const open = editing.open.value;
  return (
    <>
      <Progress app={app} editing={editing} />
      {open && <OpenDialog key={JSON.stringify(open)} app={app} open={open} />}
    </>
  );
}

/** The page was loaded anew: who works by keyboard goes on where they were. */
function focusPanel(): void {
  const panel = document.querySelector<HTMLElement>(".shell-panel");
  if (panel) {
    panel.tabIndex = -1;
    panel.focus();
  }
}

function OpenDialog({ app, open }: { app: App; open: Open }) {
  const { graph } = app.source;
  switch (open.kind) {
    case "list":
      return <EditList app={app} />;
    case "token":
      return <TokenForm app={app} />;
    case "reject":
      return <RejectForm app={app} fact={graph.facts[open.fact]!} />;
    default: {
      const Form = FORMS[open.kind];
      return <Form app={app} node={graph.nodes[open.node]!} />;
    }
  }
}

const FORMS = {
  rename: RenameForm,
  merge: MergeForm,
  split: SplitForm,
  retype: RetypeForm,
  hide: HideForm,
  add: AddForm,
};

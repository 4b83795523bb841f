import type { App } from "../contract/app";
import { Icon } from "../shell/icons";
import { editingOf } from "./session";
import { t } from "./words";

/** In the header: opens the list of edits, or asks for the token; nothing where the server takes no edits. */
export function EditsButton({ app }: { app: App }) {
  const editing = editingOf(app);
  const { language } = app.state.value;
  const access = editing.access.value;
  if (access === "off") {
    return null;
  }
  const name = t(language, access === "open" ? "edits" : "unlock");
  return (
    <button
      type="button"
      class="button icon editing-button"
      aria-haspopup="dialog"
      aria-label={name}
      title={name}
      onClick={() => (editing.open.value = { kind: access === "open" ? "list" : "token" })}
    >
      <Icon name="edit" />
    </button>
  );
}

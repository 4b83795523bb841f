import type { Core } from "../app/app";

/** Keys that work wherever the focus is, but in fields. Returns how to end it. */
export function globalKeys(app: Core): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || isField(event.target) || document.querySelector("dialog[open]")) {
      return;
    }
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && !event.altKey) {
      if (key === "z") {
        (event.shiftKey ? app.redo : app.undo)();
        event.preventDefault();
      } else if (key === "y") {
        app.redo();
        event.preventDefault();
      }
    } else if (key === "/" && !event.altKey) {
      document.getElementById("search")?.focus();
      event.preventDefault();
    } else if (key === "escape" && app.state.peek().selection.kind !== "none") {
      app.set({ selection: { kind: "none" } });
    }
  };
  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable=true]") !== null;
}

import { useEffect, useRef } from "preact/hooks";
import type { App } from "../contract/app";
import { Icon } from "../shell/icons";
import { Guide } from "./guide";
import { t } from "./words";
import "./help.css";

/** A button, and the key "?", that open the overview of what can be done and what is shown. */
export function HelpButton({ app }: { app: App }) {
  const { language } = app.state.value;
  const dialog = useRef<HTMLDialogElement>(null);
  const open = () => dialog.current?.showModal();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "?" && !types(event.target) && !document.querySelector("dialog[open]")) {
        event.preventDefault();
        open();
      }
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  const onClick = (event: MouseEvent) => {
    // The dialog has no padding of its own: what is not its content is the ground behind it.
    if (event.target === dialog.current) {
      dialog.current?.close();
    }
  };
  return (
    <>
      <button
        type="button"
        class="button icon"
        aria-haspopup="dialog"
        aria-label={t(language, "open")}
        title={`${t(language, "open")} (?)`}
        onClick={open}
      >
        <Icon name="help" />
      </button>
      <dialog ref={dialog} class="dialog help-dialog" aria-labelledby="help-title" onClick={onClick}>
        <div class="help-content">
          <header class="help-head">
            <h2 id="help-title">{t(language, "title")}</h2>
            <button
              type="button"
              class="button icon plain"
              aria-label={t(language, "close")}
              onClick={() => dialog.current?.close()}
            >
              <Icon name="close" />
            </button>
          </header>
          <Guide app={app} />
        </div>
      </dialog>
    </>
  );
}

/** Whether a key pressed there is meant as text. */
function types(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

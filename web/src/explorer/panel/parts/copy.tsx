import type { App } from "../../contract/app";
import { Icon } from "../../shell/icons";
import { t } from "../words";

/** Puts a text on the clipboard, also where the page is in a frame that may not use it directly. */
export async function copyText(app: App, text: string): Promise<void> {
  const { language } = app.state.value;
  app.say(t(language, (await copied(text)) ? "copied" : "notCopied"));
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text);
  }
}

function copiedBySelection(text: string): boolean {
  const field = document.createElement("textarea");
  const before = document.activeElement;
  field.value = text;
  field.className = "out-of-sight";
  document.body.append(field);
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    if (before instanceof HTMLElement) {
      before.focus();
    }
  }
}

/** A text that a click copies. */
export function Copied({ app, text, children = text, class: name = "" }: {
  app: App;
  text: string;
  children?: preact.ComponentChildren;
  class?: string;
}) {
  const { language } = app.state.value;
  return (
    <button
      type="button"
      class={`panel-copy ${name}`}
      title={t(language, "copy")}
      onClick={() => void copyText(app, text)}
    >
      <bdi>{children}</bdi>
      <span class="out-of-sight">{t(language, "copyAfter")}</span>
      <span class="panel-copy-sign">
        <Icon name="copy" size={13} />
      </span>
    </button>
  );
}

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { App } from "../contract/app";
import { messageOf } from "../panel/parts/load";
import { Dialog } from "./dialog";
import { TextField } from "./fields";
import type { Problem } from "./form";
import { editingOf } from "./session";
import { t } from "./words";

/** Where the address of the page had no token, or another. */
export function TokenForm({ app }: { app: App }) {
  const { language } = app.state.value;
  const editing = editingOf(app);
  const form = useRef<HTMLFormElement>(null);
  const [value, setValue] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const close = () => (editing.open.value = null);
  useLayoutEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [problem]);
  const submit = async (event: Event) => {
    event.preventDefault();
    const tell = (message: string) => setProblem({ field: "token", message, close: [] });
    const given = value.trim().replace(/^.*token=/, "");
    if (!given) {
      tell(t(language, "needed"));
      return;
    }
    setBusy(true);
    try {
      if (await editing.enter(given)) {
        close();
        return;
      }
      tell(t(language, "badToken"));
    } catch (error) {
      tell(messageOf(error));
    }
    setBusy(false);
  };
  return (
    <Dialog title={t(language, "unlock")} closeLabel={t(language, "close")} onClose={close}>
      <form ref={form} class="editing-form" noValidate onSubmit={(event) => void submit(event)}>
        <p class="panel-soft">{t(language, "tokenAbout")}</p>
        <TextField label={t(language, "token")} value={value} onChange={setValue} problem={problem} isFirst isSecret />
        <footer class="editing-foot">
          <button type="button" class="button" onClick={close}>
            {t(language, "cancel")}
          </button>
          <button type="submit" class="button strong" disabled={busy}>
            {t(language, "open")}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

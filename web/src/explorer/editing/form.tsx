import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { App } from "../contract/app";
import { messageOf } from "../panel/parts/load";
import { EditError, type NewEdit } from "./api";
import { Dialog } from "./dialog";
import { TextField } from "./fields";
import { editingOf } from "./session";
import { keep, kept } from "./token";
import { t } from "./words";

/** What is wrong, and at which field; `""` is the form as a whole. */
export interface Problem {
  field: string;
  message: string;
  /** Names that could be meant. */
  close: readonly string[];
}

/** What a form writes, or what is wrong with it before a server is asked. */
export type Filled = { edits: NewEdit[]; about: readonly string[] } | { field: string; message: string };

interface Props {
  app: App;
  title: ComponentChildren;
  about: string;
  /** Texts by field, as they are: what the server has against one is shown there. */
  texts?: Readonly<Record<string, string>>;
  filled(): Filled | Promise<Filled>;
  children?: (problemAt: (field: string) => Problem | undefined) => ComponentChildren;
  /** A last step that takes something away. */
  isDanger?: boolean;
  wide?: boolean;
}

const BY = "kg-edit-by";

/** The dialog of an edit: its own fields, the reason, the curator's name; closed once it is written. */
export function EditForm({ app, title, about, texts = {}, filled, children, isDanger = false, wide = false }: Props) {
  const { language } = app.state.value;
  const editing = editingOf(app);
  const form = useRef<HTMLFormElement>(null);
  const [reason, setReason] = useState("");
  const [by, setBy] = useState(kept(BY));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const close = () => (editing.open.value = null);
  useLayoutEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [problem]);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const now = await filled();
    if ("field" in now) {
      setBusy(false);
      setProblem({ ...now, close: [] });
      return;
    }
    setProblem(null);
    keep(BY, by.trim());
    const common = { ...(reason.trim() && { reason: reason.trim() }), ...(by.trim() && { by: by.trim() }) };
    try {
      await editing.write(now.edits.map((edit) => ({ ...edit, ...common })), now.about);
      close();
    } catch (error) {
      setBusy(false);
      setProblem(placed(error, { ...texts, reason, by }));
    }
  };
  const problemAt = (field: string) => (problem?.field === field ? problem : undefined);
  return (
    <Dialog title={title} closeLabel={t(language, "close")} onClose={close} wide={wide}>
      <form ref={form} class="editing-form" noValidate onSubmit={(event) => void submit(event)}>
        <p class="panel-soft">{about}</p>
        {children?.(problemAt)}
        <div class="editing-pair">
          <TextField
            label={`${t(language, "reason")}${t(language, "optional")}`}
            value={reason}
            onChange={setReason}
            problem={problemAt("reason")}
            isFirst={!children}
          />
          <TextField
            label={`${t(language, "by")}${t(language, "optional")}`}
            value={by}
            onChange={setBy}
            problem={problemAt("by")}
          />
        </div>
        {problemAt("") && (
          <p class="editing-problem" role="alert">
            <bdi>{problem?.message}</bdi>
          </p>
        )}
        <footer class="editing-foot">
          <button type="button" class="button" onClick={close}>
            {t(language, "cancel")}
          </button>
          <button type="submit" class={`button strong${isDanger ? " editing-danger" : ""}`} disabled={busy}>
            {t(language, busy ? "saving" : "save")}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

/** The field whose text the message is about, else the form. */
function placed(error: unknown, texts: Readonly<Record<string, string>>): Problem {
  const message = messageOf(error);
  const close = error instanceof EditError ? error.close : [];
  const named = Object.entries(texts)
    .filter(([, text]) => text.trim() && message.includes(text.trim()))
    .sort(([, one], [, other]) => other.length - one.length)[0];
  return { field: named?.[0] ?? "", message, close };
}

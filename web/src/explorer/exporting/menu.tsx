import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Core } from "../app/app";
import { Icon, type IconName } from "../shell/icons";
import { run, type Job } from "./jobs";
import { SCOPES, whatOf, type Scope, type What } from "./what";
import { say, t } from "./words";
import "./exporting.css";

/** A button in the header that opens what can be taken out of the page. */
export function ExportMenu({ app }: { app: Core }) {
  const { language } = app.state.value;
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useLayoutEffect(() => (open ? closing(box, () => setOpen(false)) : undefined), [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && open) {
      event.stopPropagation();
      setOpen(false);
      button.current?.focus();
    }
  };
  return (
    <div ref={box} class="export-box" onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        class="button icon"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={t(language, "title")}
        title={t(language, "title")}
        onClick={() => setOpen(!open)}
      >
        <Icon name="download" />
      </button>
      {open && <Menu app={app} id={id} onDone={() => setOpen(false)} />}
    </div>
  );
}

function Menu({ app, id, onDone }: { app: Core; id: string; onDone: () => void }) {
  const { language } = app.state.value;
  const choices = SCOPES.map((scope) => ({ scope, what: whatOf(app, scope) })).filter(
    ({ scope, what }) => scope === "visible" || what.nodes.length,
  );
  const [asked, setAsked] = useState<Scope>(choices[0]!.scope);
  const [working, setWorking] = useState(false);
  const scope = choices.some((choice) => choice.scope === asked) ? asked : choices[0]!.scope;
  const act = async (job: Job) => {
    setWorking(true);
    await run(app, job, scope);
    setWorking(false);
    if (job === "sparql") {
      onDone();
    }
  };
  const item = (job: Job, icon: IconName, note?: Parameters<typeof t>[1]) => (
    <Item key={job} label={t(language, job)} note={note && t(language, note)} icon={icon} off={working} act={() => void act(job)} />
  );
  return (
    <div id={id} class="export-menu" role="dialog" aria-label={t(language, "title")} aria-busy={working}>
      <Choice app={app} choices={choices} scope={scope} onChoose={setAsked} />
      <Group title={t(language, "picture")}>
        {app.stage.value && item("png", "graph", "pngNote")}
        {item("svg", "edit", "svgNote")}
      </Group>
      <Group title={t(language, "tables")}>
        {item("entities", "list")}
        {item("relations", "list")}
        {item("evidence", "document", "evidenceNote")}
      </Group>
      <Group title={t(language, "data")}>
        {item("turtle", "download", "turtleNote")}
        {item("sparql", "code", "sparqlNote")}
        {item("copyQuery", "copy")}
      </Group>
      <Group title={t(language, "link")}>{item("copyLink", "share")}</Group>
    </div>
  );
}

interface ChoiceProps {
  app: Core;
  choices: readonly { scope: Scope; what: What }[];
  scope: Scope;
  onChoose(scope: Scope): void;
}

function Choice({ app, choices, scope, onChoose }: ChoiceProps) {
  const { language } = app.state.value;
  const name = useId();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <fieldset class="export-what">
      <legend>{t(language, "what")}</legend>
      {choices.map((choice) => (
        <label key={choice.scope}>
          <input
            ref={choice.scope === scope ? first : undefined}
            type="radio"
            name={name}
            checked={choice.scope === scope}
            onChange={() => onChoose(choice.scope)}
          />
          <span>{t(language, choice.scope)}</span>
          <small>{say.size(language, choice.what.nodes.length, choice.what.facts.length)}</small>
        </label>
      ))}
    </fieldset>
  );
}

function Group({ title, children }: { title: string; children: preact.ComponentChildren }) {
  return (
    <div class="export-group" role="group" aria-label={title}>
      <h3 aria-hidden="true">{title}</h3>
      {children}
    </div>
  );
}

interface ItemProps {
  label: string;
  note?: string;
  icon: IconName;
  off: boolean;
  act: () => void;
}

function Item({ label, note, icon, off, act }: ItemProps) {
  return (
    <button type="button" class="export-item" disabled={off} onClick={act}>
      <Icon name={icon} />
      <span>
        {label}
        {note && <small>{note}</small>}
      </span>
    </button>
  );
}

/** Closes when something outside is pressed or comes into focus. */
function closing(box: { current: HTMLElement | null }, close: () => void): () => void {
  const outside = (event: Event) => {
    if (event.target instanceof Node && !box.current?.contains(event.target)) {
      close();
    }
  };
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("focusin", outside);
  return () => {
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("focusin", outside);
  };
}

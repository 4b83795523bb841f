import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { expand, focusOn, hide, pathFrom, select } from "../app/actions";
import type { Core } from "../app/app";
import { Icon, type IconName } from "../shell/icons";
import type { Control } from "./control";
import type { Popup } from "./pointing";
import { stageWords } from "./words";

/** The menu of a node, or the facts of a line of several. */
export function StagePopup({ app, control }: { app: Core; control: Control }) {
  const popup = control.pointing.popup.value;
  if (!popup) {
    return null;
  }
  return popup.kind === "node" ? (
    <NodeMenu app={app} control={control} popup={popup} />
  ) : (
    <FactMenu app={app} control={control} popup={popup} />
  );
}

function NodeMenu({ app, control, popup }: { app: Core; control: Control; popup: Popup & { kind: "node" } }) {
  const { language } = app.state.value;
  const { node } = popup;
  const items: readonly [IconName, Parameters<typeof stageWords>[1], () => unknown][] = [
    ["document", "select", () => select(app, node)],
    ["expand", "expand", () => expand(app, node)],
    ["focus", "focus", () => focusOn(app, [node])],
    ["path", "path", () => pathFrom(app, node)],
    ["hide", "hide", () => hide(app, [node])],
  ];
  return (
    <Menu control={control} popup={popup} title={app.source.graph.nodes[node]!.names[0] ?? ""}>
      {items.map(([icon, word, act]) => (
        <button
          type="button"
          role="menuitem"
          key={word}
          onClick={() => {
            control.pointing.popup.value = null;
            act();
          }}
        >
          <Icon name={icon} size={16} />
          {stageWords(language, word)}
        </button>
      ))}
    </Menu>
  );
}

function FactMenu({ app, control, popup }: { app: Core; control: Control; popup: Popup & { kind: "facts" } }) {
  const { language } = app.state.value;
  const { graph } = app.source;
  const name = (node: number) => graph.nodes[node]!.names[0] ?? "";
  return (
    <Menu control={control} popup={popup} title={stageWords(language, "facts")}>
      {popup.facts.map((id) => {
        const fact = graph.facts[id]!;
        const modality = stageWords(language, fact.modality);
        return (
          <button type="button" role="menuitem" key={id} onClick={() => control.pointing.openFact(id)}>
            <bdi>{name(fact.subject)}</bdi>
            <em>{graph.predicates.get(fact.finer[0] ?? fact.predicate)?.[language] ?? fact.predicate}</em>
            <bdi>{name(fact.object)}</bdi>
            {modality && <small>{modality}</small>}
          </button>
        );
      })}
    </Menu>
  );
}

function Menu({
  control,
  popup,
  title,
  children,
}: {
  control: Control;
  popup: NonNullable<Popup>;
  title: string;
  children: ComponentChildren;
}) {
  const box = useRef<HTMLDivElement>(null);
  const items = () => [...box.current!.querySelectorAll<HTMLElement>("[role=menuitem]")];
  useEffect(() => {
    items()[0]?.focus();
  }, [popup]);
  const close = () => {
    control.pointing.popup.value = null;
    control.element.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      all[(at + step + all.length) % all.length]?.focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const { width, height } = control.camera.size;
  const { at } = popup;
  const left = Math.max(8, Math.min(at.x, width - 270));
  const up = at.y > height * 0.6;
  return (
    <div
      class="stage-menu"
      role="menu"
      aria-label={title}
      ref={box}
      style={{ left, ...(up ? { bottom: height - at.y } : { top: at.y }) }}
      onKeyDown={onKeyDown}
    >
      <p aria-hidden="true">
        <bdi>{title}</bdi>
      </p>
      {children}
    </div>
  );
}

import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../shell/icons";

interface Props {
  title: ComponentChildren;
  closeLabel: string;
  onClose(): void;
  children: ComponentChildren;
  wide?: boolean;
}

const FOCUSABLE = "button:not(:disabled), input:not(:disabled), select, textarea, [tabindex='0']";

/** A modal dialog: the rest of the page waits, Esc closes it, and the focus stays in it and goes back at the end. */
export function Dialog({ title, closeLabel, onClose, children, wide = false }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const element = dialog.current!;
    const before = document.activeElement;
    element.showModal();
    (element.querySelector<HTMLElement>("[data-first]") ?? element).focus();
    return () => {
      element.close();
      if (before instanceof HTMLElement && before.isConnected) {
        before.focus();
      }
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Tab") {
      stayInside(dialog.current!, event);
    }
  };
  const onCancel = (event: Event) => {
    event.preventDefault();
    onClose();
  };
  return (
    <dialog
      ref={dialog}
      class={`dialog editing-dialog${wide ? " editing-wide" : ""}`}
      aria-labelledby={id}
      onKeyDown={onKeyDown}
      onCancel={onCancel}
    >
      <header class="editing-head">
        <h2 id={id}>{title}</h2>
        <button type="button" class="button icon plain" aria-label={closeLabel} title={closeLabel} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </dialog>
  );
}

/** From the last element the focus goes to the first, and the other way round. */
function stayInside(dialog: HTMLElement, event: KeyboardEvent): void {
  const all = [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((each) => each.getClientRects().length);
  const [first, last] = [all[0], all.at(-1)];
  const at = document.activeElement;
  const goal = event.shiftKey ? (at === first || at === dialog ? last : null) : at === last ? first : null;
  if (goal) {
    event.preventDefault();
    goal.focus();
  }
}

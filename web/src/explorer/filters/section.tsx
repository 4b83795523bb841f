import type { ComponentChildren } from "preact";
import { Icon } from "../shell/icons";

export function Section({ title, open = false, children }: { title: string; open?: boolean; children: ComponentChildren }) {
  return (
    <details class="filters-section" open={open}>
      <summary>
        <h3>{title}</h3>
        <Icon name="right" size={14} />
      </summary>
      {children}
    </details>
  );
}

import { useState } from "preact/hooks";
import type { Core } from "../app/app";
import type { Kind } from "../contract/graph";
import { Icon } from "../shell/icons";
import { count } from "../shell/numbers";
import { toggled } from "./change";
import type { Both } from "./counts";
import { filterWords } from "./words";

interface TreeProps {
  app: Core;
  kinds: ReadonlyMap<string, Kind>;
  counts: Both;
  /** Names that are not shown. */
  off: readonly string[];
  onChange(off: string[]): void;
  dot?: (name: string) => string;
}

/** Core kinds with a box each, and the finer ones below them, as far as the graph has any. */
export function Tree({ app, kinds, counts, off, onChange, dot }: TreeProps) {
  const all = [...kinds.values()].filter(({ name }) => counts.all.get(name));
  const bySize = (one: Kind, other: Kind) => counts.all.get(other.name)! - counts.all.get(one.name)!;
  return (
    <ul>
      {all
        .filter(({ parent }) => !parent)
        .map((kind) => (
          <Branch
            key={kind.name}
            app={app}
            kind={kind}
            finer={all.filter(({ parent }) => parent === kind.name).sort(bySize)}
            counts={counts}
            off={off}
            onChange={onChange}
            dot={dot?.(kind.name)}
          />
        ))}
    </ul>
  );
}

interface BranchProps extends Omit<TreeProps, "kinds" | "dot"> {
  kind: Kind;
  finer: Kind[];
  dot?: string;
}

function Branch({ app, kind, finer, counts, off, onChange, dot }: BranchProps) {
  const { language } = app.state.value;
  const plain = `${kind.name}/`;
  const [open, setOpen] = useState(finer.some(({ name }) => off.includes(name)));
  const isOff = off.includes(kind.name);
  const partly = !isOff && [plain, ...finer.map(({ name }) => name)].some((name) => off.includes(name));
  const row = (name: string, label: string) => (
    <li key={name}>
      <Check
        label={label}
        checked={!isOff && !off.includes(name)}
        disabled={isOff}
        all={counts.all.get(name) ?? 0}
        shown={counts.shown.get(name) ?? 0}
        onChange={() => onChange(toggled(off, name))}
      />
    </li>
  );
  return (
    <li>
      <div class="filters-branch">
        <Check
          label={kind[language]}
          checked={!isOff}
          partly={partly}
          all={counts.all.get(kind.name) ?? 0}
          shown={counts.shown.get(kind.name) ?? 0}
          dot={dot}
          type={kind.name}
          onChange={() => onChange(toggled(off, kind.name))}
        />
        {finer.length > 0 && (
          <button
            type="button"
            class="filters-fold"
            aria-expanded={open}
            aria-label={`${filterWords(language, "moreRows")}: ${kind[language]}`}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? "down" : "right"} size={14} />
          </button>
        )}
      </div>
      {open && (
        <ul class="filters-finer">
          {finer.map((one) => row(one.name, one[language]))}
          {counts.all.get(plain) && row(plain, filterWords(language, "plain"))}
        </ul>
      )}
    </li>
  );
}

interface CheckProps {
  label: string;
  checked: boolean;
  partly?: boolean;
  disabled?: boolean;
  all: number;
  shown: number;
  dot?: string;
  /** A core type, where the dot has its shape. */
  type?: string;
  onChange(): void;
}

export function Check({ label, checked, partly = false, disabled = false, all, shown, dot, type, onChange }: CheckProps) {
  return (
    <label class="filters-check">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        ref={(box) => {
          if (box) {
            box.indeterminate = partly;
          }
        }}
        onChange={onChange}
      />
      {dot && <span class="dot" data-type={type} style={{ background: dot }} />}
      <bdi>{label}</bdi>
      <small>{shown === all ? count(all) : `${count(shown)} / ${count(all)}`}</small>
    </label>
  );
}

import { useState } from "preact/hooks";
import type { Core } from "../app/app";
import type { Screen, State } from "../contract/state";
import { EditsButton } from "../editing/button";
import { ExportMenu } from "../exporting/menu";
import { HelpButton } from "../help/help";
import { copyText } from "../panel/parts/copy";
import { SearchBox } from "../search/box";
import { Icon, type IconName } from "./icons";
import { count } from "./numbers";
import { shellWords } from "./words";

interface HeaderProps {
  app: Core;
  drawer: boolean;
  onDrawer(): void;
  onFound(node: number): void;
}

export function Header({ app, drawer, onDrawer, onFound }: HeaderProps) {
  const { language } = app.state.value;
  const [open, setOpen] = useState(false);
  const { counts } = app.source.meta;
  return (
    <header class="shell-header">
      <button type="button" class="button shell-filter" aria-expanded={drawer} onClick={onDrawer}>
        <Icon name="filter" />
        <span>{shellWords(language, "filters")}</span>
      </button>
      <div class="shell-title">
        <h1>{shellWords(language, "title")}</h1>
        <p>
          {count(counts.nodes)} {shellWords(language, "nodes")} · {count(counts.facts)}{" "}
          {shellWords(language, "facts")} · {count(counts.documents)} {shellWords(language, "documents")}
        </p>
      </div>
      <SearchBox app={app} id="search" label={shellWords(language, "search")} onChoose={onFound} clears />
      <Tabs app={app} />
      <button type="button" class="button icon shell-more" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="more" />
        <span class="out-of-sight">{shellWords(language, "more")}</span>
      </button>
      <Tools app={app} open={open} />
    </header>
  );
}

const SCREENS: readonly [Screen, IconName][] = [
  ["graph", "graph"],
  ["list", "list"],
  ["map", "map"],
  ["sparql", "code"],
];

function Tabs({ app }: { app: Core }) {
  const { language, screen } = app.state.value;
  return (
    <nav class="shell-tabs" aria-label={shellWords(language, "views")}>
      {SCREENS.map(([name, icon]) => (
        <button
          type="button"
          key={name}
          aria-current={screen === name ? "page" : undefined}
          onClick={() => app.set({ screen: name })}
        >
          <Icon name={icon} size={16} />
          <span>{shellWords(language, name)}</span>
        </button>
      ))}
    </nav>
  );
}

const NEXT_THEME: Record<State["theme"], State["theme"]> = { auto: "light", light: "dark", dark: "auto" };
const THEME_ICON: Record<State["theme"], IconName> = { auto: "auto", light: "sun", dark: "moon" };

function Tools({ app, open }: { app: Core; open: boolean }) {
  const { language, theme } = app.state.value;
  const word = (key: Parameters<typeof shellWords>[1]) => shellWords(language, key);
  const otherLanguage = language === "zh" ? "En" : "中";
  return (
    <div class={`shell-tools${open ? " open" : ""}`} role="group" aria-label={word("tools")}>
      <Tool icon="undo" name={word("undo")} off={!app.canUndo.value} onClick={app.undo} />
      <Tool icon="redo" name={word("redo")} off={!app.canRedo.value} onClick={app.redo} />
      <Tool icon="share" name={word("share")} onClick={() => void copyText(app, app.link())} />
      <EditsButton app={app} />
      <ExportMenu app={app} />
      <Tool
        icon={THEME_ICON[theme]}
        name={`${word("theme")}: ${word(theme)}`}
        onClick={() => app.set({ theme: NEXT_THEME[theme] }, { silent: true })}
      />
      <button
        type="button"
        class="button icon"
        lang={language === "zh" ? "en" : "zh-CN"}
        title={word("language")}
        aria-label={`${otherLanguage}: ${word("language")}`}
        onClick={() => app.set({ language: language === "zh" ? "en" : "zh" }, { silent: true })}
      >
        <span aria-hidden="true">{otherLanguage}</span>
      </button>
      <HelpButton app={app} />
    </div>
  );
}

function Tool({ icon, name, off = false, onClick }: { icon: IconName; name: string; off?: boolean; onClick(): void }) {
  return (
    <button type="button" class="button icon" title={name} aria-label={name} disabled={off} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}

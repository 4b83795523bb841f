import { effect, signal } from "@preact/signals";
import type { App } from "../contract/app";
import { EditError, edits, type EditLine, type Listed, type NewEdit, type Status } from "./api";
import { settled, type Change } from "./again";
import { spoken } from "./line";
import { keep, kept, setToken, token } from "./token";
import { t } from "./words";

/** What is being edited, or looked at. */
export type Open =
  | { kind: "rename" | "merge" | "split" | "retype" | "hide" | "add"; node: number }
  | { kind: "reject"; fact: number }
  | { kind: "list" | "token" };

const SAID = "kg-edit-said";
const LONG = 20; // seconds that the server may hold an answer back
const PAUSE = 3000; // milliseconds before a server that did not answer is asked again

/** The edits of a `kg serve --edit`: whether this page may write them, and how far the build has them. */
export class Editing {
  /** Off: the server takes no edits. Locked: it wants a token. */
  readonly access = signal<"off" | "locked" | "open">("off");
  readonly open = signal<Open | null>(null);
  readonly list = signal<Listed | null>(null);
  readonly status = signal<Status | null>(null);
  /** The server does not answer. */
  readonly lost = signal(false);
  /** A newer graph is served than the page shows; it is not loaded while a dialog is open. */
  readonly newer = signal(false);
  readonly #app: App;
  #changes: Change[] = [];
  #watching = false;

  constructor(app: App) {
    this.#app = app;
    if (app.source.kind !== "remote" || document.getElementById("app")?.dataset.edits === undefined) {
      return;
    }
    const enter = () => void this.enter().then((is) => is || this.#lock(), () => this.#lock());
    enter();
    addEventListener("kg-token", enter);
    effect(() => {
      if (this.newer.value && !this.open.value) {
        void this.showNewer();
      }
    });
  }

  /** What is to be said after the page has loaded the graph anew; said once. */
  arrived(): boolean {
    const said = kept(SAID);
    if (said) {
      keep(SAID, "");
      this.#app.say(said);
    }
    return said !== "";
  }

  /** Asks whether the token opens; one that does not is forgotten. */
  async enter(given = token()): Promise<boolean> {
    if (!given) {
      return false;
    }
    setToken(given);
    try {
      const { status } = await this.refresh();
      this.#took(status);
    } catch (error) {
      if (error instanceof EditError && error.status === 401) {
        setToken("");
        this.#lock();
        return false;
      }
      if (!(error instanceof EditError)) {
        throw error;
      }
    }
    this.access.value = "open"; // also where the file is broken: the list says what of it
    return true;
  }

  async refresh(): Promise<Listed> {
    return (this.list.value = await this.#asked(edits.list()));
  }

  /** Writes edits about some nodes, all or none. */
  async write(all: readonly NewEdit[], about: readonly string[]): Promise<void> {
    const written = await this.#asked(edits.write(all));
    this.#changes.push({ lines: written.edits, about, isBack: false });
    this.#took(written.status);
  }

  async undo(): Promise<void> {
    const { removed, restored, status } = await this.#asked(edits.undo());
    this.#back(removed, restored, status);
  }

  async drop(line: number): Promise<void> {
    const { removed, restored, status } = await this.#asked(edits.drop(line, this.list.peek()?.etag ?? ""));
    this.#back(removed, restored, status);
  }

  /** Loads the page with the graph that is served now, and what was selected, as far as it is there. */
  async showNewer(): Promise<void> {
    this.newer.value = false;
    const changes = this.#changes.splice(0);
    const change = await settled(this.#app, changes).catch(() => ({}));
    this.#app.set(change, { silent: true });
    keep(SAID, this.#said(changes));
    history.replaceState(null, "", this.#app.link());
    location.reload();
  }

  #back(removed: EditLine[], restored: EditLine[], status: Status): void {
    this.#changes.push({ lines: removed, about: [], isBack: true });
    this.#changes.push({ lines: restored, about: [], isBack: false });
    this.#took(status);
    this.refresh().catch(() => undefined); // the list says so itself when it is opened
  }

  #said(changes: readonly Change[]): string {
    const { language } = this.#app.state.peek();
    const { lines, isBack } = [...changes].reverse().find((change) => change.lines.length) ?? { lines: [], isBack: false };
    const last = lines.at(-1);
    return last ? `${t(language, isBack ? "undone" : "done")} ${spoken(this.#app, last)}` : t(language, "readyNow");
  }

  #took(status: Status): void {
    this.status.value = status;
    if (this.#changes.length || status.state === "building") {
      void this.#watch();
    }
  }

  /** Until the build has all that was written, or could not be made. */
  async #watch(): Promise<void> {
    if (this.#watching) {
      return;
    }
    this.#watching = true;
    while (this.status.peek()?.state === "building") {
      try {
        this.status.value = await edits.status(LONG);
        this.lost.value = false;
      } catch (error) {
        if (error instanceof EditError) {
          break; // it answers, but does not know this page any more: what is asked next says why
        }
        this.lost.value = true;
        await new Promise((done) => setTimeout(done, PAUSE));
      }
    }
    this.#watching = false;
    this.newer.value = this.status.peek()?.state === "idle";
  }

  #lock(): void {
    this.access.value = "locked";
  }

  async #asked<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof EditError && error.status === 401) {
        this.#lock();
      }
      throw error;
    }
  }
}

const known = new WeakMap<App, Editing>();

export function editingOf(app: App): Editing {
  let found = known.get(app);
  if (!found) {
    known.set(app, (found = new Editing(app)));
  }
  return found;
}

import { useState } from "preact/hooks";
import type { App } from "../contract/app";
import { messageOf } from "../panel/parts/load";
import { Icon } from "../shell/icons";
import type { Editing } from "./session";
import { t } from "./words";

/** While a graph is made with the last edits; what `kg build` says where it cannot be. */
export function Progress({ app, editing }: { app: App; editing: Editing }) {
  const { language } = app.state.value;
  const status = editing.status.value;
  const [seen, setSeen] = useState(0); // up to which writing a failure was put away
  const isFailed = status?.state === "failed" && status.written > seen;
  const isBuilding = status?.state === "building";
  const calm = editing.lost.value ? "lost" : isBuilding ? "building" : editing.newer.value ? "readyNow" : null;
  const undo = () => void editing.undo().catch((error: unknown) => app.say(messageOf(error)));
  return (
    <div class="editing-progress" data-state={isFailed ? "failed" : (calm ?? "")}>
      <p role="status" aria-live="polite">
        {calm && !isFailed && (
          <>
            {calm !== "readyNow" && <span class="editing-pulse" aria-hidden="true" />}
            {t(language, calm)}
          </>
        )}
      </p>
      {calm === "readyNow" && (
        <button type="button" class="button" onClick={() => void editing.showNewer()}>
          {t(language, "show")}
        </button>
      )}
      {isFailed && (
        <>
          <p role="alert">
            {t(language, "failed")} <bdi>{status.message}</bdi>
          </p>
          <button type="button" class="button" onClick={undo}>
            {t(language, "undo")}
          </button>
          <button type="button" class="button" onClick={() => (editing.open.value = { kind: "list" })}>
            {t(language, "edits")}
          </button>
          <button
            type="button"
            class="button icon plain"
            aria-label={t(language, "close")}
            onClick={() => setSeen(status.written)}
          >
            <Icon name="close" />
          </button>
        </>
      )}
    </div>
  );
}

import { useEffect, useRef, useState } from "preact/hooks";
import type { Core } from "../app/app";
import { EVERYTHING } from "../app/defaults";
import { Icon } from "../shell/icons";
import { Control } from "./control";
import { cameraKey } from "./gestures";
import { NoWebgl } from "./painter";
import { StagePopup } from "./popup";
import { stageWords } from "./words";
import "./stage.css";

interface StageProps {
  app: Core;
  shown: boolean;
}

/**
 * The picture of the graph. It stays when another screen is shown, so that it need not be made anew;
 * it is made anew when the machine takes its graphics away and gives them back, as after a sleep.
 */
export function StageView({ app, shown }: StageProps) {
  const [made, setMade] = useState(0);
  return <Picture key={made} app={app} shown={shown} onRestored={() => setMade(made + 1)} />;
}

function Picture({ app, shown, onRestored }: StageProps & { onRestored(): void }) {
  const field = useRef<HTMLDivElement>(null);
  const base = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLCanvasElement>(null);
  const [control, setControl] = useState<Control | null>(null);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    try {
      const made = new Control(app, field.current!, base.current!, over.current!);
      app.stage.value = made;
      setControl(made);
      const unfollow = followContext(base.current!, onRestored);
      return () => {
        unfollow();
        app.stage.value = null;
        made.end();
      };
    } catch (error) {
      if (!(error instanceof NoWebgl)) {
        throw error;
      }
      setBroken(true);
      document.body.dataset.ready = "true";
      return undefined;
    }
  }, [app]);
  const { language } = app.state.value;
  const onKeyDown = (event: KeyboardEvent) => {
    if (control && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (event.target === field.current && cameraKey(control.camera, event.key, () => control.fit())) {
        event.preventDefault();
      }
    }
  };
  return (
    <div class="stage" style={shown ? undefined : { visibility: "hidden" }} aria-hidden={!shown}>
      <div
        class="stage-field"
        ref={field}
        role="application"
        aria-label={stageWords(language, "graph")}
        tabIndex={shown && !broken ? 0 : -1}
        onKeyDown={onKeyDown}
      >
        <canvas ref={base} aria-hidden="true" />
        <canvas ref={over} aria-hidden="true" />
      </div>
      {broken && <Broken app={app} />}
      {control && shown && (
        <>
          <StagePopup app={app} control={control} />
          <Empty app={app} />
          <ZoomButtons app={app} control={control} />
        </>
      )}
    </div>
  );
}

/** Graphics that are taken away come back only if somebody asks for them. */
function followContext(canvas: HTMLCanvasElement, onRestored: () => void): () => void {
  const ask = (event: Event) => event.preventDefault();
  canvas.addEventListener("webglcontextlost", ask);
  canvas.addEventListener("webglcontextrestored", onRestored);
  return () => {
    canvas.removeEventListener("webglcontextlost", ask);
    canvas.removeEventListener("webglcontextrestored", onRestored);
  };
}

function ZoomButtons({ app, control }: { app: Core; control: Control }) {
  const { language } = app.state.value;
  const { camera } = control;
  const buttons = [
    ["zoomIn", "plus", () => camera.zoomBy(1.6, camera.middle, true)],
    ["zoomOut", "minus", () => camera.zoomBy(1 / 1.6, camera.middle, true)],
    ["fit", "fit", () => control.fit()],
  ] as const;
  return (
    <div class="stage-zoom">
      {buttons.map(([word, icon, act]) => (
        <button type="button" class="button icon" key={word} onClick={act} title={stageWords(language, word)}>
          <Icon name={icon} />
          <span class="out-of-sight">{stageWords(language, word)}</span>
        </button>
      ))}
    </div>
  );
}

function Broken({ app }: { app: Core }) {
  const { language } = app.state.value;
  return (
    <div class="stage-notice" role="alert">
      <p>{stageWords(language, "noWebgl")}</p>
      <button type="button" class="button strong" onClick={() => app.set({ screen: "list" })}>
        {stageWords(language, "toList")}
      </button>
    </div>
  );
}

function Empty({ app }: { app: Core }) {
  const { language } = app.state.value;
  if (app.visible.value.nodes.size) {
    return null;
  }
  return (
    <div class="stage-notice">
      <p>{stageWords(language, "empty")}</p>
      <button
        type="button"
        class="button strong"
        onClick={() => app.set({ filter: EVERYTHING, hidden: [], focus: [] })}
      >
        {stageWords(language, "reset")}
      </button>
    </div>
  );
}

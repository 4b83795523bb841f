import { useEffect, useRef, useState } from "preact/hooks";
import { useSize, type Size } from "../app/size";
import type { App } from "../contract/app";
import { draw, hit, type Colours, type Scene, type Shown } from "./draw";
import { followGestures, keyed } from "./gestures";
import { landRings, type Ring } from "./land";
import { fitting, limited, onScreen, scaleBar, zoomed, type View } from "./projection";
import type { Seen } from "./map";
import type { Place } from "./places";
import { say, t } from "./words";

interface Props {
  app: App;
  places: readonly Place[];
  radius(place: Place): number;
  selected: number;
  marked: ReadonlySet<number>;
  /** null until somebody moves the map: then all places are shown. */
  seen: Seen | null;
  onView(seen: Seen): void;
  onSize(size: Size): void;
  onSelect(node: number): void;
}

/** The drawn map with its buttons. */
export function Picture(props: Props) {
  const { app, places, selected, seen } = props;
  const { language, theme } = app.state.value;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(box);
  const rings = useRings();
  const [hovered, setHovered] = useState(-1);
  const colours = useColours(box, theme);
  const shown = useRef<readonly Shown[]>([]);
  const fit = () => fitting(places.map(({ at }) => at), size);
  const fitted = !seen || seen.fitted;
  const now = limited(fitted ? fit() : seen.view, size);
  const moveTo = (view: View, toAll = false) => props.onView({ view, fitted: toAll });
  const latest = useRef({ ...props, now, size, moveTo });
  latest.current = { ...props, now, size, moveTo };

  useEffect(() => props.onSize(size), [size]);
  useEffect(() => {
    const scene = { ...props, rings, hovered };
    const frame = requestAnimationFrame(() => {
      shown.current = paint(canvas.current, scene, now, size, colours);
    });
    return () => cancelAnimationFrame(frame);
  });
  useEffect(() => {
    const place = places.find(({ node }) => node.id === selected);
    if (place && !fitted && size.width && !inside(onScreen(place.at, now, size), size)) {
      moveTo({ ...now, x: place.at.x, y: place.at.y });
    }
  }, [selected, size.width]);
  useEffect(
    () =>
      followGestures(canvas.current!, {
        view: () => latest.current.now,
        size: () => latest.current.size,
        move: (next) => latest.current.moveTo(next),
        click: (at, room) => {
          const dot = hit(shown.current, at, room);
          if (dot) {
            latest.current.onSelect(dot.place.node.id);
          }
        },
        hover: (at) => setHovered((at && hit(shown.current, at, 3)?.place.node.id) ?? -1),
      }),
    [],
  );
  const middle = { x: size.width / 2, y: size.height / 2 };
  const zoom = (factor: number) => moveTo(zoomed(now, factor, middle, size));
  const onKeyDown = (event: KeyboardEvent) => {
    const next = keyed(event, now, size);
    if (next && event.target === box.current) {
      event.preventDefault();
      moveTo(next === "fit" ? fit() : next, next === "fit");
    }
  };
  return (
    <div
      ref={box}
      class="map-picture"
      role="application"
      tabIndex={0}
      aria-label={t(language, "keys")}
      data-ready={rings.length > 0}
      onKeyDown={onKeyDown}
    >
      <canvas ref={canvas} class={hovered < 0 ? "map-canvas" : "map-canvas map-over"} aria-hidden="true" />
      <div class="map-zoom" role="group">
        <Button label={t(language, "closer")} path="M8 3v10M3 8h10" act={() => zoom(1.6)} />
        <Button label={t(language, "farther")} path="M3 8h10" act={() => zoom(1 / 1.6)} />
        <Button
          label={t(language, "fit")}
          path="M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3"
          act={() => moveTo(fit(), true)}
        />
      </div>
      <Scale view={now} language={language} />
    </div>
  );
}

function Scale({ view, language }: { view: View; language: "zh" | "en" }) {
  const { kilometres, pixels } = scaleBar(view);
  return (
    <div class="map-scale" style={{ width: `${pixels}px` }}>
      {say.scale(language, kilometres)}
    </div>
  );
}

function Button({ label, path, act }: { label: string; path: string; act: () => void }) {
  return (
    <button type="button" class="button icon" aria-label={label} title={label} onClick={act}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={path} fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" />
      </svg>
    </button>
  );
}

function paint(
  canvas: HTMLCanvasElement | null,
  scene: Scene,
  view: View,
  size: Size,
  colours: Colours | null,
): readonly Shown[] {
  const context = canvas?.getContext("2d");
  if (!canvas || !context || !colours || !size.width) {
    return [];
  }
  const ratio = devicePixelRatio || 1;
  const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  return draw(context, scene, view, size, colours);
}

function inside({ x, y }: { x: number; y: number }, { width, height }: Size): boolean {
  return x > 20 && y > 20 && x < width - 20 && y < height - 20;
}

function useRings(): readonly Ring[] {
  const [rings, setRings] = useState<readonly Ring[]>([]);
  useEffect(() => {
    let gone = false;
    void landRings().then((found) => gone || setRings(found));
    return () => {
      gone = true;
    };
  }, []);
  return rings;
}

/** The colours of the theme, read again when it changes. */
function useColours(box: { current: HTMLElement | null }, theme: string): Colours | null {
  const [colours, setColours] = useState<Colours | null>(null);
  useEffect(() => {
    const read = () => setColours(coloursOf(getComputedStyle(box.current!)));
    const dark = matchMedia("(prefers-color-scheme: dark)");
    read();
    dark.addEventListener("change", read);
    return () => dark.removeEventListener("change", read);
  }, [theme]);
  return colours;
}

function coloursOf(style: CSSStyleDeclaration): Colours {
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    sea: value("--map-sea"),
    land: value("--map-land"),
    coast: value("--map-coast"),
    grid: value("--map-grid"),
    text: value("--text"),
    dot: value("--place"),
    accent: value("--accent"),
    font: style.fontFamily,
  };
}

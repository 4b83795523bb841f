import type { App } from "../../contract/app";
import { digits, say } from "../words";

export const PAGE = 30;

interface Props {
  app: App;
  left: number;
  onMore: () => void;
  /** Whether it is places that state a fact. */
  places?: boolean;
  /** How many come at a time. */
  page?: number;
}

/** Brings the next page of a list; nothing where none is left. */
export function More({ app, left, onMore, places = false, page = PAGE }: Props) {
  if (left <= 0) {
    return null;
  }
  return (
    <button type="button" class="panel-button panel-more" onClick={onMore}>
      {(places ? say.morePlaces : say.more)(app.state.value.language, Math.min(left, page))}
      {left > page && <span class="panel-soft"> / {digits(left)}</span>}
    </button>
  );
}

import type { GridProps } from "./grid";
import { t } from "./words";

/** The titles of the columns, which sort; a click on the one that sorts turns the order round. */
export function Head<R>({ columns, ids, language, ticked, sorting, onSort, onTick }: GridProps<R>) {
  const all = ids.length > 0 && ticked.size >= ids.length && ids.every((id) => ticked.has(id));
  return (
    <div role="rowgroup" class="list-head">
      <div role="row" class="list-titles" aria-rowindex={1}>
        <div role="columnheader" class="list-cell list-tick" aria-colindex={1}>
          <label>
            <input
              type="checkbox"
              checked={all}
              disabled={!ids.length}
              aria-label={t(language, "tickAll")}
              onClick={() => onTick(ids, !all)}
            />
          </label>
        </div>
        {columns.map(({ key, title, numeric }, n) => {
          const sorts = sorting.column === key;
          const descending = sorts ? !sorting.descending : Boolean(numeric);
          return (
            <div
              key={key}
              role="columnheader"
              class={numeric ? "list-cell list-number" : "list-cell"}
              aria-colindex={n + 2}
              aria-sort={sorts ? (sorting.descending ? "descending" : "ascending") : "none"}
            >
              <button type="button" onClick={() => onSort({ column: key, descending })}>
                {t(language, title)}
                <Arrow shown={sorts} down={sorting.descending} />
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}

export function Arrow({ shown, down }: { shown: boolean; down: boolean }) {
  return (
    <svg class={shown ? "list-arrow" : "list-arrow list-off"} viewBox="0 0 10 10" aria-hidden="true">
      <path d={down ? "M1 3l4 4 4-4" : "M1 7l4-4 4 4"} fill="none" stroke="currentColor" stroke-width="1.5" />
    </svg>
  );
}

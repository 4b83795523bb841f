import { useEffect, useState } from "preact/hooks";
import type { Core } from "../app/app";
import { change } from "./change";
import { yearsOf, type Years } from "./years";
import { filterWords } from "./words";

const DATE = /^(\d{4}(-\d{2}(-\d{2})?)?)?$/;

/** From and to, with how many facts there are of each year. */
export function TimeRange({ app }: { app: Core }) {
  const { language } = app.state.value;
  const years = yearsOf(app).value;
  return (
    <div class="filters-looks">
      {years && <Histogram app={app} years={years} />}
      <div class="filters-dates">
        <DateField app={app} end="from" />
        <DateField app={app} end="to" />
      </div>
      <p class="filters-hint">{filterWords(language, "timeHint")}</p>
    </div>
  );
}

function DateField({ app, end }: { app: Core; end: "from" | "to" }) {
  const { filter, language } = app.state.value;
  const [text, setText] = useState(filter[end]);
  useEffect(() => setText(filter[end]), [filter[end]]);
  const good = DATE.test(text);
  return (
    <label class="filters-row">
      <span>{filterWords(language, end)}</span>
      <input
        class="field"
        inputMode="numeric"
        size={10}
        maxLength={10}
        value={text}
        aria-invalid={!good}
        title={good ? undefined : filterWords(language, "timeBad")}
        onInput={(event) => setText(event.currentTarget.value)}
        onChange={(event) => {
          const value = event.currentTarget.value.trim();
          if (DATE.test(value)) {
            change(app, { [end]: value });
          } else {
            app.say(filterWords(language, "timeBad"));
          }
        }}
      />
    </label>
  );
}

/** A bar a year (or some years); a click takes just it. Keys have the two fields. */
function Histogram({ app, years }: { app: Core; years: Years }) {
  const { filter, language } = app.state.value;
  const most = Math.max(...years.counts);
  const width = 100 / years.counts.length;
  return (
    <figure class="filters-years">
      <svg viewBox="0 0 100 40" preserveAspectRatio="none" role="img" aria-label={filterWords(language, "years")}>
        {years.counts.map((number, at) => {
          const first = years.first + at * years.step;
          const last = first + years.step - 1;
          const inside = (!filter.from || String(last) >= filter.from.slice(0, 4)) && (!filter.to || String(first) <= filter.to);
          const height = number ? Math.max(1.5, (number / most) * 38) : 0;
          return (
            <g key={first} onClick={() => change(app, { from: String(first), to: String(last) })}>
              <rect x={at * width} y="0" width={width} height="40" fill="transparent" />
              <rect
                class={inside ? "in" : "out"}
                x={at * width + width * 0.1}
                y={40 - height}
                width={width * 0.8}
                height={height}
              >
                <title>{`${first}${years.step > 1 ? `–${last}` : ""}: ${number}`}</title>
              </rect>
            </g>
          );
        })}
      </svg>
      <figcaption>
        <span>{years.first}</span>
        <span>{years.first + years.counts.length * years.step - 1}</span>
      </figcaption>
    </figure>
  );
}

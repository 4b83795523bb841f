import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { App } from "../contract/app";
import type { NodeRow } from "../contract/graph";
import { kindOf, labelOf } from "../panel/parts/names";
import { TypeDot } from "../panel/parts/node-link";
import { digits } from "../panel/words";
import { SearchBox } from "../search/box";
import { Icon } from "../shell/icons";
import { called } from "./called";
import type { Problem } from "./form";
import { t } from "./words";

interface TextProps {
  label: string;
  value: string;
  onChange(value: string): void;
  problem: Problem | undefined;
  hint?: string;
  isFirst?: boolean;
  isSecret?: boolean;
}

export function TextField({ label, value, onChange, problem, hint, isFirst = false, isSecret = false }: TextProps) {
  const id = useId();
  const told = `${problem ? `${id}-problem` : ""} ${hint ? `${id}-hint` : ""}`.trim();
  return (
    <div class="editing-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="field"
        {...(isSecret ? { type: "password" as const } : { type: "text" as const })}
        autocomplete="off"
        spellcheck={false}
        data-first={isFirst ? "" : undefined}
        value={value}
        aria-invalid={problem !== undefined}
        aria-describedby={told || undefined}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {hint && (
        <small id={`${id}-hint`} class="panel-soft">
          {hint}
        </small>
      )}
      <ProblemText id={`${id}-problem`} problem={problem} />
    </div>
  );
}

function ProblemText({ id, problem }: { id: string; problem: Problem | undefined }) {
  return problem ? (
    <p id={id} class="editing-problem" role="alert">
      <bdi>{problem.message}</bdi>
    </p>
  ) : null;
}

/** An entity: a node that was found, or a name as it was typed. */
export interface Chosen {
  node: NodeRow | null;
  words: string;
}

export const NOBODY: Chosen = { node: null, words: "" };

interface EntityProps {
  app: App;
  label: string;
  chosen: Chosen;
  onChoose(chosen: Chosen): void;
  problem: Problem | undefined;
}

/** An entity by search. A name that is unknown gets the close ones as buttons, above: what is found lies over what is below. */
export function EntityField({ app, label, chosen, onChoose, problem }: EntityProps) {
  const { language } = app.state.value;
  const id = useId();
  const { nodes } = app.source.graph;
  const choose = async (name: string) => {
    const exact = await called(name).catch(() => []);
    const [node = -1] = exact.length === 1 ? await app.source.find(exact).catch(() => []) : [];
    onChoose({ words: name, node: nodes[node] ?? null });
  };
  return (
    <div class="editing-field" data-field={label}>
      <span aria-hidden="true">{label}</span>
      <ProblemText id={`${id}-problem`} problem={problem} />
      {problem && problem.close.length > 0 && (
        <p class="editing-close">
          <span class="panel-soft">{t(language, "closeTo")}</span>
          {problem.close.map((name) => (
            <button type="button" class="button" key={name} lang="zh" onClick={() => void choose(name)}>
              <bdi>{name}</bdi>
            </button>
          ))}
        </p>
      )}
      <SearchBox
        app={app}
        label={label}
        value={chosen.words}
        onType={(words) => onChoose({ words, node: null })}
        onChoose={(node) => onChoose({ node: nodes[node] ?? null, words: nodes[node] ? labelOf(nodes[node]) : "" })}
        isFirst
        {...(problem && { problemId: `${id}-problem` })}
      />
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  legend: string;
  name: string;
  value: Value;
  choices: readonly (readonly [Value, ComponentChildren])[];
  onChange(value: Value): void;
  problem?: Problem | undefined;
  isFirst?: boolean;
}

export function Choice<Value extends string>({
  legend,
  name,
  value,
  choices,
  onChange,
  problem,
  isFirst = false,
}: ChoiceProps<Value>) {
  const id = useId();
  return (
    <fieldset class="editing-choice" aria-describedby={problem ? `${id}-problem` : undefined}>
      <legend>{legend}</legend>
      <div class="editing-choices">
        {choices.map(([each, content]) => (
          <label key={each}>
            <input
              type="radio"
              name={name}
              checked={value === each}
              data-first={isFirst && value === each ? "" : undefined}
              onChange={() => onChange(each)}
            />
            {content}
          </label>
        ))}
      </div>
      <ProblemText id={`${id}-problem`} problem={problem} />
    </fieldset>
  );
}

/** What is known of a node, to be compared with another. */
export function Card({ app, node }: { app: App; node: NodeRow }) {
  const { language } = app.state.value;
  const { graph } = app.source;
  const counts = [
    [node.degree, "facts"],
    [node.mentions, "mentions"],
    [node.documents.length, "documents"],
  ] as const;
  return (
    <span class="editing-card">
      <span class="editing-card-name">
        <TypeDot type={node.type} />
        <bdi lang="zh">{labelOf(node)}</bdi>
      </span>
      <small>{kindOf(graph, node, language)}</small>
      {node.names.length > 1 && (
        <small lang="zh">
          <bdi>{node.names.slice(1, 6).join("、")}</bdi>
        </small>
      )}
      <small>{counts.map(([count, key]) => `${digits(count)} ${t(language, key)}`).join(" · ")}</small>
    </span>
  );
}

/** Icon and text of a dialog's title, with what it is about. */
export function Title({ sign, children }: { sign: Parameters<typeof Icon>[0]["name"]; children: ComponentChildren }) {
  return (
    <>
      <Icon name={sign} size={17} />
      <span>{children}</span>
    </>
  );
}

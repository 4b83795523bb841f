import { useEffect, useMemo, useRef } from "preact/hooks";
import { isWord, pieces, type Token } from "./tokens";

interface Props {
  value: string;
  label: string;
  /** Where the error of the last run is, if anywhere. */
  fault: number | undefined;
  onInput: (text: string) => void;
  onRun: () => void;
}

/** A field for a query; under its text lies the same text in colours. */
export function Editor({ value, label, fault, onInput, onRun }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const paper = useRef<HTMLPreElement>(null);
  const tokens = useMemo(() => [...pieces(value)], [value]);
  useEffect(() => {
    if (fault !== undefined) {
      field.current?.setSelectionRange(fault, fault);
    }
  }, [fault]);
  const follow = () => {
    paper.current!.scrollTop = field.current!.scrollTop;
    paper.current!.scrollLeft = field.current!.scrollLeft;
  };
  return (
    <div class="sparql-editor">
      <pre ref={paper} aria-hidden="true">
        {tokens.map((token) => (
          <span key={token.start} class={colour(token, fault)}>
            {token.text}
          </span>
        ))}
        {"\n"}
      </pre>
      <textarea
        ref={field}
        aria-label={label}
        value={value}
        rows={12}
        spellcheck={false}
        autocapitalize="off"
        autocomplete="off"
        wrap="off"
        onScroll={follow}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            onRun();
          } else if (event.key === "Enter" && !event.isComposing) {
            indent(event);
          }
        }}
      />
    </div>
  );
}

/** A new line begins as far in as the one before, and further behind an open brace. */
function indent(event: KeyboardEvent): void {
  const field = event.currentTarget as HTMLTextAreaElement;
  const before = field.value.slice(0, field.selectionStart);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const space = /^[ \t]*/.exec(line)![0] + (/[{(]\s*$/.test(line) ? "  " : "");
  if (space) {
    event.preventDefault();
    // The one way that leaves the field's own undo as it is.
    document.execCommand("insertText", false, `\n${space}`);
  }
}

function colour(token: Token, fault: number | undefined): string {
  const wrong = fault !== undefined && token.start <= fault && fault < token.start + token.text.length;
  const kind = token.kind === "blank" && token.text.startsWith("#") ? "comment" : token.kind;
  const plain = kind === "word" && !isWord(token, "A", "TRUE", "FALSE") ? "word" : kind;
  return `sparql-${plain}${wrong ? " sparql-wrong" : ""}`;
}

/** N-Triples, sorted and each once, as Turtle with prefixes: statements of a subject together. */
export function turtle(triples: string, prefixes: Readonly<Record<string, string>>): string {
  const lines = [...new Set(triples.split("\n"))].filter(Boolean).sort();
  const used = new Set<string>();
  let text = "";
  let before = ["", ""];
  for (const line of lines) {
    const [, subject, predicate, object] = /^(\S+) (\S+) (.*) \.$/s.exec(line) ?? ["", "", "", ""];
    const terms = [subject, predicate, object].map((term) => shortened(term!, prefixes, used));
    if (subject !== before[0]) {
      text += `${text ? " .\n" : ""}${terms.join(" ")}`;
    } else if (predicate !== before[1]) {
      text += ` ;\n\t${terms[1]} ${terms[2]}`;
    } else {
      text += ` , ${terms[2]}`;
    }
    before = [subject!, predicate!];
  }
  const head = [...used].sort().map((name) => `@prefix ${name}: <${prefixes[name]}> .\n`);
  return head.join("") + text + (text ? " .\n" : "");
}

function shortened(term: string, prefixes: Readonly<Record<string, string>>, used: Set<string>): string {
  const typed = /^(".*"\^\^)(<[^>]*>)$/s.exec(term);
  if (typed) {
    return typed[1]! + shortened(typed[2]!, prefixes, used);
  }
  if (!term.startsWith("<")) {
    return term;
  }
  const iri = term.slice(1, -1);
  const short = shortName(iri, prefixes);
  if (short === null) {
    return term;
  }
  used.add(short.slice(0, short.indexOf(":")));
  return short;
}

const LOCAL = /^(?:[\p{L}\p{N}_]|%[0-9A-F]{2}|[~.\-!$&'()*+,;=/?#@])+$/u;

/** An IRI as a prefixed name that a query can hold, or null. */
export function shortName(iri: string, prefixes: Readonly<Record<string, string>>): string | null {
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    const local = iri.slice(namespace.length);
    if (prefix && iri.startsWith(namespace) && LOCAL.test(local)) {
      return `${prefix}:${local.replace(/[~.!$&'()*+,;=/?#@]/g, "\\$&")}`;
    }
  }
  return null;
}

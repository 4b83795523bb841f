// The panel: a node's names and facts, or an edge's facts, each with the sentences that state it.

function openPanel(...content) {
  byId("detail").replaceChildren(...content);
  const panel = byId("panel");
  panel.hidden = false;
  panel.scrollTop = 0;
}

function closePanel() {
  byId("panel").hidden = true;
  byId("detail").replaceChildren();
}

function renderPanel() {
  if (!state.selected) closePanel();
  else if (state.selected.kind === "node") openPanel(...nodeDetail(state.selected.id));
  else openPanel(...edgeDetail(state.selected.id));
}

function nodeDetail(id) {
  const node = data.nodes[id];
  const kind = node.subtype ? `${typeName(node.type)} · ${typeName(node.subtype)}` : typeName(node.type);
  const head = make(
    "header",
    {},
    make("p", { class: "kind" }, typeMark(node.type), kind),
    make("h2", {}, name(node.names[0])),
  );
  if (node.names.length > 1) {
    const aliases = node.names.slice(1).map((alias) => make("li", {}, name(alias)));
    head.append(
      make("div", { class: "also" }, make("span", {}, say("also")), make("ul", {}, ...aliases)),
    );
  }
  head.append(make("p", { class: "stats" }, say("nodeStats", node)));
  head.append(make("p", { class: "iri" }, make("code", {}, node.iri)));
  const parts = [head, ...factGroups(id).map(factGroup)];
  if (!node.degree) parts.push(make("p", { class: "note" }, say("noFacts")));
  const unseen = node.degree - factsOf[id].length;
  if (unseen > 0) parts.push(make("p", { class: "note" }, say("hiddenFacts", { count: unseen })));
  return parts;
}

// The facts of a node by relation and direction, in the order of the vocabulary, outgoing first.
function factGroups(id) {
  const groups = new Map();
  for (const number of factsOf[id]) {
    const fact = data.facts[number];
    const direction = data.predicates[fact.p]?.symmetric ? "both" : fact.s === id ? "outgoing" : "incoming";
    const key = `${direction}/${fact.p}`;
    if (!groups.has(key)) groups.set(key, { direction, predicate: fact.p, id, facts: [] });
    groups.get(key).facts.push(number);
  }
  const directions = ["outgoing", "both", "incoming"];
  const order = Object.keys(data.predicates);
  return [...groups.values()].sort(
    (a, b) =>
      directions.indexOf(a.direction) - directions.indexOf(b.direction) ||
      order.indexOf(a.predicate) - order.indexOf(b.predicate),
  );
}

function factGroup({ direction, predicate, id, facts }) {
  const arrows = { outgoing: "→", incoming: "←", both: "↔" };
  const label = say(direction, { predicate: predicateName(predicate) });
  return make(
    "section",
    { class: "group", "aria-label": label },
    make(
      "h3",
      { title: label },
      make("span", { class: "direction", "aria-hidden": "true" }, arrows[direction]),
      predicateName(predicate),
      make("span", { class: "count" }, String(facts.length)),
    ),
    ...facts.map((number) => nodeFact(number, id)),
  );
}

function nodeFact(number, id) {
  const fact = data.facts[number];
  const other = fact.s === id ? fact.o : fact.s;
  const line = make("p", { class: "fact" }, nodeButton(other), ...tags(fact));
  return make("article", { "data-modality": fact.m }, line, ...proofList(fact));
}

function nodeButton(id) {
  const node = data.nodes[id];
  return button(
    { class: "entity" },
    () => {
      select(id);
      moveTo(id);
    },
    typeMark(node.type),
    name(node.names[0]),
  );
}

function tags(fact) {
  const finer = fact.finer.map((predicate) => make("span", { class: "tag" }, predicateName(predicate)));
  const roles = fact.roles.map((role) => make("span", { class: "tag role" }, name(role)));
  const modality =
    fact.m === "asserted" ? [] : [make("span", { class: "tag modality" }, say(fact.m))];
  return [...roles, ...finer, ...modality];
}

// The first quotation is always there, the others behind a line that opens them.
function proofList(fact, openAll = false) {
  const quotes = fact.proofs.map((proof) => () => quotation(proof));
  const rest = fact.count - fact.proofs.length;
  const note = rest > 0 ? [make("p", { class: "note" }, say("restProofs", { count: rest }))] : [];
  if (openAll) return [...quotes.map((quote) => quote()), ...note];
  const first = quotes.slice(0, 1).map((quote) => quote());
  const others = quotes.slice(1);
  if (!others.length) return [...first, ...note];
  const more = make("details", {}, make("summary", {}, say("moreProofs", { count: others.length })));
  more.addEventListener(
    "toggle",
    () => more.append(...others.map((quote) => quote()), ...note),
    { once: true },
  );
  return [...first, more];
}

function quotation(proof) {
  const sentence = data.sentences[proof.t];
  const origin = data.documents[proof.d];
  const how = [proof.by, say("score", { score: proof.score })].filter(Boolean).join(" · ");
  return make(
    "figure",
    { class: "proof" },
    make(
      "blockquote",
      { lang: "zh" },
      sentence.slice(0, proof.a),
      make("mark", {}, sentence.slice(proof.a, proof.z)),
      sentence.slice(proof.z),
    ),
    make(
      "figcaption",
      {},
      name(origin.title || origin.id, "source"),
      origin.date ? ` · ${origin.date}` : "",
      proof.time ? ` · ⏱ ${proof.time}` : "",
      make("span", { class: "how" }, name(how)),
    ),
  );
}

function edgeDetail(id) {
  const { from, to } = data.draw.edges[id];
  const articles = data.edges[id].map((number) => {
    const fact = data.facts[number];
    return make(
      "article",
      { "data-modality": fact.m },
      make("h3", {}, predicateName(fact.p), make("span", { class: "count" }, String(fact.count))),
      make("p", { class: "fact" }, ...tags(fact)),
      ...proofList(fact, true),
    );
  });
  return [
    make(
      "header",
      {},
      make("p", { class: "kind" }, say("edgeTitle")),
      make("h2", { class: "pair" }, nodeButton(from), make("span", {}, "→"), nodeButton(to)),
    ),
    make("section", { class: "group" }, ...articles),
  ];
}

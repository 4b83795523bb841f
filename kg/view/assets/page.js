// The data, what the reader has chosen, and the one way to make elements: text is only ever text.

const data = JSON.parse(document.getElementById("data").textContent);

const state = {
  language: location.hash === "#en" ? "en" : "zh",
  hiddenTypes: new Set(),
  hiddenPredicates: new Set(),
  lonely: false,
  selected: null, // {kind: "node" | "edge", id} or null
};

const byId = (id) => document.getElementById(id);

// make("p", {class: "x"}, "text", element …): attributes by setAttribute, strings as text nodes.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function button(attributes, action, ...children) {
  const element = make("button", { type: "button", ...attributes }, ...children);
  element.addEventListener("click", action);
  return element;
}

// A word in running text, kept from reordering its neighbours when it is written right to left.
const name = (text, className = "name") => make("bdi", { class: className }, text);

const typeMark = (type) => make("span", { class: "mark", "data-type": type, "aria-hidden": "true" });

// The facts at each node, by number.
const factsOf = data.nodes.map(() => []);
data.facts.forEach((fact, number) => {
  factsOf[fact.s].push(number);
  if (fact.o !== fact.s) factsOf[fact.o].push(number);
});

const edgeOfFact = new Map();
data.edges.forEach((facts, edge) => facts.forEach((fact) => edgeOfFact.set(fact, edge)));

// Filters, language, selection: the parts put together.

function select(id) {
  setSelection({ kind: "node", id });
}

function selectEdge(id) {
  setSelection({ kind: "edge", id });
}

function clearSelection() {
  setSelection(null);
}

function setSelection(selected) {
  state.selected = selected;
  network.unselectAll();
  paint();
  renderPanel();
}

function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return counts;
}

function choiceList(list, counts, hidden, nameOf, marked) {
  const items = [...counts].map(([value, count]) => {
    const attributes = { class: "choice", "data-value": value, "aria-pressed": String(!hidden.has(value)) };
    const toggle = button(
      attributes,
      () => {
        if (!hidden.delete(value)) hidden.add(value);
        toggle.setAttribute("aria-pressed", String(!hidden.has(value)));
        paint();
      },
      ...(marked ? [typeMark(value)] : []),
      make("span", { class: "what" }, nameOf(value)),
      make("span", { class: "count" }, String(count)),
    );
    return make("li", {}, toggle);
  });
  list.replaceChildren(...items);
}

function inOrder(counts, order) {
  const position = (value) => (order.indexOf(value) < 0 ? order.length : order.indexOf(value));
  return new Map([...counts].sort(([a], [b]) => position(a) - position(b)));
}

function renderFilters() {
  const types = inOrder(tally(data.nodes.map((node) => node.type)), Object.keys(data.kinds));
  choiceList(byId("types"), types, state.hiddenTypes, typeName, true);
  const predicates = tally(data.facts.map((fact) => fact.p));
  const common = new Map([...predicates].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
  choiceList(byId("predicates"), common, state.hiddenPredicates, predicateName, false);
  const lonely = data.nodes.filter((_, id) => isLonely(id)).length;
  const toggle = byId("lonely");
  toggle.hidden = lonely === 0;
  toggle.setAttribute("aria-pressed", String(state.lonely));
  toggle.replaceChildren(
    make("span", { class: "what" }, say("lonely")),
    make("span", { class: "count" }, String(lonely)),
  );
}

function renderWords() {
  document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
  document.title = say("title");
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = say(element.dataset.text);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", say(element.dataset.label));
    if (element.tagName === "BUTTON") element.title = say(element.dataset.label);
  }
  for (const element of document.querySelectorAll("[data-placeholder]")) {
    element.placeholder = say(element.dataset.placeholder);
  }
  byId("language").lang = state.language === "zh" ? "en" : "zh-CN";
  byId("counts").textContent = say("counts", data.counts);
  const notice = byId("notice");
  notice.hidden = data.counts.nodes > 0 && data.counts.nodes === data.nodes.length;
  notice.textContent = data.counts.nodes
    ? say("notice", { all: data.counts.nodes, shown: data.nodes.length })
    : say("empty");
}

function render() {
  renderWords();
  renderFilters();
  renderPanel();
  paint();
}

function listen() {
  byId("language").addEventListener("click", () => {
    state.language = state.language === "zh" ? "en" : "zh";
    render();
  });
  byId("lonely").addEventListener("click", () => {
    state.lonely = !state.lonely;
    render();
    showAll();
  });
  byId("reset").addEventListener("click", () => {
    state.hiddenTypes.clear();
    state.hiddenPredicates.clear();
    render();
    showAll();
  });
  byId("show-filters").addEventListener("click", () => {
    const open = document.body.classList.toggle("filters-open");
    byId("show-filters").setAttribute("aria-expanded", String(open));
  });
  byId("close").addEventListener("click", clearSelection);
  byId("zoom-in").addEventListener("click", () => zoomBy(1.35));
  byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.35));
  byId("fit").addEventListener("click", showAll);
}

render();
listen();
listenToSearch();
listenToPointer();
network.once("afterDrawing", () => {
  network.fit({ nodes: [...visible.nodes], maxZoomLevel: 1.2, animation: false });
  paint();
  document.body.dataset.ready = "true";
});

// A handle for tests and for the curious at the console.
window.kgView = { data, state, network, select, selectEdge, clearSelection, edgeOfFact, visible: () => visible };

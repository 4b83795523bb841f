// Search by any part of any name, and the list of suggestions below the box.

const MOST_SUGGESTIONS = 12;
const folded = (text) => text.normalize("NFKC").toLowerCase();
const searchable = data.nodes.map((node) => node.names.map(folded));
let suggestions = [];
let pointed = -1;

function matches(query) {
  const wanted = folded(query.trim());
  if (!wanted) return [];
  const found = [];
  searchable.forEach((names, id) => {
    let best = null;
    names.forEach((text, index) => {
      const at = text.indexOf(wanted);
      if (at < 0) return;
      const rank = (text === wanted ? 0 : at === 0 ? 2 : 4) + (index === 0 ? 0 : 1);
      if (best === null || rank < best.rank) best = { id, index, rank };
    });
    if (best) found.push(best);
  });
  found.sort(
    (a, b) => a.rank - b.rank || data.nodes[b.id].degree - data.nodes[a.id].degree || a.id - b.id,
  );
  return found.slice(0, MOST_SUGGESTIONS);
}

function suggest() {
  const query = byId("query").value;
  suggestions = matches(query);
  pointed = suggestions.length ? 0 : -1;
  const items = suggestions.map(({ id, index }, position) => {
    const node = data.nodes[id];
    const item = make(
      "li",
      { role: "option", id: `suggestion-${position}` },
      typeMark(node.type),
      name(node.names[0]),
      index > 0 ? make("small", {}, name(node.names[index])) : "",
      make("span", { class: "kind" }, typeName(node.type)),
    );
    // Before the box loses the focus, which closes the list.
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      choose(position);
    });
    return item;
  });
  if (!items.length && query.trim()) {
    items.push(make("li", { class: "none" }, say("noMatch", { query: query.trim() })));
  }
  byId("suggestions").replaceChildren(...items);
  byId("suggestions").hidden = !items.length;
  byId("query").setAttribute("aria-expanded", String(items.length > 0));
  point(pointed);
}

function point(position) {
  pointed = position;
  [...byId("suggestions").children].forEach((item, index) => {
    if (item.getAttribute("role") !== "option") return;
    item.setAttribute("aria-selected", String(index === position));
    if (index === position) item.scrollIntoView({ block: "nearest" });
  });
  const query = byId("query");
  if (position >= 0) query.setAttribute("aria-activedescendant", `suggestion-${position}`);
  else query.removeAttribute("aria-activedescendant");
}

function closeSuggestions() {
  byId("suggestions").hidden = true;
  byId("query").setAttribute("aria-expanded", "false");
  byId("query").removeAttribute("aria-activedescendant");
}

function choose(position) {
  const { id } = suggestions[position];
  byId("query").value = data.nodes[id].names[0];
  closeSuggestions();
  select(id);
  moveTo(id);
}

function listenToSearch() {
  const query = byId("query");
  query.addEventListener("input", suggest);
  query.addEventListener("focus", () => query.value && suggest());
  query.addEventListener("blur", closeSuggestions);
  query.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // Enter that ends a pinyin input is not ours
    const count = suggestions.length;
    if (event.key === "ArrowDown" && count) point((pointed + 1) % count);
    else if (event.key === "ArrowUp" && count) point((pointed + count - 1) % count);
    else if (event.key === "Enter" && pointed >= 0) choose(pointed);
    else if (event.key === "Escape" && !byId("suggestions").hidden) closeSuggestions();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== query) {
      event.preventDefault();
      query.focus();
    } else if (event.key === "Escape") clearSelection();
  });
}

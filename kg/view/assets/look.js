// How nodes and edges look: colours by theme, what is hidden, dimmed or labelled.

const THEMES = {
  light: {
    ground: "#faf9f6",
    text: "#23272e",
    line: "#8b8f98",
    strong: "#23272e",
    types: {
      Person: "#c4573a",
      Organization: "#3a6ea5",
      Place: "#3f8a5b",
      Program: "#8358a8",
      Award: "#b98a1c",
      Work: "#2b8a94",
    },
  },
  dark: {
    ground: "#16181d",
    text: "#e6e4df",
    line: "#7d838d",
    strong: "#ffffff",
    types: {
      Person: "#e58a6f",
      Organization: "#7fb0e3",
      Place: "#7cc596",
      Program: "#bd97de",
      Award: "#dfb955",
      Work: "#6cc5ce",
    },
  },
};
const OTHER_TYPE = "#7d838d";
const FONT =
  '"Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif';
const MOST_LABELS = 40; // labels of edges at one time: more of them only hide each other

const READABLE = 12; // pixels on the screen
const THINNEST = 0.6; // a line that is thinner than this on the screen cannot be seen
const MOST_LANDMARKS = 60;
const NO_LABEL = " "; // vis-network keeps the old label when given an empty one
const CROWD = 800; // edges above which single lines step back

const darkScheme = matchMedia("(prefers-color-scheme: dark)");
const stillness = matchMedia("(prefers-reduced-motion: reduce)");
const theme = () => (darkScheme.matches ? THEMES.dark : THEMES.light);
const typeColour = (type) => theme().types[type] || OTHER_TYPE;

const drawnNodes = new vis.DataSet(data.draw.nodes);
const drawnEdges = new vis.DataSet(data.draw.edges);
const network = new vis.Network(
  byId("canvas"),
  { nodes: drawnNodes, edges: drawnEdges },
  data.draw.options,
);
const painted = { nodes: new Map(), edges: new Map() };
let visible = { nodes: new Set(), edges: new Set() };
let hovered = null;
const byDegree = data.nodes
  .map((_, id) => id)
  .sort((a, b) => data.nodes[b].degree - data.nodes[a].degree || a - b);

// A font size in the drawing's units that can be read on the screen, for what has to be.
const readable = (size, wanted) =>
  wanted ? Math.round(Math.max(size, READABLE / network.getScale())) : size;

const shownFacts = (edge) =>
  data.edges[edge].filter((number) => !state.hiddenPredicates.has(data.facts[number].p));

function isLonely(id) {
  return factsOf[id].length === 0;
}

function findVisible() {
  const nodes = new Set();
  data.nodes.forEach((node, id) => {
    const chosen = state.selected?.kind === "node" && state.selected.id === id;
    const wanted = isLonely(id)
      ? state.lonely
      : state.hiddenPredicates.size === 0 ||
        factsOf[id].some((number) => !state.hiddenPredicates.has(data.facts[number].p));
    if (chosen || (wanted && !state.hiddenTypes.has(node.type))) nodes.add(id);
  });
  const edges = new Set();
  data.draw.edges.forEach((edge) => {
    if (nodes.has(edge.from) && nodes.has(edge.to) && shownFacts(edge.id).length) edges.add(edge.id);
  });
  return { nodes, edges };
}

// Nodes and edges that the selection is about, or null when nothing is selected.
function inFocus() {
  if (!state.selected) return null;
  const { kind, id } = state.selected;
  const nodes = new Set();
  const edges = new Set();
  for (const edge of data.draw.edges) {
    if (kind === "edge" ? edge.id !== id : edge.from !== id && edge.to !== id) continue;
    edges.add(edge.id);
    nodes.add(edge.from).add(edge.to);
  }
  if (kind === "node") nodes.add(id);
  return { nodes, edges };
}

// Names that a far look can still show without covering each other, the best-connected first.
function findLandmarks(focus) {
  const scale = network.getScale();
  const places = network.getPositions(); // readers drag nodes; hidden ones have none
  const chosen = state.selected?.kind === "node" ? [state.selected.id] : [];
  const others = focus === null ? byDegree : byDegree.filter((id) => focus.nodes.has(id));
  const taken = [];
  const landmarks = new Set();
  for (const id of [...chosen, ...others]) {
    if (!visible.nodes.has(id) || landmarks.has(id)) continue;
    const { label, font } = data.draw.nodes[id];
    const { x, y } = places[id] ?? data.draw.nodes[id];
    const size = Math.max(READABLE, font.size * scale);
    const width = (label.length * size) / 2 + 6;
    const place = { x: x * scale, y: y * scale };
    const free = taken.every(
      (other) =>
        Math.abs(other.x - place.x) > other.width + width || Math.abs(other.y - place.y) > 2 * size,
    );
    if (!free) continue;
    taken.push({ ...place, width });
    landmarks.add(id);
    if (landmarks.size >= MOST_LANDMARKS) break;
  }
  return landmarks;
}

function nodeLook(id, focus, landmarks) {
  const node = data.nodes[id];
  const colours = theme();
  const colour = typeColour(node.type);
  const dim = focus !== null && !focus.nodes.has(id);
  const chosen = state.selected?.kind === "node" && state.selected.id === id;
  const border = chosen ? colours.strong : colour;
  return {
    id,
    hidden: !visible.nodes.has(id),
    opacity: dim ? 0.18 : 1,
    borderWidth: chosen ? 3 : 1.5,
    color: {
      background: colour,
      border,
      hover: { background: colour, border: colours.strong },
      highlight: { background: colour, border: colours.strong },
    },
    font: {
      size: readable(data.draw.nodes[id].font.size, landmarks.has(id)),
      face: FONT,
      color: dim ? colours.text + "30" : colours.text,
      strokeWidth: dim ? 0 : 4,
      strokeColor: colours.ground,
    },
  };
}

function edgeLook(id, focus, labelled) {
  const colours = theme();
  const near = focus !== null && focus.edges.has(id);
  const line = near ? colours.strong : colours.line;
  const opacity = focus === null ? (data.edges.length > CROWD ? 0.35 : 0.55) : near ? 0.8 : 0.08;
  const facts = shownFacts(id).map((number) => data.facts[number]);
  const mutual = facts.length > 0 && facts.every((fact) => data.predicates[fact.p]?.symmetric);
  return {
    id,
    hidden: !visible.edges.has(id),
    arrows: { to: { enabled: !mutual } },
    width: Math.max(data.draw.edges[id].width, THINNEST / network.getScale()),
    color: { color: line, hover: colours.strong, highlight: colours.strong, opacity },
    label: labelled.has(id) ? edgeLabel(facts) : NO_LABEL,
    font: {
      face: FONT,
      size: readable(11, near),
      color: colours.text,
      strokeWidth: 4,
      strokeColor: colours.ground,
      align: "middle",
    },
  };
}

function edgeLabel(facts) {
  const words = [
    ...new Set(
      facts.map((fact) =>
        fact.m === "asserted"
          ? predicateName(fact.p)
          : `${predicateName(fact.p)}（${say(fact.m)}）`,
      ),
    ),
  ];
  return words.length > 2 ? `${words.slice(0, 2).join(" · ")} +${words.length - 2}` : words.join(" · ");
}

// Edges that carry their label now: hovered, selected, or few enough in view at a close look.
function labelledEdges(focus) {
  const wanted = new Set();
  if (hovered !== null) wanted.add(hovered);
  const scale = network.getScale();
  if (focus !== null && scale >= 0.45) {
    if (focus.edges.size <= MOST_LABELS) focus.edges.forEach((edge) => wanted.add(edge));
  }
  if (focus !== null || scale < 0.75) return wanted;
  const near = [];
  const width = byId("canvas").clientWidth;
  const height = byId("canvas").clientHeight;
  const low = network.DOMtoCanvas({ x: 0, y: 0 });
  const high = network.DOMtoCanvas({ x: width, y: height });
  const places = network.getPositions();
  for (const edge of data.draw.edges) {
    if (!visible.edges.has(edge.id)) continue;
    const x = (places[edge.from].x + places[edge.to].x) / 2;
    const y = (places[edge.from].y + places[edge.to].y) / 2;
    if (x > low.x && x < high.x && y > low.y && y < high.y) near.push(edge.id);
  }
  if (near.length <= MOST_LABELS) near.forEach((edge) => wanted.add(edge));
  return wanted;
}

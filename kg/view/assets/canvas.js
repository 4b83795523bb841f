// The drawing follows the state, and the pointer changes the state.

// Bring the drawing in line with the state, touching only what looks different from before.
function paint() {
  visible = findVisible();
  const focus = inFocus();
  const landmarks = findLandmarks(focus);
  update(drawnNodes, painted.nodes, data.nodes.map((_, id) => nodeLook(id, focus, landmarks)));
  const labelled = labelledEdges(focus); // after the nodes: a hidden one has no position
  update(drawnEdges, painted.edges, data.draw.edges.map(({ id }) => edgeLook(id, focus, labelled)));
}

function update(set, before, looks) {
  const changed = looks.filter((look) => {
    const key = JSON.stringify(look);
    if (before.get(look.id) === key) return false;
    before.set(look.id, key);
    return true;
  });
  if (changed.length) set.update(changed);
}

const motion = () => (stillness.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

function showAll() {
  if (visible.nodes.size) {
    network.fit({ nodes: [...visible.nodes], maxZoomLevel: 1.2, animation: motion() });
  }
}

// How much of the drawing the panel lies over: on a phone, its lower part.
function covered() {
  const panel = byId("panel");
  return getComputedStyle(panel).position === "absolute" ? panel.offsetHeight : 0;
}

// Bring a node into view, with its neighbours where they are few.
function moveTo(id) {
  const offset = { x: 0, y: -covered() / 2 };
  const around = [...inFocus().nodes].filter((node) => visible.nodes.has(node));
  if (around.length > 1 && around.length <= 30 && offset.y === 0) {
    network.fit({ nodes: around, minZoomLevel: 0.4, maxZoomLevel: 1.2, animation: motion() });
  } else {
    network.focus(id, { scale: Math.max(network.getScale(), 0.9), offset, animation: motion() });
  }
}

// After the panel has taken its place: the selected node must not have slid out of the picture.
function keepInView() {
  if (state.selected?.kind !== "node") return;
  const { id } = state.selected;
  const place = network.canvasToDOM(network.getPosition(id));
  const stage = byId("stage");
  const offset = { x: 0, y: -covered() / 2 };
  const inside =
    place.x > 20 && place.x < stage.clientWidth - 20 &&
    place.y > 20 && place.y < stage.clientHeight - covered() - 20;
  if (!inside) {
    network.focus(id, { scale: network.getScale(), offset, animation: motion() });
  }
}

function zoomBy(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: motion() });
}

function showTip(text, pointer) {
  const tip = byId("tip");
  tip.textContent = text;
  tip.hidden = false;
  const room = byId("stage").clientWidth - tip.offsetWidth - 8;
  tip.style.left = `${Math.max(8, Math.min(pointer.x + 14, room))}px`;
  tip.style.top = `${Math.max(8, pointer.y + 18)}px`;
}

function listenToPointer() {
  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) {
      select(nodes[0]);
      setTimeout(keepInView, 200); // vis-network notices its new size a moment later
    } else if (edges.length) selectEdge(edges[0]);
    else clearSelection();
  });
  network.on("hoverNode", ({ node, pointer }) => {
    showTip(`${data.nodes[node].names[0]} · ${typeName(data.nodes[node].type)}`, pointer.DOM);
  });
  network.on("hoverEdge", ({ edge, pointer }) => {
    hovered = edge;
    const { from, to } = data.draw.edges[edge];
    const facts = shownFacts(edge).map((number) => data.facts[number]);
    const ends = [data.nodes[from].names[0], data.nodes[to].names[0]];
    showTip(`${ends[0]} — ${edgeLabel(facts)} → ${ends[1]}`, pointer.DOM);
    paint();
  });
  const leave = () => {
    byId("tip").hidden = true;
    if (hovered === null) return;
    hovered = null;
    paint();
  };
  network.on("blurNode", leave);
  network.on("blurEdge", leave);
  let waiting = 0;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(paint, 120);
  };
  network.on("zoom", later);
  network.on("dragEnd", later);
  network.on("animationFinished", later);
  network.on("resize", later);
  darkScheme.addEventListener("change", paint);
}

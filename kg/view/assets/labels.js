// The page's own words in both languages; names of types and relations come with the data.

const LABELS = {
  zh: {
    title: "知识图谱",
    counts: "{nodes} 个实体 · {facts} 条事实 · {evidence} 处证据 · {documents} 篇文档",
    search: "按名称查找实体",
    searchHint: "查找实体（按 / 键）",
    suggestions: "查找结果",
    noMatch: "没有名称包含“{query}”的实体",
    filters: "筛选",
    types: "实体类型",
    relations: "关系",
    lonely: "没有关系的实体",
    showAll: "全部显示",
    asserted: "文中陈述的事实",
    notAsserted: "计划、否定、存疑或已结束",
    otherLanguage: "English",
    switchLanguage: "Switch to English",
    canvas: "知识图谱的图形；用上方的查找框可以用键盘选择实体",
    zoom: "缩放",
    zoomIn: "放大",
    zoomOut: "缩小",
    fit: "显示全图",
    details: "详情",
    close: "关闭详情",
    also: "又名",
    nodeStats: "提及 {mentions} 次 · {documents} 篇文档 · {degree} 条事实",
    noFacts: "文档没有陈述它与其他实体的关系。",
    hiddenFacts: "另有 {count} 条事实涉及未显示的实体，见 relations.csv。",
    outgoing: "此实体 → {predicate}",
    incoming: "{predicate} → 此实体",
    both: "此实体 ↔ {predicate}",
    moreProofs: "另有 {count} 处证据",
    restProofs: "还有 {count} 处未列出，见 evidence.csv。",
    score: "可信度 {score}",
    planned: "计划",
    denied: "否定",
    doubtful: "存疑",
    ended: "已结束",
    edgeTitle: "两者之间的事实",
    notice: "全图共 {all} 个实体，此处只显示关联最多的 {shown} 个；其余的见 entities.csv 与 relations.csv。",
    empty: "没有找到实体。",
  },
  en: {
    title: "Knowledge graph",
    counts: "{nodes} entities · {facts} facts · {evidence} pieces of evidence · {documents} documents",
    search: "Find an entity by name",
    searchHint: "Find an entity (press /)",
    suggestions: "Search results",
    noMatch: "No entity has “{query}” in its name",
    filters: "Filters",
    types: "Entity types",
    relations: "Relations",
    lonely: "Entities without relations",
    showAll: "Show all",
    asserted: "Stated as a fact",
    notAsserted: "Planned, denied, doubtful or ended",
    otherLanguage: "中文",
    switchLanguage: "切换到中文",
    canvas: "Drawing of the knowledge graph; use the search box above to select an entity by keyboard",
    zoom: "Zoom",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    fit: "Show the whole graph",
    details: "Details",
    close: "Close details",
    also: "Also named",
    nodeStats: "{mentions} mentions · {documents} documents · {degree} facts",
    noFacts: "No document states a relation of it to another entity.",
    hiddenFacts: "{count} more facts join it to entities not shown here; see relations.csv.",
    outgoing: "this → {predicate}",
    incoming: "{predicate} → this",
    both: "this ↔ {predicate}",
    moreProofs: "{count} more pieces of evidence",
    restProofs: "{count} more are not listed here; see evidence.csv.",
    score: "confidence {score}",
    planned: "planned",
    denied: "denied",
    doubtful: "doubtful",
    ended: "ended",
    edgeTitle: "Facts between the two",
    notice: "The graph has {all} entities; shown are the {shown} best-connected ones. The rest is in entities.csv and relations.csv.",
    empty: "No entities were found.",
  },
};

function say(key, values = {}) {
  return LABELS[state.language][key].replace(/\{(\w+)\}/g, (whole, name) =>
    name in values ? String(values[name]) : whole,
  );
}

function typeName(name) {
  const names = data.kinds[name];
  return names ? names[state.language === "zh" ? 0 : 1] : name;
}

function predicateName(name) {
  const predicate = data.predicates[name];
  return predicate ? predicate[state.language] : name;
}

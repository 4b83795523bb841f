import { words } from "../contract/words";
import type { State } from "../contract/state";

export const t = words({
  loading: ["正在读取…", "Loading…"],
  failed: ["没能读取：", "Could not be read:"],
  retry: ["重试", "Try again"],
  copy: ["点击复制", "Click to copy"],
  copyAfter: ["（复制）", "(copy)"],
  copied: ["已复制", "Copied"],
  notCopied: ["浏览器不允许复制", "The browser does not allow copying"],
  close: ["关闭详情", "Close details"],
  notFound: ["图谱中没有此项。", "The graph has no such item."],
  also: ["又名", "Also named"],
  identifier: ["标识", "Identifier"],
  facts: ["事实", "Facts"],
  sortBy: ["排序", "Sort by"],
  byScore: ["可信度", "confidence"],
  byTime: ["时间", "time"],
  byProofs: ["出处多少", "number of places"],
  byName: ["名称", "name"],
  outgoing: ["由此指向", "from this"],
  incoming: ["指向此", "to this"],
  both: ["互相", "mutual"],
  show: ["显示", "Show"],
  conceal: ["收起", "Hide them"],
  filteredOut: ["已被筛选掉", "filtered out"],
  noFacts: ["没有文档陈述它与其他实体的关系。", "No document states how it relates to others."],
  fetchMore: ["读取更多事实", "Fetch more facts"],
  thisFact: ["查看这条事实", "Open this fact"],
  places: ["出处", "Stated in"],
  noProofs: ["没有记下出处。", "No place is recorded."],
  inText: ["查看原文", "In the text"],
  documents: ["提到它的文档", "Documents that name it"],
  expand: ["展开", "Expand"],
  hide: ["隐藏", "Hide"],
  focus: ["只看周围", "Focus here"],
  pathTo: ["路径…", "Path to…"],
  link: ["复制链接", "Copy link"],
  hidden: ["已隐藏，可以撤销", "Hidden; undo brings it back"],
  nothingMore: ["它的邻居都已显示", "All its neighbours are shown"],
  noDate: ["无日期", "no date"],
  by: ["发现方式", "Found by"],
  byModel: ["关系模型", "the relation model"],
  byCurator: ["人工编辑", "a curator"],
  byPattern: ["句式规则", "sentence pattern"],
  asserted: ["文中陈述", "stated as a fact"],
  planned: ["计划", "planned"],
  denied: ["否定", "denied"],
  doubtful: ["存疑", "doubtful"],
  ended: ["已结束", "ended"],
  contents: ["文档内容", "Contents of the document"],
  entities: ["文中的实体", "Entities it names"],
  factsHere: ["文中的事实", "Facts it states"],
  noneHere: ["没有。", "None."],
  source: ["来源", "Source"],
  alsoBetween: ["两者之间的其他事实", "Other facts between the two"],
  jumpToFact: ["在文中找到它", "Find it in the text"],
  veryCentral: ["非常核心", "very central"],
  central: ["较核心", "central"],
  aboveAverage: ["高于平均", "above average"],
  belowAverage: ["不突出", "not prominent"],
  centrality: ["重要性", "Centrality"],
  bridges: ["常处在其他实体之间的最短路径上", "often lies on shortest paths between others"],
  bridgesSometimes: ["有时处在其他实体之间的最短路径上", "sometimes lies on shortest paths between others"],
  bridgesNever: ["很少处在其他实体之间的最短路径上", "seldom lies on shortest paths between others"],
  between: ["居间", "In between"],
  community: ["社群", "Community"],
  coordinates: ["坐标", "Coordinates"],
});

type Language = State["language"];

/** Sentences with numbers or names in them, as functions. */
export const say = {
  mentions: (l: Language, n: number) => (l === "zh" ? `提及 ${digits(n)} 次` : plural(n, "mention")),
  documents: (l: Language, n: number) => (l === "zh" ? `${digits(n)} 篇文档` : plural(n, "document")),
  facts: (l: Language, n: number) => (l === "zh" ? `${digits(n)} 条事实` : plural(n, "fact")),
  places: (l: Language, n: number) => (l === "zh" ? `${digits(n)} 处` : plural(n, "place")),
  times: (l: Language, n: number) => (l === "zh" ? `${digits(n)} 次` : `${digits(n)}×`),
  more: (l: Language, n: number) => (l === "zh" ? `再显示 ${digits(n)} 条` : `Show ${digits(n)} more`),
  morePlaces: (l: Language, n: number) => (l === "zh" ? `再显示 ${digits(n)} 处` : `Show ${plural(n, "more place", "more places")}`),
  filtered: (l: Language, n: number) => (l === "zh" ? `另有 ${digits(n)} 条被筛选掉` : `${digits(n)} more ${n === 1 ? "is" : "are"} filtered out`),
  confidence: (l: Language, score: number) => (l === "zh" ? `可信度 ${score.toFixed(2)}` : `confidence ${score.toFixed(2)}`),
  group: (l: Language, label: string, n: number) => (l === "zh" ? `以“${label}”为中心，共 ${digits(n)} 个实体` : `around “${label}”, ${plural(n, "entity", "entities")}`),
  average: (l: Language, times: string) => (l === "zh" ? `平均值的 ${times} 倍` : `${times} times the average`),
  expanded: (l: Language, n: number) => (l === "zh" ? `新显示 ${digits(n)} 个邻居` : `${plural(n, "neighbour")} added`),
  known: (l: Language, known: number, all: number) =>
    l === "zh"
      ? `全图共 ${digits(all)} 条，这里有 ${digits(known)} 条`
      : `${digits(known)} of its ${digits(all)} facts are here`,
};

function plural(n: number, one: string, many = `${one}s`): string {
  return `${digits(n)} ${n === 1 ? one : many}`;
}

/** With commas between thousands. */
export function digits(n: number): string {
  return n.toLocaleString("en");
}

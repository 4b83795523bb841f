import { words } from "../contract/words";
import type { State } from "../contract/state";

type Language = State["language"];

export const t = words({
  title: ["列表", "List"],
  nodes: ["实体", "Entities"],
  facts: ["事实", "Facts"],
  tables: ["显示哪张表", "Which table"],
  filter: ["在表中筛选", "Filter the table"],
  filterNodes: ["名称、类型…", "Name, type…"],
  filterFacts: ["名称、关系、职务…", "Name, relation, role…"],
  sortBy: ["排序", "Sort by"],
  ascending: ["升序", "Ascending"],
  descending: ["降序", "Descending"],
  tick: ["勾选", "Tick"],
  tickAll: ["勾选全部", "Tick all"],
  untick: ["取消勾选", "Clear ticks"],
  csv: ["导出 CSV", "Export CSV"],
  mark: ["在图中标出", "Mark in the graph"],
  hide: ["隐藏", "Hide"],
  only: ["只看这些", "Show only these"],
  name: ["名称", "Name"],
  type: ["类型", "Type"],
  degree: ["事实", "Facts"],
  mentions: ["提及", "Mentions"],
  documents: ["文档", "Documents"],
  community: ["社群", "Community"],
  pagerank: ["重要性 ‰", "PageRank ‰"],
  betweenness: ["中介性 ‰", "Betweenness ‰"],
  dates: ["日期", "Dates"],
  subject: ["主语", "Subject"],
  predicate: ["关系", "Relation"],
  object: ["宾语", "Object"],
  modality: ["语气", "Modality"],
  role: ["职务", "Role"],
  time: ["时间", "Time"],
  score: ["可信度", "Confidence"],
  proofs: ["出处", "Places"],
  nothing: ["没有符合的行。", "No row fits."],
  nothingVisible: ["按当前的筛选，图中没有可显示的内容。", "Nothing passes the filters."],
  keys: [
    "方向键移动，空格勾选，回车打开详情。",
    "Arrow keys move, space ticks, Enter opens the details.",
  ],
});

const number = (language: Language, value: number) => value.toLocaleString(language === "zh" ? "zh-CN" : "en");

export const say = {
  rows: (language: Language, shown: number, all: number) =>
    shown === all
      ? language === "zh"
        ? `共 ${number(language, all)} 行`
        : `${number(language, all)} rows`
      : language === "zh"
        ? `${number(language, all)} 行中的 ${number(language, shown)} 行`
        : `${number(language, shown)} of ${number(language, all)} rows`,
  ticked: (language: Language, count: number) =>
    language === "zh" ? `已勾选 ${number(language, count)} 行` : `${number(language, count)} ticked`,
  tooMany: (language: Language, most: number) =>
    language === "zh"
      ? `一次最多 ${number(language, most)} 个，请先筛选。`
      : `At most ${number(language, most)} at a time: filter first.`,
  tickOne: (language: Language, name: string) => (language === "zh" ? `勾选：${name}` : `Tick ${name}`),
};

import { words } from "../contract/words";
import type { State } from "../contract/state";

type Language = State["language"];

export const t = words({
  title: ["导出", "Export"],
  what: ["导出什么", "What"],
  selection: ["选中的", "Selection"],
  ticked: ["列表中勾选的", "Ticked in the list"],
  marked: ["标出的", "Marked"],
  around: ["周围一圈", "Neighbourhood"],
  visible: ["所有可见的", "Everything visible"],
  picture: ["图片", "Picture"],
  png: ["PNG 图片", "PNG image"],
  pngNote: ["屏幕上的图，两倍清晰度", "The graph on screen, twice as sharp"],
  svg: ["SVG 矢量图", "SVG drawing"],
  svgNote: ["可用浏览器或 Inkscape 打开", "For browsers and Inkscape"],
  tables: ["表格", "Tables"],
  entities: ["实体 CSV", "Entities, CSV"],
  relations: ["事实 CSV", "Facts, CSV"],
  evidence: ["出处 CSV", "Evidence, CSV"],
  evidenceNote: ["每处出处一行，含原句", "One row a place, with its sentence"],
  data: ["数据", "Data"],
  turtle: ["Turtle", "Turtle"],
  turtleNote: ["实体、事实与全部出处，RDF", "Entities, facts and all evidence, as RDF"],
  sparql: ["SPARQL 查询", "SPARQL query"],
  sparqlNote: ["在查询页打开", "Opens on the query screen"],
  link: ["链接", "Link"],
  copyQuery: ["复制查询", "Copy the query"],
  copyLink: ["复制当前视图的链接", "Copy a link to this view"],
  working: ["正在准备文件…", "Preparing the file…"],
  nothing: ["没有可导出的内容。", "There is nothing to export."],
  saved: ["已保存：", "Saved: "],
  failed: ["导出失败：", "Export failed: "],
});

const number = (language: Language, value: number) => value.toLocaleString(language === "zh" ? "zh-CN" : "en");

export const say = {
  size: (language: Language, nodes: number, facts: number) =>
    language === "zh"
      ? `${number(language, nodes)} 个实体，${number(language, facts)} 条事实`
      : `${number(language, nodes)} entities, ${number(language, facts)} facts`,
  tooMany: (language: Language, most: number) =>
    language === "zh"
      ? `超过 ${number(language, most)} 条，请缩小范围。`
      : `More than ${number(language, most)}: choose less.`,
  progress: (language: Language, part: number) =>
    language === "zh" ? `正在准备文件… ${Math.round(part * 100)}%` : `Preparing the file… ${Math.round(part * 100)}%`,
};

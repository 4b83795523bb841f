import { words } from "../contract/words";
import type { State } from "../contract/state";

export const t = words({
  paths: ["最短路径", "Shortest paths"],
  close: ["关闭路径", "Close paths"],
  from: ["从", "From"],
  to: ["到", "To"],
  search: ["按名称查找实体", "Find an entity by name"],
  clear: ["换一个", "Choose another"],
  swap: ["交换两端", "Swap the ends"],
  assertedOnly: ["只经过文中陈述的事实", "Only over facts stated as such"],
  assertedHint: ["不经过计划、否定、存疑和已结束的事实", "Not over planned, denied, doubtful or ended ones"],
  chooseBoth: ["选好两个实体，就能看到怎样把它们连起来，以及每一步出自哪一句话。", "Choose two entities to see what joins them, and the sentence behind each step."],
  same: ["两端是同一个实体。", "Both ends are the same entity."],
  noPath: ["没有路径", "No path"],
  noPathAtAll: ["图谱中没有任何事实链能把这两个实体连起来。", "No chain of facts in the graph joins these two."],
  noPathFiltered: [
    "目前显示的事实连不起它们；如果不筛选，则有路径。",
    "The facts that are shown do not join them; without the filters there is a path.",
  ],
  noPathAsserted: [
    "只经过文中陈述的事实连不起它们。",
    "Facts stated as such alone do not join them.",
  ],
  showAll: ["取消筛选，显示路径", "Lift the filters and show it"],
  allowAll: ["也经过其他事实", "Allow the others, too"],
  previous: ["上一条路径", "Previous path"],
  next: ["下一条路径", "Next path"],
  others: ["所有路径", "All paths"],
  unknown: ["图谱中没有：", "The graph does not have:"],
  seeOnGraph: ["在图上定位", "Show on the graph"],
});

type Language = State["language"];

export const say = {
  position: (l: Language, at: number, count: number) =>
    l === "zh" ? `第 ${at + 1} / ${count} 条` : `${at + 1} of ${count}`,
  steps: (l: Language, n: number) => (l === "zh" ? `${n} 步` : `${n} ${n === 1 ? "step" : "steps"}`),
  found: (l: Language, count: number, most: boolean, steps: number) =>
    l === "zh"
      ? `${most ? "至少 " : ""}${count} 条最短路径，各 ${steps} 步`
      : `${most ? "at least " : ""}${count} shortest ${count === 1 ? "path" : "paths"} of ${steps} ${steps === 1 ? "step" : "steps"}`,
};

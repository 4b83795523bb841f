import { words } from "../contract/words";

export const stageWords = words({
  graph: [
    "关系图。方向键移动，加减号缩放，0 显示全部。列表视图中有同样的内容。",
    "Graph. Arrow keys move, plus and minus zoom, 0 shows all of it. The list has the same content.",
  ],
  zoomIn: ["放大", "Zoom in"],
  zoomOut: ["缩小", "Zoom out"],
  fit: ["显示全部", "Show everything"],
  expand: ["展开邻居", "Expand neighbours"],
  hide: ["隐藏", "Hide"],
  focus: ["只看它和邻居", "Only this and its neighbours"],
  path: ["从这里找路径…", "Paths from here…"],
  select: ["查看详情", "Details"],
  menu: ["操作", "Actions"],
  facts: ["这条线上的事实", "Facts on this line"],
  noWebgl: [
    "这个浏览器不能用 WebGL 画图。列表、地图和 SPARQL 仍可使用。",
    "This browser cannot draw the graph with WebGL. List, map and SPARQL still work.",
  ],
  toList: ["打开列表", "Open the list"],
  empty: ["没有符合筛选条件的内容。", "Nothing passes the filters."],
  reset: ["清除筛选", "Clear the filters"],
  planned: ["计划", "planned"],
  denied: ["否认", "denied"],
  doubtful: ["存疑", "doubtful"],
  ended: ["已结束", "ended"],
  asserted: ["", ""],
});

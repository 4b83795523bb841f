import { words } from "../contract/words";

export const t = words({
  open: ["帮助", "Help"],
  close: ["关闭帮助", "Close help"],
  title: ["怎样使用这张图谱", "How to use this graph"],
  mouse: ["鼠标与手指", "Mouse and fingers"],
  keys: ["键盘", "Keys"],
  looks: ["颜色、大小与线", "Colours, sizes and lines"],
  origin: ["句子从哪里来", "Where the sentences come from"],

  click: ["单击点或线", "Click a dot or a line"],
  clickDoes: ["打开详情：名称、事实和原句", "opens its details: names, facts and sentences"],
  double: ["双击点", "Double-click a dot"],
  doubleDoes: ["展开相邻的实体", "brings its neighbours in"],
  menu: ["右键，或手指按住", "Right-click, or press and hold"],
  menuDoes: ["菜单：展开、隐藏、只看周围、查找路径", "menu: expand, hide, focus, path from here"],
  hover: ["指向点", "Point at a dot"],
  hoverDoes: ["突出它和相邻的实体", "makes it and its neighbours stand out"],
  drag: ["拖动空白处", "Drag the ground"],
  dragDoes: ["移动画面", "moves the view"],
  wheel: ["滚轮，或两指开合", "Wheel, or two fingers"],
  wheelDoes: ["缩放", "zooms"],

  slash: ["搜索：中文、英文、拼音或首字母", "search: Chinese, English, pinyin or initials"],
  arrows: ["移动画面；在列表中移动", "move the view; move in the list"],
  plus: ["缩放", "zoom"],
  zero: ["显示全部", "show everything"],
  enter: ["打开详情", "open the details"],
  space: ["在列表中勾选", "tick a row of the list"],
  escape: ["关闭详情、菜单或对话框", "close details, menus and dialogs"],
  undo: ["撤销", "undo"],
  redo: ["重做", "redo"],
  question: ["打开这份帮助", "open this help"],

  dots: ["每个点是一个实体。颜色和形状表示类型：", "A dot is an entity. Its colour and shape are its type:"],
  community: [
    "也可以按社群着色：同色的实体彼此联系较多。",
    "Colours can also be communities: dots of one colour are linked more with each other than with others.",
  ],
  size: [
    "点越大，事实越多；也可以改按提及次数、PageRank 或中介性。",
    "A larger dot has more facts; sizes can also be mentions, PageRank or betweenness.",
  ],
  line: ["线是事实，由主语指向宾语；同两个实体间有多条事实时线更粗。", "A line is a fact, from subject to object; several facts between two entities are one thicker line."],
  dashed: [
    "虚线或较淡的线：没有文档说它已成事实，只是计划、否认、存疑或已结束。",
    "Dashed or lighter: no document states it as being so, but as planned, denied, doubtful or ended.",
  ],
  asserted: ["已陈述的事实", "a fact that is stated"],
  other: ["计划、否认、存疑或已结束", "planned, denied, doubtful or ended"],
  sentences: [
    "每条事实都附有原句：它们一字不差地取自读入的文档，高亮部分是陈述该事实的文字。点“查看原文”可以读到全文及其中所有被识别的名称。",
    "Each fact comes with the sentences that state it, word for word from the documents that were read; the highlighted stretch states the fact. “In the text” opens the whole document with every name that was found in it.",
  ],
  found: [
    "事实由句式规则和模型自动找出，可信度写在句子旁；也可能有错，请以原文为准。",
    "Facts were found by sentence patterns and models; the confidence stands beside the sentence. They can be wrong: the text decides.",
  ],
  offline: ["此页不连接网络，所有数据都在这一个文件里。", "This page asks no network: all data is in this one file."],
});

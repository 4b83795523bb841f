import { words } from "../contract/words";
import type { State } from "../contract/state";
import { digits } from "../panel/words";

export const t = words({
  reader: ["文档", "Document"],
  close: ["关闭文档", "Close the document"],
  source: ["来源", "Source"],
  publisher: ["发布者", "Publisher"],
  published: ["日期", "Date"],
  find: ["在文中查找", "Find in the text"],
  next: ["下一处", "Next"],
  previous: ["上一处", "Previous"],
  nextMention: ["下一次提及", "Next mention"],
  previousMention: ["上一次提及", "Previous mention"],
  none: ["没有", "none"],
  noText: [
    "这个页面没有带上文档的全文。下面是图谱引用过的句子。",
    "The text of the document is not here. These are the sentences that the graph quotes from it.",
  ],
  noSentences: ["图谱没有引用这篇文档的句子。", "The graph quotes no sentence of this document."],
  notFound: ["没有这篇文档：", "There is no such document:"],
  text: ["正文", "Text"],
  hint: ["左右方向键在实体之间移动，回车键选中", "Left and right arrow keys move between entities, Enter selects"],
  toEvidence: ["回到证据", "Back to the evidence"],
});

export function position(language: State["language"], at: number, count: number): string {
  const [one, all] = [digits(at + 1), digits(count)];
  return language === "zh" ? `第 ${one} / ${all} 处` : `${one} of ${all}`;
}

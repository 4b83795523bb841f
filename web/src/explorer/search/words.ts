import { words } from "../contract/words";

export const searchWords = words({
  nothing: ["没有找到。可以用汉字、拼音或首字母。", "Nothing found. Chinese characters, pinyin and initials all work."],
  failed: ["搜索没有成功，请再试。", "The search failed; please try again."],
  found: ["个结果", "results"],
});

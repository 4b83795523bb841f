import { words } from "../contract/words";

export const appWords = words({
  badLink: ["链接中有一部分无法识别，已忽略。", "A part of the link could not be read and was left out."],
  noPicture: ["图还没有画出来。", "The graph is not drawn yet."],
});

import { words } from "../contract/words";
import type { State } from "../contract/state";

type Language = State["language"];

export const t = words({
  title: ["地图", "Map"],
  keys: [
    "地图。方向键移动，加号和减号缩放，0 显示全部地点；地点在旁边的列表中。",
    "Map. Arrow keys move, plus and minus zoom, 0 shows all places; the places are in the list beside.",
  ],
  closer: ["放大", "Zoom in"],
  farther: ["缩小", "Zoom out"],
  fit: ["显示全部地点", "Show all places"],
  places: ["地点", "Places"],
  sizeBy: ["圆点大小", "Size of dots"],
  byFacts: ["事实多少", "facts"],
  byMentions: ["提及多少", "mentions"],
  byEntities: ["相关实体多少", "entities there"],
  none: ["按当前的筛选，没有已知坐标的地点。", "No place with known coordinates passes the filters."],
  more: ["显示更多", "Show more"],
  outline: [
    "只画陆地轮廓，不含任何国界。数据：Natural Earth（公有领域）。",
    "Outline of the land alone, without borders. Natural Earth, public domain.",
  ],
});

const number = (language: Language, value: number) => value.toLocaleString(language === "zh" ? "zh-CN" : "en");

const counted = (count: number, one: string, many = `${one}s`) => `${number("en", count)} ${count === 1 ? one : many}`;

export const say = {
  inView: (language: Language, places: number, entities: number) =>
    language === "zh"
      ? `视野内 ${number(language, places)} 个地点，与 ${number(language, entities)} 个实体有关`
      : `${counted(places, "place")} in view, ${counted(entities, "entity", "entities")} linked to them`,
  without: (language: Language, count: number) =>
    language === "zh"
      ? `另有 ${number(language, count)} 个地点坐标未知，不在图上`
      : `${counted(count, "more place")} without known coordinates, not on the map`,
  place: (language: Language, facts: number, entities: number) =>
    language === "zh"
      ? `${number(language, facts)} 条事实 · ${number(language, entities)} 个实体`
      : `${counted(facts, "fact")} · ${counted(entities, "entity", "entities")}`,
  scale: (language: Language, kilometres: number) => `${number(language, kilometres)} km`,
};

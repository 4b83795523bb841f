"""Made Chinese documents of any amount, for timing: own sentence patterns, invented names, fixed seed."""

import random
from collections.abc import Iterator
from pathlib import Path

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红建国志文海波晓东雪梅子轩宇航思远嘉怡"
_CITIES = (
    "杭州市 宁波市 温州市 嘉兴市 苏州市 无锡市 南京市 合肥市 福州市 厦门市 成都市 武汉市".split()
)
_DISTRICTS = "云溪区 青山区 北湖区 南桥区 东岭县 望江县 石门镇 白马街道 沙河镇 长兴岛".split()
_WORDS = "云帆 星河 启明 华岳 天工 远航 金穗 绿源 方圆 博雅 凌霄 锦绣 恒通 瑞丰 明德 致远".split()
_BODIES = "科技有限公司 文化创意园 大学 人民医院 研究院 股份有限公司 博物馆 商会 职业技术学院 日报社".split()
_POSTS = "董事长 总经理 党委书记 副主任 院长 秘书长 首席工程师 馆长 校长 局长".split()
_PROGRAMS = (
    "创新创业大赛 国际论坛 文化节 志愿服务行动 人才培养计划 设计双年展 读书月 技能竞赛".split()
)
_AWARDS = "全国先进集体 省级示范园区 最佳雇主奖 科技进步一等奖 国家级孵化基地 年度人物".split()
_WORKS = "山河故事 城市记忆 工业发展白皮书 古镇调查报告 春天的约定 大潮".split()


class _Maker:
    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def person(self) -> str:
        pick = self._random.choice
        return pick(_SURNAMES) + "".join(pick(_GIVEN) for _ in range(self._random.randint(1, 2)))

    def body(self) -> str:
        pick = self._random.choice
        return pick(_CITIES)[:2] + pick(_WORDS) + pick(_BODIES)

    def program(self) -> str:
        pick = self._random.choice
        return f"“{pick(_WORDS)}杯”{pick(_PROGRAMS)}"

    def sentence(self) -> str:
        pick = self._random.choice
        body, person = self.body(), self.person()
        city, district = pick(_CITIES), pick(_DISTRICTS)
        patterns = (
            f"{body}{pick(_POSTS)}{person}介绍，企业总部设在{city}{district}，去年新增岗位三百余个。",
            f"{pick(_POSTS)}{person}与{self.person()}在{city}会面，双方就产业合作交换了意见。",
            f"{body}与{self.body()}签署合作协议，共同建设{pick(_WORDS)}产业基地。",
            f"{body}主办的{self.program()}在{city}{district}举行，{self.body()}等单位参加。",
            f"近日，{body}荣获{pick(_AWARDS)}称号，{person}代表单位上台领奖。",
            f"{person}出生于{city}，毕业于{self.body()}，著有《{pick(_WORKS)}》一书。",
            "当地居民表示，道路修好以后，出门买菜、送孩子上学都方便了许多，心里踏实。",
            "记者在现场看到，工作人员正在逐项核对材料，窗口前秩序井然，群众满意度明显提高。",
        )
        return pick(patterns)

    def document(self, characters: int) -> str:
        lines = [f"{self.body()}举办{self.program()}"]
        size = 0
        while size < characters:
            paragraph = "".join(self.sentence() for _ in range(self._random.randint(2, 5)))
            lines.append(paragraph)
            size += len(paragraph)
        return "\n".join(lines) + "\n"


def documents(total: int, each: int = 800, seed: int = 20) -> Iterator[str]:
    """Documents of about ``each`` characters until there are ``total`` characters."""
    maker = _Maker(seed)
    size = 0
    while size < total:
        text = maker.document(each)
        size += len(text)
        yield text


def write(folder: Path, total: int, each: int = 800, seed: int = 20) -> int:
    """Write made documents as UTF-8 files; the number of characters written."""
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for number, text in enumerate(documents(total, each, seed)):
        (folder / f"made-{number:06d}.txt").write_text(text, "utf-8")
        size += len(text)
    return size

"""Variants of training sentences: other names in the same places, other marks, other cuts."""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from data import Example, Name

BRANDS = "华明天海创新源信智联达安恒泰瑞盛星云光锐博远晨康宏卓越金鼎蓝风禾木石鹏飞凯德美佳龙"
TRADES = (
    "科技 文化 传媒 创意 网络 动漫 影视 建设 能源 汽车 医药 电子 通信 食品 农业 旅游 环保 "
    "物流 软件 "
    "重工 化工 置业 投资 教育 体育 出版 设计 信息技术 文化创意 生物医药 新材料 智能制造 机械制造"
).split()
COMPANY_ENDS = "有限公司 公司 集团 股份有限公司 有限责任公司 科技有限公司 集团公司 工作室".split()
BODY_ENDS = (
    "大学 学院 师范大学 中学 小学 医院 人民医院 博物馆 图书馆 协会 商会 研究院 研究所 委员会 "
    "人民政府 市委 "
    "总工会 团委 党委 党支部 联合会 基金会 出版社 日报社 电视台 交响乐团 俱乐部 文化创意中心 "
    "科技园 创业园 "
    "产业园 服务中心 孵化器 管委会 教育局 公安局 文化局 街道办事处 社区居委会 村委会 党校 银行 法院"
).split()
THEMES = (
    "青年 动漫 文化 创业 读书 书法 科技 环保 志愿服务 电影 音乐 戏剧 龙舟 马拉松 数字经济 "
    "人工智能 机器人 "
    "乡村振兴 健康 阳光 春蕾 丝路 红色经典 创意设计 大学生创业 非遗 美食 旅游 茶文化 互联网 "
    "装备制造 百姓"
).split()
PROGRAM_ENDS = (
    "节 大赛 博览会 论坛 峰会 邀请赛 锦标赛 艺术节 文化节 活动周 交易会 研讨会 工程 行动 "
    "计划 活动 大讲堂 展 "
    "专项行动 试点工程 音乐会 运动会 联赛"
).split()
AWARD_ENDS = (
    "奖 一等奖 金奖 特等奖 优秀奖 奖章 先进集体 先进个人 先进单位 模范 标兵 示范单位 "
    "示范基地 示范园区 文明单位 "
    "重点企业 创业园 优秀企业 突出贡献奖 终身成就奖 最佳新人奖 称号"
).split()
COMMON = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏"
    "魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛"
    "郝龚邵万钱严赖覃洪武莫孔"
)


def _column(path: Path, name: str, *, blank: bool = False) -> list[str]:
    """One column of a lexicon; empty cells too if ``blank``."""
    lines = [x for x in path.read_text("utf-8").splitlines() if x and not x.startswith("#")]
    index = lines[0].split("\t").index(name)
    rows = [[*line.split("\t"), *[""] * index] for line in lines[1:]]
    return [cells[index] for cells in rows if cells[index] or blank]


@dataclass(frozen=True)
class Pools:
    """Names to put in: those of the training documents, and parts to make others from."""

    names: dict[str, list[str]]
    endings: dict[tuple[str, str], list[str]]
    surnames: list[str]
    given: str
    foreign: str
    places: list[str]
    chains: list[list[tuple[str, str]]]


def pools(examples: list[Example], ontology: Path) -> Pools:
    """Collects the pools from the training sentences and the project's lexicons."""
    found: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for name in example.names:
            if name.known:
                found[name.kind].add(example.text[name.start : name.end])
    endings = defaultdict(list)
    for kind in sorted(found):
        for form in sorted(found[kind]):
            endings[kind, form[-1]].append(form)
    surnames = _column(ontology / "lexicon" / "surnames.tsv", "surname")
    given, foreign = [], []
    for form in sorted(found["Person"]):
        if "·" in form or len(form) > 4:
            foreign += [c for c in form if c != "·"]
        elif len(form) in (2, 3) and form[0] in COMMON:
            given += form[1:]
    divisions = ontology / "lexicon" / "divisions.tsv"
    places = _column(divisions, "name") + _column(ontology / "lexicon" / "world.tsv", "name")
    return Pools(
        {k: sorted(v) for k, v in found.items()},
        dict(endings),
        surnames,
        "".join(given),
        "".join(c for c in foreign if not c.isascii()),
        places,
        _chains(divisions),
    )


def _chains(divisions: Path) -> list[list[tuple[str, str]]]:
    """Every division with those above it, largest first, as (name, short name)."""
    codes, names, shorts = (_column(divisions, c, blank=True) for c in ("code", "name", "short"))
    known = {code: (name, short) for code, name, short in zip(codes, names, shorts, strict=True)}
    return [
        [known[c] for c in dict.fromkeys((f"{code[:2]}0000", f"{code[:4]}00", code)) if c in known]
        for code in known
    ]


def chinese_name(pool: Pools, rng: random.Random) -> str:
    surname = rng.choice(COMMON) if rng.random() < 0.75 else rng.choice(pool.surnames)
    return surname + "".join(rng.choice(pool.given) for _ in range(rng.choice((1, 2, 2))))


def foreign_name(pool: Pools, rng: random.Random) -> str:
    parts = rng.choice((1, 1, 2, 2, 3))
    return "·".join(
        "".join(rng.choice(pool.foreign) for _ in range(rng.choice((2, 3, 3, 4))))
        for _ in range(parts)
    )


def organization(pool: Pools, rng: random.Random) -> str:
    place = rng.choice(pool.places) if rng.random() < 0.6 else ""
    if rng.random() < 0.5:
        brand = "".join(rng.choice(BRANDS) for _ in range(rng.choice((2, 2, 3))))
        return (
            place
            + brand
            + (rng.choice(TRADES) if rng.random() < 0.7 else "")
            + rng.choice(COMPANY_ENDS)
        )
    brand = "" if place else "".join(rng.choice(BRANDS) for _ in range(2))
    return place + brand + rng.choice(BODY_ENDS)


def award(pool: Pools, rng: random.Random) -> str:
    scope = rng.choice(("", "全国", "国家", "中国", "省级", "首批", rng.choice(pool.places)))
    return scope + rng.choice(THEMES) + rng.choice(AWARD_ENDS)


def address(pool: Pools, rng: random.Random) -> list[str]:
    """One to three divisions, each inside the one before, by full or by short names."""
    chain = rng.choice(pool.chains)
    short = rng.random() < 0.5
    links = [pair[1] if short and pair[1] else pair[0] for pair in chain]
    return links[-rng.choice((1, 2, 2, 3)) :]


def program(pool: Pools, rng: random.Random) -> str:
    edition = f"第{rng.choice('一二三四五六七八九十')}届" if rng.random() < 0.3 else ""
    scope = rng.choice(("", "", "全国", "国际", "中国", "全省", rng.choice(pool.places)))
    return edition + scope + rng.choice(THEMES) + rng.choice(PROGRAM_ENDS)


def substitute(form: str, kind: str, pool: Pools, rng: random.Random) -> str:
    """Another name of the same type, often one with the same ending."""
    if kind == "Person":
        foreign = "·" in form or len(form) > 4
        if rng.random() < 0.3:
            return rng.choice(pool.names[kind])
        if not foreign and rng.random() < 0.1:  # one named in full before
            return rng.choice(COMMON)
        if not foreign and rng.random() < 0.12:
            return "".join(rng.choice(pool.foreign) for _ in range(rng.choice((2, 2, 3, 4))))
        return foreign_name(pool, rng) if foreign else chinese_name(pool, rng)
    draw = rng.random()
    alike = pool.endings.get((kind, form[-1]), [])
    if draw < 0.5 and len(alike) > 2:
        return rng.choice(alike)
    make: Callable[[Pools, random.Random], str] | None = {
        "Organization": organization,
        "Program": program,
        "Award": award,
        "Place": lambda p, r: r.choice(p.places),
    }.get(kind)
    if make and draw > 0.7:
        return make(pool, rng)
    return rng.choice(pool.names.get(kind) or [form])


def swap_names(example: Example, pool: Pools, rng: random.Random, rate: float) -> Example:
    """``example`` with some of its names replaced; one form is replaced by one form throughout.

    A place may become a whole address, each level a name of its own.
    """
    chosen: dict[tuple[str, str], list[str]] = {}
    text, names, last = "", [], 0
    for name in example.names:
        form = example.text[name.start : name.end]
        key = form, name.kind
        if key not in chosen:
            chosen[key] = [form]
            if name.known and rng.random() < rate:
                chain = name.kind == "Place" and rng.random() < 0.2
                chosen[key] = (
                    address(pool, rng) if chain else [substitute(form, name.kind, pool, rng)]
                )
        text += example.text[last : name.start]
        for link in chosen[key]:
            names.append(Name(len(text), len(text) + len(link), name.kind, name.known))
            text += link
        last = name.end
    return replace(example, text=text + example.text[last:], names=tuple(names))


def join(first: Example, second: Example) -> Example:
    """Two neighbours as one sentence."""
    shift = len(first.text)
    moved = tuple(Name(n.start + shift, n.end + shift, n.kind, n.known) for n in second.names)
    return replace(first, text=first.text + second.text, names=first.names + moved)


def crop(example: Example, rng: random.Random) -> Example:
    """A stretch between two commas, where that cuts no name."""
    cuts = [
        i + 1
        for i, c in enumerate(example.text)
        if c in "，,：:、" and 0 < i < len(example.text) - 1
    ]
    cuts = [c for c in cuts if not any(n.start < c < n.end for n in example.names)]
    if not cuts:
        return example
    cut = rng.choice(cuts)
    start, end = (0, cut) if rng.random() < 0.5 else (cut, len(example.text))
    names = tuple(
        Name(n.start - start, n.end - start, n.kind, n.known)
        for n in example.names
        if n.start >= start and n.end <= end
    )
    return replace(example, text=example.text[start:end], names=names)


def remark(text: str, rng: random.Random) -> str:
    """Other marks of the same length: straight quotes, plain commas, corner brackets."""
    draw = rng.random()
    if draw < 0.12:
        return text.translate(str.maketrans("“”‘’", '""""'))
    if draw < 0.2:
        return text.replace("、", ",")
    if draw < 0.24:
        return text.translate(str.maketrans("《》", "“”"))
    return text


def variant(
    examples: list[Example], index: int, pool: Pools, rng: random.Random, rate: float
) -> Example:
    """A fresh variant of sentence ``index``."""
    example = examples[index]
    if rate and rng.random() < 0.7:
        example = swap_names(example, pool, rng, rate)
    draw = rng.random()
    following = examples[index + 1] if index + 1 < len(examples) else None
    if draw < 0.12 and following and following.document == example.document:
        example = join(example, following)
    elif draw < 0.3 and len(example.text) > 40:
        example = crop(example, rng)
    return replace(example, text=remark(example.text, rng))

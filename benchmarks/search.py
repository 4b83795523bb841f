"""How fast entities are found by name among very many: ``python benchmarks/search.py [--names N]``.

Makes names of people, firms, schools, places and works, writes the index, and measures queries of every
kind: the first answer in a fresh process (cold: the file is dropped from the system's cache where that is
allowed), then each query many times over (warm).
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pypinyin import lazy_pinyin

from kg.search.place import open_file
from kg.search.values import Entry
from kg.search.write import write_names

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华建文玉志忠国春梅小红晓鹏飞宇浩然子涵雨欣怡诗琪梓轩俊博思远天佑嘉怀瑾瑜晨曦若溪清扬明哲海波云峰雪松彩凤秀珍德福长庚永年少卿伯言仲谋"
PLACES = "北京 上海 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 南京 苏州 无锡 广州 深圳 成都 重庆 武汉 西安 长沙 天津 青岛 大连 厦门 福州 合肥 南昌 郑州 济南 昆明 贵阳 沈阳 长春".split()
WORDS = "时光 坐标 青石 云栖 星河 之江 华夏 东方 长城 远航 明珠 创新 科技 信息 网络 文化 传媒 动漫 设计 艺术 教育 医药 生物 能源 环境 建筑 机械 电子 食品 纺织 物流 金融 投资 国际 智能 数码 海洋 农业 旅游 体育".split()
ENDS = "公司 有限公司 集团 大学 学院 研究院 协会 基金会 医院 银行 出版社 博物馆 小学 中学 商会 俱乐部 工作室 中心".split()
LATIN = "Green River Data Star Cloud Blue Stone Bank Media Labs Group Nova Pacific Union Design Health Energy Digital Ocean Bridge".split()
KINDS = (
    "exact", "prefix 1", "prefix 2", "one character", "two characters", "three characters", "word",
    "two words", "rare pair", "nothing", "latin", "initials", "pinyin", "pinyin begun", "mixed", "with type",
)  # fmt: skip


def made(number: int, seed: int = 1) -> list[Entry]:
    """Entities with a name or two, ``number`` names in all."""
    draw = random.Random(seed)
    entries, count = [], 0
    while count < number:
        kind = draw.random()
        if kind < 0.45:
            name = draw.choice(SURNAMES) + "".join(draw.choices(GIVEN, k=draw.choice((1, 2, 2, 2))))
            type_, subtype = "Person", ""
        elif kind < 0.8:
            name = draw.choice(PLACES) + "".join(draw.choices(WORDS, k=2)) + draw.choice(ENDS)
            type_, subtype = "Organization", "Company"
        elif kind < 0.9:
            name = draw.choice(PLACES) + draw.choice(WORDS) + draw.choice("路街区镇村园")
            type_, subtype = "Place", ""
        elif kind < 0.95:
            name, type_, subtype = " ".join(draw.choices(LATIN, k=3)), "Organization", ""
        else:
            name, type_, subtype = (
                "《" + "".join(draw.choices(GIVEN + SURNAMES, k=5)) + "》",
                "Work",
                "",
            )
        names = (name, name[:4] + "会") if draw.random() < 0.1 else (name,)
        weight = int(draw.paretovariate(1.2))
        entries.append(
            Entry(
                f"https://kg.example/id/{type_}/{len(entries)}",
                type_,
                subtype,
                names,
                weight,
                weight // 2,
            )
        )
        count += len(names)
    return entries


def queries(entries: list[Entry], each: int, seed: int = 2) -> list[tuple[str, str, str]]:
    """Kind, text and type of ``each`` queries of every kind."""
    draw = random.Random(seed)
    long = [
        e.names[0]
        for e in draw.sample(entries, 50 * each)
        if len(e.names[0]) >= 6 and e.type == "Organization" and e.subtype
    ]
    people = [
        e.names[0]
        for e in draw.sample(entries, 50 * each)
        if e.type == "Person" and len(e.names[0]) == 3
    ]
    found = []
    for n in range(each):
        name, person = long[n], people[n]
        spoken = lazy_pinyin(person)
        texts = (
            name, name[0], name[:2], draw.choice(name), name[2:4], name[3:6], draw.choice(WORDS + ENDS), f"{name[2:4]} {name[:2]}",
            draw.choice(GIVEN) + draw.choice(ENDS)[0], draw.choice(GIVEN) + draw.choice("龘靐齉") + draw.choice(GIVEN), draw.choice(LATIN)[:4].lower(),
            "".join(s[0] for s in spoken), "".join(spoken), "".join(spoken)[:-2], spoken[0] + "".join(s[0] for s in spoken[1:]), name[2:4],
        )  # fmt: skip
        found += [
            (kind, text, draw.choice(("Person", "Place", "Work")) if kind == "with type" else "")
            for kind, text in zip(KINDS, texts, strict=True)
        ]
    return found


def cold(path: Path, text: str) -> float:
    """Milliseconds from opening the index to the answer in a fresh process, the file not in memory."""
    handle = os.open(path, os.O_RDONLY)
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(handle)
    code = (
        "import sys, time; from pathlib import Path; from kg.search.place import open_file\n"
        "start = time.perf_counter(); open_file(Path(sys.argv[1])).find(sys.argv[2])\n"
        "print((time.perf_counter() - start) * 1000)"
    )
    return float(
        subprocess.run(
            [sys.executable, "-c", code, path, text], capture_output=True, check=True, text=True
        ).stdout
    )


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--each", type=int, default=50, help="queries of each kind")
    parser.add_argument("--index", type=Path, help="keep the index here, and use it if it is there")
    options = parser.parse_args()
    entries = made(options.names)
    with tempfile.TemporaryDirectory() as folder:
        path = options.index or Path(folder) / "names.db"
        if not path.exists():
            start = time.perf_counter()
            write_names(entries, path)
            print(
                f"index of {options.names:,} names: {time.perf_counter() - start:.0f} s, {path.stat().st_size / 1e6:.0f} MB"
            )
        asked = queries(entries, options.each)
        firsts = [cold(path, text) for _, text, _ in asked[: len(KINDS)]]
        print(
            f"first answer of a fresh process: p50 {percentile(firsts, 0.5):.1f} ms, most {max(firsts):.1f} ms"
        )
        names = open_file(path)
        print(f"{'kind':<18}{'p50 ms':>9}{'p95 ms':>9}{'most ms':>9}{'found':>8}")
        every: list[float] = []
        for kind in KINDS:
            times, counts = [], []
            for _, text, type_ in (query for query in asked if query[0] == kind):
                start = time.perf_counter()
                counts.append(len(names.find(text, type_=type_)))
                times.append((time.perf_counter() - start) * 1000)
            every += times
            print(
                f"{kind:<18}{percentile(times, 0.5):>9.2f}{percentile(times, 0.95):>9.2f}{max(times):>9.2f}{sum(counts) / len(counts):>8.1f}"
            )
        print(
            f"{'all':<18}{percentile(every, 0.5):>9.2f}{percentile(every, 0.95):>9.2f}{max(every):>9.2f}"
        )


if __name__ == "__main__":
    main()

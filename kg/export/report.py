"""``report.md``: what a build found, what it turned down, what it could not read; zh and en."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kg.export.inert import markdown
from kg.model import Fact, Network
from kg.schema import default_schema

_TOP = 20
_LONGEST_QUOTE = 80
_LONGEST_LIST = 200


def to_report(network: Network) -> str:
    """The report as Markdown; no name or text in it can act as markup."""
    parts = [
        ["# 知识图谱报告 · Knowledge graph report"],
        _overview(network),
        *([_edits(network)] if network.edits else []),
        _types(network),
        _predicates(network),
        _top_entities(network),
        _most_stated(network),
        _not_asserted(network),
        _rejected(network),
        _quarantined(network),
        _skipped(network),
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def counts(network: Network) -> dict[str, int]:
    """How much of everything there is."""
    return {
        "documents": len(network.records),
        "entities": len(network.nodes),
        "mentions": sum(node.mentions for node in network.nodes),
        "facts": len(network.facts),
        "evidence": sum(len(fact.proofs) for fact in network.facts),
        "quarantined": len(network.quarantined),
        "rejected": sum(count for _, count in network.rejected),
        "skipped": len(network.skipped),
        "edits": sum(not edit.problem for edit in network.edits),
        "edits_without_effect": sum(bool(edit.problem) for edit in network.edits),
    }


_COUNT_NAMES = {
    "documents": "文档 · documents",
    "entities": "实体 · entities",
    "mentions": "提及 · mentions",
    "facts": "事实 · facts",
    "evidence": "证据 · pieces of evidence",
    "quarantined": "隔离 · quarantined facts",
    "rejected": "未采纳的候选 · rejected candidates",
    "skipped": "跳过的文件 · skipped files",
    "edits": "人工修订 · edits by hand",
    "edits_without_effect": "不起作用的修订 · edits without effect",
}


def _overview(network: Network) -> list[str]:
    rows = [(_COUNT_NAMES[name], str(count)) for name, count in counts(network).items()]
    return _table(("", "数量 · count"), rows)


def _edits(network: Network) -> list[str]:
    sources = {record.id: record.source for record in network.records}
    rows = [
        (
            markdown(f"{sources.get(edit.document, edit.document)}:{edit.line}"),
            markdown(edit.text),
            markdown(edit.problem) or "—",
        )
        for edit in sorted(network.edits, key=lambda edit: not edit.problem)
    ]
    header = ("行 · line", "修订 · edit", "不起作用的原因 · why it has no effect")
    return _section("人工修订 · Edits by hand", header, rows)


def _types(network: Network) -> list[str]:
    kinds = default_schema().kinds
    found = Counter((node.type, node.subtype) for node in network.nodes)
    rows = []
    for core, total in _ranked(Counter(node.type for node in network.nodes)):
        rows.append((_two_names(kinds.get(core), core), str(total)))
        finer = {sub: n for (kind, sub), n in found.items() if kind == core and sub}
        rows += [(f"— {_two_names(kinds.get(sub), sub)}", str(n)) for sub, n in _ranked(finer)]
    return _section("实体类型 · Entity types", ("类型 · type", "数量 · count"), rows)


def _predicates(network: Network) -> list[str]:
    predicates = default_schema().predicates
    found = Counter(fact.predicate for fact in network.facts)
    proofs: Counter[str] = Counter()
    for fact in network.facts:
        proofs[fact.predicate] += len(fact.proofs)
    rows = [
        (_two_names(predicates.get(name), name), str(count), str(proofs[name]))
        for name, count in _ranked(found)
    ]
    header = ("关系 · relation", "事实 · facts", "证据 · evidence")
    return _section("关系类型 · Relations", header, rows)


def _top_entities(network: Network) -> list[str]:
    degree = network.degrees()
    least = min(
        sorted((degree[node.iri] for node in network.nodes), reverse=True)[:_TOP], default=0
    )
    top = [node for node in network.nodes if degree[node.iri] >= least]
    best = sorted(top, key=lambda n: (-degree[n.iri], -n.mentions, n.iri))[:_TOP]
    kinds = default_schema().kinds
    rows = [
        (
            markdown(node.label),
            _two_names(kinds.get(node.subtype or node.type), node.type),
            str(degree[node.iri]),
            str(node.mentions),
            str(len(node.appearances)),
        )
        for node in best
    ]
    header = (
        "名称 · name", "类型 · type", "事实 · facts", "提及 · mentions", "文档 · documents",
    )  # fmt: skip
    return _section("关联最多的实体 · Best-connected entities", header, rows)


def _most_stated(network: Network) -> list[str]:
    labels = _labels(network)
    often = [fact for fact in network.facts if len(fact.proofs) > 1]
    often.sort(key=lambda fact: -len(fact.proofs))
    rows = [(*_statement(fact, labels), str(len(fact.proofs))) for fact in often[:_TOP]]
    header = ("主体 · subject", "关系 · relation", "客体 · object", "证据 · evidence")
    return _section("多处印证的事实 · Facts stated most often", header, rows)


def _not_asserted(network: Network) -> list[str]:
    labels = _labels(network)
    rows = [
        (*_statement(fact, labels), _MODALITIES.get(fact.modality, fact.modality), _quote(fact))
        for fact in network.facts
        if fact.modality != "asserted"
    ]
    header = (
        "主体 · subject", "关系 · relation", "客体 · object", "语气 · modality", "原文 · quote",
    )  # fmt: skip
    title = "计划、否定、存疑或已结束 · Planned, denied, doubtful or ended"
    return _section(title, header, rows)


_MODALITIES = {
    "planned": "计划 · planned",
    "denied": "否定 · denied",
    "doubtful": "存疑 · doubtful",
    "ended": "已结束 · ended",
}


def _rejected(network: Network) -> list[str]:
    rows = [(markdown(reason), str(count)) for reason, count in _ranked(dict(network.rejected))]
    header = ("原因 · reason", "数量 · count")
    return _section("未采纳的候选 · Rejected candidates", header, rows)


def _quarantined(network: Network) -> list[str]:
    labels = _labels(network)
    rows = [
        (*_statement(fact, labels), markdown(fact.problem), _quote(fact))
        for fact in network.quarantined
    ]
    header = (
        "主体 · subject", "关系 · relation", "客体 · object", "问题 · problem", "原文 · quote",
    )  # fmt: skip
    return _section("隔离的事实 · Quarantined facts", header, rows)


def _skipped(network: Network) -> list[str]:
    rows = [(markdown(skip.source), markdown(skip.reason)) for skip in network.skipped]
    header = ("文件 · file", "原因 · reason")
    return _section("跳过的文件 · Skipped files", header, rows)


def _statement(fact: Fact, labels: dict[str, str]) -> tuple[str, str, str]:
    predicate = default_schema().predicates.get(fact.predicate)
    return (
        markdown(labels.get(fact.subject, fact.subject)),
        _two_names(predicate, fact.predicate),
        markdown(labels.get(fact.object, fact.object)),
    )


def _labels(network: Network) -> dict[str, str]:
    return {node.iri: node.label for node in network.nodes + network.quarantined_nodes}


def _quote(fact: Fact) -> str:
    text = fact.proofs[0].evidence.text if fact.proofs else ""
    return markdown(text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…")


def _two_names(term: object, name: str) -> str:
    zh, en = getattr(term, "zh", name), getattr(term, "en", "")
    return f"{markdown(zh)} · {markdown(en)}" if en else markdown(zh)


def _ranked(found: "dict[str, int] | Counter[str]") -> list[tuple[str, int]]:
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def _section(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    body = _table(header, rows[:_LONGEST_LIST]) if rows else ["无 · none"]
    if (rest := len(rows) - _LONGEST_LIST) > 0:
        body += ["", f"另有 {rest} 项，见其他文件 · {rest} more, see the other files"]
    return [f"## {title}", "", *body]


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return list(_lines(header, rows))


def _lines(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(header) + " |"
    yield "|" + " --- |" * len(header)
    for row in rows:
        yield "| " + " | ".join(row) + " |"

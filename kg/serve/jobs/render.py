"""HTML pages from templates. The only importer of Jinja2, which escapes every text filled in."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from kg.export.inert import utf8_text
from kg.serve.wire import Reply

#: A page that runs nothing and loads this server's style sheets only.
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'self'"
)

#: The home page shows the build's own page in a frame.
HOME_POLICY = PAGE_POLICY.replace("style-src", "frame-src 'self'; style-src")
#: The editor runs this server's scripts and asks this server only. Its library sets inline styles.
EDITOR_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)

#: The explorer too; pictures that it makes and text that it saves are blobs.
EXPLORER_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self'; worker-src blob:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)

_TEXTS = {
    "zh": {
        "graph": "图谱", "query": "查询", "name": "又名", "documents": "出处文档", "facts": "关系",
        "evidence": "依据", "mentions": "提及", "times": "次", "role": "职务", "time": "时间",
        "score": "置信度", "by": "来自规则", "as": "原始数据", "other": "English",
        "source": "文件", "published": "日期", "publisher": "发布者", "entities": "提到的实体",
        "asserted": "", "planned": "计划", "denied": "否认", "doubtful": "存疑", "ended": "已结束",
        "quarantine": "隔离", "more": "条未列出，请用 SPARQL 查询", "missing": "没有这个页面",
        "none": "没有记录到关系", "legend": "正文中标出的是实体", "in": "被", "values": "属性",
        "explorer": "在图中查看",
    },
    "en": {
        "graph": "Graph", "query": "Query", "name": "Also", "documents": "Documents",
        "facts": "Facts", "evidence": "Evidence", "mentions": "mentioned", "times": "times",
        "role": "post", "time": "time", "score": "score", "by": "found by", "as": "Data",
        "other": "中文", "source": "File", "published": "Date", "publisher": "Publisher",
        "entities": "Entities named here", "asserted": "", "planned": "planned",
        "denied": "denied", "doubtful": "doubtful", "ended": "ended", "quarantine": "quarantined",
        "more": "more are not listed; ask in SPARQL", "missing": "There is no such page",
        "none": "No facts are recorded", "legend": "Entities are marked in the text", "in": "←",
        "values": "Properties", "explorer": "See it in the graph",
    },
}  # fmt: skip


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kg.serve", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def warm() -> None:
    """Compile all templates, before the process is forked."""
    for name in _environment().list_templates():
        _environment().get_template(name)


def html(
    template: str, language: str, status: int = 200, policy: str = PAGE_POLICY, **values: Any
) -> Reply:
    """A page in ``zh`` or ``en`` under a content security policy."""
    other = "en" if language == "zh" else "zh"
    text = (
        _environment()
        .get_template(template)
        .render(t=_TEXTS[language], lang=language, other_lang=other, **values)
    )
    headers = {"Content-Security-Policy": policy, "Vary": "Accept, Accept-Language"}
    return Reply(status, "text/html; charset=utf-8", utf8_text(text).encode("utf-8"), headers)

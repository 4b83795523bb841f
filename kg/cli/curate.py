"""``kg curate``: edits by hand, written to the curation file of a build."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.changed import tell, way_of
from kg.cli.console import remark, say, waiting
from kg.cli.grouped import with_group
from kg.cli.options import NoWait, Output, Quiet
from kg.query import inert

if TYPE_CHECKING:
    from kg.curate import Edit

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Correct the graph by hand: merge, rename, reject, add · 人工修订图谱.

    Each edit becomes a line of `curation.tsv` beside the documents: a table to be read, edited and
    reviewed by hand. Every build applies it, and it wins over what was extracted. An edit that does
    not fit the build is refused, with the names that are close. docs/curation.md says more.

    Examples · 示例:

    ```
    kg curate merge 浙大 浙江大学 --reason 同一所学校
    kg curate reject 陈奕 任职于 浙江大学
    kg curate add 陈奕 memberOf 浙江大学 --role 教授 --time 2019
    kg curate list
    kg curate undo
    ```
    """,
)

_Name = Annotated[
    str, typer.Argument(metavar="NAME", help="An entity: its name, or TYPE/NAME · 实体.")
]
_Document = Annotated[
    list[str] | None,
    typer.Option(
        "--document",
        "-d",
        metavar="ID",
        help="A document that means it so, where one name means several; may be given again.",
        show_default=False,
    ),
]
_Reason = Annotated[str, typer.Option("--reason", "-r", metavar="TEXT", help="Why · 理由.")]
_By = Annotated[str, typer.Option(metavar="WHO", envvar="KG_CURATOR", help="Who says so · 修订者.")]
_Date = Annotated[str, typer.Option(metavar="DATE", help="When; today where not given.")]
_File = Annotated[
    Path | None,
    typer.Option(
        "--curation",
        metavar="FILE",
        help="The file of edits, where it is not that of the build.",
        show_default=False,
    ),
]
_NoBuild = Annotated[
    bool, typer.Option("--no-build", help="Write the line alone; kg update applies it later.")
]
_Relation = Annotated[str, typer.Argument(metavar="RELATION", help="As memberOf or 任职于 · 关系.")]


@dataclass(frozen=True, slots=True)
class Place:
    """Where edits go, and what is done then; each field is an option of the command line."""

    output: Output = Path("output")
    file: _File = None
    no_build: _NoBuild = False
    no_wait: NoWait = False
    quiet: Quiet = False

    def told(self, what: str, edits: "tuple[Edit, ...]") -> None:
        """Say what became of some edits."""
        for edit in () if self.quiet else edits:
            say(f"{what}: {_line(edit)}")

    def build(self, path: Path) -> None:
        """Bring the build up to date with the file."""
        from kg.changes import curate

        if self.no_build:
            return
        way = way_of(wait=not self.no_wait)
        tell(curate(path, output=self.output, way=way), self.output, quiet=self.quiet)


@dataclass(frozen=True, slots=True)
class Said:
    """What goes with every edit; each field is an option of the command line."""

    document: _Document = None
    reason: _Reason = ""
    by: _By = ""
    date: _Date = ""


_with_place = with_group("place", Place)
_with_said = with_group("said", Said)


def _edit(action: str, place: Place, said: Said, **texts: str) -> None:
    """Write one edit, and build."""
    from kg.curate.edits import JOINT
    from kg.editing import write

    document = JOINT.join(said.document or ())
    about = {"document": document, "reason": said.reason, "by": said.by, "date": said.date}
    edit = {"action": action, **texts, **about}
    done = write(place.output, [edit], file=place.file, waiting=waiting)
    place.told("written · 已写入", done.came)
    place.build(done.path)


@app.command()
@_with_place
@_with_said
def merge(
    name: _Name,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="What it is; its name stays.")],
    *,
    place: Place,
    said: Said,
) -> None:
    """NAME is OTHER: make them one · 合并实体.

    The node is called and typed as OTHER; the names of both are kept.

    Example · 示例: `kg curate merge 浙大 浙江大学 --reason 同一所学校`
    """
    _edit("merge", place, said, name=name, other=other)


@app.command()
@_with_place
@_with_said
def split(
    name: _Name,
    *,
    new_name: Annotated[
        str, typer.Option("--as", metavar="NAME", help="What the other one is called.")
    ] = "",
    place: Place,
    said: Said,
) -> None:
    """What NAME means in some documents is another · 拆分实体.

    Without --document: where a document knows it by NAME alone.

    Example · 示例: `kg curate split 李强 -d 新闻 --as 李强（画家）`
    """
    _edit("split", place, said, name=name, other=new_name)


@app.command()
@_with_place
@_with_said
def rename(
    name: _Name,
    label: Annotated[str, typer.Argument(metavar="LABEL", help="The name to be preferred.")],
    *,
    place: Place,
    said: Said,
) -> None:
    """Give an entity its preferred name · 改首选名称.

    Example · 示例: `kg curate rename 创意中心 之江文化创意中心`
    """
    _edit("rename", place, said, name=name, other=label)


@app.command()
@_with_place
@_with_said
def retype(
    name: _Name,
    type_: Annotated[str, typer.Argument(metavar="TYPE", help="As Company or 企业 · 类型.")],
    *,
    place: Place,
    said: Said,
) -> None:
    """Give an entity its type · 改类型.

    Example · 示例: `kg curate retype 之江文化创意中心 园区`
    """
    _edit("retype", place, said, name=name, other=type_)


@app.command()
@_with_place
@_with_said
def hide(
    name: _Name,
    *,
    place: Place,
    said: Said,
) -> None:
    """NAME is no entity: take it and its facts out · 隐藏实体.

    Example · 示例: `kg curate hide 有关部门 --reason 泛称`
    """
    _edit("hide", place, said, name=name)


@app.command()
@_with_place
@_with_said
def new(
    name: Annotated[str, typer.Argument(metavar="TYPE/NAME", help="As Company/云帆公司.")],
    *,
    place: Place,
    said: Said,
) -> None:
    """There is an entity that no document names · 新建实体.

    Example · 示例: `kg curate new 企业/云帆公司`
    """
    _edit("new", place, said, name=name)


@app.command()
@_with_place
@_with_said
def reject(
    name: _Name,
    relation: _Relation,
    other: _Name,
    *,
    place: Place,
    said: Said,
) -> None:
    """A fact is not so, whatever states it · 否决事实.

    Example · 示例: `kg curate reject 陈奕 任职于 浙江大学 --reason 原文指另一人`
    """
    _edit("reject", place, said, name=name, relation=relation, other=other)


@app.command()
@_with_place
@_with_said
def add(
    name: _Name,
    relation: _Relation,
    other: _Name,
    *,
    role: Annotated[str, typer.Option(metavar="TEXT", help="The post, with memberOf.")] = "",
    time: Annotated[str, typer.Option(metavar="TIME", help="As 2020-05 or 2019/2021.")] = "",
    place: Place,
    said: Said,
) -> None:
    """A fact is so; the evidence is your line · 增补事实.

    Example · 示例: `kg curate add 陈奕 memberOf 浙江大学 --role 教授 --by 王编辑`
    """
    _edit("add", place, said, name=name, relation=relation, other=other, role=role, time=time)


@app.command("list")
@_with_place
def list_(*, place: Place) -> None:
    """All edits, by line · 列出修订."""
    from kg.editing import listing

    found = listing(place.output, file=place.file)
    remark(f"{inert(str(found.path))}")
    for edit in found.edits:
        say(_line(edit))


@app.command()
@_with_place
def undo(*, place: Place) -> None:
    """Take back the last writing, to the byte · 撤销."""
    from kg.editing import take_back

    done = take_back(place.output, file=place.file)
    place.told("taken back · 已撤销", done.went)
    place.told("restored · 已恢复", done.came)
    place.build(done.path)


@app.command()
@_with_place
def drop(
    line: Annotated[
        int, typer.Argument(metavar="LINE", help="Its number, as kg curate list says.")
    ],
    *,
    place: Place,
) -> None:
    """Take out one edit by its line · 删除一条修订."""
    from kg.editing import take_out

    done = take_out(place.output, line, file=place.file)
    place.told("taken out · 已删除", done.went)
    place.build(done.path)


def _line(edit: "Edit") -> str:
    from kg.curate import COLUMNS

    words = [edit[column] for column in COLUMNS[: COLUMNS.index("document") + 1]]
    about = [edit["reason"], *(edit[column] for column in ("by", "date") if edit[column])]
    said = "  ".join(inert(word) for word in words if word)
    more = ", ".join(inert(word) for word in about if word)
    return f"{edit.line}  {said}" + (f"  ({more})" if more else "")

"""Options that several commands share, so that they are the same everywhere."""

from pathlib import Path
from typing import Annotated

import typer

from kg.schema import using, vocabulary_of


def in_its_words(context: typer.Context, build: Path) -> Path:
    """Names and labels are those of the build in a folder, as long as the command runs."""
    context.with_resource(using(vocabulary_of(build)))
    return build


Output = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="DIR",
        help="Folder of the build · 构建结果所在文件夹.",
        callback=in_its_words,
    ),
]
Encoding = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="Encoding of all files, e.g. gb18030; found out for each where not given.",
        show_default=False,
    ),
]
Ontology = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="Your own copy of the ontology folder: vocabulary, lexicons, patterns.",
        show_default=False,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
Workers = Annotated[
    int,
    typer.Option(
        min=0,
        metavar="N",
        help="Processes to use; 0 chooses by the amount of text. The result is the same.",
    ),
]
Curation = Annotated[
    list[Path] | None,
    typer.Option(
        "--curation",
        metavar="FILE",
        help="A file of edits by hand, besides curation.tsv at the top of each folder.",
        show_default=False,
    ),
]
WithoutPages = Annotated[
    bool,
    typer.Option(
        "--without-pages",
        help="Leave the pages out; the next kg view makes them · 暂不生成网页.",
    ),
]
NoWait = Annotated[
    bool,
    typer.Option("--no-wait", help="Fail at once where another kg is writing, instead of waiting."),
]

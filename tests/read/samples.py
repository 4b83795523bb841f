"""Text of our own for the tests of reading."""

from pathlib import Path

from kg.model import Document
from kg.read import find, load

SIMPLIFIED = (
    "青山文化园区位于云州市东湖区，园区里有三十多家动漫企业。",
    "园区党支部书记李文山说，今年要把读书会办到每一栋楼里。",
    "云州大学与青山文化园区签订了合作协议，双方共同建设设计学院。",
    "漫画家周远从海边小城来到这里，开了一间小小的工作室。",
    "企业服务站每个月走访一次，帮助创业者解决资金和场地的困难。",
)
TRADITIONAL = (
    "青山文化園區位於雲州市東湖區，園區裡有三十多家動漫企業。",
    "園區黨支部書記李文山說，今年要把讀書會辦到每一棟樓裡。",
    "雲州大學與青山文化園區簽訂了合作協議，雙方共同建設設計學院。",
    "漫畫家周遠從海邊小城來到這裡，開了一間小小的工作室。",
    "企業服務站每個月走訪一次，幫助創業者解決資金和場地的困難。",
)


def read(folder: Path, name: str, content: str | bytes, encoding: str = "") -> Document:
    """The document that a file of this name and content is read as."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return load(find([path]).sources[0], encoding)


def body_lines(document: Document) -> list[str]:
    """The lines of the article, trimmed."""
    lines = [line for span in document.body for line in span.of(document.text).splitlines()]
    return [line.strip() for line in lines if line.strip()]

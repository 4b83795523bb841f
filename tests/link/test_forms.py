import pytest

from kg.link.forms import is_brand_form, is_short_form, load_tails, without_edition
from kg.resources import ontology_dir

TAILS = load_tails(ontology_dir() / "lexicon")


@pytest.mark.parametrize(
    ("short", "full", "kind"),
    [
        ("禾苗创意中心", "青禾市禾苗创意中心", "Organization"),
        ("禾苗重工", "青禾禾苗重工股份有限公司", "Organization"),
        ("禾苗集团", "禾苗集团有限公司", "Organization"),
        ("青大附院", "青禾大学附属医院", "Organization"),
        ("禾博会", "第三届青禾国际禾苗博览会", "Program"),
        ("暖禾", "暖禾行动", "Program"),
        ("青禾", "青禾镇", "Place"),
        ("金禾奖", "第九届金禾奖", "Award"),
        ("飞禾七号", "飞禾七号运载火箭", "Work"),
        ("贝里尼", "罗伯托·贝里尼", "Person"),
        ("小满", "岑小满", "Person"),
    ],
)
def test_short_forms(short: str, full: str, kind: str) -> None:
    assert is_short_form(short, full, kind, TAILS) >= 0.7


@pytest.mark.parametrize(
    ("short", "full", "kind"),
    [
        ("禾苗公司", "禾苗公司党支部", "Organization"),
        ("青禾银行", "青禾银行上塘分行", "Organization"),
        ("第五届禾博会", "第六届禾博会", "Program"),
        ("禾博会", "禾博会投资对接会", "Program"),
        ("青禾市委", "青禾市上塘区委", "Organization"),
        ("青禾、上塘铁路", "青禾铁路", "Place"),
        ("小满", "岑大寒", "Person"),
        ("青禾", "青禾", "Place"),
    ],
)
def test_different_things(short: str, full: str, kind: str) -> None:
    assert is_short_form(short, full, kind, TAILS) == 0


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("第十五届禾苗运动会", "禾苗运动会"),
        ("2023年禾博会", "禾博会"),
        ("首届禾苗节", "禾苗节"),
        ("2024年度金禾奖", "金禾奖"),
        ("第一届", "第一届"),
    ],
)
def test_without_edition(name: str, core: str) -> None:
    assert without_edition(name) == core


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("禾苗新材", "青禾禾苗新材料股份有限公司", True),
        ("禾苗集团", "禾苗产业发展集团", True),
        ("中国建行", "中国建设禾苗银行股份有限公司", False),
        ("禾苗银行", "禾苗村镇银行股份有限公司", False),
        ("苗禾新材", "青禾禾苗新材料股份有限公司", False),
        ("禾苗新材", "禾苗新材料大学", False),
    ],
)
def test_brand_forms(short: str, full: str, *, fits: bool) -> None:
    assert (is_brand_form(short, full, {"中国"}) > 0) == fits

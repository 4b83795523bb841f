"""Entities by name over HTTP."""

from tests.serve.serving import Server


def labels(server: Server, **given: str) -> list[str]:
    found = server.get("/search", params=given)
    assert found.status_code == 200, found.text
    assert found.headers["content-type"] == "application/json"
    return [hit["label"] for hit in found.json()["hits"]]


def test_by_characters_and_pinyin(server: Server) -> None:
    assert labels(server, q="林") == ["林晚"]
    assert labels(server, q="LW") == ["林晚"]
    assert labels(server, q="qingshi") == ["青石数码公司"]
    assert set(labels(server, q="云")) == {"云栖创意园"}


def test_type_and_limit(server: Server) -> None:
    assert labels(server, q="青石", type="Person") == []
    assert labels(server, q="青石", type="企业") == ["青石数码公司"]
    assert len(labels(server, q="园", limit="1")) == 1


def test_a_hit_says_where_it_is(server: Server) -> None:
    hit = server.get("/search", params={"q": "青石公司"}).json()["hits"][0]
    assert (hit["match"], hit["name"]) == ("exact", "青石公司")
    assert server.get(hit["path"], headers={"Accept": "text/html"}).status_code == 200


def test_bad_requests(server: Server) -> None:
    assert server.get("/search", params={"q": "青", "type": "Persn"}).status_code == 400
    assert server.get("/search", params={"q": "青", "limit": "many"}).status_code == 400
    assert server.get("/search").json()["hits"] == []
    assert server.get("/search", params={"q": '"; DROP * OR'}).json()["hits"] == []

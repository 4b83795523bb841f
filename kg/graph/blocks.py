"""What is said of one subject: the statements of each kind of thing in a build."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from kg.curate import is_curator
from kg.graph import terms
from kg.graph.iris import document_iri, hashed_iri, role_iri, rule_iri, segment
from kg.model import Edited, Fact, Node, Proof, Record
from kg.rdf import Literal, NamedNode
from kg.schema import Schema

Pair = tuple[NamedNode, NamedNode | Literal]
Block = tuple[NamedNode, list[Pair]]

_SURROGATE = re.compile("[\ud800-\udfff]")
_TIME_TYPES = (
    (re.compile(r"\d{4}"), terms.YEAR),
    (re.compile(r"\d{4}-(?:0[1-9]|1[0-2])"), terms.MONTH),
    (re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"), terms.DATE),
)


def text(value: str) -> Literal:
    """A plain literal; RDF has no lone surrogates, so U+FFFD stands for them."""
    return Literal(_SURROGATE.sub("\ufffd", value))


def chinese(value: str) -> Literal:
    """A literal in Chinese."""
    return Literal(_SURROGATE.sub("\ufffd", value), language="zh")


def integer(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), datatype=terms.INTEGER)


@lru_cache(maxsize=4096)
def decimal(value: float) -> Literal:
    """A score, to four decimals."""
    rounded = Decimal(value).quantize(Decimal("0.0001"))
    return Literal(f"{rounded.normalize():f}", datatype=terms.DECIMAL)


def moment(value: str) -> Literal:
    """A year, month or date, typed as such; other times as they are written."""
    datatype = next((iri for form, iri in _TIME_TYPES if form.fullmatch(value)), None)
    return Literal(value, datatype=datatype) if datatype else text(value)


@lru_cache(maxsize=4096)
def term(name: str) -> NamedNode:
    """The IRI of a class or predicate by its name, whatever the name holds."""
    return terms.kg_term(segment(name))


def node_block(node: Node, base: str, schema: Schema, code: str = "") -> Block:
    """Types, names, and how often and where it is mentioned."""
    pairs: list[Pair] = [(terms.TYPE, terms.ENTITY), (terms.TYPE, term(node.type))]
    subtype = node.subtype
    while subtype and subtype != node.type:
        pairs.append((terms.TYPE, term(subtype)))
        kind = schema.kinds.get(subtype)
        subtype = kind.parent if kind else ""
    pairs += [(terms.LABEL, chinese(node.label)), (terms.CONCEPT_LABEL, chinese(node.label))]
    pairs += [(terms.OTHER_LABEL, chinese(name)) for name in node.names[1:]]
    pairs.append((terms.MENTION_COUNT, integer(node.mentions)))
    pairs += [
        (terms.MENTIONED_IN, NamedNode(document_iri(base, appearance.document)))
        for appearance in node.appearances
    ]
    if code:
        pairs.append((terms.DIVISION_CODE, text(code)))
    if node.problem:
        pairs.append((terms.PROBLEM, text(node.problem)))
    return NamedNode(node.iri), pairs


def plain_facts(fact: Fact, schema: Schema) -> Iterator[tuple[str, NamedNode, str]]:
    """The plain triples of a fact: the core predicate, finer ones, and symmetric ones both ways."""
    names = {fact.predicate, *(proof.subpredicate for proof in fact.proofs if proof.subpredicate)}
    core = schema.predicates.get(fact.predicate)
    for name in sorted(names):
        yield fact.subject, term(name), fact.object
        predicate = schema.predicates.get(name)
        if core and core.symmetric and predicate and predicate.inverse in schema.predicates:
            yield fact.object, term(predicate.inverse), fact.subject


@lru_cache(maxsize=4096)
def _score(value: float) -> str:
    return str(decimal(value))


def evidence_iri(base: str, fact: Fact, proof: Proof) -> str:
    """The IRI of a proof: a hash of all that it says."""
    evidence = proof.evidence
    return hashed_iri(
        base,
        "evidence",
        *(fact.subject, fact.predicate, fact.object, fact.modality, proof.document),
        *(str(evidence.start), str(evidence.end), evidence.text),
        *(str(evidence.sentence_start), evidence.sentence),
        *(proof.role, proof.time, proof.by, proof.subpredicate, _score(proof.score)),
    )


def evidence_block(fact: Fact, proof: Proof, iri: str, base: str) -> Block:
    """The fact, where it is stated and in what words, and what found it."""
    evidence = proof.evidence
    document = NamedNode(document_iri(base, proof.document))
    pairs: list[Pair] = [
        (terms.TYPE, terms.EVIDENCE),
        (terms.TYPE, terms.PROV_ENTITY),
        (terms.SUBJECT, NamedNode(fact.subject)),
        (terms.PREDICATE, term(fact.predicate)),
        (terms.OBJECT, NamedNode(fact.object)),
        (terms.MODALITY, term(fact.modality)),
        (terms.DOCUMENT, document),
        (terms.DERIVED_FROM, document),
        (terms.START, integer(evidence.start)),
        (terms.END, integer(evidence.end)),
        (terms.QUOTE, text(evidence.text)),
        (terms.SCORE, decimal(proof.score)),
    ]
    if evidence.sentence:
        pairs.append((terms.SENTENCE, text(evidence.sentence)))
        pairs.append((terms.SENTENCE_START, integer(evidence.sentence_start)))
    if proof.by:
        rule = NamedNode(rule_iri(base, proof.by))
        pairs += [(terms.PRODUCED_BY, rule), (terms.ATTRIBUTED_TO, rule)]
    if proof.subpredicate:
        pairs.append((terms.FINER_PREDICATE, term(proof.subpredicate)))
    if proof.role:
        pairs.append((terms.ROLE, text(proof.role)))
    if proof.time:
        pairs.append((terms.TIME, moment(proof.time)))
    if fact.problem:
        pairs.append((terms.PROBLEM, text(fact.problem)))
    return NamedNode(iri), pairs


def membership_blocks(fact: Fact, base: str) -> Iterator[Block]:
    """A post for each role that the text gives, or one without a role."""
    for role in fact.roles or ("",):
        iri = hashed_iri(base, "membership", fact.subject, fact.object, role)
        pairs: list[Pair] = [
            (terms.TYPE, terms.MEMBERSHIP),
            (terms.MEMBER, NamedNode(fact.subject)),
            (terms.ORGANIZATION, NamedNode(fact.object)),
        ]
        if role:
            pairs.append((terms.ROLE, text(role)))
            pairs.append((terms.ORG_ROLE, NamedNode(role_iri(base, role))))
        pairs += [
            (terms.DERIVED_FROM, NamedNode(evidence_iri(base, fact, proof)))
            for proof in fact.proofs
            if proof.role == role
        ]
        yield NamedNode(iri), pairs


def role_blocks(roles: Iterable[str], base: str) -> Iterator[Block]:
    """The roles of all posts."""
    for role in roles:
        pairs: list[Pair] = [(terms.TYPE, terms.ROLE_CLASS), (terms.CONCEPT_LABEL, chinese(role))]
        yield NamedNode(role_iri(base, role)), pairs


def rule_blocks(names: Iterable[str], base: str) -> Iterator[Block]:
    """The rules and models that found evidence, and the people who state it."""
    for name in names:
        person = is_curator(name)
        pairs: list[Pair] = [
            (terms.TYPE, terms.CURATOR if person else terms.RULE),
            (terms.TYPE, terms.PERSON_AGENT if person else terms.SOFTWARE_AGENT),
            (terms.LABEL, text(name)),
        ]
        yield NamedNode(rule_iri(base, name)), pairs


def edit_block(edit: Edited, base: str) -> Block:
    """A line of a curation file: what it says and who says so, and what it is about."""
    document = NamedNode(document_iri(base, edit.document))
    rule = NamedNode(rule_iri(base, edit.by))
    pairs: list[Pair] = [
        (terms.TYPE, terms.EDIT),
        (terms.TYPE, terms.PROV_ENTITY),
        (terms.ACTION, text(edit.action)),
        (terms.DERIVED_FROM, document),
        (terms.LINE, integer(edit.line)),
        (terms.QUOTE, text(edit.text)),
        (terms.PRODUCED_BY, rule),
        (terms.ATTRIBUTED_TO, rule),
        *((terms.SHAPED, NamedNode(node)) for node in edit.nodes),
    ]
    if edit.reason:
        pairs.append((terms.REASON, text(edit.reason)))
    if edit.problem:
        pairs.append((terms.PROBLEM, text(edit.problem)))
    iri = hashed_iri(base, "edit", edit.document, str(edit.line), edit.text)
    return NamedNode(iri), pairs


def document_block(record: Record, base: str) -> Block:
    """What is known of a document."""
    pairs: list[Pair] = [
        (terms.TYPE, terms.DOCUMENT_CLASS),
        (terms.TYPE, terms.PROV_ENTITY),
        (terms.LABEL, chinese(record.title or record.id)),
        (terms.SOURCE, text(record.source)),
        (terms.TEXT_HASH, text(record.text_sha256)),
        (terms.ENCODING, text(record.encoding)),
    ]
    if record.title:
        pairs.append((terms.TITLE, chinese(record.title)))
    if record.published:
        pairs.append((terms.ISSUED, moment(record.published)))
    if record.publisher:
        pairs.append((terms.PUBLISHER, text(record.publisher)))
    if record.issue:
        pairs.append((terms.ISSUE, text(record.issue)))
    return NamedNode(document_iri(base, record.id)), pairs

"""The push itself: empty, send, count."""

from collections.abc import Callable
from dataclasses import dataclass

from kg.push.http import Client, PushError, Said
from kg.push.plan import Batch, Plan, clear, count, insert
from kg.push.state import State, forget, keep, recalled
from kg.push.target import Target

_UPDATE = "application/sparql-update"
_NTRIPLES = "application/n-triples"

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Pushed:
    """What came of a push.

    Attributes:
        sent: statements sent this time.
        skipped: those that an earlier, broken push had sent.
        before: what the graph held first; -1 where that could not be asked.
        after: what it holds now; -1 where that could not be asked.
    """

    sent: int
    skipped: int
    before: int
    after: int


def push(
    plan: Plan,
    target: Target,
    *,
    resume: bool = False,
    progress: Progress | None = None,
    said: Said = lambda _: None,
) -> Pushed:
    """Send all statements of a build, and count.

    Statements that the store has are no harm: sending one twice changes nothing.

    Args:
        plan: what to send.
        target: where to.
        resume: go on where a push of the same build to the same place broke off.
        progress: called with (sent, of how many, ``""``) after each request.
        said: told what a user should know meanwhile.

    Raises:
        PushError: the store refuses, cannot be reached, or holds too little in the end.
    """
    state = recalled(plan, target) if resume else None
    if resume and state is None:
        said("nothing is to be resumed: starting from the beginning")
    with Client(target, said) as client:
        if state is None:
            forget(plan, target)  # of an older try: it would say that more is there than is
            state = State(plan.digest, 0, _ask(client, target))
            if target.replace and not target.is_graph_store:
                client.send("POST", target.address, clear(target.graph), _UPDATE)
        skipped = state.done
        kept = True
        for batch in plan.batches(state.done):
            _send(client, target, batch)
            state = State(plan.digest, batch.first + batch.size, state.before)
            if kept and not (kept := keep(plan, target, state)):
                said("the build's folder cannot be written: this push cannot be resumed")
            if progress:
                progress(state.done, plan.total, "")
        after = _ask(client, target)
    forget(plan, target)
    pushed = Pushed(plan.total - skipped, skipped, state.before, after)
    _check(pushed, plan, target)
    return pushed


def _send(client: Client, target: Target, batch: Batch) -> None:
    if not target.is_graph_store:
        client.send("POST", target.address, insert(batch.statements, target.graph), _UPDATE)
        return
    # PUT makes the first batch all that the graph holds; the others are added to it.
    method = "PUT" if target.replace and batch.first == 0 else "POST"
    client.send(method, target.address, batch.statements, _NTRIPLES)


def _ask(client: Client, target: Target) -> int:
    found = client.count(target.query_address, count(target.graph))
    return -1 if found is None else found


def _check(pushed: Pushed, plan: Plan, target: Target) -> None:
    """See that the graph holds what was sent.

    Raises:
        PushError: it does not.
    """
    if pushed.after < 0:
        return
    alone = target.replace or pushed.before == 0
    if pushed.after < plan.total or (alone and pushed.after != plan.total):
        raise PushError(
            f"{target.endpoint}: the graph holds {pushed.after} statements where {plan.total} "
            "were sent; the store may join values that it takes for equal, or somebody else writes"
        )

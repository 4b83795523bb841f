"""How far a push has come, kept in the build so that a broken one can go on."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from kg.folder import STORE
from kg.push.plan import Plan
from kg.push.target import Target


@dataclass(frozen=True, slots=True)
class State:
    """``done`` statements are taken by the store, which held ``before`` (-1: nobody knows)."""

    digest: str
    done: int
    before: int


def state_file(plan: Plan, target: Target) -> Path:
    """Where the state of a push of this build to this graph of this store is kept."""
    said = "\n".join((target.endpoint, target.graph, str(target.is_graph_store)))
    return plan.folder / STORE / f"push-{sha256(said.encode()).hexdigest()[:16]}.json"


def recalled(plan: Plan, target: Target) -> State | None:
    """The state of a broken push of the very same statements; None without one."""
    with suppress(OSError, ValueError, TypeError):
        state = State(**json.loads(state_file(plan, target).read_text("ascii")))
        if state.digest == plan.digest and 0 <= state.done <= plan.total:
            return state
    return None


def keep(plan: Plan, target: Target, state: State) -> bool:
    """Keep a state; False where the folder cannot be written."""
    path = state_file(plan, target)
    new = path.with_suffix(".new")
    try:
        path.parent.mkdir(exist_ok=True)
        new.write_text(json.dumps(asdict(state)) + "\n", "ascii")
        new.replace(path)
    except OSError:
        return False
    return True


def forget(plan: Plan, target: Target) -> None:
    """Remove the state of a push."""
    with suppress(OSError):
        state_file(plan, target).unlink()

"""Send a build to another store: SPARQL 1.1 Update, or the Graph Store HTTP Protocol.

>>> from kg.push import Target, plan, push
>>> push(plan(folder, batch=1000), Target("http://127.0.0.1:7878/update"))   # doctest: +SKIP

See ``docs/push.md``.
"""

from kg.push.plan import Plan, plan
from kg.push.push import Pushed, push
from kg.push.state import forget
from kg.push.target import Target

__all__ = ["Plan", "Pushed", "Target", "forget", "plan", "push"]

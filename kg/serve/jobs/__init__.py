"""What a worker can be asked to do: one module a kind of answer, one line here.

A job takes the session and the values that the HTTP side sent, and gives a whole reply. It may take
as long as the server's time limit; then its process is killed.
"""

from collections.abc import Callable, Mapping
from typing import Any

from kg.serve.jobs.complete import complete
from kg.serve.jobs.describe import describe
from kg.serve.jobs.editor import editor_settings
from kg.serve.jobs.edits import edit_terms, edits
from kg.serve.jobs.explore import explore, explorer
from kg.serve.jobs.graphs import graph
from kg.serve.jobs.pages import editor, home, page
from kg.serve.jobs.search import search
from kg.serve.jobs.sparql import sparql
from kg.serve.session import Session
from kg.serve.wire import Reply

Job = Callable[[Session, Mapping[str, Any]], Reply]

JOBS: Mapping[str, Job] = {
    "complete": complete,
    "describe": describe,
    "edit-terms": edit_terms,
    "editor": editor,
    "editor-settings": editor_settings,
    "edits": edits,
    "explore": explore,
    "explorer": explorer,
    "graph": graph,
    "home": home,
    "page": page,
    "search": search,
    "sparql": sparql,
}

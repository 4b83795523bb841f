"""The engine ``openai:MODEL``: windows, cache, budget and threads around one question each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from kg.engine.chat.answers import Answer, answer_of, read_answer
from kg.engine.chat.budget import Budget, SpentError
from kg.engine.chat.cache import Cache, default_cache, key_of
from kg.engine.chat.client import Client, TooLongError, UnansweredError
from kg.engine.chat.endpoint import endpoint_of
from kg.engine.chat.prompt import Prompt, load_prompt
from kg.engine.chat.reading import Passage, read_claims, read_names
from kg.engine.chat.threads import run_all
from kg.engine.default import KgEngine
from kg.engine.protocol import NotDone, Setting
from kg.engine.windows import Window, windows
from kg.errors import KgError
from kg.model import Annotation, Document, Entity
from kg.relate import Related
from kg.schema import Schema, schema_of

_WINDOW = 1200
# How often a window may be cut in two where its answer does not come out whole.
_DEEPEST = 2
_READINGS = 2
_HALVES = "halves"


@dataclass(frozen=True, slots=True)
class _Failed:
    """Why the model gave no answer, and whether asking about less text is no use either."""

    reason: str
    final: bool


@dataclass(slots=True)
class ChatEngine:
    """Asks a model about each window of a document, and believes what stands in the text.

    Attributes:
        setting: what the user chose.
        client: the way to the endpoint.
        cache: answers of earlier builds.
        asked, recalled: how many windows the model and the cache answered.
    """

    setting: Setting
    prompt: Prompt
    client: Client
    cache: Cache
    schema: Schema
    asked: int = 0
    recalled: int = 0
    one_process: bool = True
    _answered: dict[str, tuple[Passage, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """``openai:MODEL``."""
        return f"openai:{self.setting.argument}"

    @property
    def version(self) -> str:
        """Which prompt it used."""
        return f"prompt {self.prompt.version}"

    @property
    def sends_to(self) -> str:
        """Where the texts go."""
        return self.client.endpoint.described

    def summary(self) -> str:
        """What was asked, what it cost."""
        budget = self.client.budget
        return (
            f"{self.name}: passages asked {self.asked}, from the cache {self.recalled}; "
            f"calls {budget.calls}, tokens {budget.tokens:,}"
        )

    def mentions(self, documents: Sequence[Document]) -> list[Annotation | NotDone]:
        """The names that the model gives and the text holds."""
        results = self._read(documents)
        self._answered = {
            document.text_sha256: result
            for document, result in zip(documents, results, strict=True)
            if not isinstance(result, NotDone)
        }
        words = KgEngine(self.setting.ontology).mentions(documents)
        return [
            result
            if isinstance(result, NotDone)
            else read_names(document, result, own.tokens, self.name, self.schema)
            for document, result, own in zip(documents, results, words, strict=True)
        ]

    def claims(
        self, document: Document, _annotation: Annotation, entities: Sequence[Entity], /
    ) -> Related:
        """The relations that the model gives with a quote that the text holds."""
        passages = self._answered.get(document.text_sha256)
        if passages is None:
            (result,) = self._read([document])
            if isinstance(result, NotDone):
                raise KgError(f"{document.source}: {self.name}: {result.reason}")
            passages = result
        return read_claims(document, passages, entities, self.name)

    def _read(self, documents: Sequence[Document]) -> list[tuple[Passage, ...] | NotDone]:
        """Every document's windows with their answers; the model is asked for what is not kept."""
        cut = [(document, tuple(windows(document, _WINDOW))) for document in documents]
        left = self.client.budget.calls_left()
        tasks: list[Callable[[], tuple[Passage, ...] | NotDone]] = []
        for document, parts in cut:
            for window in parts:
                if left is not None and not self.cache.get(self._key(window)):
                    left -= 1
                    if left < 0:  # decided in order, not by which thread is first
                        tasks.append(self._spent)
                        continue
                tasks.append(partial(self._solved, document, window, 0))
        with self.client.connected():
            solved = iter(run_all(tasks, self.setting.concurrency))
        results = [_together([next(solved) for _ in parts]) for _, parts in cut]
        passages = [p for result in results if not isinstance(result, NotDone) for p in result]
        self.recalled += sum(passage.recalled for passage in passages)
        self.asked += sum(not passage.recalled for passage in passages)
        return results

    def _spent(self) -> NotDone:
        return NotDone(_spent_reason(self.setting))

    def _solved(
        self, document: Document, window: Window, depth: int
    ) -> tuple[Passage, ...] | NotDone:
        """The answer about a window: kept, fresh, or those about its halves."""
        key = self._key(window)
        kept = self.cache.get(key) or {}
        if answer := answer_of(kept):
            return (Passage(window, answer, recalled=True),)
        reason = ""
        if not kept.get(_HALVES):
            asked = self._ask(window)
            if isinstance(asked, Answer):
                first = self.cache.put_first(key, asked.to_json())
                return (Passage(window, answer_of(first) or asked),)
            if asked.final:
                return NotDone(asked.reason)
            reason = asked.reason
        halves = window.halves(document) if depth < _DEEPEST else None
        if halves is None:
            return NotDone(f"{reason} (about characters {_place(window)})")
        self.cache.put_first(key, {_HALVES: True})
        return _together([self._solved(document, half, depth + 1) for half in halves])

    def _ask(self, window: Window) -> "Answer | _Failed":
        for _ in range(_READINGS):
            try:
                text = self.client.ask(window.text)
            except SpentError:
                return _Failed(_spent_reason(self.setting), final=True)
            except TooLongError as error:
                return _Failed(str(error), final=False)
            except UnansweredError as error:
                return _Failed(str(error), final=True)
            if answer := read_answer(text):
                return answer
        return _Failed("the model's answer holds no JSON of the form asked for", final=False)

    def _key(self, window: Window) -> str:
        return key_of("1", self.setting.argument, self.prompt.version, window.text)


def make_engine(setting: Setting) -> ChatEngine:
    """The engine of a setting.

    Raises:
        InputError: httpx is not installed, or model or endpoint is not named or not usable.
    """
    prompt = load_prompt(setting.ontology)
    budget = Budget(setting.max_calls, setting.max_tokens)
    client = Client(endpoint_of(setting), prompt, budget, setting.timeout, setting.pause)
    cache = Cache(setting.cache or default_cache())
    return ChatEngine(setting, prompt, client, cache, schema_of(setting.ontology))


def _together(
    results: Sequence[tuple[Passage, ...] | NotDone],
) -> tuple[Passage, ...] | NotDone:
    """All passages of a document; if one is not done, the document is not."""
    for result in results:
        if isinstance(result, NotDone):
            return result
    return tuple(
        passage for result in results if not isinstance(result, NotDone) for passage in result
    )


def _place(window: Window) -> str:
    return f"{window.pieces[0].start}-{window.pieces[-1].end}"


def _spent_reason(setting: Setting) -> str:
    limits = []
    if setting.max_calls is not None:
        limits.append(f"{setting.max_calls} calls")
    if setting.max_tokens is not None:
        limits.append(f"{setting.max_tokens} tokens")
    return f"not read: the budget of {' and '.join(limits)} allows no further call"

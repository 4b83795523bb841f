/** What the server answers to a question of the explorer, as JSON; rejects with a text for people. */
export async function ask<T>(
  name: string,
  given: Readonly<Record<string, string | number>> | readonly (readonly [string, string | number])[] = [],
  signal?: AbortSignal,
): Promise<T> {
  const pairs = Array.isArray(given) ? given : Object.entries(given);
  const parameters = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]));
  const response = await patiently(() =>
    fetch(`/explorer/${name}?${parameters.toString()}`, {
      headers: { Accept: "application/json" },
      signal: signal ?? null,
    }),
  );
  if (!response.ok) {
    throw new Error(await problemOf(response));
  }
  return (await response.json()) as T;
}

const TRIES = 3;
const PAUSE = 700; // milliseconds

/** Asks again where the server is too busy just now, as while it takes up a new build; for what only reads. */
export async function patiently(request: () => Promise<Response>): Promise<Response> {
  let response = await request();
  for (let again = 1; response.status === 503 && again < TRIES; again++) {
    await new Promise((done) => setTimeout(done, again * PAUSE));
    response = await request();
  }
  return response;
}

/** What an answer that is an error says. */
export async function problemOf(response: Response): Promise<string> {
  const text = (await response.text()).trim();
  return text || `${response.status} ${response.statusText}`;
}

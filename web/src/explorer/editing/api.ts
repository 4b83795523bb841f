import { patiently } from "../sources/ask";
import { token } from "./token";

/** A node of the build that is served, or a name as it would be written into the file. */
export type Entity = string | { iri: string };

export type Action = "merge" | "split" | "rename" | "retype" | "hide" | "new" | "reject" | "add";

/** An edit to be written; what is left out is empty. */
export interface NewEdit {
  action: Action;
  name: Entity;
  relation?: string;
  other?: Entity;
  role?: string;
  time?: string;
  document?: string;
  reason?: string;
  by?: string;
}

/** A line of the file. */
export interface EditLine {
  line: number;
  action: Action;
  name: string;
  relation: string;
  other: string;
  role: string;
  time: string;
  document: string;
  reason: string;
  by: string;
  date: string;
}

export interface ListedEdit extends EditLine {
  state: "applied" | "idle" | "waiting";
  /** Why it changes nothing. */
  problem: string;
  /** What it is about, by IRI, in the build that is served. */
  nodes: string[];
}

export interface Status {
  state: "idle" | "building" | "failed";
  written: number;
  served: number;
  message: string;
}

export interface Listed {
  file: string;
  undo: boolean;
  edits: ListedEdit[];
  status: Status;
  etag: string;
}

export interface Written {
  edits: EditLine[];
  status: Status;
}

export interface TakenBack {
  removed: EditLine[];
  restored: EditLine[];
  status: Status;
}

export interface Relation {
  name: string;
  parent: string;
  domain: string[];
  range: string[];
  symmetric: boolean;
  /** Both ends are of one core type. */
  one_type: boolean;
}

/** What the server has against a request, in words for people. */
export class EditError extends Error {
  constructor(
    message: string,
    readonly status: number,
    /** Names that are close to one that is unknown. */
    readonly close: readonly string[] = [],
  ) {
    super(message);
  }
}

export const edits = {
  list: async (): Promise<Listed> => {
    const response = await request("GET", "");
    return { ...((await response.json()) as Omit<Listed, "etag">), etag: response.headers.get("ETag") ?? "" };
  },
  status: (wait: number): Promise<Status> => json(request("GET", `/status?wait=${wait}`)),
  write: (all: readonly NewEdit[]): Promise<Written> => json(request("POST", "", { edits: all })),
  terms: (): Promise<{ relations: Relation[] }> => json(request("GET", "/terms")),
  undo: (): Promise<TakenBack> => json(request("POST", "/undo", {})),
  drop: (line: number, etag: string): Promise<TakenBack> =>
    json(request("DELETE", `/${line}`, undefined, etag ? { "If-Match": etag } : {})),
};

async function json<T>(response: Promise<Response>): Promise<T> {
  return (await (await response).json()) as T;
}

async function request(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const given = body === undefined ? {} : { body: JSON.stringify(body) };
  const type: Record<string, string> = body === undefined ? {} : { "Content-Type": "application/json" };
  // What is no character of a header makes `fetch` throw; such a token is none.
  const own = /^[\x21-\x7e]*$/.test(token()) ? token() : "";
  const ask = () =>
    fetch(`/edits${path}`, {
      method,
      headers: { "X-KG-Token": own, ...type, ...headers },
      cache: "no-store",
      ...given,
    });
  const response = await (method === "GET" ? patiently(ask) : ask());
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response;
}

async function problemOf(response: Response): Promise<EditError> {
  const text = await response.text();
  try {
    const { error, close } = JSON.parse(text) as { error?: unknown; close?: unknown };
    const names = Array.isArray(close) ? close.filter((name) => typeof name === "string") : [];
    return new EditError(String(error), response.status, names);
  } catch {
    return new EditError(text.trim() || `${response.status} ${response.statusText}`, response.status);
  }
}

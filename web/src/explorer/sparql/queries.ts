import type { QueriesBlock } from "../contract/blocks";
import type { Source } from "../contract/source";
import { readBlock } from "../sources/blocks";
import { ask } from "../sources/ask";

let found: Promise<QueriesBlock> | undefined;

/** The saved queries and the known prefixes. */
export function libraryOf(source: Source): Promise<QueriesBlock> {
  found ??= source.kind === "embedded" ? readBlock<QueriesBlock>("queries") : ask<QueriesBlock>("queries");
  return found;
}

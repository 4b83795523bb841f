/** 12345 as "12,345", in any language. */
export function count(value: number): string {
  return value.toLocaleString("en-US");
}

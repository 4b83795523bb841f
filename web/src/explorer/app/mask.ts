/** A set of small numbers as a row of bytes: quick to fill and to ask for 100,000 of them. */
export class Mask implements ReadonlySet<number> {
  readonly bytes: Uint8Array;
  size = 0;

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
  }

  add(value: number): void {
    this.size += 1 - this.bytes[value]!;
    this.bytes[value] = 1;
  }

  has(value: number): boolean {
    return this.bytes[value] === 1;
  }

  *values(): SetIterator<number> {
    for (let value = this.bytes.indexOf(1); value >= 0; value = this.bytes.indexOf(1, value + 1)) {
      yield value;
    }
  }

  keys(): SetIterator<number> {
    return this.values();
  }

  *entries(): SetIterator<[number, number]> {
    for (const value of this.values()) {
      yield [value, value];
    }
  }

  forEach(visit: (value: number, key: number, set: ReadonlySet<number>) => void): void {
    for (const value of this.values()) {
      visit(value, value, this);
    }
  }

  [Symbol.iterator](): SetIterator<number> {
    return this.values();
  }
}

/** Which parts of the picture are written on, in squares of a few pixels. */
export class Room {
  static readonly #square = 6;
  readonly #taken: Uint8Array;
  readonly #across: number;
  readonly #down: number;

  constructor(width: number, height: number) {
    this.#across = Math.ceil(width / Room.#square) + 1;
    this.#down = Math.ceil(height / Room.#square) + 1;
    this.#taken = new Uint8Array(this.#across * this.#down);
  }

  /** Takes a place if it is free; what stands out takes its place in any case. */
  take(left: number, top: number, width: number, height: number, anyway = false): boolean {
    const x = Math.max(0, Math.floor(left / Room.#square));
    const y = Math.max(0, Math.floor(top / Room.#square));
    const toX = Math.min(this.#across - 1, Math.floor((left + width) / Room.#square));
    const toY = Math.min(this.#down - 1, Math.floor((top + height) / Room.#square));
    if (x > toX || y > toY || (!anyway && !this.#free(x, y, toX, toY))) {
      return false;
    }
    for (let row = y; row <= toY; row++) {
      this.#taken.fill(1, row * this.#across + x, row * this.#across + toX + 1);
    }
    return true;
  }

  #free(x: number, y: number, toX: number, toY: number): boolean {
    for (let row = y; row <= toY; row++) {
      for (let at = row * this.#across + x; at <= row * this.#across + toX; at++) {
        if (this.#taken[at]) {
          return false;
        }
      }
    }
    return true;
  }
}

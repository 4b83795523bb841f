/** Something that is done a while after it was last asked for. */
export class Wait {
  #timer = 0;

  after(milliseconds: number, act: () => void): void {
    this.stop();
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      act();
    }, milliseconds);
  }

  get waits(): boolean {
    return this.#timer !== 0;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
  }
}

export interface How {
  /** Whether the mark gets the focus. */
  readonly focus?: boolean;
  /** Whether the text stays as it stands where the mark is seen already. */
  readonly calm?: boolean;
}

/**
 * Brings the mark at an offset of the text to the middle. Blocks on the way have estimated heights until
 * they are drawn, so it looks again until the place stands still.
 */
export async function scrollToOffset(
  scroll: HTMLElement,
  offset: number,
  { focus = false, calm = false }: How = {},
): Promise<void> {
  for (let attempt = 0; attempt < 8; attempt++) {
    await frame();
    const mark = scroll.querySelector<HTMLElement>(`[data-at="${offset}"]`);
    if (!mark || !scroll.isConnected) {
      continue;
    }
    const before = mark.getBoundingClientRect().top;
    centre(scroll, mark, calm);
    if (focus) {
      (mark.closest<HTMLElement>("[tabindex]") ?? mark).focus({ preventScroll: true });
    }
    await frame();
    if (Math.abs(mark.getBoundingClientRect().top - before) < 2) {
      return;
    }
  }
}

function centre(scroll: HTMLElement, mark: HTMLElement, calm: boolean): void {
  const view = scroll.getBoundingClientRect();
  const box = mark.getBoundingClientRect();
  const seen = box.top > view.top + 24 && box.bottom < view.bottom - 24;
  if (!(calm && seen)) {
    scroll.scrollTop += box.top - view.top - Math.max(0, (view.height - Math.min(box.height, view.height)) / 2);
  }
}

function frame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** For each place of a name (UTF-16) the readings of its character, without tones; Latin letters sound as themselves. */
export type Sounds = readonly { readonly at: number; readonly readings: readonly string[] }[];

export function soundsOf(name: string, readings: Readonly<Record<string, string>>): Sounds {
  const sounds: { at: number; readings: readonly string[] }[] = [];
  let at = 0;
  for (const character of name) {
    const known = Object.hasOwn(readings, character) ? readings[character]!.split(" ") : [];
    if (known.length) {
      sounds.push({ at, readings: known });
    } else if (/[a-z0-9]/.test(character)) {
      sounds.push({ at, readings: [character] });
    }
    at += character.length;
  }
  return sounds;
}

/**
 * Which characters of a name letters stand for, each by its whole reading or the start of one; a
 * reading that is only begun is followed by the next character. Null where they do not fit.
 * "caizz", "czhizhong" and "czz" all stand for 蔡志忠.
 */
export function pinyinMarks(sounds: Sounds, letters: string): number[] | null {
  for (let from = 0; from < sounds.length; from++) {
    const count = fits(sounds, from, letters, 0);
    if (count) {
      return sounds.slice(from, from + count).map(({ at }) => at);
    }
  }
  return null;
}

/** How many characters, from one on, the letters from `done` on take; 0 where they do not fit. */
function fits(sounds: Sounds, from: number, letters: string, done: number): number {
  const sound = sounds[from];
  if (!sound) {
    return 0;
  }
  let best = 0;
  for (const reading of sound.readings) {
    const common = commonStart(reading, letters, done);
    for (let taken = common; taken > 0 && !best; taken--) {
        // A sound is said whole, or by its initial; the last one may be begun only.
      if (done + taken === letters.length) {
        best = 1;
      } else if (taken === reading.length || taken === 1 || isInitial(reading, taken)) {
        const rest = fits(sounds, from + 1, letters, done + taken);
        best = rest && rest + 1;
      }
    }
  }
  return best;
}

function isInitial(reading: string, taken: number): boolean {
  return taken === 2 && /^[zcs]h/.test(reading);
}

function commonStart(reading: string, letters: string, from: number): number {
  let length = 0;
  while (length < reading.length && reading[length] === letters[from + length]) {
    length++;
  }
  return length;
}

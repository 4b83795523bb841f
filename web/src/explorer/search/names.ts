import type { NodeRow } from "../contract/graph";
import type { Hit } from "../contract/source";
import { pinyinMarks, soundsOf, type Sounds } from "./pinyin";

/** The quality of a match, best first. */
const EXACT = 0;
const START = 1;
const WORD = 2;
const INSIDE = 3;
const SOUND = 4;

/**
 * All names of all nodes, to be found by any part of them: as they are written, without regard to
 * case, or by how they sound: "caizhizhong", "cai zhi zhong", "czz".
 */
export class NameIndex {
  readonly #node: Int32Array;
  readonly #names: string[];
  readonly #folded: string[];
  /** By the first letters of names' sounds; made when Latin letters are first asked for. */
  #initials: string[] | undefined;
  #sounds: (Sounds | undefined)[];

  constructor(
    readonly nodes: readonly NodeRow[],
    readonly readings: Readonly<Record<string, string>>,
  ) {
    this.#names = [];
    const owners: number[] = [];
    for (const node of nodes) {
      for (const name of node.names) {
        owners.push(node.id);
        this.#names.push(name);
      }
    }
    this.#node = Int32Array.from(owners);
    this.#folded = this.#names.map(fold);
    this.#sounds = new Array<Sounds | undefined>(this.#names.length);
  }

  search(words: string, limit: number): Hit[] {
    const asked = fold(words.trim());
    if (!asked) {
      return [];
    }
    const best = new Map<number, { row: number; quality: number; marks: number[] }>();
    const keep = (row: number, quality: number, marks: number[]) => {
      const node = this.#node[row]!;
      const known = best.get(node);
      if (!known || quality < known.quality) {
        best.set(node, { row, quality, marks });
      }
    };
    this.#written(asked, keep);
    if (/[a-z]/.test(asked)) {
      this.#sounding(asked, keep);
    }
    return [...best]
      .sort(([one, a], [other, b]) => a.quality - b.quality || this.#weight(other) - this.#weight(one) || one - other)
      .slice(0, limit)
      .map(([node, { row, marks }]) => ({ node, name: this.#names[row]!, marks }));
  }

  #written(asked: string, keep: (row: number, quality: number, marks: number[]) => void): void {
    for (let row = 0; row < this.#folded.length; row++) {
      const name = this.#folded[row]!;
      const at = name.indexOf(asked);
      if (at >= 0) {
        const label = row === 0 || this.#node[row] !== this.#node[row - 1] ? 0 : 0.5;
        keep(row, quality(name, asked, at) + label, stretch(at, asked.length));
      }
    }
  }

  #sounding(asked: string, keep: (row: number, quality: number, marks: number[]) => void): void {
    const letters = asked.replace(/[\s'·-]/g, "");
    const first = letters[0]!;
    this.#initials ??= this.#folded.map((name) => initialsOf(name, this.readings));
    for (let row = 0; row < this.#initials.length; row++) {
      // Whatever is found starts at a character that can start with the first letter.
      if (this.#initials[row]!.includes(first)) {
        const sounds = (this.#sounds[row] ??= soundsOf(this.#folded[row]!, this.readings));
        const marks = pinyinMarks(sounds, letters);
        if (marks) {
          const whole = marks.length === sounds.length ? 0 : marks[0] === 0 ? 1 : 2;
          keep(row, SOUND + whole, marks);
        }
      }
    }
  }

  #weight(node: number): number {
    const { degree, mentions } = this.nodes[node]!;
    return degree + mentions / 1e6;
  }
}

/** Case and full-width letters make no difference; lengths stay, so that marks fit. */
function fold(text: string): string {
  return text.replace(/[A-Z\uff01-\uff5e]/g, (letter) => {
    const code = letter.charCodeAt(0);
    return String.fromCharCode(code > 0xff00 ? code - 0xfee0 : code).toLowerCase();
  });
}

function quality(name: string, asked: string, at: number): number {
  if (at === 0) {
    return name.length === asked.length ? EXACT : START;
  }
  return /[\s·•\-(（《"“]/.test(name[at - 1]!) ? WORD : INSIDE;
}

function stretch(from: number, length: number): number[] {
  return Array.from({ length }, (_, at) => from + at);
}

/** All letters that a character of the name can start with. */
function initialsOf(name: string, readings: Readonly<Record<string, string>>): string {
  let letters = "";
  for (const character of name) {
    const sounds = Object.hasOwn(readings, character) ? readings[character]! : character;
    for (const sound of sounds.split(" ")) {
      letters += sound[0] ?? "";
    }
  }
  return letters;
}

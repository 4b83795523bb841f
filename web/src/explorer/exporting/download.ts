/** Saves a file that the page has made. */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function textFile(pieces: readonly string[], type: string): Blob {
  return new Blob([...pieces], { type: `${type};charset=utf-8` });
}

/** "kg-西湖区-entities.csv": what is in it, without what a file system dislikes. */
export function fileName(subject: string, part: string, extension: string): string {
  const plain = subject
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  const short = [...plain].slice(0, 40).join("");
  return `${["kg", short, part].filter(Boolean).join("-")}.${extension}`;
}

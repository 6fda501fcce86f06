/** One logical line: continuations joined, comments taken off, the packages a compiler says brought it. */
export type RequirementLine = { text: string; line: number; via: string[] };

/** pip's own line rules: a backslash joins lines, a # at the start or after a space begins a comment. */
export function readRequirementLines(text: string): RequirementLine[] {
  const found: RequirementLine[] = [];
  let joined = "";
  let start = 0;
  let isVia = false;
  for (const [i, raw] of text.split("\n").entries()) {
    const comment = raw.search(/(^|\s)#/);
    const content = (comment < 0 ? raw : raw.slice(0, comment)).trim();
    if (content === "" && joined === "") {
      isVia = readVia(comment < 0 ? "" : raw.slice(comment).trim(), { isVia, last: found.at(-1) });
      continue;
    }
    if (joined === "") start = i + 1;
    const continues = content.endsWith("\\");
    joined += (continues ? content.slice(0, -1) : content) + " ";
    if (continues) continue;
    found.push({ text: joined.trim(), line: start, via: [] });
    joined = "";
    isVia = comment >= 0 && readVia(raw.slice(comment).trim(), { isVia: false, last: found.at(-1) });
  }
  if (joined.trim() !== "") found.push({ text: joined.trim(), line: start, via: [] });
  return found.filter((one) => one.text !== "");
}

/** "# via a, b" on one line, or "# via" with "#   a" lines below it. Returns whether such lines may follow. */
function readVia(comment: string, { isVia, last }: { isVia: boolean; last: RequirementLine | undefined }): boolean {
  const inline = /^#\s*via\b\s*(.*)$/.exec(comment);
  const listed = isVia ? /^#\s{2,}(\S.*)$/.exec(comment)?.[1] : undefined;
  const names = inline ? inline[1]! : (listed ?? "");
  if (!last || (!inline && listed === undefined)) return false;
  last.via.push(...names.split(",").map((one) => one.trim()).filter((one) => one !== ""));
  return true;
}

import { lstatSync } from "node:fs";
import { opendir } from "node:fs/promises";
import type { Dirent } from "node:fs";
import { type BytePath, join, toSystem, toText } from "./byte-path.ts";
import type { DiscoveryFact } from "./found.ts";

export type Entry = { name: BytePath; type: "folder" | "file" | "link" | "other" };
export type Folder = { entries: Entry[]; facts: DiscoveryFact[]; readable: boolean };

/**
 * Lists one folder as a stream, stopping after `most` entries: a folder of 200,000 files neither blocks the event
 * loop nor fills the memory. What cannot be read becomes a fact, never an error.
 */
export async function readFolder(path: BytePath, most: number): Promise<Folder> {
  const entries: Entry[] = [];
  const facts: DiscoveryFact[] = [];
  try {
    // `latin1` keeps one character per byte; the declared type only knows text encodings.
    const options = { encoding: "latin1", bufferSize: 256 } as const;
    for await (const entry of await opendir(toSystem(path) as string, options)) {
      if (entries.length >= most) {
        facts.push(tooMany(path, most));
        break;
      }
      entries.push({ name: entry.name, type: typeOf(path, entry) });
    }
  } catch (error) {
    return { entries, facts: [...facts, readProblem(path, error)], readable: entries.length > 0 };
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { entries, facts, readable: true };
}

/** The fact for a failed file system call on `path`. */
export function readProblem(path: BytePath, error: unknown): DiscoveryFact {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const shown = toText(path);
  if (code === "EACCES" || code === "EPERM") {
    return { code: "permission_denied", path: shown, text: "May not be read by the user Optimus runs as." };
  }
  if (code === "ELOOP") return { code: "symlink_loop", path: shown, text: "Links in a circle." };
  return { code: "unreadable", path: shown, text: `Could not be read (${code || String(error)}).` };
}

function tooMany(path: BytePath, most: number): DiscoveryFact {
  const text = `Holds more than ${most} entries; only that many were looked at.`;
  return { code: "too_many_entries", path: toText(path), text };
}

function typeOf(folder: BytePath, entry: Dirent): Entry["type"] {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "folder";
  if (entry.isSymbolicLink()) return "link";
  if (entry.isFIFO() || entry.isSocket() || entry.isBlockDevice() || entry.isCharacterDevice()) return "other";
  return askedType(join(folder, entry.name));
}

// Some file systems do not tell the type in the listing.
function askedType(path: BytePath): Entry["type"] {
  const found = lstatSync(toSystem(path), { throwIfNoEntry: false });
  if (found?.isFile()) return "file";
  if (found?.isDirectory()) return "folder";
  return found?.isSymbolicLink() ? "link" : "other";
}

/** A set of small whole numbers. Two thousand steps that all know each other would be too much for ordinary sets. */
export class Bits {
  private readonly words: Uint32Array

  constructor(size: number, words = new Uint32Array((size + 31) >>> 5)) {
    this.words = words
  }

  static full(size: number): Bits {
    const all = new Bits(size)
    for (let index = 0; index < size; index += 1) all.add(index)
    return all
  }

  copy(): Bits {
    return new Bits(0, this.words.slice())
  }

  clear(): this {
    this.words.fill(0)
    return this
  }

  has(index: number): boolean {
    return ((this.words[index >>> 5]! >>> (index & 31)) & 1) === 1
  }

  add(index: number): this {
    this.words[index >>> 5]! |= 1 << (index & 31)
    return this
  }

  addAll(other: Bits): this {
    for (let at = 0; at < this.words.length; at += 1) this.words[at]! |= other.words[at]!
    return this
  }

  keepAll(other: Bits): this {
    for (let at = 0; at < this.words.length; at += 1) this.words[at]! &= other.words[at]!
    return this
  }

  removeAll(other: Bits): this {
    for (let at = 0; at < this.words.length; at += 1) this.words[at]! &= ~other.words[at]!
    return this
  }

  isWithin(other: Bits): boolean {
    for (let at = 0; at < this.words.length; at += 1) if ((this.words[at]! & ~other.words[at]!) !== 0) return false
    return true
  }

  countWithin(other: Bits): number {
    let count = 0
    for (let at = 0; at < this.words.length; at += 1)
      for (let word = this.words[at]! & other.words[at]!; word !== 0; word &= word - 1) count += 1
    return count
  }

  members(): number[] {
    const found: number[] = []
    for (let at = 0; at < this.words.length; at += 1)
      for (let bit = 0, word = this.words[at]!; word !== 0; bit += 1, word >>>= 1) if ((word & 1) === 1) found.push(at * 32 + bit)
    return found
  }
}

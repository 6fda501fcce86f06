import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bordaPoints, schulze } from './schulze.ts'

/** "8 ACDB, 2 BADC" with equal options in brackets: "18 (AC)D". */
function readVotes(text: string): { rankings: { tiers: number[][]; weight: number }[]; letters: string } {
  const votes = text.split(',').map((part) => part.trim().split(' '))
  const letters = [...new Set(votes.flatMap(([, order]) => order!.replace(/[()]/g, '').split('')))].sort().join('')
  const rankings = votes.map(([count, order]) => ({
    tiers: order!.match(/\([A-Z]+\)|[A-Z]/g)!.map((tier) =>
      tier
        .replace(/[()]/g, '')
        .split('')
        .map((letter) => letters.indexOf(letter)),
    ),
    weight: Number(count),
  }))
  return { rankings, letters }
}

function tiersOf(text: string): string {
  const { rankings, letters } = readVotes(text)
  const { tiers } = schulze(rankings, letters.length)
  return tiers.map((tier) => tier.map((option) => letters[option]).join('=')).join('>')
}

// Examples of M. Schulze's paper on the method (Social Choice and Welfare 36, 2011; arXiv 1804.02973).
const examples: { name: string; votes: string; winners: string }[] = [
  { name: '1', votes: '8 ACDB, 2 BADC, 4 CDBA, 4 DBAC, 3 DCBA', winners: 'D' },
  { name: '2, two winners', votes: '3 ABCD, 2 CBDA, 2 DABC, 2 DBCA', winners: 'B=D' },
  { name: '3', votes: '12 ABCD, 6 ADBC, 9 BCDA, 15 CDAB, 21 DBAC', winners: 'D' },
  { name: '4, two winners', votes: '6 ACDB, 1 BADC, 3 CBDA, 3 DBAC, 2 DCBA', winners: 'A=D' },
  { name: '5, before two voters join', votes: '3 ADEBCF, 3 BFECDA, 4 CABFDE, 1 DBCEFA, 4 DEFABC, 2 ECBDFA, 2 FACDBE', winners: 'A' },
  {
    name: '5, after two voters who love A join',
    votes: '3 ADEBCF, 3 BFECDA, 4 CABFDE, 1 DBCEFA, 4 DEFABC, 2 ECBDFA, 2 FACDBE, 2 AEFCBD',
    winners: 'D',
  },
  { name: '6', votes: '3 ABDC, 5 ADBC, 1 ADCB, 2 BADC, 2 BDCA, 4 CABD, 6 CBAD, 2 DBCA, 5 DCAB', winners: 'A' },
  {
    name: '6, with a fifth option',
    votes: '3 ABDEC, 5 ADEBC, 1 ADECB, 2 BADEC, 2 BDECA, 4 CABDE, 6 CBADE, 2 DBECA, 5 DECAB',
    winners: 'B',
  },
  {
    name: '7, equal ranks and winning votes',
    votes: '6 ABCD, 8 (AB), 8 (AC), 18 (AC)D, 8 (ACD), 40 B, 4 CBD, 9 CDA, 8 (CD), 14 DAB, 11 DBC, 4 DCA',
    winners: 'D',
  },
  { name: '8', votes: '9 ADBEC, 6 BCADE, 5 BCDEA, 2 CDBEA, 6 DECBA, 14 EACBD, 2 ECABD, 1 EDACB', winners: 'B' },
  { name: '9', votes: '9 ADBEC, 1 BACED, 6 CBADE, 2 CDBEA, 5 CDEAB, 6 DECAB, 14 EBACD, 2 EBCAD', winners: 'E' },
]

for (const { name, votes, winners } of examples) {
  test(`Schulze's example ${name} has the winner of the paper`, () => {
    assert.equal(tiersOf(votes).split('>')[0], winners)
  })
}

const wikipedia = '5 ACBED, 5 ADECB, 8 BEDAC, 3 CABED, 7 CAEBD, 2 CBADE, 7 DCEBA, 8 EBADC'

test('the 45 voters of the encyclopedia give its whole order, pairwise table and path table', () => {
  const { rankings } = readVotes(wikipedia)
  const { preferred, paths } = schulze(rankings, 5)
  assert.equal(tiersOf(wikipedia), 'E>A>C>B>D')
  assert.deepEqual(preferred, [
    [0, 20, 26, 30, 22],
    [25, 0, 16, 33, 18],
    [19, 29, 0, 17, 24],
    [15, 12, 28, 0, 14],
    [23, 27, 21, 31, 0],
  ])
  assert.deepEqual(paths, [
    [0, 28, 28, 30, 24],
    [25, 0, 28, 33, 24],
    [25, 29, 0, 29, 24],
    [25, 28, 28, 0, 24],
    [25, 28, 28, 31, 0],
  ])
})

test('a known 921 voter election comes out in its known order', () => {
  const votes =
    '98 ACEDB, 64 BAECD, 12 BAEDC, 98 BEACD, 13 BEADC, 125 BEDAC, 124 CAEDB, 76 CEADB, 21 DABEC, 30 DBAEC, 98 DBECA, 139 DCABE, 23 DCBAE'
  assert.equal(tiersOf(votes), 'A>B>E>D>C')
})

test('a cycle is cut at its weakest defeat', () => {
  assert.equal(tiersOf('9 ABC, 8 BCA, 6 CAB'), 'A>B>C')
})

test('a cycle of equal defeats leaves everyone equal', () => {
  assert.equal(tiersOf('1 ABC, 1 BCA, 1 CAB'), 'A=B=C')
})

test('who beats everyone head to head wins, though a relative majority puts another first', () => {
  assert.equal(tiersOf('4 ACB, 3 BCA, 2 CBA').split('>')[0], 'C')
})

test('cloning an option changes neither the winner nor the order of the others', () => {
  const cloned = wikipedia.replace(/[A-E]{5}/g, (order) => order.replace('D', 'DF'))
  assert.equal(tiersOf(cloned).replace('>F', ''), 'E>A>C>B>D')
  const winnerCloned = wikipedia.replace(/[A-E]{5}/g, (order) => order.replace('E', 'EF'))
  assert.equal(tiersOf(winnerCloned), 'E>F>A>C>B>D')
})

test('turning every ballot round turns a strict result round', () => {
  const reversed = wikipedia.replace(/[A-E]{5}/g, (order) => order.split('').reverse().join(''))
  assert.equal(tiersOf(reversed), 'E>A>C>B>D'.split('').reverse().join(''))
})

test('options left out rank last and equal', () => {
  assert.equal(tiersOf('3 AB, 2 BA, 1 C').split('>').at(-1), 'C')
})

test('Borda counts the options placed lower, and half of those placed equal', () => {
  const { rankings } = readVotes('2 A(BC), 1 CBA')
  const { preferred } = schulze(rankings, 3)
  assert.deepEqual(bordaPoints(preferred, 3), [4, 2, 3])
})

/** Repeats each recorded request with the emulator, and compares the replies. */
import { describe, expect, test } from 'vitest';
import { type Difference, findDifferences } from './differences.ts';
import { arrangedReply } from './emulator/arrangement.ts';
import { gitHubExchanges } from './emulator/github.ts';
import { identityReplies } from './emulator/identity.ts';
import { personalDrives } from './emulator/personal-drives.ts';
import { personalUploads } from './emulator/personal-uploads.ts';
import { workDrives } from './emulator/work-drives.ts';
import { workUploads } from './emulator/work-uploads.ts';
import { exchangeNames, readExchange } from './exchange.ts';
import { intendedDifferences } from './intended-differences.ts';

const arrangements = [
  ...personalDrives,
  ...personalUploads,
  ...workUploads,
  ...workDrives,
  ...identityReplies,
  ...gitHubExchanges,
];

test('each recorded request is repeated once, and each intended difference is about one of them', () => {
  expect(arrangements.map(({ exchange }) => exchange).sort()).toEqual(exchangeNames);
  const strangers = intendedDifferences.filter(({ exchange }) => !exchangeNames.includes(exchange));
  expect(strangers).toEqual([]);
});

function covers(entry: string, { where }: Difference): boolean {
  return where === entry || where.startsWith(`${entry}.`) || where.startsWith(`${entry}[`);
}

describe('the emulator replies as recorded, but for what is intended', () => {
  test.each(arrangements)('$exchange', async (arrangement) => {
    const { exchange, isWhole = false } = arrangement;
    const { response } = readExchange(exchange);
    const headers = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]);
    const recorded = { ...response, headers: Object.fromEntries(headers) };
    const differences = findDifferences(recorded, await arrangedReply(arrangement), isWhole);
    const intended = intendedDifferences.filter((one) => one.exchange === exchange);
    expect(differences.filter((one) => !intended.some(({ where }) => covers(where, one)))).toEqual([]);
    const isDead = ({ where }: { where: string }) => !differences.some((one) => covers(where, one));
    expect(intended.filter(isDead)).toEqual([]);
  });
});

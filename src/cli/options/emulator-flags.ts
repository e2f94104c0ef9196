/** The flags of the verb `emulate`, and the values of those that have few. */
import { flagGroup } from './flags.ts';

export const emulatedAccounts = ['personal', 'business', 'sharepoint'] as const;

/** The storage services of personal accounts: today's, and the one before. */
export const emulatedStacks = ['new', 'old'] as const;

export const emulatorFlags = flagGroup('The emulator', [
  ['--port <number>', 'port of the emulator', { defaultValue: 'any free one' }],
  ['--account <kind>', 'kind of account', { choices: emulatedAccounts, defaultValue: 'personal' }],
  [
    '--stack <name>',
    "storage service of a personal account: today's, or the one before",
    { choices: emulatedStacks, defaultValue: 'new' },
  ],
  ['--data <folder>', 'folder for the content of the files', { defaultValue: 'a temporary folder' }],
  ['--faults <file>', 'JSON file with scripted faults'],
  ['--latency <ms>', 'milliseconds to wait before every response'],
  ['--tls-cert <file>', 'certificate for https'],
  ['--tls-key <file>', 'its private key'],
  ['--upload-origin <url>', 'origin of the upload addresses'],
]);

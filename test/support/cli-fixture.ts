/**
 * A terminal session for tests: a fake host with prepared answers to prompts, an emulator, and a user who completes
 * the sign-in forms without a browser.
 */
import { createServer } from 'node:net';
import { loginVerb } from '../../src/cli/commands/login.ts';
import type { Prompts } from '../../src/cli/terminal/prompts.ts';
import type { TerminalSession } from '../../src/cli/terminal/session.ts';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/emulator.ts';
import { FakeHost } from './fake-host.ts';

/** Answers to prompts, by a part of the prompt. A missing answer is an error in the test. */
export type Answers = Readonly<Record<string, string | boolean | (() => string | Promise<string>)>>;

export class CliFixture implements TerminalSession {
  readonly emulator: Emulator;
  readonly host: FakeHost;
  /** Everything that went to standard output. */
  readonly printed: string[] = [];
  readonly questions: string[] = [];
  /** Undefined: nobody can be asked. */
  prompts: Prompts | undefined;
  /** The line on standard input. */
  line: string | (() => Promise<string>) = '';
  /** What a browser does with the address; by default there is none. */
  browser: ((url: string) => Promise<unknown>) | undefined;
  readonly #pages: Promise<unknown>[] = [];

  private constructor(emulator: Emulator, host: FakeHost) {
    this.emulator = emulator;
    this.host = host;
    Object.assign(this.host.env, {
      ONEDRIVE_UPLOAD_EMULATOR: emulator.url,
      GITHUB_API_URL: emulator.url,
      GH_TOKEN: emulator.github.token,
      ONEDRIVE_CLIENT_ID: emulator.credentials.publicClientId,
      // No gh, and no browser of this machine.
      PATH: '',
    });
  }

  static async open(options: EmulatorOptions = {}): Promise<CliFixture> {
    const host = new FakeHost();
    return new CliFixture(await startEmulator({ ...options, clock: host.clock.now }), host);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled(this.#pages);
    await this.emulator.close();
    this.host[Symbol.dispose]();
  }

  /** The Web registration in place of the public one. */
  confidential(): this {
    const { clientId, clientSecret } = this.emulator.credentials;
    this.host.env.ONEDRIVE_CLIENT_ID = clientId;
    this.host.env.ONEDRIVE_CLIENT_SECRET = clientSecret;
    return this;
  }

  /** Gives somebody who can be asked. */
  withAnswers(answers: Answers): this {
    const answer = async (question: string) => {
      this.questions.push(question);
      const key = Object.keys(answers).find((piece) => question.includes(piece));
      if (key === undefined) throw new Error(`nobody said what to answer to: ${question}`);
      const value = answers[key] ?? '';
      return typeof value === 'function' ? value() : value;
    };
    const text = async (question: string) => String(await answer(question));
    this.prompts = {
      ...{ text, password: text },
      confirm: async (question) => (await answer(question)) === true,
      select: async (question, choices) => {
        const wanted = await text(question);
        const found = Object.keys(choices).find((key): key is keyof typeof choices => key === wanted);
        if (found === undefined) throw new Error(`${wanted} is no choice of: ${question}`);
        return found;
      },
    };
    return this;
  }

  print = (text: string): void => void this.printed.push(text);

  readLine = async (): Promise<string> => (typeof this.line === 'string' ? this.line : this.line());

  openBrowser = async (url: string): Promise<boolean> => {
    if (this.browser === undefined) return false;
    this.#pages.push(this.browser(url));
    return true;
  };

  /** Runs `login` on a free port, unless the flags say where. */
  async login(flags: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const port = 'port' in flags || 'redirectUri' in flags ? {} : { port: String(await this.freePort()) };
    await loginVerb({ ...port, ...flags }, this);
  }

  /** A port that is free, registered with both apps. */
  async freePort(): Promise<number> {
    const port = await findFreePort();
    this.emulator.identity.registerRedirect(`http://localhost:${port}`);
    return port;
  }

  /** The address that the log told to open. */
  get printedUrl(): string {
    return this.host.lines.find((line) => line.startsWith('http')) ?? '';
  }
}

/** Follows the forms of the sign-in to the address that the browser is sent to in the end, without going there. */
export async function completeSignInForms(
  url: string,
  decision: 'allow' | 'deny' = 'allow',
): Promise<string> {
  const first = await fetch(url, { redirect: 'manual' });
  // What is wrong with the request is told to the app at once.
  const early = first.headers.get('location');
  if (early !== null) return early;
  const page = await first.text();
  const [, account = ''] = /name="account" value="([^"]+)"/.exec(page) ?? [];
  const post = (form: Record<string, string>) =>
    fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
  const consent = await (await post({ account })).text();
  if (!consent.includes('value="allow"')) throw new Error('the page asks for no consent');
  return (await post({ decision })).headers.get('location') ?? '';
}

/** Follows the sign-in with all redirects. Returns the last page. */
export async function followSignIn(url: string, decision: 'allow' | 'deny' = 'allow'): Promise<Response> {
  return fetch(await completeSignInForms(url, decision));
}

/** Returns a free port. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

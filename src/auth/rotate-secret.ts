/**
 * Stores the new refresh token in a GitHub secret. Decides if this run writes the secret, and warns before it expires.
 * Never ends an upload: errors become warnings and are kept in `failure`, for the modes that only renew the token.
 *
 * The age has no jitter. Two runs may write at once: both tokens stay valid, because the platform revokes none when it
 * issues another (entra-docs, refresh-tokens.md), and "at least this old" stays true.
 */
import { Failure, formatError, formatErrorWithLink, ServiceFailure } from '../core/errors.ts';
import { formatCount } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { dayMs } from '../core/time.ts';
import type { GitHubClient } from '../github/client.ts';
import { describeSecret, findGitHubSecret, type SecretStore, writeGitHubSecret } from '../github/secrets.ts';
import { isGiteaApi } from '../http/github-hosts.ts';
import type { RotationInputs } from '../inputs/rotation.ts';
import { githubTokenExpiryWarning, refreshTokenExpiryWarning, wholeDaysBetween } from './expiry.ts';

/** The secret rotation of one run. */
export interface SecretRotation {
  /** Writes the token if it is due, and again if it changes later. Throws only if the run is cancelled. */
  store(refreshToken: string): Promise<void>;
  /** Call this if Microsoft sent no new token. Warns that the stored one still ages. */
  warnUnchanged(): void;
  /** True once this run has written the secret. */
  readonly updated: boolean;
  /** Why the newest token is not stored; undefined if it is, or need not be. */
  readonly failure: Failure | undefined;
  /** Whole days since the secret was written; undefined if unknown. */
  readonly ageDays: number | undefined;
}

export interface SecretRotationOptions {
  readonly github: GitHubClient;
  readonly host: Host;
  readonly inputs: RotationInputs;
  /** `OWNER/REPO`; the run's GITHUB_REPOSITORY by default. */
  readonly repository?: string;
  /** This run must not change the secret of other runs. It reads the age and writes nothing. */
  readonly isReadOnly?: boolean;
}

/** Reads the secret's age before any request to Microsoft, and warns of what expires soon. */
export async function createSecretRotation(options: SecretRotationOptions): Promise<SecretRotation> {
  const rotation = new GitHubSecretRotation(options);
  await rotation.readAge();
  return rotation;
}

class GitHubSecretRotation implements SecretRotation {
  readonly #options: SecretRotationOptions;
  readonly #store: SecretStore;
  readonly #secret: string;
  #updatedMs: number | undefined;
  #failure: Failure | undefined;
  /** GitHub did not let us read the secret, so it will not let us write it either. */
  #isDenied = false;
  #hasLoggedSkip = false;
  updated = false;

  constructor(options: SecretRotationOptions) {
    const { github, host, inputs } = options;
    const repository = options.repository ?? host.env.GITHUB_REPOSITORY ?? '';
    this.#options = options;
    this.#store = { github, repository, location: inputs.location };
    this.#secret = describeSecret(this.#store, inputs.secretName);
  }

  get failure(): Failure | undefined {
    return this.#failure;
  }

  get ageDays(): number | undefined {
    const { clock } = this.#options.host;
    return this.#updatedMs === undefined ? undefined : wholeDaysBetween(this.#updatedMs, clock.now());
  }

  async readAge(): Promise<void> {
    const { host, inputs, github, isReadOnly } = this.#options;
    await this.#captureFailure(async () => {
      if (isGiteaApi(host.env)) throw giteaFailure();
      const stored = await findGitHubSecret(this.#store, inputs.secretName).catch((error: unknown) => {
        if (!isTransient(error) || host.signal.aborted) throw error;
        host.log.info(`The age of ${this.#secret} is unknown: ${formatError(error)}`);
      });
      if (stored !== undefined && !Number.isNaN(stored.updatedMs)) this.#updatedMs = stored.updatedMs;
    });
    this.#isDenied = this.#failure !== undefined;
    if (!this.#isDue() || isReadOnly === true || this.#skipReason() !== undefined) this.#warnOfAge();
    const ending = githubTokenExpiryWarning(github.tokenExpiresMs(), host.clock.now());
    if (ending !== undefined) host.log.warning(ending);
  }

  async store(refreshToken: string): Promise<void> {
    const { host, inputs, isReadOnly } = this.#options;
    if (this.#isDenied || isReadOnly === true) return;
    const why = this.#skipReason();
    if (why !== undefined) {
      if (!this.#hasLoggedSkip) host.log.info(why);
      this.#hasLoggedSkip = true;
      return;
    }
    if (!this.updated && !this.#isDue()) {
      const age = formatCount(this.ageDays ?? 0, 'day');
      host.log.info(
        `${this.#secret} is ${age} old and will be overwritten when it is ${formatCount(inputs.afterDays, 'day')} old`,
      );
      return;
    }
    await this.#captureFailure(async () => {
      const secret = { name: inputs.secretName, value: refreshToken };
      const outcome = await writeGitHubSecret(this.#store, secret);
      this.updated = true;
      this.#updatedMs = host.clock.now();
      this.#failure = undefined;
      if (outcome === 'updated') host.log.info(`The new refresh token is stored in ${this.#secret}`);
      else {
        host.log.warning(
          `${this.#secret} did not exist and was created: if you meant a secret with another name or in another place, ` +
            'correct rotate-secret or rotate-secret-in and delete this one',
        );
      }
    });
    if (this.#failure !== undefined) this.#warnOfAge();
  }

  warnUnchanged(): void {
    const age =
      this.ageDays === undefined ? '' : `, which was written ${formatCount(this.ageDays, 'day')} ago`;
    this.#options.host.log.warning(
      `Microsoft sent no new refresh token: the old one stays in ${this.#secret}${age}`,
    );
    this.#warnOfAge();
  }

  #isDue(): boolean {
    const { inputs, host } = this.#options;
    if (inputs.isForced || this.#updatedMs === undefined) return true;
    return host.clock.now() - this.#updatedMs >= inputs.afterDays * dayMs;
  }

  /** Why another job writes instead of this one, as a line for the log. */
  #skipReason(): string | undefined {
    const { inputs } = this.#options;
    // In a refresh-only run, each matrix job is for one account with its own secret.
    const { matrixJob, isForced: always } = inputs;
    if (matrixJob === undefined || matrixJob.index === 0 || always) return undefined;
    return `Job ${matrixJob.index + 1} of ${matrixJob.total} of a matrix: only the first one overwrites ${this.#secret}`;
  }

  #warnOfAge(): void {
    if (this.#updatedMs === undefined) return;
    const { log, clock } = this.#options.host;
    const facts = { secret: this.#secret, updatedMs: this.#updatedMs, nowMs: clock.now() };
    const warning = refreshTokenExpiryWarning(facts);
    if (warning !== undefined) log.warning(warning);
  }

  /** Runs `run`; turns an error into a warning, unless the run is being cancelled. */
  async #captureFailure(run: () => Promise<void>): Promise<void> {
    const { host } = this.#options;
    try {
      await run();
    } catch (error) {
      if (host.signal.aborted) throw error;
      this.#failure =
        error instanceof Failure
          ? error
          : new Failure(formatError(error), { code: 'unexpected', kind: 'service', cause: error });
      host.log.warning(`The refresh token is not stored: ${formatErrorWithLink(this.#failure, host)}`);
    }
  }
}

function giteaFailure(): Failure {
  return new Failure('rotate-secret works with GitHub only, and GITHUB_API_URL is that of Gitea or Forgejo', {
    code: 'secret-not-stored',
    kind: 'usage',
    hint: 'keep the token in a file of your runner (the command, --refresh-token-file), or set output-refresh-token and store it in another step',
  });
}

/** No response, a rate limit, or a server error: a retry may succeed. */
function isTransient(error: unknown): boolean {
  if (!(error instanceof ServiceFailure)) return false;
  const { status } = error.service;
  return status === 0 || status === 429 || status >= 500;
}

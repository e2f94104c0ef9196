/**
 * What the command's child processes (a browser, gh) get to see. Knows names of variables that hold secrets.
 */
import type { Environment } from '../host.ts';

/** Also what no one of ours is called: a child has no use for anybody's secrets. */
const secretNames = /(TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CERTIFICATE|CREDENTIALS?|CODE_VERIFIER|_KEY)$/i;

/** The same environment without them. */
export function withoutSecrets(env: Environment): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !secretNames.test(name)));
}

/**
 * This process's environment as it was, and takes the secrets out of it: a library that starts a browser takes no
 * environment from us, and its child inherits what is left.
 */
export function takeEnvironment(): Environment {
  const whole = { ...process.env };
  const left = withoutSecrets(whole);
  for (const name of Object.keys(whole)) if (!(name in left)) delete process.env[name];
  return whole;
}

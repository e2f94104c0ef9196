/** What the JavaScript clients share: named checks, told as compatibility.sh wants them, bytes, and a sign-in. */
import { createHash } from 'node:crypto';
import { AuthorizationCodeCredential } from '@azure/identity';

/** So many bytes, the same every time and never periodic. */
export function bytes(sizeBytes, seed) {
  const blocks = Array.from({ length: Math.ceil(sizeBytes / 64) }, (_, index) =>
    createHash('sha512').update(`${seed} ${index}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, sizeBytes);
}

/** One check: what throws has failed, and the others go on. */
export async function check(name, work) {
  try {
    await work();
    console.log(`PASS\t${name}`);
  } catch (error) {
    const words = `${error?.name}: ${error?.message} ${error?.statusCode ?? error?.responseStatusCode ?? ''}`;
    console.log(`FAIL\t${name}\t${words.replace(/\s+/g, ' ').slice(0, 300)}`);
  }
}

/** Throws unless both are equal; shows sizes instead of bytes. */
export function same(got, wanted) {
  const isEqual = Buffer.isBuffer(wanted)
    ? wanted.equals(got)
    : JSON.stringify(got) === JSON.stringify(wanted);
  const shown = (value) => (Buffer.isBuffer(value) ? `${value.length} bytes` : JSON.stringify(value));
  if (!isEqual) throw new Error(`${shown(got)} instead of ${shown(wanted)}`);
}

const REDIRECT = 'https://login.microsoftonline.com/common/oauth2/nativeclient';

/** Signs in with a code, which comes as a browser would get it. */
export async function signIn() {
  const { CLIENT_ID = '', CLIENT_SECRET = '' } = process.env;
  const query = new URLSearchParams({
    client_id: CLIENT_ID,
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: 'https://graph.microsoft.com/Files.ReadWrite.All offline_access openid profile',
  });
  const page = `https://login.microsoftonline.com/common/oauth2/v2.0/authorize?${query}`;
  const body = new URLSearchParams({ decision: 'allow' });
  const answer = await fetch(page, { method: 'POST', body, redirect: 'manual' });
  const code = new URL(answer.headers.get('location') ?? page).searchParams.get('code');
  if (code === null) throw new Error(`the sign-in page answered ${answer.status} without a code`);
  return new AuthorizationCodeCredential('common', CLIENT_ID, CLIENT_SECRET, code, REDIRECT, {
    disableInstanceDiscovery: false,
  });
}

/** Asks again until the answer is not undefined, 50 times. */
export async function eventually(ask) {
  for (let attempt = 0; attempt < 50; attempt++) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it did not come');
}

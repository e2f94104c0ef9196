/**
 * What the two plain contenders need before they can send: a token and an upload session, through nothing but
 * documented calls. The file and the credentials come from the command line and the environment.
 */

/** An access token for the credentials in the environment. */
export async function accessToken() {
  const { BENCH_CLIENT_ID, BENCH_CLIENT_SECRET, BENCH_REFRESH_TOKEN } = process.env;
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: BENCH_CLIENT_ID ?? '',
    client_secret: BENCH_CLIENT_SECRET ?? '',
    refresh_token: BENCH_REFRESH_TOKEN ?? '',
  });
  const endpoint = 'https://login.microsoftonline.com/common/oauth2/v2.0/token';
  const answer = await (await fetch(endpoint, { method: 'POST', body })).json();
  if (typeof answer.access_token !== 'string') throw new Error(`sign-in refused: ${answer.error}`);
  return answer.access_token;
}

/** A session's uploadUrl for a file of that name in the folder `bench`. */
export async function uploadSession(token, name) {
  const url = `https://graph.microsoft.com/v1.0/me/drive/root:/bench/${name}:/createUploadSession`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await (await fetch(url, { method: 'POST', headers, body: '{}' })).json();
  if (typeof answer.uploadUrl !== 'string') throw new Error(`no session: ${answer.error?.code}`);
  return answer;
}

/**
 * Where the page lies that explains every failure code: in the action its whole address at the version in use,
 * elsewhere the path in the repository, because nobody knows there whose copy this is.
 */

/** The page, from the root of the repository. */
export const troubleshootingPath = 'docs/troubleshooting.md';

/**
 * The page's address for a step of GitHub's runner (docs.github.com, "Variables reference"). The variables come from
 * outside: where one does not look as it should, and for a local action (`uses: ./`), it is the path alone.
 */
export function actionTroubleshootingUrl(env: Readonly<Record<string, string | undefined>>): string {
  const { GITHUB_SERVER_URL: server = '', GITHUB_ACTION_REPOSITORY: repository = '' } = env;
  const ref = env.GITHUB_ACTION_REF ?? '';
  const isKnown =
    /^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?$/i.test(server) &&
    /^[\w-]{1,100}\/(?!\.{1,2}$)[\w.-]{1,100}$/.test(repository) &&
    /^\w[\w./-]{0,199}$/.test(ref) &&
    !ref.includes('..');
  return isKnown ? `${server}/${repository}/blob/${ref}/${troubleshootingPath}` : troubleshootingPath;
}

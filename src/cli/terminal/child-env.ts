/**
 * The environment of child processes (a browser, gh): only variables that they and the desktop need. An allow-list,
 * because secrets can have any name.
 */
import type { Environment } from '../../core/host.ts';

/** In upper case, because Windows ignores the case of names. Elsewhere no other variables have these names. */
const allowedNames = new Set(
  [
    // User, working folder, and where to find programs.
    'PATH HOME USER LOGNAME SHELL PWD TMPDIR TEMP TMP LANG LANGUAGE TZ',
    // For xdg-open and the browser's display. xdg-utils, scripts/xdg-open.in.
    'DISPLAY WAYLAND_DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS DESKTOP_SESSION BROWSER',
    'GNOME_DESKTOP_SESSION_ID KDE_FULL_SESSION KDE_SESSION_VERSION MATE_DESKTOP_SESSION_ID',
    'GDK_BACKEND QT_QPA_PLATFORM MOZ_ENABLE_WAYLAND',
    // WSL opens the Windows browser through PowerShell.
    'WSL_DISTRO_NAME WSL_INTEROP WSLENV',
    'SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT OS USERPROFILE USERNAME USERDOMAIN HOMEDRIVE HOMEPATH',
    'APPDATA LOCALAPPDATA PROGRAMDATA ALLUSERSPROFILE PUBLIC PSMODULEPATH COMPUTERNAME SESSIONNAME',
    'PROGRAMFILES PROGRAMFILES(X86) PROGRAMW6432 COMMONPROGRAMFILES COMMONPROGRAMFILES(X86) COMMONPROGRAMW6432',
    'PROCESSOR_ARCHITECTURE NUMBER_OF_PROCESSORS',
    // Where gh keeps its sign-in (`gh help environment`). It reaches the keyring through the session bus.
    'GH_CONFIG_DIR GH_HOST',
    // OpenSSL reads these at the first connection, in this process as well.
    'SSL_CERT_FILE SSL_CERT_DIR',
    // The prompts' library and error messages read these from the process's environment.
    'TERM TERM_PROGRAM COLORTERM NO_COLOR FORCE_COLOR CLICOLOR CLICOLOR_FORCE WT_SESSION CI ACCESSIBLE',
  ].flatMap((names) => names.split(' ')),
);
/** Folders and locales use many names. */
const allowedPrefixes = /^(XDG|LC)_/;
/** A browser needs them as much as we do. */
const proxyNames = /^(HTTPS?|ALL|NO)_PROXY$/;

/** Returns the variables that a child process may see. */
export function childEnvironment(env: Environment): NodeJS.ProcessEnv {
  const isFor = ([name, value = '']: [string, string | undefined]) => {
    const upper = name.toUpperCase();
    // An @ follows a user name and a password.
    return (
      allowedNames.has(upper) ||
      allowedPrefixes.test(upper) ||
      (proxyNames.test(upper) && !value.includes('@'))
    );
  };
  return Object.fromEntries(Object.entries(env).filter(isFor));
}

/**
 * Returns a copy of the environment and removes from the process what children must not see: the library that starts a
 * browser lets it inherit the process's environment.
 */
export function isolateEnvironment(): Environment {
  const whole = { ...process.env };
  const left = childEnvironment(whole);
  for (const name of Object.keys(whole)) if (!(name in left)) delete process.env[name];
  return whole;
}

/**
 * What the command's child processes (a browser, gh) get to see: what they and the desktop around them need, and
 * nothing else. An allow-list, because nobody can list all names under which people keep secrets.
 */
import type { Environment } from '../../core/host.ts';

/** In capitals: on Windows names are compared so, and elsewhere no other is meant by them. */
const allowedNames = new Set(
  [
    // Who and where; what a program is found with.
    'PATH HOME USER LOGNAME SHELL PWD TMPDIR TEMP TMP LANG LANGUAGE TZ',
    // The desktop: how xdg-open finds a browser, and the browser its display. xdg-utils, scripts/xdg-open.in.
    'DISPLAY WAYLAND_DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS DESKTOP_SESSION BROWSER',
    'GNOME_DESKTOP_SESSION_ID KDE_FULL_SESSION KDE_SESSION_VERSION MATE_DESKTOP_SESSION_ID',
    'GDK_BACKEND QT_QPA_PLATFORM MOZ_ENABLE_WAYLAND',
    // Windows below Linux, whose browser is opened through PowerShell.
    'WSL_DISTRO_NAME WSL_INTEROP WSLENV',
    'SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT OS USERPROFILE USERNAME USERDOMAIN HOMEDRIVE HOMEPATH',
    'APPDATA LOCALAPPDATA PROGRAMDATA ALLUSERSPROFILE PUBLIC PSMODULEPATH COMPUTERNAME SESSIONNAME',
    'PROGRAMFILES PROGRAMFILES(X86) PROGRAMW6432 COMMONPROGRAMFILES COMMONPROGRAMFILES(X86) COMMONPROGRAMW6432',
    'PROCESSOR_ARCHITECTURE NUMBER_OF_PROCESSORS',
    // gh: where it keeps its sign-in (`gh help environment`); the keyring is behind the session bus.
    'GH_CONFIG_DIR GH_HOST',
    // OpenSSL looks at these two when the first connection is made, in this process as well.
    'SSL_CERT_FILE SSL_CERT_DIR',
    // What the library behind our own questions looks at, in the environment of the process.
    'TERM TERM_PROGRAM COLORTERM NO_COLOR FORCE_COLOR WT_SESSION CI ACCESSIBLE',
  ].flatMap((names) => names.split(' ')),
);
/** Folders and locales have many. */
const allowedPrefixes = /^(XDG|LC)_/;
/** A browser that is started here needs them as much as we do. */
const proxyNames = /^(HTTPS?|ALL|NO)_PROXY$/;

/** The part of an environment that a child gets. */
export function childEnvironment(env: Environment): NodeJS.ProcessEnv {
  const isFor = ([name, value = '']: [string, string | undefined]) => {
    const upper = name.toUpperCase();
    // A user name and a password stand before an @.
    return (
      allowedNames.has(upper) ||
      allowedPrefixes.test(upper) ||
      (proxyNames.test(upper) && !value.includes('@'))
    );
  };
  return Object.fromEntries(Object.entries(env).filter(isFor));
}

/**
 * This process's environment as it was, and leaves in it what a child may see: a library that starts a browser takes
 * no environment from us, and its child inherits what is left.
 */
export function isolateEnvironment(): Environment {
  const whole = { ...process.env };
  const left = childEnvironment(whole);
  for (const name of Object.keys(whole)) if (!(name in left)) delete process.env[name];
  return whole;
}

/**
 * The log as the rest of the code sees it. Groups of the runner's log show only when they have a line.
 */

/** The heading of an annotation, and the file in the workspace that it points to. */
export interface Annotation {
  readonly title?: string;
  readonly file?: string;
}

/** Each call logs one line. Control characters are escaped and known secrets are replaced by `***`. */
export interface Log {
  debug(line: string): void;
  info(line: string): void;
  notice(line: string, annotation?: Annotation): void;
  warning(line: string, annotation?: Annotation): void;
  /** The only text that may have several lines, passed as an array. */
  error(lines: string | readonly string[], annotation?: Annotation): void;
  group(title: string): void;
  groupEnd(): void;
}

/**
 * Wraps a log, so that it has no empty groups. `showsDebug` is true when the runner shows debug lines: only then they
 * open a group.
 */
export function withLazyGroups(log: Log, { showsDebug }: { readonly showsDebug: boolean }): Log {
  let pendingTitle: string | undefined;
  let isOpen = false;
  const open = () => {
    if (pendingTitle === undefined) return;
    log.group(pendingTitle);
    pendingTitle = undefined;
    isOpen = true;
  };
  return {
    debug(line) {
      if (showsDebug) open();
      log.debug(line);
    },
    info(line) {
      open();
      log.info(line);
    },
    notice(line, annotation) {
      open();
      log.notice(line, annotation);
    },
    warning(line, annotation) {
      open();
      log.warning(line, annotation);
    },
    error(lines, annotation) {
      open();
      log.error(lines, annotation);
    },
    group(title) {
      pendingTitle = title;
    },
    groupEnd() {
      pendingTitle = undefined;
      if (isOpen) log.groupEnd();
      isOpen = false;
    },
  };
}

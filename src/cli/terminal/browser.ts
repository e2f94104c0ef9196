/**
 * Opens an address in the person's browser. The only file that imports `open`, and only when it is needed.
 */

/** Hands the address over; false where that failed, which is no error: the address was printed, too. */
export async function openBrowser(url: string): Promise<boolean> {
  try {
    const { default: open } = await import('open');
    const child = await open(url);
    // A browser that ends, or never was there, is told by nobody else.
    child.on('error', () => {});
    child.unref();
    return true;
  } catch {
    return false;
  }
}

/** Ids of drives as Graph accepts them. Ids of items are used as they came. */

/**
 * Returns the id with its leading zeros. Ids of personal drives are 16 hex digits; replies leave leading zeros out, and
 * requests need them (docs/facts.md, "Whose drive"). Any other id, such as `b!…`, is returned unchanged.
 */
export function completeDriveId(id: string): string {
  return /^[0-9a-f]{1,15}$/i.test(id) ? id.padStart(16, '0') : id;
}

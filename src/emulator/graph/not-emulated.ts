/** What Graph can do with a drive or an item and this emulator cannot: 501, unlike what Graph does not have either. */
import { GraphError } from '../core/errors.ts';

/** Actions and relationships of items and drives (driveItem and drive documentation). */
const notEmulatedSegments = new Set([
  'activities',
  'analytics',
  'archive',
  'assignSensitivityLabel',
  'bundles',
  'checkin',
  'checkout',
  'createdByUser',
  'discardCheckout',
  'extractSensitivityLabels',
  'follow',
  'following',
  'getActivitiesByInterval',
  'lastModifiedByUser',
  'list',
  'listItem',
  'preview',
  'restore',
  'retentionLabel',
  'special',
  'subscriptions',
  'unarchive',
  'unfollow',
  'validatePermission',
  'workbook',
]);

/** True for a part of Graph that is missing here. */
export function isNotEmulated(segment: string): boolean {
  return notEmulatedSegments.has(segment.replace(/^microsoft\.graph\./, '').replace(/\(.*$/s, ''));
}

/** The reply to what is missing here. */
export function notEmulatedError(what: string): GraphError {
  return new GraphError({ status: 501, code: 'notSupported', message: `${what} is not emulated.` });
}
